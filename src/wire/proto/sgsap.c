/* SGsAP, TS 29.118 9: between MME and VLR. A type, then elements of a tag, a length and a value. */
#include "wire/proto/mobile_identity.h"

#include "base/hash.h"

enum { PORT = 29118, IMSI_DIGITS = 15, LAI = 5, IMEISV_SIZE = 8 };

enum type {
    PAGING_REQUEST = 1,
    PAGING_REJECT = 2,
    SERVICE_REQUEST = 6,
    LOCATION_UPDATE_REJECT = 11,
    ALERT_REJECT = 15,
    UE_UNREACHABLE = 31,
};

enum element {
    IE_IMSI = 1,
    IE_TMSI = 3,
    IE_LAI = 4,
    IE_SGS_CAUSE = 8,
    IE_MOBILE_IDENTITY = 14,
    IE_REJECT_CAUSE = 15,
    IE_IMEISV = 21,
    IE_TAI = 35,
};

struct reader {
    struct message *m;
    struct span lai, tmsi;
    uint64_t imsi; /* hash of its digits, 0: none */
    struct mobile_digits digits;
    uint8_t temporary[MOBILE_LAI_SIZE + MOBILE_TMSI_SIZE];
};

static bool element(struct cursor *c, uint8_t *ret_tag, struct cursor *ret_value)
{
    *ret_tag = cursor_u8(c);
    *ret_value = cursor_sub(c, cursor_u8(c));
    return cursor_ok(c);
}

static void identity(struct reader *r, struct cursor value)
{
    struct mobile_identity who = mobile_identity(value, &r->digits);
    mobile_identity_tell(r->m, &who);
    if (who.tmsi.len)
        r->tmsi = who.tmsi;
    if (who.type == MOBILE_IMSI && r->imsi == 0)
        r->imsi = hash_bytes(PROTO_SGSAP, who.digits.at, who.digits.len) | 1;
}

static void area(struct reader *r, struct cursor value)
{
    struct span whole = cursor_rest(&value);
    struct span plmn = cursor_span(&value, 3);
    if (whole.len != LAI)
        return;
    field_bytes(r->m, MEANING_AREA, FORM_OCTETS, whole, 0);
    field_bytes(r->m, MEANING_VISITED, FORM_PLMN, plmn, 0);
}

static void cause(struct message *m, const char *set, struct cursor value)
{
    uint8_t number = cursor_u8(&value);
    uint8_t outcome = m->outcome; /* the type says that */
    field_number(m, MEANING_CAUSE, number, 0);
    message_cause(m, set, number);
    m->outcome = outcome;
}

static void own(struct reader *r, uint8_t tag, struct cursor value)
{
    switch ((enum element)tag) {
    case IE_IMEISV: /* sixteen digits, and no type before them */
        if (cursor_left(&value) == IMEISV_SIZE)
            field_bytes(r->m, MEANING_IMEI, FORM_TBCD, cursor_rest(&value), 0);
        break;
    case IE_IMSI:
    case IE_MOBILE_IDENTITY:
        identity(r, value);
        break;
    case IE_TMSI:
        r->tmsi = cursor_rest(&value);
        break;
    case IE_LAI:
        r->lai = cursor_rest(&value);
        area(r, value);
        break;
    case IE_TAI:
        area(r, value);
        break;
    case IE_SGS_CAUSE:
        cause(r->m, "sgs", value);
        break;
    case IE_REJECT_CAUSE:
        cause(r->m, "reject", value);
        break;
    default:
        break;
    }
}

static void elements(struct reader *r, struct cursor *c, struct sink *sink)
{
    uint8_t tag;
    struct cursor value;
    while (cursor_left(c) && element(c, &tag, &value)) {
        const struct spec_ie *row = spec_ie(PROTO_SGSAP, 0, tag);
        if (!row)
            sink_blind(sink, r->m->packet, BLIND_NOT_READ, cursor_left(&value),
                       "information elements that no specification of ours names");
        else if (row->form == FORM_OWN)
            own(r, tag, value);
        else
            field_of_row(r->m, row, value, 0);
    }
}

static enum part part_of(uint8_t type)
{
    static const enum part parts[] = {PART_REQUEST, PART_ANSWER};
    for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++)
        if (spec_op(PROTO_SGSAP, 0, type, parts[i]))
            return parts[i];
    return PART_NEITHER;
}

static enum outcome outcome_of(uint8_t type)
{
    bool refused = type == PAGING_REJECT || type == LOCATION_UPDATE_REJECT ||
                   type == ALERT_REJECT || type == UE_UNREACHABLE;
    return refused ? OUTCOME_REFUSED : OUTCOME_SUCCESS;
}

/* What asks and what answers have this in common; beside the IMSI there is no number that ties
 * them (5.1 to 5.14 each have one exchange with a subscriber at a time). */
static uint8_t exchange_of(uint8_t type)
{
    switch (type) {
    case PAGING_REJECT:
    case SERVICE_REQUEST:
    case UE_UNREACHABLE:
        return PAGING_REQUEST;
    case LOCATION_UPDATE_REJECT:
        return LOCATION_UPDATE_REJECT - 2;
    case ALERT_REJECT:
        return ALERT_REJECT - 2;
    default:
        return spec_op(PROTO_SGSAP, 0, type, PART_ANSWER) ? type - 1 : type;
    }
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    size_t whole = cursor_left(&c);
    uint8_t type = cursor_u8(&c);
    if (whole < 2)
        return VERDICT_NOT_MINE;
    struct reader r = {.m = message_begin(sink, p, PROTO_SGSAP, 0, type, part_of(type))};
    struct message *m = r.m;
    m->length = (uint32_t)whole;
    if (m->part == PART_ANSWER)
        m->outcome = (uint8_t)outcome_of(type);
    elements(&r, &c, sink);
    mobile_temporary(m, r.lai, r.tmsi, r.temporary);
    m->lack = c.why;
    if (m->part != PART_NEITHER) {
        m->pairing = PAIR_CONNECTION;
        m->transaction = hash_two(PROTO_SGSAP, r.imsi, exchange_of(type));
    }
    message_end(sink, m);
    return VERDICT_TOOK;
}

/* An IMSI of fifteen digits right behind the type, and elements that end where the message does. */
static bool begins_with_imsi(struct cursor c)
{
    struct mobile_digits digits = {.used = 0};
    uint8_t tag;
    struct cursor value;
    if (!element(&c, &tag, &value) || tag != IE_IMSI)
        return false;
    struct mobile_identity who = mobile_identity(value, &digits);
    return who.type == MOBILE_IMSI && who.digits.len == IMSI_DIGITS;
}

static bool tiles(struct cursor c)
{
    uint8_t tag;
    struct cursor value;
    while (cursor_left(&c))
        if (!element(&c, &tag, &value))
            return false;
    return true;
}

static enum likeness looks(struct cursor c)
{
    uint8_t type = cursor_u8(&c);
    bool known = spec_op(PROTO_SGSAP, 0, type, part_of(type)) != NULL;
    if (cursor_left(&c) < 2 || type > UE_UNREACHABLE)
        return LIKE_NOT;
    return known && begins_with_imsi(c) && tiles(c) ? LIKE_SURE : LIKE_PERHAPS;
}

const struct decoder decoder_sgsap = {
    .name = "sgsap", .sctp = {PORT}, .looks = looks, .decode = decode};
