/* Diameter, RFC 6733: header, AVPs and groups of them. What an AVP means stands in spec/; the
 * values that need a reader of their own are in diameter_avps.c. */
#include "wire/proto/diameter.h"

enum {
    HEADER = 20,
    GROUP_DEPTH = 12,
    FLAG_REQUEST = 0x80,
    FLAG_ERROR = 0x20,
    FLAG_AGAIN = 0x10,
    FLAGS_SPARE = 0x0f,
    AVP_FLAGS_SPARE = 0x1f,
    AVP_SESSION_ID = 263,
    AVP_ORIGIN_HOST = 264,
    AVP_RESULT_CODE = 268,
    AVP_VENDOR_APPLICATION = 260,
};

/* RFC 6733 3 puts Session-Id first where there is one; CER, DWR and DPR begin with Origin-Host,
 * their answers with Result-Code: such a beginning is unmistakable on any port. */
static bool begins_like_a_command(struct cursor c, uint32_t length)
{
    uint32_t code = cursor_u32(&c);
    uint32_t word = cursor_u32(&c);
    uint32_t avp = word & 0xffffff;
    return cursor_ok(&c) &&
           (code == AVP_SESSION_ID || code == AVP_ORIGIN_HOST || code == AVP_RESULT_CODE) &&
           (word >> 24 & (0x80 | AVP_FLAGS_SPARE)) == 0 && avp > 8 && avp <= length - HEADER;
}

/* Of a stream, less than the header may be here yet. */
static bool may_begin(const struct cursor *c)
{
    uint32_t length = cursor_peek32(c, 0) & 0xffffff;
    return cursor_peek8(c, 0) == 1 && (cursor_left(c) < 4 || (length >= HEADER && length % 4 == 0));
}

static enum likeness looks(struct cursor c)
{
    uint32_t length = cursor_peek32(&c, 0) & 0xffffff;
    if (!may_begin(&c))
        return LIKE_NOT;
    if (cursor_left(&c) < HEADER + 8)
        return LIKE_PERHAPS;
    uint8_t flags = cursor_peek8(&c, 4);
    bool contradicts = (flags & FLAG_REQUEST) && (flags & FLAG_ERROR);
    cursor_skip(&c, HEADER);
    if ((flags & FLAGS_SPARE) || contradicts || !begins_like_a_command(c, length))
        return LIKE_PERHAPS;
    return LIKE_SURE;
}

/* AVPs of the base protocol say something of the message only outside groups (a Result-Code in
 * Failed-AVP or Multiple-Services-Credit-Control is not the answer's). */
static bool belongs_outside(const struct avp *a, uint32_t group)
{
    return a->vendor == 0 && a->code >= 256 && a->code < 300 && group != AVP_VENDOR_APPLICATION;
}

struct level {
    struct cursor rest;
    uint32_t code; /* of the group; 0 outside */
    uint16_t group;
};

/* A group that means something in itself says so when there is something in it. */
static struct level opened(struct message *m, const struct spec_ie *row, const struct avp *a,
                           uint16_t within)
{
    if (row->meaning != MEANING_NONE && cursor_left(&a->value))
        field_present(m, (enum meaning)row->meaning, within);
    struct level in = {a->value, a->code, ++m->groups};
    in.rest.why = LACK_NONE; /* the level outside knows that it is cut */
    return in;
}

