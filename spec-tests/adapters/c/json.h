/* The subset of JSON (RFC 8259) that the lines of the adapter use. */
#ifndef JSON_H
#define JSON_H

#include "arena.h"

typedef enum { JSON_NULL, JSON_BOOLEAN, JSON_INTEGER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } JsonType;

/* A value. Arrays and objects are linked lists of values; the members of an object have keys. */
typedef struct Json {
    JsonType type;
    int64_t integer; /* 0 or 1 for a boolean */
    View text;
    View key;
    struct Json *first;
    struct Json *next;
} Json;

/* Reads one value and the end of the text; returns NULL if it is malformed or contains a number that is not an integer. */
const Json *json_read(Arena *arena, View text);

/* Returns the member of an object with a key and a type; NULL if it is absent, or the value is not an object. */
const Json *json_member(const Json *object, const char *key, JsonType type);
/* Returns a string member; empty if it is absent. */
View json_text(const Json *object, const char *key);
/* Returns a boolean member, or a default. */
bool json_truth(const Json *object, const char *key, bool otherwise);

/* Writes a string with its quotes; the text is UTF-8. */
void json_add_string(Octets *out, View text);

#endif
