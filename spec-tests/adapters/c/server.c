/* The checks of a server (Section "Server Checks"). */
#include "handshake.h"

#define OKAY "okay"
#define INVALID_VERSION "invalid_version"
#define NO_COMPRESSION "cannot_negotiate_compression"
#define REJECTED "rejected"

/* The request, the configuration of the server, and its choices so far. */
typedef struct {
    Arena *arena;
    const Json *config;
    Fields fields;
    bool end_stream;
    Choice compression;
    const SfItem *protocols;
} Request;

static bool has(const Request *request, const char *name) { return fields_count(request->fields, name) > 0; }

static bool lists_text(const Json *list, View text) {
    for (const Json *each = list == NULL ? NULL : list->first; each != NULL; each = each->next)
        if (each->type == JSON_STRING && view_equal(each->text, text)) return true;
    return false;
}

static bool resource(Request *request) { return json_truth(request->config, "exists", true); }

static bool method(Request *request) { return view_is(fields_first(request->fields, ":method"), "POST"); }

static bool supported(const Json *versions, int64_t version) {
    if (versions == NULL) return version == 1;
    for (const Json *each = versions->first; each != NULL; each = each->next)
        if (each->type == JSON_INTEGER && each->integer == version) return true;
    return false;
}

static bool version(Request *request) {
    const SfItem *first;
    if (fields_count(request->fields, "websocket2-version") != 1) return false;
    if (!sf_read_list(request->arena, fields_first(request->fields, "websocket2-version"), &first)) return false;
    if (first == NULL || first->next != NULL || first->type != SF_INTEGER) return false;
    return supported(json_member(request->config, "versions", JSON_ARRAY), first->integer);
}

static bool content_type(Request *request) { return fields_are_websocket2(request->fields); }

static bool content(Request *request) {
    return !request->end_stream && !has(request, "content-length") && !has(request, "content-encoding");
}

static bool early_data(Request *request) {
    return !has(request, "early-data") && !json_truth(request->config, "earlyData", false);
}

static bool protocol(Request *request) {
    View lines = fields_joined(request->arena, request->fields, "websocket2-protocol");
    if (!sf_read_list(request->arena, lines, &request->protocols)) return false;
    for (const SfItem *each = request->protocols; each != NULL; each = each->next)
        if (each->type != SF_STRING) return false;
    return true;
}

static bool origin(Request *request) {
    size_t count = fields_count(request->fields, "origin");
    if (count == 0) return !json_truth(request->config, "requireOrigin", false);
    return count == 1 &&
           lists_text(json_member(request->config, "origins", JSON_ARRAY), fields_first(request->fields, "origin"));
}

/* Reads the whole offer and chooses the first method that both sides can use. */
static bool compression(Request *request) {
    const SfItem *offer;
    Range own[METHOD_COUNT];
    View lines = fields_joined(request->arena, request->fields, "websocket2-compression");
    if (!sf_read_dictionary(request->arena, lines, &offer)) return false;
    method_read_config(json_member(json_member(request->config, "compression", JSON_OBJECT), "methods", JSON_OBJECT), own);
    for (; offer != NULL; offer = offer->next) {
        Range range;
        int64_t setting;
        int place = method_place(offer->key);
        if (place < 0) continue;
        if (!method_read_offer(place, offer, &range)) return false;
        if (request->compression.place < 0 && method_agree(place, own[place], range, &setting))
            request->compression = (Choice){place, setting};
    }
    return true;
}

static bool compression_required(Request *request) {
    const Json *own = json_member(request->config, "compression", JSON_OBJECT);
    return request->compression.place >= 0 || !json_truth(own, "required", false);
}

static bool application(Request *request) { return json_member(request->config, "refusal", JSON_OBJECT) == NULL; }

static const struct {
    bool (*passes)(Request *request);
    int64_t status;
    const char *error;
} checks[] = {
    {resource, 404, REJECTED},          {method, 405, REJECTED},
    {version, 400, INVALID_VERSION},    {content_type, 415, REJECTED},
    {content, 400, REJECTED},           {early_data, 425, REJECTED},
    {protocol, 400, REJECTED},          {origin, 403, REJECTED},
    {compression, 400, NO_COMPRESSION}, {compression_required, 400, NO_COMPRESSION},
    {application, 403, REJECTED},
};

/* The application may refuse with its own status. */
static int64_t refusal_status(const Request *request, int64_t otherwise) {
    const Json *status = json_member(json_member(request->config, "refusal", JSON_OBJECT), "status", JSON_INTEGER);
    return status == NULL ? otherwise : status->integer;
}

static Verdict accept(const Request *request) {
    const Json *spoken = json_member(request->config, "protocols", JSON_ARRAY);
    Verdict verdict = {.status = 200, .error = OKAY, .compression = request->compression};
    for (const SfItem *each = request->protocols; each != NULL && !verdict.has_protocol; each = each->next) {
        verdict.has_protocol = lists_text(spoken, each->text);
        verdict.protocol = each->text;
    }
    verdict.limit = handshake_limit(request->arena, request->fields);
    return verdict;
}

Verdict handshake_serve(Arena *arena, const Json *config, Fields fields, bool end_stream) {
    Request request = {arena, config, fields, end_stream, {-1, 0}, NULL};
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        if (checks[i].passes(&request)) continue;
        int64_t status = checks[i].passes == application ? refusal_status(&request, checks[i].status) : checks[i].status;
        return (Verdict){.status = status, .error = checks[i].error, .compression = {-1, 0}};
    }
    return accept(&request);
}
