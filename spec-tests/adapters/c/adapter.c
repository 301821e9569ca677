/* An adapter for the interop vectors: one JSON request per line, one JSON reply per line. */
#include <stdio.h>
#include <stdlib.h>

#include "operations.h"

static const struct {
    const char *name;
    Operation *run;
} operations[] = {
    {"decode", operation_decode},
    {"decompress", operation_decode},
    {"encode", operation_encode},
    {"varsize", operation_varsize},
    {"handshake", operation_handshake},
};

enum { OPERATION_COUNT = sizeof operations / sizeof *operations };

static void add_names(Octets *answer) {
    for (int i = 0; i < OPERATION_COUNT; i++) {
        if (i > 0) octets_add_text(answer, ",");
        json_add_string(answer, view_of(operations[i].name));
    }
}

static Operation *find(View name) {
    for (int i = 0; i < OPERATION_COUNT; i++)
        if (view_is(name, operations[i].name)) return operations[i].run;
    return NULL;
}

static void run(Arena *arena, const Json *request, Octets *answer) {
    const Json *sequence = json_member(request, "seq", JSON_INTEGER);
    Operation *operation = find(json_text(request, "op"));
    octets_add_text(answer, "{\"seq\":");
    octets_add_integer(answer, sequence == NULL ? 0 : sequence->integer);
    size_t start = answer->length;
    Skipped why = operation == NULL ? "an operation that this adapter does not do" : operation(arena, request, answer);
    if (why != NULL) {
        answer->length = start;
        octets_add_text(answer, ",\"skipped\":");
        json_add_string(answer, view_of(why));
    }
    octets_add_text(answer, "}\n");
}

/* Answers one line; returns false after `stop`, or if the line is malformed. */
static bool answer_line(View line, bool *failed) {
    Arena arena = {0};
    Octets answer = {0};
    const Json *request = json_read(&arena, line);
    View command = json_text(request, "cmd");
    bool known = true;
    if (view_is(command, "start")) {
        octets_add_text(&answer, "{\"name\":\"websocket2-c\",\"version\":\"0.1\",\"ops\":[");
        add_names(&answer);
        octets_add_text(&answer, "]}\n");
    } else if (view_is(command, "run")) {
        run(&arena, request, &answer);
    } else {
        known = false;
        *failed = !view_is(command, "stop");
    }
    if (answer.length > 0) fwrite(answer.at, 1, answer.length, stdout);
    fflush(stdout);
    octets_free(&answer);
    arena_free(&arena);
    return known;
}

/* Reads up to the next line feed or the end; returns false at the end of the input. */
static bool read_line(Octets *line) {
    int octet;
    line->length = 0;
    while ((octet = getchar()) != EOF && octet != '\n') octets_add_octet(line, (uint8_t)octet);
    return octet != EOF || line->length > 0;
}

int main(void) {
    Octets line = {0};
    bool failed = false;
    while (read_line(&line) && answer_line(octets_view(&line), &failed)) continue;
    octets_free(&line);
    if (!failed) return EXIT_SUCCESS;
    fputs("adapter: a line is no JSON object with a cmd that is start, run or stop\n", stderr);
    return EXIT_FAILURE;
}
