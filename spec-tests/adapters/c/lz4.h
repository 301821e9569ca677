/* The payload of the method lz4 (Section "LZ4"). */
#ifndef LZ4_H
#define LZ4_H

#include "faults.h"
#include "octets.h"

/* Decompresses one payload; returns NULL or the fault. */
Fault lz4_decompress(View payload, uint64_t limit, Octets *message);

#endif
