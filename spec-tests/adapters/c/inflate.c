/* The payloads of the method deflate: raw DEFLATE with one context (Section "DEFLATE", RFC 1951). */
#include "inflate.h"

#include "bits.h"
#include "codes.h"

enum { WINDOW = 32768, END_OF_BLOCK = 256 };

typedef enum { BLOCK_STORED, BLOCK_FIXED, BLOCK_DYNAMIC } BlockType;

/* The decompression of one message. */
typedef struct {
    const Octets *history;
    Octets *message;
    uint64_t limit;
    Bits bits;
} Stream;

static Fault add_octet(Stream *stream, uint8_t octet) {
    if (stream->message->length >= stream->limit) return FAULT_LRGE;
    octets_add_octet(stream->message, octet);
    return NULL;
}

static Fault stored_block(Stream *stream, bool *empty) {
    uint32_t length, complement, octet;
    bits_align(&stream->bits);
    if (!bits_take(&stream->bits, 16, &length) || !bits_take(&stream->bits, 16, &complement)) return FAULT_DECO;
    if ((length ^ complement) != 0xffff) return FAULT_DECO;
    *empty = length == 0;
    for (; length > 0; length--) {
        if (!bits_take(&stream->bits, 8, &octet)) return FAULT_DECO;
        Fault fault = add_octet(stream, (uint8_t)octet);
        if (fault != NULL) return fault;
    }
    return NULL;
}

/* Copies a match in this message or earlier ones. */
static Fault copy(Stream *stream, uint32_t length, uint32_t distance) {
    const Octets *history = stream->history;
    if (distance > history->length + stream->message->length) return FAULT_DECO;
    for (; length > 0; length--) {
        size_t done = stream->message->length;
        uint8_t octet = distance <= done ? stream->message->at[done - distance]
                                         : history->at[history->length - (distance - done)];
        Fault fault = add_octet(stream, octet);
        if (fault != NULL) return fault;
    }
    return NULL;
}

static Fault coded_block(Stream *stream, const Codes *codes) {
    for (;;) {
        unsigned symbol;
        uint32_t length, distance;
        Fault fault;
        if (!huffman_take(&codes->literals, &stream->bits, &symbol)) return FAULT_DECO;
        if (symbol == END_OF_BLOCK) return NULL;
        if (symbol < END_OF_BLOCK) {
            fault = add_octet(stream, (uint8_t)symbol);
        } else {
            if (!codes_take_match(codes, &stream->bits, symbol, &length, &distance)) return FAULT_DECO;
            fault = copy(stream, length, distance);
        }
        if (fault != NULL) return fault;
    }
}

/* Decompresses one block; `empty` is set for an empty stored block. */
static Fault take_block(Stream *stream, bool *empty) {
    uint32_t final, type;
    Codes codes;
    *empty = false;
    if (!bits_take(&stream->bits, 1, &final) || final == 1 || !bits_take(&stream->bits, 2, &type)) return FAULT_DECO;
    if (type == BLOCK_STORED) return stored_block(stream, empty);
    if (type == BLOCK_FIXED) codes_fixed(&codes);
    else if (type != BLOCK_DYNAMIC || !codes_read(&codes, &stream->bits)) return FAULT_DECO;
    return coded_block(stream, &codes);
}

static void remember(Octets *history, const Octets *message) {
    octets_add(history, octets_view(message));
    if (history->length > WINDOW) octets_drop_front(history, history->length - WINDOW);
}

/* The last block is the empty stored block whose last four octets the sender has removed. */
Fault inflate_message(Inflater *inflater, View payload, uint64_t limit, Octets *message) {
    static const uint8_t removed[] = {0x00, 0x00, 0xff, 0xff};
    Stream stream = {&inflater->history, message, limit, {payload, {removed, sizeof removed}, 0, 0}};
    bool empty = false;
    while (!bits_at_end(&stream.bits)) {
        Fault fault = take_block(&stream, &empty);
        if (fault != NULL) return fault;
    }
    if (!empty) return FAULT_DECO;
    remember(&inflater->history, message);
    return NULL;
}

void inflate_free(Inflater *inflater) { octets_free(&inflater->history); }
