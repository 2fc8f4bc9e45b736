/* GTPv2-C, TS 29.274: sessions and mobility of the evolved packet core. */
#include "wire/proto/gtp.h"

enum {
    VERSION = 2,
    FLAG_PIGGYBACK = 0x10,
    FLAG_TEID = 0x08,
    FLAG_PRIORITY = 0x04,
    FLAG_SPARE = 0x03,
    HEADER = 8, /* 12 with a TEID */
    TEID = 4,
    COUNTED = 4, /* from here on the length field counts */
    ELEMENT_HEADER = 4,
    DEPTH = 4, /* of groups: the specification has two */

    IE_CAUSE = 2,
    IE_RECOVERY = 3,
    IE_EBI = 73,
    IE_PAA = 79,
    IE_ULI = 86,
    IE_FTEID = 87,
    IE_TRACE = 96,
    IE_NODE_FEATURES = 152,
    IE_NODE_IDENTIFIER = 176,
    IE_REMOTE_USER = 192,
    IE_PRIVATE = 255,
};

struct level {
    struct cursor bytes;
    uint16_t group;
};

/* 8.4. Values up to 63 accept, up to 239 reject. A bearer's own cause is not the message's. */
static void cause(struct message *m, struct cursor value, uint16_t group)
{
    if (group || m->has_cause || !cursor_left(&value))
        return;
    uint8_t number = cursor_u8(&value);
    enum outcome by_range = number < 16 || number >= 240 ? OUTCOME_NONE
                            : number < 64                ? OUTCOME_SUCCESS
                                                         : OUTCOME_REFUSED;
    gtp_cause(m, number, by_range);
}

/* 8.14: type, then IPv6 (prefix length and 16 bytes) before IPv4. */
static void address_allocation(struct message *m, struct cursor value, uint16_t group)
{
    enum { IPV4 = 1, IPV6 = 2, BOTH = 3 };
    uint8_t type = cursor_u8(&value) & 7;
    if (type == IPV6 || type == BOTH) {
        cursor_u8(&value);
        struct span six = cursor_span(&value, 16);
        if (six.len)
            gtp_ue_address(m, six, group);
    }
    if (type == IPV4 || type == BOTH) {
        struct span four = cursor_span(&value, 4);
        if (four.len)
            gtp_ue_address(m, four, group);
    }
}

/* 8.21: a flag for each identity, then they stand in the order of the flags. */
static void location(struct message *m, struct cursor value, uint16_t group)
{
    static const struct {
        uint8_t length, meaning;
    } parts[] = {
        {7, MEANING_CELL}, /* CGI */
        {7, MEANING_CELL}, /* SAI */
        {7, MEANING_AREA}, /* RAI */
        {5, MEANING_AREA}, /* TAI */
        {7, MEANING_CELL}, /* ECGI */
        {5, MEANING_AREA}, /* LAI */
    };
    uint8_t flags = cursor_u8(&value);
    for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!(flags >> i & 1))
            continue;
        struct span part = cursor_span(&value, parts[i].length);
        if (part.len)
            field_bytes(m, (enum meaning)parts[i].meaning, FORM_OCTETS, part, group);
    }
}

/* 8.22: with both flags the endpoint is reached over either address. */
static void fteid(struct message *m, struct cursor value, uint16_t group)
{
    enum { V4 = 0x80, V6 = 0x40, INTERFACE = 0x3f };
    uint8_t flags = cursor_u8(&value);
    uint32_t teid = cursor_u32(&value);
    struct span four = flags & V4 ? cursor_span(&value, 4) : (struct span){0};
    struct span six = flags & V6 ? cursor_span(&value, 16) : (struct span){0};
    if (four.len)
        gtp_tunnel(m, teid, four, flags & INTERFACE, group);
    if (six.len)
        gtp_tunnel(m, teid, six, flags & INTERFACE, group);
}

/* 8.31: who is traced, by whom, in how much, and at the end where the copies of signalling go. */
static void trace(struct message *m, struct cursor value, uint16_t group)
{
    cursor_skip(&value, 30);
    if (cursor_left(&value) == 4 || cursor_left(&value) == 16)
        field_bytes(m, MEANING_COPY_TO, FORM_IP, cursor_rest(&value), group);
}

