/* Compression methods as they are negotiated: ranges, offers and choices (Section 4.1.2). */
#ifndef METHODS_H
#define METHODS_H

#include "json.h"
#include "structured.h"

enum { METHOD_COUNT = 2 };

/* What is known of a method, by its place: its key, and the ranges of its setting. */
typedef struct {
    const char *key;
    int64_t offer_least;
    int64_t choice_least;
    int64_t greatest;
} MethodRange;

extern const MethodRange method_ranges[METHOD_COUNT];

/* Least and greatest setting; `present` where the method is there at all. */
typedef struct {
    bool present;
    int64_t least;
    int64_t greatest;
} Range;

/* One method with its setting; place -1 where there is none. */
typedef struct {
    int place;
    int64_t setting;
} Choice;

/* The place of the method with that key, or -1. */
int method_place(View key);
/* Ranges out of the members of a JSON object; NULL has none. */
void method_read_config(const Json *object, Range ranges[METHOD_COUNT]);
/* The range out of a member of an offer; false where it is malformed. */
bool method_read_offer(int place, const SfItem *member, Range *range);
/* The greatest setting that both allow and that can be chosen; false where there is none. */
bool method_agree(int place, Range one, Range other, int64_t *setting);

#endif
