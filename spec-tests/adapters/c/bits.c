/* Bits, the least significant of each octet first, as DEFLATE packs them. */
#include "bits.h"

static bool next_octet(Bits *bits, uint8_t *octet) {
    if (bits->rest.length == 0) {
        bits->rest = bits->tail;
        bits->tail = view_of("");
    }
    if (bits->rest.length == 0) return false;
    *octet = bits->rest.at[0];
    bits->rest = view(bits->rest.at + 1, bits->rest.length - 1);
    return true;
}

bool bits_take(Bits *bits, unsigned count, uint32_t *value) {
    while (bits->count < count) {
        uint8_t octet;
        if (!next_octet(bits, &octet)) return false;
        bits->bits |= (uint32_t)octet << bits->count;
        bits->count += 8;
    }
    *value = bits->bits & ((1u << count) - 1);
    bits->bits >>= count;
    bits->count -= count;
    return true;
}

void bits_align(Bits *bits) {
    bits->bits >>= bits->count % 8;
    bits->count -= bits->count % 8;
}

bool bits_at_end(const Bits *bits) {
    return bits->count == 0 && bits->rest.length == 0 && bits->tail.length == 0;
}
