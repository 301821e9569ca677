/* The negotiation of compression methods: ranges, offers and choices (Section "Compression Offer"). */
#ifndef METHODS_H
#define METHODS_H

#include "json.h"
#include "structured.h"

enum { METHOD_COUNT = 2 };

/* The methods by index: key, ranges of the parameter, and whether a server chooses the least or the greatest one. */
typedef struct {
    const char *key;
    int64_t offer_least;
    int64_t choice_least;
    int64_t greatest;
    bool prefers_least;
} MethodRange;

extern const MethodRange method_ranges[METHOD_COUNT];

/* The least and the greatest parameter; `present` is false for an absent method. */
typedef struct {
    bool present;
    int64_t least;
    int64_t greatest;
} Range;

/* One method with its parameter; the index is -1 for no method. */
typedef struct {
    int place;
    int64_t setting;
} Choice;

/* Returns the index of the method with a key, or -1. */
int method_place(View key);
/* Reads ranges from the members of a JSON object; NULL has none. */
void method_read_config(const Json *object, Range ranges[METHOD_COUNT]);
/* Reads the range of a member of an offer; returns false if it is malformed. */
bool method_read_offer(int place, const SfItem *member, Range *range);
/* Returns the preferred parameter that both allow and that can be chosen; false if no parameter fits. */
bool method_agree(int place, Range one, Range other, int64_t *setting);

#endif
