/* Huffman codes of DEFLATE (Section 3.2.2 of RFC 1951). */
#include "huffman.h"

static HuffmanShape shape(const Huffman *huffman) {
    int32_t unused = 1;
    unsigned codes = 0;
    for (int length = 1; length <= HUFFMAN_LONGEST; length++) {
        unused = 2 * unused - huffman->codes[length];
        codes += huffman->codes[length];
        if (unused < 0) return HUFFMAN_OVERFULL;
    }
    if (unused == 0) return HUFFMAN_COMPLETE;
    if (codes == 0) return HUFFMAN_NONE;
    return codes == 1 && huffman->codes[1] == 1 ? HUFFMAN_ONE_BIT : HUFFMAN_INCOMPLETE;
}

HuffmanShape huffman_make(Huffman *huffman, const uint8_t *lengths, size_t count) {
    *huffman = (Huffman){0};
    for (size_t symbol = 0; symbol < count; symbol++)
        if (lengths[symbol] > 0) huffman->codes[lengths[symbol]]++;
    size_t place[HUFFMAN_LONGEST + 2] = {0};
    for (int length = 1; length <= HUFFMAN_LONGEST; length++) place[length + 1] = place[length] + huffman->codes[length];
    for (size_t symbol = 0; symbol < count; symbol++)
        if (lengths[symbol] > 0) huffman->symbols[place[lengths[symbol]]++] = (uint16_t)symbol;
    return shape(huffman);
}

/* Codes of one length are consecutive, so the index of a code is a difference. */
bool huffman_take(const Huffman *huffman, Bits *bits, unsigned *symbol) {
    uint32_t code = 0, first = 0, before = 0;
    for (int length = 1; length <= HUFFMAN_LONGEST; length++) {
        uint32_t bit;
        if (!bits_take(bits, 1, &bit)) return false;
        code = code << 1 | bit;
        first <<= 1;
        if (code - first < huffman->codes[length]) {
            *symbol = huffman->symbols[before + code - first];
            return true;
        }
        before += huffman->codes[length];
        first += huffman->codes[length];
    }
    return false;
}
