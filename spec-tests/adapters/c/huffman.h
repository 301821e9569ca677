/* Huffman codes of DEFLATE (Section 3.2.2 of RFC 1951). */
#ifndef HUFFMAN_H
#define HUFFMAN_H

#include "bits.h"

enum { HUFFMAN_SYMBOLS = 288, HUFFMAN_LONGEST = 15 };

/* The number of codes of each length, and the symbols in the order of their codes. */
typedef struct {
    uint16_t codes[HUFFMAN_LONGEST + 1];
    uint16_t symbols[HUFFMAN_SYMBOLS];
} Huffman;

typedef enum { HUFFMAN_COMPLETE, HUFFMAN_NONE, HUFFMAN_ONE_BIT, HUFFMAN_INCOMPLETE, HUFFMAN_OVERFULL } HuffmanShape;

/* Builds a code from the code length of each symbol, 0 for unused symbols. Returns which codes remain unused: none,
 * all, the second half of a single code of one bit, or others. */
HuffmanShape huffman_make(Huffman *huffman, const uint8_t *lengths, size_t count);
/* Reads one symbol; returns false for an unused code, or at the end of the input. */
bool huffman_take(const Huffman *huffman, Bits *bits, unsigned *symbol);

#endif
