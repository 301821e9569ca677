/* The checks of a client (Section "Client Checks"). */
#include "handshake.h"

/* The response, the configuration of the client, and the choice of the server. */
typedef struct {
    Arena *arena;
    const Json *config;
    Fields fields;
    bool end_stream;
    Verdict verdict;
} Response;

static bool has(const Response *response, const char *name) { return fields_count(response->fields, name) > 0; }

static View status_of(const Response *response) { return fields_first(response->fields, ":status"); }

static bool status(Response *response) { return status_of(response).at[0] == '2' || has(response, "websocket2-error"); }

static bool not_websocket2(Response *response) { return has(response, "websocket2-error"); }

static bool refused(Response *response) {
    const SfItem *item;
    if (fields_count(response->fields, "websocket2-error") != 1) return false;
    if (!sf_read_item(response->arena, fields_first(response->fields, "websocket2-error"), &item)) return false;
    return item->type == SF_TOKEN && view_is(item->text, "okay") && view_is(status_of(response), "200");
}

static bool ended(Response *response) { return !response->end_stream; }

static bool content_coded(Response *response) { return !has(response, "content-encoding"); }

static bool not_tunnel(Response *response) {
    return fields_are_websocket2(response->fields) && !has(response, "content-length");
}

/* Reads the chosen method: at most one, offered, with a parameter in the offered range. */
static bool negotiated_compression(Response *response) {
    const SfItem *choice;
    Range offered[METHOD_COUNT];
    View lines = fields_joined(response->arena, response->fields, "websocket2-compression");
    if (!sf_read_dictionary(response->arena, lines, &choice)) return false;
    if (choice == NULL) return true;
    int place = method_place(choice->key);
    if (choice->next != NULL || place < 0 || choice->type != SF_INTEGER) return false;
    method_read_config(json_member(response->config, "offer", JSON_OBJECT), offered);
    response->verdict.compression = (Choice){place, choice->integer};
    int64_t setting;
    return method_agree(place, offered[place], (Range){true, choice->integer, choice->integer}, &setting);
}

static bool negotiated_protocol(Response *response) {
    const SfItem *choice;
    const Json *protocols = json_member(response->config, "protocols", JSON_ARRAY);
    const Json *offered = protocols == NULL ? NULL : protocols->first;
    View lines = fields_joined(response->arena, response->fields, "websocket2-protocol");
    if (!sf_read_list(response->arena, lines, &choice)) return false;
    if (choice == NULL) return offered == NULL || !json_truth(response->config, "requireProtocol", false);
    if (choice->next != NULL || choice->type != SF_STRING) return false;
    response->verdict.has_protocol = true;
    response->verdict.protocol = choice->text;
    while (offered != NULL && !view_equal(offered->text, choice->text)) offered = offered->next;
    return offered != NULL;
}

static bool negotiation(Response *response) { return negotiated_compression(response) && negotiated_protocol(response); }

static const struct {
    bool (*passes)(Response *response);
    const char *name;
} checks[] = {
    {status, "status"}, {not_websocket2, "not-websocket2"}, {refused, "refused"},         {ended, "ended"},
    {content_coded, "content-coded"},  {not_tunnel, "not-tunnel"}, {negotiation, "negotiation"},
};

Verdict handshake_check(Arena *arena, const Json *config, Fields fields, bool end_stream) {
    Response response = {arena, config, fields, end_stream, {.status = 200, .error = "okay", .compression = {-1, 0}}};
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (!checks[i].passes(&response)) return (Verdict){.check = checks[i].name};
    response.verdict.limit = handshake_limit(arena, fields);
    return response.verdict;
}
