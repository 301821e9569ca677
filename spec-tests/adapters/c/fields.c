/* Header sections: names and values in order. */
#include "fields.h"

static View name_of(const Json *pair) { return pair->first->text; }

static View value_of(const Json *pair) { return pair->first->next->text; }

/* Field names are case-insensitive (Section 5.1 of RFC 9110); an HTTP library may deliver any case. */
static bool equal_without_case(View value, const char *lower) {
    for (; value.length > 0 && *lower != '\0'; lower++, value = view(value.at + 1, value.length - 1)) {
        uint8_t octet = value.at[0];
        if ((octet >= 'A' && octet <= 'Z' ? octet + 0x20 : octet) != *lower) return false;
    }
    return value.length == 0 && *lower == '\0';
}

size_t fields_count(Fields fields, const char *name) {
    size_t count = 0;
    for (const Json *each = fields->first; each != NULL; each = each->next) count += equal_without_case(name_of(each), name);
    return count;
}

View fields_first(Fields fields, const char *name) {
    for (const Json *each = fields->first; each != NULL; each = each->next)
        if (equal_without_case(name_of(each), name)) return value_of(each);
    return view_of("");
}

View fields_joined(Arena *arena, Fields fields, const char *name) {
    Octets joined = {0};
    bool first = true;
    for (const Json *each = fields->first; each != NULL; each = each->next) {
        if (!equal_without_case(name_of(each), name)) continue;
        if (!first) octets_add_text(&joined, ", ");
        octets_add(&joined, value_of(each));
        first = false;
    }
    return arena_keep(arena, &joined);
}

static bool is_space(uint8_t octet) { return octet == ' ' || octet == '\t'; }

bool fields_are_websocket2(Fields fields) {
    if (fields_count(fields, "content-type") != 1) return false;
    View value = fields_first(fields, "content-type");
    size_t end = 0;
    while (end < value.length && value.at[end] != ';') end++;
    while (end > 0 && is_space(value.at[end - 1])) end--;
    return equal_without_case(view(value.at, end), "application/websocket2");
}

static bool bad_name(View name) {
    for (size_t i = 0; i < name.length; i++) {
        uint8_t octet = name.at[i];
        if (octet <= 0x20 || octet >= 0x7f || (octet == ':' && i > 0)) return true;
    }
    return name.length == 0;
}

static bool bad_value(View value) {
    for (size_t i = 0; i < value.length; i++)
        if (value.at[i] == 0x00 || value.at[i] == 0x0a || value.at[i] == 0x0d) return true;
    return value.length > 0 && (is_space(value.at[0]) || is_space(value.at[value.length - 1]));
}

static bool belongs_to_hop(View name) {
    static const char *const names[] = {"connection", "proxy-connection", "keep-alive", "transfer-encoding", "te", "upgrade"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (equal_without_case(name, names[i])) return true;
    return false;
}

static bool bad_status(View status) {
    if (status.length != 3 || status.at[0] < '1') return true;
    for (size_t i = 0; i < 3; i++)
        if (status.at[i] < '0' || status.at[i] > '9') return true;
    return false;
}

/* The content is empty, so any other content-length is wrong. */
static bool bad_length(Fields fields) {
    View value = fields_first(fields, "content-length");
    for (size_t i = 0; i < value.length; i++)
        if (value.at[i] != '0') return true;
    return false;
}

bool fields_malformed_response(Fields fields, bool end_stream) {
    bool regular = false;
    for (const Json *each = fields->first; each != NULL; each = each->next) {
        View name = name_of(each);
        if (bad_name(name) || bad_value(value_of(each)) || belongs_to_hop(name)) return true;
        bool pseudo = name.at[0] == ':';
        if (pseudo && (regular || !view_is(name, ":status"))) return true;
        regular = regular || !pseudo;
    }
    if (fields_count(fields, ":status") != 1 || bad_status(fields_first(fields, ":status"))) return true;
    return end_stream && bad_length(fields);
}