/* 8.123: the person behind a relay, by IMSI and where flagged by number and equipment. */
static void remote_user(struct message *m, struct cursor value, uint16_t group)
{
    static const struct {
        uint8_t flag, meaning;
    } parts[] = {{0, MEANING_IMSI}, {1, MEANING_MSISDN}, {2, MEANING_IMEI}};
    uint8_t flags = cursor_u8(&value);
    for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].flag && !(flags & parts[i].flag))
            continue;
        struct span digits = cursor_span(&value, cursor_u8(&value));
        if (digits.len)
            field_bytes(m, (enum meaning)parts[i].meaning, FORM_TBCD, digits, group);
    }
}

static void own_element(struct message *m, uint8_t type, struct cursor value, uint16_t group)
{
    switch (type) {
    case IE_CAUSE:
        cause(m, value, group);
        break;
    case IE_EBI: /* 8.8: the high half is spare */
        field_number(m, MEANING_BEARER, cursor_u8(&value) & 15, group);
        break;
    case IE_PAA:
        address_allocation(m, value, group);
        break;
    case IE_ULI:
        location(m, value, group);
        break;
    case IE_FTEID:
        fteid(m, value, group);
        break;
    case IE_TRACE:
        trace(m, value, group);
        break;
    case IE_NODE_IDENTIFIER:
        gtp_node_name(m, value, group);
        break;
    case IE_REMOTE_USER:
        remote_user(m, value, group);
        break;
    default:
        gtpv2_mm_context(m, type, value, group);
        break;
    }
}

/* What an Echo may carry: 7.1.1 and 7.1.2. */
static void account(struct gtp_echo *echo, uint8_t type, const struct cursor *value)
{
    if (type == IE_PRIVATE) {
        echo->private = (uint32_t)cursor_left(value);
        echo->has_private = true;
    } else if (type != IE_RECOVERY && type != IE_NODE_FEATURES) {
        echo->extra += (uint32_t)(ELEMENT_HEADER + cursor_left(value));
    }
}

/* Reads one element of `at`; a group becomes the level to go on with, and then it is true. */
static bool element(struct message *m, struct level *at, struct level *ret_group,
                    struct gtp_echo *echo)
{
    size_t begun = cursor_left(&at->bytes);
    uint8_t type = cursor_u8(&at->bytes);
    uint16_t length = cursor_u16(&at->bytes);
    cursor_u8(&at->bytes); /* instance */
    if (cursor_left(&at->bytes) < length || begun < ELEMENT_HEADER) {
        if (echo && echo->whole)
            echo->extra += (uint32_t)begun;
        cursor_fail(&at->bytes, LACK_LENGTH);
        return false;
    }
    struct cursor value = cursor_sub(&at->bytes, length);
    if (echo)
        account(echo, type, &value);
    const struct spec_ie *row = spec_ie(PROTO_GTPV2, 0, type);
    if (!row)
        return false;
    if (row->form == FORM_GROUP) {
        *ret_group = (struct level){value, ++m->groups};
        return true;
    }
    if (row->form == FORM_TBCD)
        gtp_digits(m, row, value, at->group);
    else if (!field_of_row(m, row, value, at->group))
        own_element(m, type, value, at->group);
    return false;
}

static void elements(struct message *m, struct cursor body, struct gtp_echo *echo)
{
    struct level stack[DEPTH];
    unsigned depth = 0;
    struct level at = {.bytes = body}, group;
    for (;;) {
        if (cursor_left(&at.bytes)) {
            if (!element(m, &at, &group, echo))
                continue;
            if (depth < DEPTH) {
                stack[depth++] = at;
                at = group;
            } else if (m->lack == LACK_NONE) {
                m->lack = LACK_VALUE;
            }
            continue;
        }
        if (m->lack == LACK_NONE)
            m->lack = at.bytes.why;
        if (!depth)
            return;
        at = stack[--depth];
    }
}

static bool header_is_there(const struct cursor *c)
{
    uint8_t flags = cursor_peek8(c, 0);
    return flags >> 5 == VERSION && cursor_left(c) >= HEADER + (flags & FLAG_TEID ? TEID : 0U);
}

