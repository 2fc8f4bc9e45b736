/* TCAP, ITU-T Q.773: one message with its transaction ids, its dialogue and its components. ANSI's
 * own (T1.114) is told by its package type and not read further. */
#include "wire/proto/tcap.h"

enum {
    TAG_ORIGINATING = 8, /* application class (Q.773 table 9) */
    TAG_DESTINATION = 9,
    TAG_P_ABORT = 10,
    TAG_DIALOGUE = 11,
    TAG_COMPONENTS = 12,
    ID_LONGEST = 4,
    ANSI = 0x80, /* private class: T1.114.3 */
};

uint32_t tcap_odd(unsigned ber_odd)
{
    return (ber_odd & BER_ODD_LENGTH ? ODD_NON_MINIMAL_LENGTH : 0) |
           (ber_odd & BER_ODD_SEGMENT ? ODD_SEGMENTED_VALUE : 0);
}

static enum part part_of(uint8_t tag)
{
    if (spec_op(PROTO_TCAP, 0, tag, PART_REQUEST))
        return PART_REQUEST;
    return spec_op(PROTO_TCAP, 0, tag, PART_ANSWER) ? PART_ANSWER : PART_NEITHER;
}

static bool is_known(uint8_t tag)
{
    return spec_op(PROTO_TCAP, 0, tag, part_of(tag)) != NULL;
}

static void id(struct cursor value, const struct addr *a, uint16_t subsystem, bool *ret_has,
               struct tcap_key *ret)
{
    uint32_t number = 0;
    size_t n = cursor_left(&value);
    if (n == 0 || n > ID_LONGEST || *ret_has)
        return;
    while (cursor_left(&value))
        number = number << 8 | cursor_u8(&value);
    *ret_has = true;
    *ret = tcap_key_of(a, subsystem, number);
}

static void element(struct tcap *t, const struct ber *b, unsigned *odd)
{
    const struct packet *p = t->packet;
    int32_t cause = 0;
    if (b->class != BER_APPLICATION)
        return;
    switch (b->number) {
    case TAG_ORIGINATING:
        id(b->value, &p->src, tcap_subsystem(p->sport), &t->has_from, &t->from);
        break;
    case TAG_DESTINATION:
        id(b->value, &p->dst, tcap_subsystem(p->dport), &t->has_to, &t->to);
        break;
    case TAG_P_ABORT:
        t->has_abort_cause = ber_number(b->value, &cause, odd);
        t->abort_cause = (uint32_t)cause;
        break;
    case TAG_DIALOGUE:
        tcap_dialogue_portion(b->value, &t->portion);
        break;
    case TAG_COMPONENTS:
        t->components = b->value;
        break;
    default:
        break;
    }
}

static void read_portions(struct tcap *t, struct cursor body)
{
    struct ber b;
    unsigned odd = 0;
    while (ber_next(&body, &b, &odd))
        element(t, &b, &odd);
    t->lack = body.why;
    t->odd |= tcap_odd(odd);
}

static bool is_operation(const struct tcap_component *k)
{
    return k->has_code && k->kind != TCAP_ERROR && k->kind != TCAP_REJECT;
}

/* Operations first: whether there are any decides how the others are told. */
static void tell_components(struct tcap *t)
{
    struct tcap_component k;
    struct cursor c = t->components;
    unsigned others = 0;
    while (tcap_component(&c, &k))
        if (is_operation(&k))
            tcap_tell(t, &k);
        else
            others++;
    c = t->components;
    while (others && tcap_component(&c, &k))
        if (!is_operation(&k)) {
            tcap_tell(t, &k);
            others--;
        }
    if (t->type == TCAP_ABORT)
        tcap_tell_abort(t);
    if (!t->told)
        tcap_tell_bare(t);
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct tcap t = {.sink = sink, .packet = p, .length = (uint32_t)cursor_left(&c)};
    struct ber message;
    unsigned odd = 0;
    t.type = cursor_peek8(&c, 0);
    if (!is_known(t.type) || !ber_next(&c, &message, &odd))
        return VERDICT_NOT_MINE;
    t.odd = tcap_odd(odd) | (cursor_left(&c) ? ODD_TRAILING_BYTES : 0);
    if (t.type & ANSI) {
        tcap_tell_bare(&t);
        return VERDICT_TOOK;
    }
    read_portions(&t, message.value);
    tcap_follow(&t);
    tell_components(&t);
    return VERDICT_TOOK;
}

const struct decoder decoder_tcap = {
    .name = "tcap",
    .looks = looks_inside_only,
    .decode = decode,
    .keep = {{.key_size = sizeof(struct tcap_key),
              .share = 4,
              .entry_size = sizeof(struct tcap_end)}},
};
