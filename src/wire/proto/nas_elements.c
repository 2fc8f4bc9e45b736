/* Elements of NAS messages. TS 24.007 11.2.4 makes those that a receiver does not know skippable:
 * an IEI with its high bit set is all there is, one of 0x70 to 0x7f has a length of two bytes, any
 * other one of one byte; those of fixed length are listed by each protocol. */
#include "base/hash.h"
#include "base/span.h"
#include "base/table.h"
#include "wire/proto/nas.h"

enum { SHORT_ELEMENT = 0x80, LONG_ELEMENT = 0x70 };

#define SEED 0x6e61735f

/* The rows say whether a type asks, answers or does neither. */
static enum part part_of(enum proto proto, uint8_t type)
{
    if (spec_op(proto, 0, type, PART_REQUEST))
        return PART_REQUEST;
    return spec_op(proto, 0, type, PART_ANSWER) ? PART_ANSWER : PART_NEITHER;
}

void nas_begin(struct nas_reader *r, const struct nas_dialect *dialect, struct sink *sink,
               const struct packet *p, uint8_t type, struct cursor c)
{
    r->dialect = dialect;
    r->sink = sink;
    r->c = c;
    r->type = type;
    r->scope = 0;
    r->ksi = NAS_NO_KSI;
    r->tmsi = 0;
    r->used = 0;
    r->m = message_begin(sink, p, dialect->proto, 0, type, part_of(dialect->proto, type));
    r->m->length = (uint32_t)cursor_left(&c);
    if (r->m->part == PART_REQUEST)
        r->bytes = hash_bytes(SEED, c.at, cursor_left(&c));
    for (unsigned i = 0; i < dialect->answer_count; i++)
        if (dialect->answers[i].type == type)
            r->m->outcome = dialect->answers[i].refuses ? OUTCOME_REFUSED : OUTCOME_SUCCESS;
}

static uint8_t asked_by(const struct nas_reader *r)
{
    for (unsigned i = 0; i < r->dialect->answer_count; i++)
        if (r->dialect->answers[i].type == r->type)
            return r->dialect->answers[i].asked;
    return r->type;
}

/* A UE has one exchange of a kind under way (TS 24.501 5.1.3, TS 24.007 11.2.3.1a), and may soon
 * have the next: a request that is the last one byte by byte is that one, sent again. */
static uint64_t exchange_of(const struct nas_reader *r, uint64_t kind)
{
    struct table *t = sink_table(r->sink, r->dialect->decoder, NAS_EXCHANGES);
    bool is_new;
    if (!t)
        return kind;
    struct nas_exchange *e = r->m->part == PART_REQUEST
                                 ? table_take(t, table_hash(t, &kind), &kind, &is_new)
                                 : table_find(t, table_hash(t, &kind), &kind);
    if (e && r->m->part == PART_REQUEST)
        e->request = r->bytes;
    return e ? hash_two(SEED, kind, e->request) : kind;
}

/* Without a handle nobody knows which UE it is. */
void nas_end(struct nas_reader *r)
{
    struct message *m = r->m;
    uint64_t ue = r->sink->outer[0];
    if (ue && m->part != PART_NEITHER) {
        uint64_t kind = hash_two(SEED + m->proto, ue, (uint64_t)asked_by(r) << 8 | r->scope);
        m->pairing = PAIR_ANYWHERE;
        m->transaction = exchange_of(r, kind);
    }
    if (m->lack == LACK_NONE)
        m->lack = r->c.why;
    message_end(r->sink, m);
}

struct cursor nas_lv(struct nas_reader *r)
{
    return cursor_sub(&r->c, cursor_u8(&r->c));
}

struct cursor nas_lve(struct nas_reader *r)
{
    return cursor_sub(&r->c, cursor_u16(&r->c));
}

void nas_cause(struct nas_reader *r, const char *set, uint8_t number)
{
    uint8_t outcome = r->m->outcome;
    if (!cursor_ok(&r->c))
        return;
    field_number(r->m, MEANING_CAUSE, number, 0);
    message_cause(r->m, set, number);
    r->m->outcome = outcome;
}

void nas_ask(struct nas_reader *r, const char *what)
{
    field_bytes(r->m, MEANING_ASK_IDENTITY, FORM_TEXT, span_of_text(what), 0);
}

void nas_address(struct nas_reader *r, struct cursor value)
{
    enum { IPV4 = 1, BOTH = 3, INTERFACE = 8 };
    uint8_t type = cursor_u8(&value) & 7;
    if (type == BOTH)
        cursor_skip(&value, INTERFACE);
    struct span four = cursor_span(&value, type == IPV4 || type == BOTH ? 4 : 0);
    if (four.len)
        field_bytes(r->m, MEANING_UE_IP, FORM_IP, four, 0);
}

void nas_inner(struct nas_reader *r, enum decoder_id decoder, struct cursor bytes)
{
    if (cursor_left(&bytes))
        sink_inner(r->sink, decoder, r->m->packet, cursor_of(bytes.at, cursor_left(&bytes)));
}

/* 0: not of fixed length. */
static unsigned fixed_length(const struct nas_reader *r, uint8_t iei)
{
    const struct nas_dialect *d = r->dialect;
    for (unsigned i = 0; i < d->fixed_count; i++)
        if (d->fixed[i].iei == iei && d->fixed[i].message == r->type)
            return d->fixed[i].length;
    return 0;
}

/* The value of the element whose first byte is `iei`; of one that is a half byte, that byte. */
static struct cursor value_of(struct nas_reader *r, uint8_t iei, struct cursor here)
{
    if (iei & SHORT_ELEMENT)
        return cursor_sub(&here, 1);
    unsigned length = fixed_length(r, iei);
    if (length)
        return cursor_sub(&r->c, length - 1);
    return (iei & 0xf0) == LONG_ELEMENT ? nas_lve(r) : nas_lv(r);
}

void nas_optional(struct nas_reader *r)
{
    while (cursor_left(&r->c)) {
        struct cursor here = r->c;
        uint8_t iei = cursor_u8(&r->c);
        struct cursor value = value_of(r, iei, here);
        uint8_t code = iei & SHORT_ELEMENT ? iei & 0xf0 : iei;
        const struct spec_ie *row = spec_ie(r->dialect->proto, r->type, code);
        if (!row || value.why != LACK_NONE)
            continue;
        if (!field_of_row(r->m, row, value, 0))
            r->dialect->own(r, row, value);
    }
}