/* Groups are taken from a stack; the first reason why something was missing is kept. */
static void walk(struct message *m, const struct cursor *body)
{
    struct level outside[GROUP_DEPTH];
    struct level here = {*body, 0, 0};
    unsigned depth = 0;
    for (;;) {
        struct avp a;
        if (!avp_next(&here.rest, &a)) {
            if (m->lack == LACK_NONE)
                m->lack = here.rest.why;
            if (depth == 0)
                return;
            here = outside[--depth];
            continue;
        }
        if (a.flags & AVP_FLAGS_SPARE)
            m->odd |= ODD_SPARE_BITS;
        const struct spec_ie *row = spec_ie(PROTO_DIAMETER, a.vendor, a.code);
        if (!row || (depth && belongs_outside(&a, here.code)))
            continue;
        if (row->form == FORM_TEXT) { /* the most frequent one, spared a copy of the cursor */
            if (cursor_ok(&a.value))
                field_bytes(m, (enum meaning)row->meaning, FORM_TEXT, cursor_rest(&a.value),
                            here.group);
        } else if (row->form != FORM_GROUP) {
            if (cursor_ok(&a.value) && !field_of_row(m, row, a.value, here.group))
                avp_own(m, row, &a, here.group);
        } else if (depth == GROUP_DEPTH) {
            m->odd |= ODD_GROUPS_TOO_DEEP;
        } else {
            outside[depth++] = here;
            here = opened(m, row, &a, here.group);
        }
    }
}

/* Some leave the header's application 0, or one that nobody knows, and name it only in an AVP. */
static void settle_application(struct message *m)
{
    if (m->op && (m->application || m->type == 257 || m->type == 280 || m->type == 282))
        return;
    const struct field *f = message_field(m, MEANING_APPLICATION);
    if (!f || f->number == m->application)
        return;
    const struct spec_op *op =
        spec_op(PROTO_DIAMETER, (uint32_t)f->number, m->type, (enum part)m->part);
    if (!op)
        return;
    m->op = op;
    m->name = op->name;
    m->application = (uint32_t)f->number;
}

static void header_oddities(struct message *m, uint8_t flags)
{
    if (flags & FLAG_AGAIN)
        m->odd |= ODD_RETRANSMITTED;
    if ((flags & FLAGS_SPARE) || ((flags & FLAG_REQUEST) && (flags & FLAG_ERROR)))
        m->odd |= ODD_SPARE_BITS;
    /* RFC 6733 3: an answer with the E bit is a refusal, whatever else it lacks. */
    if (!(flags & FLAG_REQUEST) && (flags & FLAG_ERROR) && !m->has_cause)
        m->outcome = OUTCOME_REFUSED;
}

/* One message; false when its header is not even there. */
static bool one(struct cursor *c, const struct packet *p, struct sink *sink)
{
    uint32_t length = cursor_u32(c) & 0xffffff;
    struct cursor body = cursor_sub(c, length - 4);
    uint32_t word = cursor_u32(&body); /* flags, and the command in 24 bits */
    uint8_t flags = (uint8_t)(word >> 24);
    if (cursor_left(&body) < HEADER - 8)
        return false;
    uint32_t application = cursor_u32(&body);
    enum part part = flags & FLAG_REQUEST ? PART_REQUEST : PART_ANSWER;
    struct message *m = message_begin(sink, p, PROTO_DIAMETER, application, word & 0xffffff, part);
    m->length = length;
    m->pairing = PAIR_CONNECTION;
    m->transaction = cursor_u32(&body);
    cursor_u32(&body);
    m->lack = body.why;
    body.why = LACK_NONE; /* what is there of a message that is cut is read */
    walk(m, &body);
    settle_application(m);
    header_oddities(m, flags);
    if (cursor_left(c) && !may_begin(c))
        m->odd |= ODD_TRAILING_BYTES;
    message_end(sink, m);
    return true;
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    bool told = false;
    while (may_begin(&c) && one(&c, p, sink))
        told = true;
    return told ? VERDICT_TOOK : VERDICT_NOT_MINE;
}

static enum verdict length(struct cursor c, size_t *ret_length)
{
    if (!may_begin(&c))
        return VERDICT_NOT_MINE;
    if (cursor_left(&c) < 4)
        return VERDICT_MORE;
    *ret_length = cursor_u32(&c) & 0xffffff;
    return VERDICT_TOOK;
}

const struct decoder decoder_diameter = {.name = "diameter",
                                         .tcp = {3868, 3869},
                                         .sctp = {3868, 3869},
                                         .ppids = {46, 47},
                                         .looks = looks,
                                         .decode = decode,
                                         .length = length};
