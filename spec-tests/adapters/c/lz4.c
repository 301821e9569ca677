/* The payload of the method lz4 (Section "LZ4"): Size, and one raw block of the LZ4 block format. */
#include "lz4.h"

#include "varsize.h"

enum { NIBBLE_GOES_ON = 15, OCTET_GOES_ON = 255, SHORTEST_MATCH = 4, MOST_FROM_ONE_OCTET = 255 };

/* The rest of the block, and the message so far. */
typedef struct {
    View rest;
    size_t size;
    Octets *message;
} Block;

static bool take_octet(Block *block, uint8_t *octet) {
    if (block->rest.length == 0) return false;
    *octet = block->rest.at[0];
    block->rest = view(block->rest.at + 1, block->rest.length - 1);
    return true;
}

/* Reads a length: four bits of the token and, if all are set, octets up to the first that is not 255. */
static bool take_length(Block *block, unsigned nibble, size_t *length) {
    uint8_t octet = OCTET_GOES_ON;
    *length = nibble;
    if (nibble != NIBBLE_GOES_ON) return true;
    while (octet == OCTET_GOES_ON) {
        if (!take_octet(block, &octet)) return false;
        *length += octet;
    }
    return true;
}

static bool fits(const Block *block, size_t length) { return length <= block->size - block->message->length; }

static bool take_literals(Block *block, unsigned nibble) {
    size_t length;
    if (!take_length(block, nibble, &length) || length > block->rest.length || !fits(block, length)) return false;
    octets_add(block->message, view(block->rest.at, length));
    block->rest = view(block->rest.at + length, block->rest.length - length);
    return true;
}

static bool take_match(Block *block, unsigned nibble) {
    uint8_t low, high;
    size_t length;
    if (!take_octet(block, &low) || !take_octet(block, &high) || !take_length(block, nibble, &length)) return false;
    size_t offset = (size_t)high << 8 | low;
    if (offset == 0 || offset > block->message->length || !fits(block, length + SHORTEST_MATCH)) return false;
    for (length += SHORTEST_MATCH; length > 0; length--)
        octets_add_octet(block->message, block->message->at[block->message->length - offset]);
    return true;
}

/* Reads sequences of literals and a match; the last sequence has literals only. */
static bool decompress(Block *block) {
    for (;;) {
        uint8_t token;
        if (!take_octet(block, &token) || !take_literals(block, token >> 4)) return false;
        if (block->rest.length == 0) return block->message->length == block->size;
        if (!take_match(block, token & 15)) return false;
    }
}

Fault lz4_decompress(View payload, uint64_t limit, Octets *message) {
    uint32_t size;
    size_t taken;
    if (varsize_read(payload, &size, &taken) != VARSIZE_READ || size == 0) return FAULT_DECO;
    if (size > limit) return FAULT_LRGE;
    Block block = {view(payload.at + taken, payload.length - taken), size, message};
    if (size > (uint64_t)MOST_FROM_ONE_OCTET * block.rest.length) return FAULT_DECO;
    return decompress(&block) ? NULL : FAULT_DECO;
}
