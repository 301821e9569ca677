/* The checks of the opening handshake on a header section, by both sides (Sections 4.2 and 4.4). */
#ifndef HANDSHAKE_H
#define HANDSHAKE_H

#include "fields.h"
#include "methods.h"

/* How a handshake ends; for a client the name of its check that fails, if one does. */
typedef struct {
    const char *check;
    int64_t status;
    const char *error;
    Choice compression;
    bool has_protocol;
    View protocol;
} Verdict;

/* What a server answers to a request. */
Verdict handshake_serve(Arena *arena, const Json *config, Fields fields, bool end_stream);
/* What a client makes of a response. */
Verdict handshake_check(Arena *arena, const Json *config, Fields fields, bool end_stream);

#endif
