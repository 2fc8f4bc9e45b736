/* PFCP, TS 29.244: between control plane and user plane (N4, Sxa, Sxb, Sxc). */
#include "wire/proto/pfcp_ie.h"

enum {
    FLAG_SEID = 1,     /* S: a session's message, its SEID is there */
    FLAG_FOLLOWED = 4, /* FO: another message follows in this datagram (5.2, bundling) */
    FLAG_SPARE = 0x18,
    VERSION = 1,
    HEADER = 8,      /* octets of a header without SEID; all but the first 4 count as length */
    VENDOR = 0x8000, /* 8.1.1: elements of an enterprise begin with its number */
    LEVELS = 8,      /* groups in groups: the specification needs 5 */
    GLANCE = 4,      /* elements that a probe looks at */
};

/* Requests are odd up to the Association Release (9) and even from the Node Report (12) on;
 * 11, Version Not Supported, only answers (table 7.3-1). */
static enum part part_of(uint8_t type)
{
    if (type == 0 || type > 57 || (type > 17 && type < 50))
        return PART_NEITHER;
    bool asks = type < 11 ? type % 2 : type % 2 == 0;
    return asks ? PART_REQUEST : PART_ANSWER;
}

/* Table 7.3-1: messages of a session have a SEID, those of a node have none. */
static bool seid_fits(uint8_t type, uint8_t flags)
{
    return (type >= 50) == ((flags & FLAG_SEID) != 0);
}

/* The first elements are known and fit: what chance hardly makes. */
static bool elements_fit(struct cursor body)
{
    for (unsigned i = 0; i < GLANCE && cursor_left(&body); i++) {
        uint16_t type = cursor_u16(&body);
        cursor_sub(&body, cursor_u16(&body));
        if (!(type & VENDOR) && !spec_ie(PROTO_PFCP, 0, type))
            return false;
    }
    return cursor_ok(&body);
}

/* 7.2.2. On its own port a version is enough, so that what is cut or of a later release is told;
 * elsewhere everything has to fit to the last bit. */
static enum likeness looks(struct cursor c)
{
    uint8_t flags = cursor_u8(&c);
    uint8_t type = cursor_u8(&c);
    uint16_t length = cursor_u16(&c);
    if (!cursor_ok(&c) || flags >> 5 != VERSION)
        return LIKE_NOT;
    struct cursor body = cursor_sub(&c, length);
    bool alone = cursor_left(&c) == 0;
    if (!cursor_ok(&body) || flags & FLAG_SPARE || alone == ((flags & FLAG_FOLLOWED) != 0))
        return LIKE_PERHAPS;
    if (part_of(type) == PART_NEITHER || !seid_fits(type, flags))
        return LIKE_PERHAPS;
    cursor_skip(&body, flags & FLAG_SEID ? 8 : 0);
    cursor_skip(&body, 3);
    bool spare_clear = (cursor_u8(&body) & (flags & 2 ? 0x0f : 0xff)) == 0;
    return spare_clear && elements_fit(body) ? LIKE_SURE : LIKE_PERHAPS;
}

struct level {
    struct cursor c;
    uint16_t group;
    uint8_t place; /* enum pfcp_place */
    bool dupl;     /* a FAR whose Apply Action has DUPL ... */
    bool told;     /* ... and whose duplicating parameters were seen */
};

/* A group of the message opens a new number; groups within it belong to the same rule and share
 * its number: a FAR with its forwarding parameters, a PDR with its PDI. */
static struct level opened(struct message *m, const struct level *above, uint16_t type,
                           struct cursor value)
{
    struct level l = {.c = value, .group = above->group, .place = PFCP_IN_RULE};
    if (above->place == PFCP_IN_MESSAGE) {
        l.group = ++m->groups;
        if (type == PFCP_CREATE_FAR || type == PFCP_UPDATE_FAR)
            l.place = PFCP_IN_FAR;
        else if (type == PFCP_REMOVE_FAR)
            l.place = PFCP_IN_REMOVED_FAR;
    } else if (above->place == PFCP_IN_FAR) {
        if (type == PFCP_FORWARDING || type == PFCP_UPDATE_FORWARDING)
            l.place = PFCP_IN_FORWARDING;
        else if (type == PFCP_DUPLICATING || type == PFCP_UPDATE_DUPLICATING)
            l.place = PFCP_IN_DUPLICATING;
    }
    return l;
}

