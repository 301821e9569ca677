/* UTF-8 (RFC 3629). */
#ifndef UTF8_H
#define UTF8_H

#include "octets.h"

/* Returns whether octets are well-formed: no surrogates, overlong forms, truncated characters, or code points over
 * U+10FFFF. */
bool utf8_valid(View text);
/* Writes a code point of at most 0x10ffff. */
void utf8_add(Octets *out, uint32_t point);

#endif
