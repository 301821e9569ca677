/* The negotiation of compression methods: ranges, offers and choices (Section "Compression Offer"). */
#include "methods.h"

const MethodRange method_ranges[METHOD_COUNT] = {{"lz4", 1, 1, 9, true}, {"deflate", 8, 9, 15, false}};

int method_place(View key) {
    for (int place = 0; place < METHOD_COUNT; place++)
        if (view_is(key, method_ranges[place].key)) return place;
    return -1;
}

void method_read_config(const Json *object, Range ranges[METHOD_COUNT]) {
    for (int place = 0; place < METHOD_COUNT; place++) {
        const Json *pair = json_member(object, method_ranges[place].key, JSON_ARRAY);
        ranges[place] = (Range){0};
        if (pair == NULL || pair->first == NULL || pair->first->next == NULL) continue;
        ranges[place] = (Range){true, pair->first->integer, pair->first->next->integer};
    }
}

bool method_read_offer(int place, const SfItem *member, Range *range) {
    const SfItem *least = member->type == SF_INNER_LIST ? member->first : NULL;
    const SfItem *greatest = least == NULL ? NULL : least->next;
    if (greatest == NULL || greatest->next != NULL) return false;
    if (least->type != SF_INTEGER || greatest->type != SF_INTEGER) return false;
    *range = (Range){true, least->integer, greatest->integer};
    return range->least >= method_ranges[place].offer_least && range->least <= range->greatest &&
           range->greatest <= method_ranges[place].greatest;
}

bool method_agree(int place, Range one, Range other, int64_t *setting) {
    int64_t least = one.least > other.least ? one.least : other.least;
    if (least < method_ranges[place].choice_least) least = method_ranges[place].choice_least;
    int64_t greatest = one.greatest < other.greatest ? one.greatest : other.greatest;
    *setting = method_ranges[place].prefers_least ? least : greatest;
    return one.present && other.present && least <= greatest;
}
