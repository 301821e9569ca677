/* Structured Fields (RFC 9651): lists, dictionaries, inner lists and parameters. */
#include "structured.h"

#include "bare.h"

static bool is_space(int octet) { return octet == ' '; }

static bool is_optional_space(int octet) { return octet == ' ' || octet == '\t'; }

static bool is_key(int octet) {
    return sf_is_lower(octet) || sf_is_digit(octet) || octet == '_' || octet == '-' || octet == '.' || octet == '*';
}

static bool read_key(SfReader *reader, View *key) {
    int first = sf_peek(reader);
    *key = sf_take_while(reader, is_key);
    return key->length > 0 && (sf_is_lower(first) || first == '*');
}

static bool skip_parameters(SfReader *reader) {
    while (sf_take(reader, ';')) {
        View key;
        SfItem dropped = {0};
        sf_take_while(reader, is_space);
        if (!read_key(reader, &key)) return false;
        if (sf_take(reader, '=') && !sf_read_bare(reader, &dropped)) return false;
    }
    return true;
}

/* Reads the items of an inner list, up to its closing bracket. */
static bool read_inner_list(SfReader *reader, SfItem *list) {
    SfItem **end = &list->first;
    list->type = SF_INNER_LIST;
    for (;;) {
        sf_take_while(reader, is_space);
        if (sf_take(reader, ')')) return true;
        SfItem *item = arena_allocate(reader->arena, sizeof *item);
        if (!sf_read_bare(reader, item) || !skip_parameters(reader)) return false;
        if (sf_peek(reader) != ' ' && sf_peek(reader) != ')') return false;
        *end = item;
        end = &item->next;
    }
}

static bool read_member(SfReader *reader, SfItem *item) {
    bool read = sf_take(reader, '(') ? read_inner_list(reader, item) : sf_read_bare(reader, item);
    return read && skip_parameters(reader);
}

/* A key without a value has the value true. */
static bool read_keyed_member(SfReader *reader, SfItem *item) {
    if (!read_key(reader, &item->key)) return false;
    if (sf_take(reader, '=')) return read_member(reader, item);
    item->type = SF_BOOLEAN;
    item->integer = 1;
    return skip_parameters(reader);
}

/* The last value of equal keys counts, at the position of the first. */
static void add_member(SfItem **first, SfItem *item) {
    SfItem **place = first;
    while (*place != NULL && (item->key.at == NULL || !view_equal((*place)->key, item->key))) place = &(*place)->next;
    if (*place != NULL) item->next = (*place)->next;
    *place = item;
}

typedef bool ReadMember(SfReader *reader, SfItem *item);

static bool read_members(Arena *arena, View lines, ReadMember *read, const SfItem **first) {
    SfReader reader = {arena, lines};
    SfItem *members = NULL;
    sf_take_while(&reader, is_space);
    while (reader.rest.length > 0) {
        SfItem *item = arena_allocate(arena, sizeof *item);
        if (!read(&reader, item)) return false;
        add_member(&members, item);
        sf_take_while(&reader, is_optional_space);
        if (reader.rest.length == 0) break;
        if (!sf_take(&reader, ',')) return false;
        sf_take_while(&reader, is_optional_space);
        if (reader.rest.length == 0) return false;
    }
    *first = members;
    return true;
}

bool sf_read_list(Arena *arena, View lines, const SfItem **first) {
    return read_members(arena, lines, read_member, first);
}

bool sf_read_dictionary(Arena *arena, View lines, const SfItem **first) {
    return read_members(arena, lines, read_keyed_member, first);
}

bool sf_read_item(Arena *arena, View lines, const SfItem **item) {
    SfReader reader = {arena, lines};
    SfItem *read = arena_allocate(arena, sizeof *read);
    sf_take_while(&reader, is_space);
    if (!sf_read_bare(&reader, read) || !skip_parameters(&reader)) return false;
    sf_take_while(&reader, is_space);
    *item = read;
    return reader.rest.length == 0;
}
