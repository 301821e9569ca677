/* What the adapter can be asked to do. */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include "json.h"

/* Adds the members of an answer, each with a comma before it; false where the request cannot be read. */
typedef bool Operation(Arena *arena, const Json *request, Octets *answer);

Operation operation_decode;
Operation operation_encode;
Operation operation_varsize;
Operation operation_handshake;

#endif
