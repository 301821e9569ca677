/* Header sections: names and values in order. */
#ifndef FIELDS_H
#define FIELDS_H

#include "arena.h"
#include "json.h"

/* Reads a JSON array of pairs of strings. */
typedef const Json *Fields;

/* Returns the number of lines of a field. */
size_t fields_count(Fields fields, const char *name);
/* Returns the value of the first line; empty if the field is absent. */
View fields_first(Fields fields, const char *name);
/* Returns all lines joined by commas. */
View fields_joined(Arena *arena, Fields fields, const char *name);

/* Returns whether content-type has one line with application/websocket2 and any parameters. */
bool fields_are_websocket2(Fields fields);
/* Returns whether the header section of a response is malformed in HTTP/2 (Sections 8.1.1 to 8.3.2 of RFC 9113).
 * Upper-case names are allowed, since an HTTP library may deliver any case. */
bool fields_malformed_response(Fields fields, bool end_stream);

#endif
