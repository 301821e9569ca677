/* Octets: views of them, and buffers that grow. */
#ifndef OCTETS_H
#define OCTETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Octets that belong to someone else. */
typedef struct {
    const uint8_t *at;
    size_t length;
} View;

/* Octets that belong to their holder. All zeros is an empty buffer. */
typedef struct {
    uint8_t *at;
    size_t length;
    size_t room;
} Octets;

View view(const void *at, size_t length);
View view_of(const char *text);
View octets_view(const Octets *octets);

bool view_equal(View left, View right);
bool view_is(View left, const char *text);

/* Memory or the end of the program: there is no answer without memory. */
void *must_allocate(size_t size);

void octets_add(Octets *octets, View more);
void octets_add_text(Octets *octets, const char *text);
void octets_add_octet(Octets *octets, uint8_t octet);
void octets_add_integer(Octets *octets, int64_t value);

/* Writes octets in hexadecimal. */
void octets_add_hex(Octets *octets, View more);
/* Reads hexadecimal; false where it is none, and then some octets may have been added. */
bool octets_read_hex(Octets *octets, View digits);

void octets_drop_front(Octets *octets, size_t count);
void octets_free(Octets *octets);

#endif
