/* The checks of both roles on a header section of the opening handshake (Sections "Server Checks" and "Client Checks"). */
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
    int64_t limit; /* message limit of the peer; 0 if unknown */
} Verdict;

/* Returns the message limit that a header section announces, at most 4294967294; 0 if it is absent or counts as absent. */
int64_t handshake_limit(Arena *arena, Fields fields);

/* Checks a request as a server. */
Verdict handshake_serve(Arena *arena, const Json *config, Fields fields, bool end_stream);
/* Checks a response as a client. */
Verdict handshake_check(Arena *arena, const Json *config, Fields fields, bool end_stream);

#endif
