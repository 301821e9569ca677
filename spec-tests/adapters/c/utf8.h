/* UTF-8 (RFC 3629). */
#ifndef UTF8_H
#define UTF8_H

#include "octets.h"

/* Whether all of it is well-formed: no surrogates, no longer forms, nothing over U+10FFFF, nothing cut off. */
bool utf8_valid(View text);
/* Writes a code point of at most 0x10ffff. */
void utf8_add(Octets *out, uint32_t point);

#endif
