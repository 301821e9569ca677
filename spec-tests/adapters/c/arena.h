/* An arena: the memory of one request, freed as a whole. An arena of zeros is empty. */
#ifndef ARENA_H
#define ARENA_H

#include "octets.h"

typedef struct {
    struct ArenaPiece *pieces;
} Arena;

/* Allocates octets that are zero, aligned for any type. */
void *arena_allocate(Arena *arena, size_t size);
/* Moves the octets of a buffer into the arena and empties the buffer. */
View arena_keep(Arena *arena, Octets *octets);
void arena_free(Arena *arena);

#endif
