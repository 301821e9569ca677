/* Views of octets, and growing buffers. */
#ifndef OCTETS_H
#define OCTETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Octets that another object owns. */
typedef struct {
    const uint8_t *at;
    size_t length;
} View;

/* An owned buffer. A buffer of zeros is empty. */
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

/* Allocates memory, or ends the program. */
void *must_allocate(size_t size);

void octets_add(Octets *octets, View more);
void octets_add_text(Octets *octets, const char *text);
void octets_add_octet(Octets *octets, uint8_t octet);
void octets_add_integer(Octets *octets, int64_t value);

/* Writes octets in hexadecimal. */
void octets_add_hex(Octets *octets, View more);
/* Reads hexadecimal; returns false if it is malformed, possibly after it has appended octets. */
bool octets_read_hex(Octets *octets, View digits);

void octets_drop_front(Octets *octets, size_t count);
void octets_free(Octets *octets);

#endif
