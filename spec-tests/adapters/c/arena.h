/* Memory that is given back all at once: what one request needs. All zeros is an empty arena. */
#ifndef ARENA_H
#define ARENA_H

#include "octets.h"

typedef struct {
    struct ArenaPiece *pieces;
} Arena;

/* Memory of so many octets, all zero, for any type. */
void *arena_allocate(Arena *arena, size_t size);
/* Moves the octets of a buffer into the arena; the buffer is empty then. */
View arena_keep(Arena *arena, Octets *octets);
void arena_free(Arena *arena);

#endif
