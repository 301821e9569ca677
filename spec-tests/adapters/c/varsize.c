/* VarSize: integers of up to 32 bits in 1, 3 or 5 octets (Section "VarSize"). */
#include "varsize.h"

enum { TWO_FOLLOW = 0xfe, FOUR_FOLLOW = 0xff };

static size_t following(uint8_t first) { return first == FOUR_FOLLOW ? 4 : first == TWO_FOLLOW ? 2 : 0; }

static uint8_t shortest(uint32_t value) {
    return value > 0xffff ? FOUR_FOLLOW : value >= TWO_FOLLOW ? TWO_FOLLOW : (uint8_t)value;
}

VarsizeResult varsize_read(View octets, uint32_t *value, size_t *size) {
    if (octets.length == 0) return VARSIZE_INCOMPLETE;
    uint8_t first = octets.at[0];
    size_t more = following(first);
    if (octets.length < 1 + more) return VARSIZE_INCOMPLETE;
    *value = more == 0 ? first : 0;
    for (size_t i = more; i > 0; i--) *value = *value << 8 | octets.at[i];
    *size = 1 + more;
    return shortest(*value) == first ? VARSIZE_READ : VARSIZE_TOO_LONG;
}

void varsize_add(Octets *out, uint32_t value) {
    uint8_t first = shortest(value);
    octets_add_octet(out, first);
    for (size_t i = following(first); i > 0; i--, value >>= 8) octets_add_octet(out, (uint8_t)value);
}
