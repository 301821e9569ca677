/* Views of octets, and growing buffers. */
#include "octets.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

View view(const void *at, size_t length) { return (View){at, length}; }

View view_of(const char *text) { return view(text, strlen(text)); }

View octets_view(const Octets *octets) { return view(octets->at, octets->length); }

bool view_equal(View left, View right) {
    return left.length == right.length && (left.length == 0 || memcmp(left.at, right.at, left.length) == 0);
}

bool view_is(View left, const char *text) { return view_equal(left, view_of(text)); }

static void *must(void *memory) {
    if (memory != NULL) return memory;
    fputs("adapter: out of memory\n", stderr);
    exit(EXIT_FAILURE);
}

void *must_allocate(size_t size) { return must(malloc(size == 0 ? 1 : size)); }

static void make_room(Octets *octets, size_t more) {
    if (octets->room - octets->length >= more) return;
    size_t room = octets->room == 0 ? 64 : octets->room;
    while (room - octets->length < more) room *= 2;
    octets->at = must(realloc(octets->at, room));
    octets->room = room;
}

void octets_add(Octets *octets, View more) {
    if (more.length == 0) return;
    make_room(octets, more.length);
    memcpy(octets->at + octets->length, more.at, more.length);
    octets->length += more.length;
}

void octets_add_text(Octets *octets, const char *text) { octets_add(octets, view_of(text)); }

void octets_add_octet(Octets *octets, uint8_t octet) {
    make_room(octets, 1);
    octets->at[octets->length++] = octet;
}

void octets_add_integer(Octets *octets, int64_t value) {
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRId64, value);
    octets_add_text(octets, digits);
}

void octets_add_hex(Octets *octets, View more) {
    static const char digits[] = "0123456789abcdef";
    make_room(octets, 2 * more.length);
    for (size_t i = 0; i < more.length; i++) {
        octets->at[octets->length++] = (uint8_t)digits[more.at[i] >> 4];
        octets->at[octets->length++] = (uint8_t)digits[more.at[i] & 15];
    }
}

static int digit_value(uint8_t digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    return -1;
}

bool octets_read_hex(Octets *octets, View digits) {
    if (digits.length % 2 != 0) return false;
    for (size_t i = 0; i < digits.length; i += 2) {
        int high = digit_value(digits.at[i]);
        int low = digit_value(digits.at[i + 1]);
        if (high < 0 || low < 0) return false;
        octets_add_octet(octets, (uint8_t)(high << 4 | low));
    }
    return true;
}

void octets_drop_front(Octets *octets, size_t count) {
    if (count == 0) return;
    memmove(octets->at, octets->at + count, octets->length - count);
    octets->length -= count;
}

void octets_free(Octets *octets) {
    free(octets->at);
    *octets = (Octets){0};
}
