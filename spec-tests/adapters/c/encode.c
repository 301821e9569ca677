/* The operations encode and varsize. */
#include "operations.h"
#include "plain.h"
#include "varsize.h"

static void add_wire(Octets *answer, Octets *wire) {
    octets_add_text(answer, ",\"wire\":");
    plain_add_octets(answer, octets_view(wire));
    octets_free(wire);
}

Skipped operation_encode(Arena *arena, const Json *request, Octets *answer) {
    const Json *frames = json_member(request, "frames", JSON_ARRAY);
    Octets wire = {0};
    bool read = frames != NULL;
    for (const Json *each = read ? frames->first : NULL; each != NULL && read; each = each->next) {
        Frame frame;
        read = plain_read_frame(arena, each, &frame);
        if (read) frame_add(&wire, &frame);
    }
    add_wire(answer, &wire);
    return read ? NULL : SKIPPED_UNREADABLE;
}

static void add_value(Octets *answer, View wire) {
    uint32_t value;
    size_t size;
    VarsizeResult result = varsize_read(wire, &value, &size);
    bool whole = result == VARSIZE_READ && size == wire.length;
    octets_add_text(answer, whole ? ",\"value\":" : ",\"error\":");
    if (whole) octets_add_integer(answer, value);
    else json_add_string(answer, view_of(result == VARSIZE_INCOMPLETE ? "INCOMPLETE" : FAULT_FRAM));
}

Skipped operation_varsize(Arena *arena, const Json *request, Octets *answer) {
    const Json *value = json_member(request, "value", JSON_INTEGER);
    Octets wire = {0};
    if (value != NULL) {
        varsize_add(&wire, (uint32_t)value->integer);
        add_wire(answer, &wire);
        return value->integer >= 0 && value->integer <= UINT32_MAX ? NULL : SKIPPED_UNREADABLE;
    }
    const Json *given = json_member(request, "wire", JSON_STRING);
    bool read = plain_read_octets(given != NULL ? given : json_member(request, "wire", JSON_OBJECT), &wire);
    View octets = arena_keep(arena, &wire);
    if (read) add_value(answer, octets);
    return read ? NULL : SKIPPED_UNREADABLE;
}
