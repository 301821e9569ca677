/* The two codes of a block of DEFLATE, and its matches (Section 3.2.5 to 3.2.7 of RFC 1951). */
#ifndef CODES_H
#define CODES_H

#include "huffman.h"

typedef struct {
    Huffman literals;
    Huffman distances;
} Codes;

void codes_fixed(Codes *codes);
/* Reads the codes of a dynamic block; returns false if they are invalid. */
bool codes_read(Codes *codes, Bits *bits);
/* Reads the rest of a match that begins with a symbol. */
bool codes_take_match(const Codes *codes, Bits *bits, unsigned symbol, uint32_t *length, uint32_t *distance);

#endif
