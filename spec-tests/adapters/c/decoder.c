/* A decoder of frames in DATA frames of any size (Section "Frame Checks"). */
#include "decoder.h"

#include "lz4.h"
#include "varsize.h"

/* Checks Length once it is complete. */
static Fault check_length(Decoder *decoder, bool *complete) {
    uint32_t length;
    size_t size;
    VarsizeResult result = varsize_read(octets_view(&decoder->head), &length, &size);
    *complete = result != VARSIZE_INCOMPLETE;
    if (!*complete) return NULL;
    if (result == VARSIZE_TOO_LONG || length == 0) return FAULT_FRAM;
    decoder->length = length - 1;
    return decoder->length > decoder->limit ? FAULT_LRGE : NULL;
}

/* Checks the octet after Length: Reserved, Compression and Type. */
static Fault check_flags(Decoder *decoder, uint8_t flags) {
    decoder->compression = (Method)(flags >> 2 & 3);
    decoder->type = (FrameType)(flags & 3);
    bool message = decoder->type == FRAME_TEXT || decoder->type == FRAME_BINARY;
    if (flags >> 4 != 0) return FAULT_FRAM;
    if (decoder->compression != METHOD_NONE && (!message || decoder->compression != decoder->method)) return FAULT_FRAM;
    return frame_size_allowed(decoder->type, decoder->length) ? NULL : FAULT_FRAM;
}

/* Takes one octet of the frame header. `length_done`: Length was complete before it. */
static void take_head(Decoder *decoder, uint8_t octet) {
    bool length_done = false;
    if (decoder->head.length > 0) check_length(decoder, &length_done);
    if (length_done) {
        decoder->fault = check_flags(decoder, octet);
        decoder->head_done = true;
        return;
    }
    octets_add_octet(&decoder->head, octet);
    decoder->fault = check_length(decoder, &length_done);
}

static Fault decompress(Decoder *decoder, View payload) {
    if (payload.length == 0) return FAULT_DECO;
    Fault fault = decoder->compression == METHOD_LZ4
                      ? lz4_decompress(payload, decoder->limit, &decoder->message)
                      : inflate_message(&decoder->inflater, payload, decoder->limit, &decoder->message);
    if (fault != NULL) return fault;
    return decoder->message.length == 0 ? FAULT_DECO : NULL;
}

/* Handles a complete payload: decompresses it, then checks its content. */
static void finish_frame(Decoder *decoder, FrameSink *sink, void *context) {
    View payload = octets_view(&decoder->payload);
    Frame frame;
    if (decoder->compression != METHOD_NONE) {
        decoder->fault = decompress(decoder, payload);
        if (decoder->fault != NULL) return;
        payload = octets_view(&decoder->message);
    }
    decoder->fault = frame_read_payload(decoder->type, payload, &frame);
    if (decoder->fault != NULL) return;
    decoder->ended = frame.type == FRAME_ERROR;
    sink(context, &frame);
    decoder->head.length = decoder->payload.length = decoder->message.length = 0;
    decoder->head_done = false;
}

static View take_payload(Decoder *decoder, View octets) {
    size_t missing = decoder->length - decoder->payload.length;
    size_t taken = octets.length < missing ? octets.length : missing;
    octets_add(&decoder->payload, view(octets.at, taken));
    return view(octets.at + taken, octets.length - taken);
}

void decoder_feed(Decoder *decoder, View octets, FrameSink *sink, void *context) {
    while (octets.length > 0 && !decoder->ended && decoder->fault == NULL) {
        if (decoder->head_done) {
            octets = take_payload(decoder, octets);
        } else {
            take_head(decoder, octets.at[0]);
            octets = view(octets.at + 1, octets.length - 1);
        }
        bool complete = decoder->head_done && decoder->payload.length == decoder->length;
        if (complete && decoder->fault == NULL) finish_frame(decoder, sink, context);
    }
}

bool decoder_inside_frame(const Decoder *decoder) {
    return decoder->fault == NULL && (decoder->head.length > 0 || decoder->head_done);
}

void decoder_free(Decoder *decoder) {
    inflate_free(&decoder->inflater);
    octets_free(&decoder->head);
    octets_free(&decoder->payload);
    octets_free(&decoder->message);
}
