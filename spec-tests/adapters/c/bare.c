/* Bare items of Structured Fields (Section 4.2.3.1 of RFC 9651), and the reader below them. */
#include "bare.h"

#include <string.h>

#include "utf8.h"

enum { MOST_DIGITS = 15, MOST_DIGITS_OF_DECIMAL = 12, MOST_DIGITS_OF_FRACTION = 3 };

int sf_peek(const SfReader *reader) { return reader->rest.length == 0 ? -1 : reader->rest.at[0]; }

void sf_skip(SfReader *reader) { reader->rest = view(reader->rest.at + 1, reader->rest.length - 1); }

bool sf_take(SfReader *reader, char octet) {
    if (sf_peek(reader) != octet) return false;
    sf_skip(reader);
    return true;
}

View sf_take_while(SfReader *reader, bool (*in_class)(int octet)) {
    View start = reader->rest;
    while (sf_peek(reader) >= 0 && in_class(sf_peek(reader))) sf_skip(reader);
    return view(start.at, start.length - reader->rest.length);
}

bool sf_is_digit(int octet) { return octet >= '0' && octet <= '9'; }

bool sf_is_lower(int octet) { return octet >= 'a' && octet <= 'z'; }

static bool is_letter(int octet) { return sf_is_lower(octet | 0x20) && octet < 0x80; }

static bool is_printable(int octet) { return octet >= 0x20 && octet <= 0x7e; }

static bool is_token(int octet) {
    return sf_is_digit(octet) || is_letter(octet) || (octet > 0 && strchr("!#$%&'*+-.^_`|~:/", octet) != NULL);
}

static bool is_base64(int octet) { return sf_is_digit(octet) || is_letter(octet) || octet == '+' || octet == '/'; }

static bool is_padding(int octet) { return octet == '='; }

/* Reads an Integer or a Decimal; of a Decimal it keeps only the type. */
static bool read_number(SfReader *reader, SfItem *item) {
    bool negative = sf_take(reader, '-');
    View digits = sf_take_while(reader, sf_is_digit);
    item->type = SF_INTEGER;
    if (digits.length == 0 || digits.length > MOST_DIGITS) return false;
    for (size_t i = 0; i < digits.length; i++) item->integer = item->integer * 10 + (digits.at[i] - '0');
    if (negative) item->integer = -item->integer;
    if (!sf_take(reader, '.')) return true;
    View fraction = sf_take_while(reader, sf_is_digit);
    item->type = SF_DECIMAL;
    return digits.length <= MOST_DIGITS_OF_DECIMAL && fraction.length > 0 && fraction.length <= MOST_DIGITS_OF_FRACTION;
}

static bool read_string_into(SfReader *reader, Octets *out) {
    for (;;) {
        int octet = sf_peek(reader);
        if (!is_printable(octet)) return false;
        sf_skip(reader);
        if (octet == '"') return true;
        if (octet == '\\') {
            octet = sf_peek(reader);
            if (octet != '"' && octet != '\\') return false;
            sf_skip(reader);
        }
        octets_add_octet(out, (uint8_t)octet);
    }
}

static bool read_string(SfReader *reader, SfItem *item) {
    Octets out = {0};
    bool read = read_string_into(reader, &out);
    item->type = SF_STRING;
    item->text = arena_keep(reader->arena, &out);
    return read;
}

static bool read_percent(SfReader *reader, Octets *out) {
    bool read = reader->rest.length >= 2 && octets_read_hex(out, view(reader->rest.at, 2));
    if (read) reader->rest = view(reader->rest.at + 2, reader->rest.length - 2);
    return read;
}

static bool read_display_into(SfReader *reader, Octets *out) {
    if (!sf_take(reader, '"')) return false;
    for (;;) {
        int octet = sf_peek(reader);
        if (!is_printable(octet)) return false;
        sf_skip(reader);
        if (octet == '"') return utf8_valid(octets_view(out));
        if (octet != '%') octets_add_octet(out, (uint8_t)octet);
        else if (!read_percent(reader, out)) return false;
    }
}

static bool read_display(SfReader *reader, SfItem *item) {
    Octets out = {0};
    bool read = read_display_into(reader, &out);
    item->type = SF_DISPLAY;
    octets_free(&out);
    return read;
}

/* Padding is optional and at the end. A single digit encodes no octet. */
static bool read_bytes(SfReader *reader, SfItem *item) {
    View digits = sf_take_while(reader, is_base64);
    View padding = sf_take_while(reader, is_padding);
    item->type = SF_BYTES;
    if (digits.length % 4 == 1) return false;
    if (padding.length > 0 && (digits.length + padding.length) % 4 != 0) return false;
    return padding.length <= 2 && sf_take(reader, ':');
}

static bool read_boolean(SfReader *reader, SfItem *item) {
    item->type = SF_BOOLEAN;
    item->integer = sf_peek(reader) == '1';
    return sf_take(reader, '0') || sf_take(reader, '1');
}

static bool read_date(SfReader *reader, SfItem *item) {
    bool read = read_number(reader, item) && item->type == SF_INTEGER;
    item->type = SF_DATE;
    return read;
}

bool sf_read_bare(SfReader *reader, SfItem *item) {
    int first = sf_peek(reader);
    if (first == '-' || sf_is_digit(first)) return read_number(reader, item);
    if (first == '*' || is_letter(first)) {
        item->type = SF_TOKEN;
        item->text = sf_take_while(reader, is_token);
        return true;
    }
    if (sf_take(reader, '"')) return read_string(reader, item);
    if (sf_take(reader, ':')) return read_bytes(reader, item);
    if (sf_take(reader, '?')) return read_boolean(reader, item);
    if (sf_take(reader, '@')) return read_date(reader, item);
    return sf_take(reader, '%') && read_display(reader, item);
}
