/* Bare items of Structured Fields (Section 4.2.3.1 of RFC 9651), and the reader below them. */
#ifndef BARE_H
#define BARE_H

#include "structured.h"

typedef struct {
    Arena *arena;
    View rest;
} SfReader;

/* Returns the next octet, or -1 at the end. */
int sf_peek(const SfReader *reader);
void sf_skip(SfReader *reader);
/* Skips an octet; returns false if the next one differs. */
bool sf_take(SfReader *reader, char octet);
/* Reads octets of a class. */
View sf_take_while(SfReader *reader, bool (*in_class)(int octet));
bool sf_is_digit(int octet);
bool sf_is_lower(int octet);

/* Reads one bare item. */
bool sf_read_bare(SfReader *reader, SfItem *item);

#endif
