/* The payloads of the method deflate: raw DEFLATE with one context (Section "DEFLATE", RFC 1951). */
#ifndef INFLATE_H
#define INFLATE_H

#include "faults.h"
#include "octets.h"

/* The octets to which later messages may refer. A context of zeros belongs to a new connection. */
typedef struct {
    Octets history;
} Inflater;

/* Decompresses one payload; returns NULL or the fault, which invalidates the context. */
Fault inflate_message(Inflater *inflater, View payload, uint64_t limit, Octets *message);
void inflate_free(Inflater *inflater);

#endif
