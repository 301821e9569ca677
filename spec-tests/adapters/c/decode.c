/* The operation decode: decodes octets to frames. */
#include "decoder.h"
#include "operations.h"
#include "plain.h"

/* The list of frames of the reply. */
typedef struct {
    Octets *answer;
    int64_t count;
} Emitted;

static void emit(void *context, const Frame *frame) {
    Emitted *emitted = context;
    if (emitted->count++ > 0) octets_add_text(emitted->answer, ",");
    plain_add_frame(emitted->answer, frame);
}

static Method negotiated(const Json *config) {
    const Json *compression = json_member(config, "compression", JSON_OBJECT);
    if (json_member(compression, "lz4", JSON_INTEGER) != NULL) return METHOD_LZ4;
    return json_member(compression, "deflate", JSON_INTEGER) != NULL ? METHOD_DEFLATE : METHOD_NONE;
}

/* Decodes one feed; appends the number of completed frames to `counts`. */
static bool feed(Decoder *decoder, const Json *value, Emitted *emitted, Octets *counts) {
    Octets octets = {0};
    int64_t before = emitted->count;
    bool read = plain_read_octets(value, &octets);
    if (read) decoder_feed(decoder, octets_view(&octets), emit, emitted);
    octets_free(&octets);
    if (counts->length > 0) octets_add_text(counts, ",");
    octets_add_integer(counts, emitted->count - before);
    return read;
}

static const Json *any_member(const Json *object, const char *key) {
    const Json *text = json_member(object, key, JSON_STRING);
    return text != NULL ? text : json_member(object, key, JSON_OBJECT);
}

static bool feed_all(Decoder *decoder, const Json *request, Emitted *emitted, Octets *counts) {
    const Json *steps = json_member(request, "steps", JSON_ARRAY);
    if (steps == NULL) return feed(decoder, any_member(request, "wire"), emitted, counts);
    for (const Json *step = steps->first; step != NULL; step = step->next)
        if (!feed(decoder, any_member(step, "feed"), emitted, counts)) return false;
    return true;
}

static void add_error(Octets *answer, const Decoder *decoder) {
    Fault fault = decoder->fault != NULL ? decoder->fault : decoder_inside_frame(decoder) ? "INCOMPLETE" : NULL;
    if (fault == NULL) return;
    octets_add_text(answer, ",\"error\":");
    json_add_string(answer, view_of(fault));
}

Skipped operation_decode(Arena *arena, const Json *request, Octets *answer) {
    const Json *config = json_member(request, "config", JSON_OBJECT);
    const Json *limit = json_member(config, "limit", JSON_INTEGER);
    if (limit == NULL || limit->integer < 0) return SKIPPED_UNREADABLE;
    (void)arena;
    Decoder decoder = {.method = negotiated(config), .limit = (uint64_t)limit->integer};
    Emitted emitted = {answer, 0};
    Octets counts = {0};
    octets_add_text(answer, ",\"frames\":[");
    bool read = feed_all(&decoder, request, &emitted, &counts);
    octets_add_text(answer, "]");
    if (json_member(request, "steps", JSON_ARRAY) != NULL) {
        octets_add_text(answer, ",\"emitted\":[");
        octets_add(answer, octets_view(&counts));
        octets_add_text(answer, "]");
    }
    add_error(answer, &decoder);
    octets_free(&counts);
    decoder_free(&decoder);
    return read ? NULL : SKIPPED_UNREADABLE;
}
