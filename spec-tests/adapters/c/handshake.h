/* The checks of both roles on a header section of the opening handshake (Sections 4.2 and 4.4). */
#ifndef HANDSHAKE_H
#define HANDSHAKE_H

#include "fields.h"
#include "methods.h"

/* The outcome of a handshake; for a client, the name of a failed check. */
typedef struct {
    const char *check;
    int64_t status;
    const char *error;
    Choice compression;
    bool has_protocol;
    View protocol;
} Verdict;

/* Checks a request as a server. */
Verdict handshake_serve(Arena *arena, const Json *config, Fields fields, bool end_stream);
/* Checks a response as a client. */
Verdict handshake_check(Arena *arena, const Json *config, Fields fields, bool end_stream);

#endif
