/* UTF-8 (RFC 3629). */
#include "utf8.h"

/* Ranges of first octets, the number of following octets, and the range of the second octet (Section 4 of RFC 3629). */
static const struct {
    uint8_t first, last, following, second_least, second_greatest;
} forms[] = {
    {0x00, 0x7f, 0, 0, 0},       {0xc2, 0xdf, 1, 0x80, 0xbf}, {0xe0, 0xe0, 2, 0xa0, 0xbf},
    {0xe1, 0xec, 2, 0x80, 0xbf}, {0xed, 0xed, 2, 0x80, 0x9f}, {0xee, 0xef, 2, 0x80, 0xbf},
    {0xf0, 0xf0, 3, 0x90, 0xbf}, {0xf1, 0xf3, 3, 0x80, 0xbf}, {0xf4, 0xf4, 3, 0x80, 0x8f},
};

/* Returns the number of octets of the first character; 0 if it is malformed. */
static size_t character(View text) {
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (text.at[0] < forms[i].first || text.at[0] > forms[i].last) continue;
        size_t size = 1u + forms[i].following;
        if (text.length < size) return 0;
        if (size > 1 && (text.at[1] < forms[i].second_least || text.at[1] > forms[i].second_greatest)) return 0;
        for (size_t k = 2; k < size; k++)
            if ((text.at[k] & 0xc0) != 0x80) return 0;
        return size;
    }
    return 0;
}

bool utf8_valid(View text) {
    while (text.length > 0) {
        size_t size = character(text);
        if (size == 0) return false;
        text = view(text.at + size, text.length - size);
    }
    return true;
}

void utf8_add(Octets *out, uint32_t point) {
    static const uint8_t marks[] = {0x00, 0xc0, 0xe0, 0xf0};
    unsigned following = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    octets_add_octet(out, (uint8_t)(marks[following] | point >> (6 * following)));
    while (following-- > 0) octets_add_octet(out, (uint8_t)(0x80 | (point >> (6 * following) & 0x3f)));
}
