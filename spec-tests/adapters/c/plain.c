/* Frames and octets in the plain form of the vectors. */
#include "plain.h"

enum { WORTH_A_PATTERN = 64, MOST_OCTETS = 1 << 28, GREATEST_STATUS = 0xffff };

static const char *const type_names[] = {"text", "binary", "error", "ping"};
static const char *const kind_names[] = {"ping", "pong"};

static bool member_read_octets(const Json *object, const char *key, Octets *out) {
    for (const Json *each = object->first; each != NULL; each = each->next)
        if (view_is(each->key, key)) return plain_read_octets(each, out);
    return false;
}

static bool read_pattern(const Json *value, Octets *out) {
    const Json *count = json_member(value, "count", JSON_INTEGER);
    size_t start = out->length;
    if (count == NULL || count->integer < 0 || !octets_read_hex(out, json_text(value, "repeat"))) return false;
    size_t size = out->length - start;
    if (size == 0 || (uint64_t)count->integer > MOST_OCTETS / size) return false;
    out->length = start;
    for (int64_t i = 0; i < count->integer; i++)
        for (size_t k = 0; k < size; k++) octets_add_octet(out, out->at[start + k]);
    return true;
}

bool plain_read_octets(const Json *value, Octets *out) {
    if (value == NULL) return false;
    if (value->type == JSON_STRING) return octets_read_hex(out, value->text);
    return value->type == JSON_OBJECT && read_pattern(value, out);
}

static bool is_pattern(View octets) {
    for (size_t i = 1; i < octets.length; i++)
        if (octets.at[i] != octets.at[0]) return false;
    return octets.length > WORTH_A_PATTERN;
}

static void add_pattern(Octets *out, View octets) {
    octets_add_text(out, "{\"repeat\":\"");
    octets_add_hex(out, view(octets.at, 1));
    octets_add_text(out, "\",\"count\":");
    octets_add_integer(out, (int64_t)octets.length);
    octets_add_text(out, "}");
}

void plain_add_octets(Octets *out, View octets) {
    if (is_pattern(octets)) {
        add_pattern(out, octets);
        return;
    }
    octets_add_text(out, "\"");
    octets_add_hex(out, octets);
    octets_add_text(out, "\"");
}

static int name_place(const char *const *names, int count, View name) {
    for (int place = 0; place < count; place++)
        if (view_is(name, names[place])) return place;
    return -1;
}

static bool keep_octets(Arena *arena, const Json *object, const char *key, View *kept) {
    Octets octets = {0};
    bool read = member_read_octets(object, key, &octets);
    *kept = arena_keep(arena, &octets);
    return read;
}

/* Reads a text: a string, or a repeated pattern of octets. */
static bool read_text(Arena *arena, const Json *value, Frame *frame) {
    if (json_member(value, "text", JSON_OBJECT) != NULL) return keep_octets(arena, value, "text", &frame->body);
    frame->body = json_text(value, "text");
    return json_member(value, "text", JSON_STRING) != NULL;
}

static bool read_error(const Json *value, Frame *frame) {
    const Json *status = json_member(value, "status", JSON_INTEGER);
    frame->code = json_text(value, "code");
    frame->body = json_text(value, "reason");
    frame->has_status = status != NULL;
    if (status == NULL) return frame->code.length == ERROR_CODE_SIZE && frame->body.length == 0;
    frame->status = (uint16_t)status->integer;
    return frame->code.length == ERROR_CODE_SIZE && status->integer >= 0 && status->integer <= GREATEST_STATUS;
}

static bool read_ping(Arena *arena, const Json *value, Frame *frame) {
    int kind = name_place(kind_names, 2, json_text(value, "kind"));
    frame->kind = kind == KIND_PONG ? KIND_PONG : KIND_PING;
    return kind >= 0 && keep_octets(arena, value, "data", &frame->body) && frame->body.length == PING_DATA_SIZE;
}

bool plain_read_frame(Arena *arena, const Json *value, Frame *frame) {
    int type = name_place(type_names, 4, json_text(value, "type"));
    *frame = (Frame){.type = (FrameType)type};
    switch (type) {
    case FRAME_TEXT: return read_text(arena, value, frame);
    case FRAME_BINARY: return keep_octets(arena, value, "bytes", &frame->body);
    case FRAME_ERROR: return read_error(value, frame);
    case FRAME_PING: return read_ping(arena, value, frame);
    default: return false;
    }
}

static void add_text(Octets *out, View text) {
    if (is_pattern(text)) add_pattern(out, text);
    else json_add_string(out, text);
}

static void add_error(Octets *out, const Frame *frame) {
    octets_add_text(out, ",\"code\":");
    json_add_string(out, frame->code);
    if (!frame->has_status) return;
    octets_add_text(out, ",\"status\":");
    octets_add_integer(out, frame->status);
    octets_add_text(out, ",\"reason\":");
    json_add_string(out, frame->body);
}

static void add_ping(Octets *out, const Frame *frame) {
    octets_add_text(out, ",\"kind\":\"");
    octets_add_text(out, kind_names[frame->kind]);
    octets_add_text(out, "\",\"data\":\"");
    octets_add_hex(out, frame->body);
    octets_add_text(out, "\"");
}

void plain_add_frame(Octets *out, const Frame *frame) {
    octets_add_text(out, "{\"type\":\"");
    octets_add_text(out, type_names[frame->type]);
    octets_add_text(out, "\"");
    switch (frame->type) {
    case FRAME_TEXT:
        octets_add_text(out, ",\"text\":");
        add_text(out, frame->body);
        break;
    case FRAME_BINARY:
        octets_add_text(out, ",\"bytes\":");
        plain_add_octets(out, frame->body);
        break;
    case FRAME_ERROR: add_error(out, frame); break;
    case FRAME_PING: add_ping(out, frame); break;
    }
    octets_add_text(out, "}");
}
