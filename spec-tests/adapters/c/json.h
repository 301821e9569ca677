/* JSON (RFC 8259), as far as the adapter's lines need it. */
#ifndef JSON_H
#define JSON_H

#include "arena.h"

typedef enum { JSON_NULL, JSON_BOOLEAN, JSON_INTEGER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } JsonType;

/* A value; arrays and objects are chains of values, those of an object with keys. */
typedef struct Json {
    JsonType type;
    int64_t integer; /* of a boolean 0 or 1 */
    View text;
    View key;
    struct Json *first;
    struct Json *next;
} Json;

/* Reads one value with nothing behind it; NULL where it is none, or has numbers that are not integers. */
const Json *json_read(Arena *arena, View text);

/* The member of an object with that key and type; NULL where there is none, or no object. */
const Json *json_member(const Json *object, const char *key, JsonType type);
/* A string member; empty where there is none. */
View json_text(const Json *object, const char *key);
/* A boolean member, or what counts without one. */
bool json_truth(const Json *object, const char *key, bool otherwise);

/* Writes a string with its quotes; the text is UTF-8. */
void json_add_string(Octets *out, View text);

#endif
