/* Bits, the least significant of each octet first, as DEFLATE packs them. */
#ifndef BITS_H
#define BITS_H

#include "octets.h"

/* Two pieces of input, read as one; and the bits taken from it that are not used yet. */
typedef struct {
    View rest;
    View tail;
    uint32_t bits;
    unsigned count;
} Bits;

/* The next bits, at most 24 of them; false where the input ends before. */
bool bits_take(Bits *bits, unsigned count, uint32_t *value);
/* Leaves out what is left of an octet that has been begun. */
void bits_align(Bits *bits);
/* Whether everything has been taken. */
bool bits_at_end(const Bits *bits);

#endif
