/* The payloads of the method deflate: raw DEFLATE with one context (Section 7.2, RFC 1951). */
#ifndef INFLATE_H
#define INFLATE_H

#include "faults.h"
#include "octets.h"

/* What later messages may refer back to. All zeros is the context of a new connection. */
typedef struct {
    Octets history;
} Inflater;

/* Decompresses one payload; NULL or the fault, after which the context is of no more use. */
Fault inflate_message(Inflater *inflater, View payload, uint64_t limit, Octets *message);
void inflate_free(Inflater *inflater);

#endif
