/* What the adapter can be asked to do. */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include "json.h"

/* Why there is no answer; NULL where there is one. */
typedef const char *Skipped;

#define SKIPPED_UNREADABLE "a request that this adapter cannot read"

/* Adds the members of an answer, each with a comma before it. */
typedef Skipped Operation(Arena *arena, const Json *request, Octets *answer);

Operation operation_decode;
Operation operation_encode;
Operation operation_varsize;
Operation operation_handshake;

#endif
