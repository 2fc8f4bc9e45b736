/* Arguments and results of operations, by the rows of spec/: where a row names a path of tags, its
 * value is said; what has no row is stepped over. Levels are kept on a stack. */
#include "wire/proto/tcap.h"

enum {
    DEPTH = 4, /* a path has a byte a level */
    CONTEXT_BIT = 0x80,
    CONTEXT_MOST = 62,
    UNIVERSAL_MOST = 30,
    ORDINAL_SHIFT = 5,
    ORDINAL_MOST = 3, /* the fourth and all that follow share a path */
    NOWHERE = 0xff,
    ARGUMENT_V3 = 3, /* TS 29.002: arguments that were given a tag of their own in version 3 */
    SPACE_NEWER = 50,
    NAME = 64,
};

struct level {
    struct cursor rest;
    uint32_t path;
    uint8_t strings, sequences; /* how many there were on this level */
};

static uint8_t ordinal(uint8_t *count)
{
    uint8_t n = *count;
    if (n < ORDINAL_MOST)
        ++*count;
    return (uint8_t)(n << ORDINAL_SHIFT);
}

/* The last byte of an element's path: 0x80 | n for [n]; a universal tag's number, and for strings
 * and sequences how many stood before it on the same level, in the two bits above. */
static uint8_t step(struct level *l, const struct ber *b)
{
    if (b->class == BER_CONTEXT && b->number <= CONTEXT_MOST)
        return (uint8_t)(CONTEXT_BIT | b->number);
    if (b->class != BER_UNIVERSAL || b->number > UNIVERSAL_MOST)
        return NOWHERE;
    uint8_t n = (uint8_t)b->number;
    if (b->number == BER_OCTET_STRING)
        n |= ordinal(&l->strings);
    else if (b->number == BER_SEQUENCE)
        n |= ordinal(&l->sequences);
    return n;
}

/* TS 29.002 17.7.11: a list [0] of sequences that begin with the identifier of who made them. */
static void private_extension(struct message *m, struct sink *sink, const struct ber *b)
{
    struct cursor c = b->value;
    struct ber list;
    struct ber one;
    struct ber id;
    unsigned odd = 0;
    uint32_t arcs[BER_ARCS];
    if (!ber_take(&c, ber_tag(BER_CONTEXT, 0), &list, &odd))
        return;
    while (ber_take(&list.value, ber_tag(BER_UNIVERSAL, BER_SEQUENCE), &one, &odd)) {
        size_t size = cursor_left(&one.value);
        if (!ber_take(&one.value, ber_tag(BER_UNIVERSAL, BER_OID), &id, &odd))
            return;
        TEXT_ON(detail, NAME + 40);
        text_put(&detail, "private extension ");
        unsigned count = ber_oid(id.value, arcs);
        for (unsigned i = 0; i < count; i++)
            text_format(&detail, "%s%u", i ? "." : "", arcs[i]);
        sink_blind(sink, m->packet, BLIND_NOT_READ, size, detail.at);
    }
}

static bool is_string(enum form form)
{
    return form != FORM_PRESENT && form != FORM_GROUP && form != FORM_OWN;
}

static void say(struct message *m, const struct spec_ie *row, const struct ber *b,
                struct ber_join *join, unsigned *odd)
{
    struct cursor value = b->value;
    if (b->constructed && is_string((enum form)row->form))
        value = ber_string(b, join, odd);
    if (!cursor_ok(&value))
        return;
    if (row->form == FORM_BCD)
        map_party(m, (enum meaning)row->meaning, value);
    else if (!field_of_row(m, row, value, 0))
        map_own(m, row, value);
}

/* Most arguments are a sequence, or one with the tag of version 3; others are a bare value. */
static struct cursor root(const struct ber *argument, struct cursor whole, bool *ret_newer)
{
    bool is_sequence = argument->class == BER_UNIVERSAL && argument->number == BER_SEQUENCE;
    bool is_tagged = argument->class == BER_CONTEXT && argument->number == ARGUMENT_V3;
    *ret_newer |= is_tagged && argument->constructed;
    return argument->constructed && (is_sequence || is_tagged) ? argument->value : whole;
}

/* Some leave version 3's tag out: what stands inside is version 3's all the same. */
static const struct spec_ie *row_of(const struct message *m, uint32_t space, bool newer,
                                    uint32_t path)
{
    const struct spec_ie *row = NULL;
    if (newer)
        row = spec_ie((enum proto)m->proto, space + SPACE_NEWER, path);
    return row ? row : spec_ie((enum proto)m->proto, space, path);
}

void asn1_fields(struct message *m, struct sink *sink, uint32_t space, struct cursor whole,
                 struct ber_join *join)
{
    struct level outside[DEPTH];
    struct cursor first = whole;
    struct ber b;
    unsigned odd = 0;
    unsigned depth = 0;
    if (!ber_next(&first, &b, &odd))
        return;
    bool newer = m->application >= ARGUMENT_V3;
    struct level here = {.rest = root(&b, whole, &newer)};
    for (;;) {
        if (!ber_next(&here.rest, &b, &odd)) {
            if (m->lack == LACK_NONE)
                m->lack = here.rest.why;
            if (depth == 0)
                break;
            here = outside[--depth];
            continue;
        }
        uint32_t path = here.path << 8 | step(&here, &b);
        const struct spec_ie *row = row_of(m, space, newer, path);
        if (!row && b.constructed) {
            private_extension(m, sink, &b);
        } else if (row && row->form == FORM_GROUP && b.constructed && depth < DEPTH - 1) {
            if (row->meaning != MEANING_NONE)
                field_present(m, (enum meaning)row->meaning, 0);
            outside[depth++] = here;
            here = (struct level){.rest = b.value, .path = path};
            here.rest.why = LACK_NONE; /* the level outside knows that it is cut */
        } else if (row) {
            say(m, row, &b, join, &odd);
        }
    }
    m->odd |= tcap_odd(odd);
}
