/* An arena: the memory of one request, freed as a whole. */
#include "arena.h"

#include <stdlib.h>
#include <string.h>

struct ArenaPiece {
    struct ArenaPiece *next;
    void *memory;
};

static void remember(Arena *arena, void *memory) {
    struct ArenaPiece *piece = must_allocate(sizeof *piece);
    *piece = (struct ArenaPiece){arena->pieces, memory};
    arena->pieces = piece;
}

void *arena_allocate(Arena *arena, size_t size) {
    void *memory = must_allocate(size);
    memset(memory, 0, size);
    remember(arena, memory);
    return memory;
}

View arena_keep(Arena *arena, Octets *octets) {
    View kept = octets_view(octets);
    if (octets->at != NULL) remember(arena, octets->at);
    *octets = (Octets){0};
    return kept;
}

void arena_free(Arena *arena) {
    while (arena->pieces != NULL) {
        struct ArenaPiece *piece = arena->pieces;
        arena->pieces = piece->next;
        free(piece->memory);
        free(piece);
    }
}
