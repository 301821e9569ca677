/* Header sections: names and values in the order in which they came. */
#ifndef FIELDS_H
#define FIELDS_H

#include "arena.h"
#include "json.h"

/* A JSON array of pairs of strings. */
typedef const Json *Fields;

/* On how many lines the field stands. */
size_t fields_count(Fields fields, const char *name);
/* The value of its first line; empty where there is none. */
View fields_first(Fields fields, const char *name);
/* All its lines with commas between. */
View fields_joined(Arena *arena, Fields fields, const char *name);

/* Whether content-type stands on one line and is application/websocket2, whatever its parameters. */
bool fields_are_websocket2(Fields fields);
/* Whether HTTP/2 calls the header section of a response malformed (Sections 8.1.1 to 8.3.2 of RFC 9113). That its
 * names are in small letters is not asked: these are names as a library of HTTP hands them over. */
bool fields_malformed_response(Fields fields, bool end_stream);

#endif
