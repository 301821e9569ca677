/* Structured Fields (RFC 9651). The parser ignores parameters. */
#ifndef STRUCTURED_H
#define STRUCTURED_H

#include "arena.h"

typedef enum {
    SF_INTEGER,
    SF_DECIMAL,
    SF_STRING,
    SF_TOKEN,
    SF_BYTES,
    SF_BOOLEAN,
    SF_DATE,
    SF_DISPLAY,
    SF_INNER_LIST
} SfType;

/* An item, or an inner list with its items; a member of a list or, with a key, of a dictionary. */
typedef struct SfItem {
    SfType type;
    int64_t integer; /* value of an Integer, a Date or a Boolean */
    View text;       /* value of a String, unescaped, or a Token */
    View key;
    struct SfItem *first;
    struct SfItem *next;
} SfItem;

/* Parses the joined lines of a field as one of the three types; returns false if they are malformed.
 * An empty list or dictionary is NULL. */
bool sf_read_list(Arena *arena, View lines, const SfItem **first);
bool sf_read_dictionary(Arena *arena, View lines, const SfItem **first);
bool sf_read_item(Arena *arena, View lines, const SfItem **item);

#endif
