/* Bits, the least significant of each octet first, as DEFLATE packs them. */
#ifndef BITS_H
#define BITS_H

#include "octets.h"

/* Two pieces of input, read as one, and the bits that were read and not used. */
typedef struct {
    View rest;
    View tail;
    uint32_t bits;
    unsigned count;
} Bits;

/* Reads at most 24 bits; returns false at the end of the input. */
bool bits_take(Bits *bits, unsigned count, uint32_t *value);
/* Skips the rest of a partly read octet. */
void bits_align(Bits *bits);
/* Returns whether the input is used up. */
bool bits_at_end(const Bits *bits);

#endif
