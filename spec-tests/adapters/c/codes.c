/* The two codes of a block of DEFLATE, and its matches (Section 3.2.5 to 3.2.7 of RFC 1951). */
#include "codes.h"

#include <string.h>

enum {
    FIRST_LENGTH = 257,
    LITERALS = 286,       /* defined symbols of literals and lengths */
    DISTANCES = 30,       /* defined symbols of distances */
    MOST_DISTANCES = 32,
    LENGTH_CODES = 19,
    REPEAT_LAST = 16,
    REPEAT_ZERO = 17,
    REPEAT_ZERO_OFTEN = 18
};

static const struct {
    uint16_t least;
    uint8_t extra;
} lengths[] = {{3, 0},  {4, 0},  {5, 0},  {6, 0},  {7, 0},  {8, 0},  {9, 0},   {10, 0},  {11, 1},  {13, 1},
               {15, 1}, {17, 1}, {19, 2}, {23, 2}, {27, 2}, {31, 2}, {35, 3},  {43, 3},  {51, 3},  {59, 3},
               {67, 4}, {83, 4}, {99, 4}, {115, 4}, {131, 5}, {163, 5}, {195, 5}, {227, 5}, {258, 0}};

bool codes_take_match(const Codes *codes, Bits *bits, unsigned symbol, uint32_t *length, uint32_t *distance) {
    unsigned far;
    uint32_t extra;
    if (symbol >= LITERALS) return false;
    unsigned place = symbol - FIRST_LENGTH;
    if (!bits_take(bits, lengths[place].extra, &extra)) return false;
    *length = lengths[place].least + extra;
    if (!huffman_take(&codes->distances, bits, &far) || far >= DISTANCES) return false;
    /* From the symbol 4 on, each pair of symbols has one more extra bit and covers the range between two powers of two. */
    unsigned more = far < 4 ? 0 : far / 2 - 1;
    if (!bits_take(bits, more, &extra)) return false;
    *distance = 1 + (far < 4 ? far : (2 + far % 2) << more) + extra;
    return true;
}

void codes_fixed(Codes *codes) {
    uint8_t sizes[HUFFMAN_SYMBOLS];
    memset(sizes, 8, 144);
    memset(sizes + 144, 9, 256 - 144);
    memset(sizes + 256, 7, 280 - 256);
    memset(sizes + 280, 8, HUFFMAN_SYMBOLS - 280);
    huffman_make(&codes->literals, sizes, HUFFMAN_SYMBOLS);
    memset(sizes, 5, MOST_DISTANCES);
    huffman_make(&codes->distances, sizes, MOST_DISTANCES);
}

static bool read_length_code(Huffman *code, Bits *bits, unsigned count) {
    static const uint8_t order[LENGTH_CODES] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    uint8_t sizes[LENGTH_CODES] = {0};
    for (unsigned i = 0; i < count; i++) {
        uint32_t size;
        if (!bits_take(bits, 3, &size)) return false;
        sizes[order[i]] = (uint8_t)size;
    }
    return huffman_make(code, sizes, LENGTH_CODES) == HUFFMAN_COMPLETE;
}

/* The repetition that a symbol of the code length code encodes. */
static bool read_run(Bits *bits, unsigned symbol, int last, uint32_t *times, uint8_t *size) {
    *times = 1;
    *size = (uint8_t)symbol;
    if (symbol < REPEAT_LAST) return true;
    unsigned width = symbol == REPEAT_LAST ? 2 : symbol == REPEAT_ZERO ? 3 : 7;
    if (!bits_take(bits, width, times)) return false;
    *times += symbol == REPEAT_ZERO_OFTEN ? 11 : 3;
    *size = symbol == REPEAT_LAST ? (uint8_t)last : 0;
    return symbol != REPEAT_LAST || last >= 0;
}

static bool read_sizes(const Huffman *code, Bits *bits, uint8_t *sizes, size_t count) {
    size_t read = 0;
    while (read < count) {
        unsigned symbol;
        uint32_t times;
        uint8_t size;
        if (!huffman_take(code, bits, &symbol)) return false;
        if (!read_run(bits, symbol, read == 0 ? -1 : sizes[read - 1], &times, &size)) return false;
        if (times > count - read) return false;
        memset(sizes + read, size, times);
        read += times;
    }
    return true;
}

bool codes_read(Codes *codes, Bits *bits) {
    uint8_t sizes[LITERALS + MOST_DISTANCES];
    uint32_t literals, distances, length_codes;
    Huffman code;
    if (!bits_take(bits, 5, &literals) || !bits_take(bits, 5, &distances) || !bits_take(bits, 4, &length_codes)) return false;
    literals += 257;
    distances += 1;
    if (literals > LITERALS || !read_length_code(&code, bits, length_codes + 4)) return false;
    if (!read_sizes(&code, bits, sizes, literals + distances)) return false;
    HuffmanShape literal_shape = huffman_make(&codes->literals, sizes, literals);
    HuffmanShape distance_shape = huffman_make(&codes->distances, sizes + literals, distances);
    return literal_shape <= HUFFMAN_ONE_BIT && literal_shape != HUFFMAN_NONE && distance_shape <= HUFFMAN_ONE_BIT;
}
