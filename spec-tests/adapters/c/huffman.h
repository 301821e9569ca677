/* Huffman codes of DEFLATE (Section 3.2.2 of RFC 1951). */
#ifndef HUFFMAN_H
#define HUFFMAN_H

#include "bits.h"

enum { HUFFMAN_SYMBOLS = 288, HUFFMAN_LONGEST = 15 };

/* How many codes each length has, and the symbols in the order of their codes. */
typedef struct {
    uint16_t codes[HUFFMAN_LONGEST + 1];
    uint16_t symbols[HUFFMAN_SYMBOLS];
} Huffman;

typedef enum { HUFFMAN_COMPLETE, HUFFMAN_NONE, HUFFMAN_ONE_BIT, HUFFMAN_INCOMPLETE, HUFFMAN_OVERFULL } HuffmanShape;

/* Makes the code out of the length of each symbol, 0 for those that have none, and says what it leaves unused:
 * nothing, everything, the other half of a single code of one bit, or anything else. */
HuffmanShape huffman_make(Huffman *huffman, const uint8_t *lengths, size_t count);
/* Reads one symbol; false where the bits are no code, or end inside one. */
bool huffman_take(const Huffman *huffman, Bits *bits, unsigned *symbol);

#endif
