/* The operations of the adapter. */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include "json.h"

/* The reason for a skipped operation; NULL for a reply. */
typedef const char *Skipped;

#define SKIPPED_UNREADABLE "a request that this adapter cannot read"

/* Appends the members of a reply, each after a comma. */
typedef Skipped Operation(Arena *arena, const Json *request, Octets *answer);

Operation operation_decode;
Operation operation_encode;
Operation operation_varsize;
Operation operation_handshake;

#endif
