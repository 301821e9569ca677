/* VarSize: integers of up to 32 bits in 1, 3 or 5 octets (Section "VarSize"). */
#ifndef VARSIZE_H
#define VARSIZE_H

#include "octets.h"

typedef enum { VARSIZE_READ, VARSIZE_INCOMPLETE, VARSIZE_TOO_LONG } VarsizeResult;

/* Reads one integer at the start of the octets, and returns its size. */
VarsizeResult varsize_read(View octets, uint32_t *value, size_t *size);
/* Writes an integer in its shortest form. */
void varsize_add(Octets *out, uint32_t value);

#endif