/* What the header of an Echo may not have, and its length against what was sent. */
static void look_at_echo(uint8_t flags, size_t length, size_t sent, struct gtp_echo *echo)
{
    size_t least = HEADER - COUNTED + (flags & FLAG_TEID ? TEID : 0U);
    if (flags & FLAG_PIGGYBACK)
        echo->illegal |= ECHO_PIGGYBACK;
    if (flags & FLAG_SPARE)
        echo->illegal |= ECHO_SPARE;
    if (length < least || (echo->whole && length > sent))
        echo->illegal |= ECHO_LENGTH;
}

/* One message of the datagram; true when another is said to follow and does. */
static bool one(struct cursor *c, const struct packet *p, struct sink *sink, bool whole)
{
    size_t before = cursor_left(c);
    uint8_t flags = cursor_u8(c);
    uint8_t type = cursor_u8(c);
    uint16_t length = cursor_u16(c);
    struct gtp_echo echo = {.whole = whole};
    bool is_echo = gtp_is_echo(type);
    if (is_echo)
        look_at_echo(flags, length, cursor_left(c), &echo);
    struct message *m = message_begin(sink, p, PROTO_GTPV2, 0, type, gtp_part(PROTO_GTPV2, type));
    struct cursor body = cursor_sub(c, length);
    bool more = flags & FLAG_PIGGYBACK && header_is_there(c);
    if (flags & FLAG_TEID) {
        uint32_t teid = cursor_u32(&body);
        if (teid)
            gtp_teid(m, teid);
    }
    m->transaction = cursor_u24(&body);
    m->pairing = PAIR_PORTS;
    uint8_t last = cursor_u8(&body);
    if (flags & FLAG_SPARE || (last && !(flags & FLAG_PRIORITY)))
        m->odd |= ODD_SPARE_BITS;
    if (cursor_left(c) && !more) {
        m->odd |= ODD_TRAILING_BYTES;
        echo.extra += (uint32_t)cursor_left(c);
    }
    elements(m, body, is_echo ? &echo : NULL);
    if (is_echo)
        gtp_say_echo(m, &echo);
    m->length = (uint32_t)(before - cursor_left(c));
    message_end(sink, m);
    return more;
}

/* 5.5.1: piggybacked messages follow one another in a datagram, each with its own header. */
static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    bool whole = gtp_is_whole(p, &c);
    if (!header_is_there(&c))
        return VERDICT_NOT_MINE;
    while (one(&c, p, sink, whole))
        continue;
    return VERDICT_TOOK;
}

static bool is_known(uint8_t type)
{
    return spec_op(PROTO_GTPV2, 0, type, PART_REQUEST) ||
           spec_op(PROTO_GTPV2, 0, type, PART_ANSWER) ||
           spec_op(PROTO_GTPV2, 0, type, PART_NEITHER);
}

/* Every length adds up, every spare bit is zero, and there is at least one element. */
static bool message_fits(struct cursor *c)
{
    uint8_t flags = cursor_u8(c);
    uint8_t type = cursor_u8(c);
    struct cursor body = cursor_sub(c, cursor_u16(c));
    cursor_skip(&body, flags & FLAG_TEID ? TEID + 3 : 3);
    uint8_t last = cursor_u8(&body);
    if (flags >> 5 != VERSION || flags & FLAG_SPARE || (last && !(flags & FLAG_PRIORITY)) ||
        !cursor_left(&body) || !is_known(type))
        return false;
    while (cursor_left(&body)) {
        cursor_u8(&body);
        uint16_t length = cursor_u16(&body);
        if (cursor_u8(&body) >> 4)
            return false;
        cursor_skip(&body, length);
    }
    return cursor_ok(&body) && cursor_ok(c);
}

static enum likeness looks(struct cursor c)
{
    if (!header_is_there(&c))
        return LIKE_NOT;
    unsigned messages = 0;
    while (cursor_left(&c) && message_fits(&c))
        messages++;
    return messages && !cursor_left(&c) && cursor_ok(&c) ? LIKE_SURE : LIKE_PERHAPS;
}

static enum verdict length_of(struct cursor c, size_t *ret_length)
{
    return gtp_stream_length(c, COUNTED, ret_length);
}

const struct decoder decoder_gtpv2 = {
    .name = "gtpv2",
    .udp = {GTP_PORT_CONTROL, GTP_PORT_USER},
    .tcp = {GTP_PORT_CONTROL, GTP_PORT_USER},
    .looks = looks,
    .decode = decode,
    .length = length_of,
};
