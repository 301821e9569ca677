/* The operation handshake: checks a header section. */
#include "handshake.h"
#include "operations.h"

#define LEAST_LIMIT 65536
#define GREATEST_LIMIT 4294967294

int64_t handshake_limit(Arena *arena, Fields fields) {
    const SfItem *item;
    if (fields_count(fields, "websocket2-limit") != 1) return 0;
    if (!sf_read_item(arena, fields_first(fields, "websocket2-limit"), &item)) return 0;
    if (item->type != SF_INTEGER || item->integer < LEAST_LIMIT) return 0;
    return item->integer > GREATEST_LIMIT ? GREATEST_LIMIT : item->integer;
}

static bool are_pairs(const Json *fields) {
    for (const Json *each = fields->first; each != NULL; each = each->next) {
        const Json *name = each->type == JSON_ARRAY ? each->first : NULL;
        const Json *value = name == NULL ? NULL : name->next;
        if (value == NULL || value->next != NULL) return false;
        if (name->type != JSON_STRING || value->type != JSON_STRING) return false;
    }
    return true;
}

static void add_outcome(Octets *answer, const Verdict *verdict) {
    octets_add_text(answer, ",\"outcome\":{\"status\":");
    octets_add_integer(answer, verdict->status);
    octets_add_text(answer, ",\"error\":");
    json_add_string(answer, view_of(verdict->error));
    octets_add_text(answer, ",\"compression\":");
    if (verdict->compression.place < 0) {
        octets_add_text(answer, "null");
    } else {
        octets_add_text(answer, "{");
        json_add_string(answer, view_of(method_ranges[verdict->compression.place].key));
        octets_add_text(answer, ":");
        octets_add_integer(answer, verdict->compression.setting);
        octets_add_text(answer, "}");
    }
    octets_add_text(answer, ",\"protocol\":");
    if (verdict->has_protocol) json_add_string(answer, verdict->protocol);
    else octets_add_text(answer, "null");
    if (verdict->limit > 0) {
        octets_add_text(answer, ",\"limit\":");
        octets_add_integer(answer, verdict->limit);
    }
    octets_add_text(answer, "}");
}

Skipped operation_handshake(Arena *arena, const Json *request, Octets *answer) {
    const Json *config = json_member(request, "config", JSON_OBJECT);
    const Json *fields = json_member(request, "fields", JSON_ARRAY);
    View role = json_text(config, "role");
    bool client = view_is(role, "client");
    if (fields == NULL || !are_pairs(fields) || (!client && !view_is(role, "server"))) return SKIPPED_UNREADABLE;
    bool end_stream = json_truth(request, "endStream", false);
    if (client && fields_malformed_response(fields, end_stream)) return "a response that is malformed for HTTP";
    Verdict verdict = client ? handshake_check(arena, config, fields, end_stream)
                             : handshake_serve(arena, config, fields, end_stream);
    if (verdict.check == NULL) {
        add_outcome(answer, &verdict);
    } else {
        octets_add_text(answer, ",\"check\":");
        json_add_string(answer, view_of(verdict.check));
    }
    return NULL;
}
