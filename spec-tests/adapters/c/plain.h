/* Frames and octets in the plain form of the vectors. */
#ifndef PLAIN_H
#define PLAIN_H

#include "frames.h"
#include "json.h"

/* Reads hexadecimal or a repeated pattern; returns false for other values. */
bool plain_read_octets(const Json *value, Octets *out);
/* Writes octets: a repeated pattern if all are equal, hexadecimal otherwise. */
void plain_add_octets(Octets *out, View octets);

/* Reads a frame into the arena; returns false if it is malformed. */
bool plain_read_frame(Arena *arena, const Json *value, Frame *frame);
void plain_add_frame(Octets *out, const Frame *frame);

#endif
