/* The subset of JSON (RFC 8259) that the lines of the adapter use. */
#include "json.h"

#include <string.h>

#include "utf8.h"

enum { DEEPEST = 64 };

typedef struct {
    Arena *arena;
    View rest;
} Reader;

static int peek(const Reader *reader) { return reader->rest.length == 0 ? -1 : reader->rest.at[0]; }

static void skip(Reader *reader, size_t count) {
    reader->rest = view(reader->rest.at + count, reader->rest.length - count);
}

static bool take(Reader *reader, const char *text) {
    size_t length = strlen(text);
    if (reader->rest.length < length || memcmp(reader->rest.at, text, length) != 0) return false;
    skip(reader, length);
    return true;
}

static void skip_space(Reader *reader) {
    while (peek(reader) >= 0 && strchr(" \t\r\n", peek(reader)) != NULL) skip(reader, 1);
}

static bool read_hex4(Reader *reader, uint32_t *unit) {
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = peek(reader);
        if (digit >= '0' && digit <= '9') digit -= '0';
        else if (digit >= 'a' && digit <= 'f') digit -= 'a' - 10;
        else if (digit >= 'A' && digit <= 'F') digit -= 'A' - 10;
        else return false;
        *unit = *unit << 4 | (uint32_t)digit;
        skip(reader, 1);
    }
    return true;
}

/* Reads the rest of \u: one code unit of UTF-16, or a surrogate pair. A lone surrogate is an error. */
static bool read_unicode(Reader *reader, Octets *out) {
    uint32_t high, low;
    if (!read_hex4(reader, &high) || (high & 0xfc00) == 0xdc00) return false;
    if ((high & 0xfc00) == 0xd800) {
        if (!take(reader, "\\u") || !read_hex4(reader, &low) || (low & 0xfc00) != 0xdc00) return false;
        high = 0x10000 + ((high & 0x3ff) << 10 | (low & 0x3ff));
    }
    utf8_add(out, high);
    return true;
}

static bool read_escape(Reader *reader, Octets *out) {
    static const char names[] = "\"\\/bfnrt";
    static const char values[] = "\"\\/\b\f\n\r\t";
    int name = peek(reader);
    if (name <= 0) return false;
    skip(reader, 1);
    if (name == 'u') return read_unicode(reader, out);
    const char *found = strchr(names, name);
    if (found != NULL) octets_add_octet(out, (uint8_t)values[found - names]);
    return found != NULL;
}

static bool read_string_into(Reader *reader, Octets *out) {
    if (!take(reader, "\"")) return false;
    for (;;) {
        int octet = peek(reader);
        if (octet < 0x20) return false;
        skip(reader, 1);
        if (octet == '"') return true;
        if (octet != '\\') octets_add_octet(out, (uint8_t)octet);
        else if (!read_escape(reader, out)) return false;
    }
}

static bool read_string(Reader *reader, View *text) {
    Octets out = {0};
    bool read = read_string_into(reader, &out);
    *text = arena_keep(reader->arena, &out);
    return read && utf8_valid(*text);
}

static bool read_integer(Reader *reader, int64_t *integer) {
    bool negative = take(reader, "-");
    size_t digits = 0;
    int64_t value = 0;
    for (; peek(reader) >= '0' && peek(reader) <= '9'; skip(reader, 1)) {
        if (++digits > 16) return false;
        value = value * 10 + (peek(reader) - '0');
    }
    *integer = negative ? -value : value;
    return digits > 0 && (peek(reader) < 0 || strchr(".eE", peek(reader)) == NULL);
}

static bool read_value(Reader *reader, Json *value, int depth);

/* Reads the members of an array or object after its opening bracket. */
static bool read_members(Reader *reader, Json *value, const char *close, int depth) {
    Json **end = &value->first;
    skip_space(reader);
    if (take(reader, close)) return true;
    for (;;) {
        Json *member = arena_allocate(reader->arena, sizeof *member);
        skip_space(reader);
        if (value->type == JSON_OBJECT) {
            if (!read_string(reader, &member->key)) return false;
            skip_space(reader);
            if (!take(reader, ":")) return false;
        }
        if (!read_value(reader, member, depth + 1)) return false;
        *end = member;
        end = &member->next;
        if (take(reader, close)) return true;
        if (!take(reader, ",")) return false;
    }
}

static bool read_bare(Reader *reader, Json *value, int depth) {
    if (depth > DEEPEST) return false;
    if (take(reader, "{")) return value->type = JSON_OBJECT, read_members(reader, value, "}", depth);
    if (take(reader, "[")) return value->type = JSON_ARRAY, read_members(reader, value, "]", depth);
    if (peek(reader) == '"') return value->type = JSON_STRING, read_string(reader, &value->text);
    if (take(reader, "null")) return value->type = JSON_NULL, true;
    if (take(reader, "true")) return value->type = JSON_BOOLEAN, value->integer = 1, true;
    if (take(reader, "false")) return value->type = JSON_BOOLEAN, true;
    return value->type = JSON_INTEGER, read_integer(reader, &value->integer);
}

/* Reads a value and the white space around it. */
static bool read_value(Reader *reader, Json *value, int depth) {
    skip_space(reader);
    bool read = read_bare(reader, value, depth);
    skip_space(reader);
    return read;
}

const Json *json_read(Arena *arena, View text) {
    Reader reader = {arena, text};
    Json *value = arena_allocate(arena, sizeof *value);
    return read_value(&reader, value, 0) && reader.rest.length == 0 ? value : NULL;
}

const Json *json_member(const Json *object, const char *key, JsonType type) {
    if (object == NULL || object->type != JSON_OBJECT) return NULL;
    for (const Json *each = object->first; each != NULL; each = each->next)
        if (view_is(each->key, key)) return each->type == type ? each : NULL;
    return NULL;
}

View json_text(const Json *object, const char *key) {
    const Json *member = json_member(object, key, JSON_STRING);
    return member == NULL ? view_of("") : member->text;
}

bool json_truth(const Json *object, const char *key, bool otherwise) {
    const Json *member = json_member(object, key, JSON_BOOLEAN);
    return member == NULL ? otherwise : member->integer != 0;
}

void json_add_string(Octets *out, View text) {
    octets_add_octet(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        uint8_t octet = text.at[i];
        if (octet < 0x20) {
            octets_add_text(out, "\\u00");
            octets_add_hex(out, view(&octet, 1));
        } else {
            if (octet == '"' || octet == '\\') octets_add_octet(out, '\\');
            octets_add_octet(out, octet);
        }
    }
    octets_add_octet(out, '"');
}
