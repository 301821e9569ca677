/* Frames and octets in the plain form of the vectors. */
#ifndef PLAIN_H
#define PLAIN_H

#include "frames.h"
#include "json.h"

/* Reads hexadecimal or a repeated pattern; false where it is neither. */
bool plain_read_octets(const Json *value, Octets *out);
/* Writes octets: a pattern where it is one octet over and over, and otherwise hexadecimal. */
void plain_add_octets(Octets *out, View octets);

/* Reads a frame, whose octets are kept in the arena; false where it is none. */
bool plain_read_frame(Arena *arena, const Json *value, Frame *frame);
void plain_add_frame(Octets *out, const Frame *frame);

#endif