static void lacks(struct message *m, enum lack why)
{
    if (m->lack == LACK_NONE)
        m->lack = why;
}

/* The group is at its end. DUPL alone orders a copy too, to where an earlier message said. */
static void closed(struct message *m, struct level *l)
{
    lacks(m, l->c.why);
    if (l->dupl && !l->told)
        field_present(m, MEANING_COPY, l->group);
}

/* One element of the innermost group; true when it is a group that has been opened. */
static bool element(struct message *m, struct level *l, struct level *ret_inner)
{
    uint16_t type = cursor_u16(&l->c);
    struct cursor value = cursor_sub(&l->c, cursor_u16(&l->c));
    const struct spec_ie *row = type & VENDOR ? NULL : spec_ie(PROTO_PFCP, 0, type);
    if (!row)
        return false;
    if (row->form == FORM_GROUP) {
        *ret_inner = opened(m, l, type, value);
        if (ret_inner->place == PFCP_IN_DUPLICATING)
            field_present(m, MEANING_COPY, l->group);
        else if (row->meaning != MEANING_NONE)
            field_present(m, (enum meaning)row->meaning, ret_inner->group);
        l->told |= ret_inner->place == PFCP_IN_DUPLICATING;
        return true;
    }
    if (row->form != FORM_OWN) {
        field_of_row(m, row, value, l->group);
        return false;
    }
    if (type == PFCP_APPLY_ACTION && l->place == PFCP_IN_FAR)
        l->dupl = (cursor_peek8(&value, 0) & PFCP_DUPL) != 0;
    pfcp_element(m, type, &value, (enum pfcp_place)l->place, l->group);
    lacks(m, value.why);
    return false;
}

/* Depth first, in the order of the bytes, so that a reader of fields sees each copy's parameters
 * together. */
static void elements(struct message *m, struct cursor body)
{
    struct level stack[LEVELS] = {{.c = body, .place = PFCP_IN_MESSAGE}};
    unsigned depth = 1;
    while (depth) {
        struct level *l = &stack[depth - 1];
        struct level inner;
        if (cursor_left(&l->c) == 0) {
            closed(m, l);
            depth--;
        } else if (element(m, l, &inner)) {
            if (depth == LEVELS)
                m->odd |= ODD_GROUPS_TOO_DEEP;
            else
                stack[depth++] = inner;
        }
    }
}

/* One message with its header, 7.2.2; true when another one follows. */
static bool one(struct cursor *c, const struct packet *p, struct sink *sink)
{
    uint8_t flags = cursor_u8(c);
    uint8_t type = cursor_u8(c);
    uint16_t length = cursor_u16(c);
    struct cursor body = cursor_sub(c, length);
    struct message *m = message_begin(sink, p, PROTO_PFCP, 0, type, part_of(type));
    m->length = (uint32_t)length + HEADER / 2;
    m->pairing = PAIR_PORTS;
    if (flags & FLAG_SEID) {
        struct field *f = field_add(m, MEANING_SESSION_SEID, FORM_HEX, 0);
        if (f)
            f->number = cursor_u64(&body);
    }
    m->transaction = cursor_u24(&body);
    cursor_u8(&body); /* message priority and spare */
    if (flags & FLAG_SPARE)
        m->odd |= ODD_SPARE_BITS;
    elements(m, body);
    bool followed = flags & FLAG_FOLLOWED;
    bool more = followed && cursor_left(c) >= HEADER && cursor_peek8(c, 0) >> 5 == VERSION;
    if (cursor_left(c) && !more)
        m->odd |= ODD_TRAILING_BYTES;
    if (followed && cursor_left(c) == 0)
        lacks(m, LACK_BYTES);
    message_end(sink, m);
    return more;
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    if (cursor_left(&c) < HEADER / 2)
        return VERDICT_NOT_MINE;
    while (one(&c, p, sink))
        continue;
    return VERDICT_TOOK;
}

const struct decoder decoder_pfcp = {
    .name = "pfcp", .udp = {8805}, .looks = looks, .decode = decode};
