/* GTP versions 0 and 1: TS 29.060 (control), TS 29.281 (user plane's own signalling), TS 09.60. */
#include "wire/proto/gtp.h"

enum {
    FLAG_PROTOCOL = 0x10, /* 1: GTP, 0: GTP' */
    FLAG_SPARE = 0x08,
    FLAG_EXTENSION = 0x04,
    FLAG_SEQUENCE = 0x02,
    FLAG_OPTIONS = 0x07, /* any of E, S, PN: four more bytes of header */
    HEADER = 8,
    OPTIONS = 4,
    HEADER_0 = 20,
    EXTENSION_PDU_SESSION = 0x85,
};

/* A header as far as it is the same for all. */
struct header {
    uint8_t flags, version, type;
    uint16_t length;
    uint32_t teid;
    bool has_sequence;
    uint16_t sequence;
    uint8_t next; /* type of the first extension header; 0: none */
};

static bool is_known(uint8_t type)
{
    return spec_op(PROTO_GTP, 0, type, PART_REQUEST) || spec_op(PROTO_GTP, 0, type, PART_ANSWER) ||
           spec_op(PROTO_GTP, 0, type, PART_NEITHER);
}

/* TS 29.281 figure 5.2.1-3 and TS 29.060 6: what has been defined. */
static bool extension_is_known(uint8_t type)
{
    switch (type) {
    case 0x01: /* MBMS support */
    case 0x02: /* MS info change reporting support */
    case 0x03: /* long PDCP PDU number, first code */
    case 0x20: /* service class */
    case 0x40: /* UDP port */
    case 0x81: /* RAN container */
    case 0x82: /* long PDCP PDU number */
    case 0x83: /* Xw RAN container */
    case 0x84: /* NR RAN container */
    case EXTENSION_PDU_SESSION:
    case 0xc0: /* PDCP PDU number */
    case 0xc1: /* suspend request */
    case 0xc2: /* suspend response */
        return true;
    default:
        return false;
    }
}

/* TS 38.415 5.5.2: PDU type, then the QFI in the low six bits. */
static void flow_identifier(struct message *m, struct cursor content)
{
    if (cursor_left(&content) >= 2)
        field_number(m, MEANING_QFI, cursor_peek8(&content, 1) & 0x3f, 0);
}

/* TS 29.281 5.2.1: each has its length in units of four bytes and ends in the type of the next. */
static void extensions(struct message *m, uint8_t type, struct cursor *c)
{
    while (type && cursor_left(c)) {
        unsigned length = cursor_u8(c) * 4U;
        if (!length) {
            cursor_fail(c, LACK_VALUE);
            return;
        }
        struct cursor content = cursor_sub(c, length - 2);
        if (!extension_is_known(type))
            m->odd |= ODD_EXTENSION_HEADER;
        if (type == EXTENSION_PDU_SESSION)
            flow_identifier(m, content);
        type = cursor_u8(c);
    }
}

static struct header header_of(struct cursor *c)
{
    struct header h = {.flags = cursor_u8(c)};
    h.version = h.flags >> 5;
    h.type = cursor_u8(c);
    h.length = cursor_u16(c);
    if (h.version) {
        h.teid = cursor_u32(c);
    } else { /* TS 09.60 6: the tunnel is named by the IMSI behind it, which is not read */
        h.sequence = cursor_u16(c);
        h.has_sequence = true;
        cursor_u16(c);
    }
    return h;
}

/* The part that the length field counts. */
static void options(struct header *h, struct cursor *body)
{
    if (!h->version) {
        cursor_skip(body, HEADER_0 - HEADER);
    } else if (h->flags & FLAG_OPTIONS) {
        h->has_sequence = h->flags & FLAG_SEQUENCE && cursor_left(body) >= 2;
        h->sequence = cursor_u16(body);
        cursor_u8(body);
        uint8_t next = cursor_u8(body);
        h->next = h->flags & FLAG_EXTENSION ? next : 0;
    }
}

static enum likeness looks(struct cursor c)
{
    uint8_t flags = cursor_peek8(&c, 0);
    uint8_t type = cursor_peek8(&c, 1);
    uint16_t length = cursor_peek16(&c, 2);
    uint8_t version = flags >> 5;
    if (cursor_left(&c) < HEADER || !(flags & FLAG_PROTOCOL))
        return LIKE_NOT;
    if (version > 2)
        return gtp_is_echo(type) ? LIKE_PERHAPS : LIKE_NOT;
    if (!is_known(type))
        return version == 1 && length == cursor_left(&c) - HEADER ? LIKE_PERHAPS : LIKE_NOT;
    bool control = version == 1 && type != GTP_G_PDU && length == cursor_left(&c) - HEADER &&
                   (flags & (FLAG_SPARE | FLAG_OPTIONS)) == FLAG_SEQUENCE && length > OPTIONS;
    cursor_skip(&c, HEADER + OPTIONS);
    return control && gtp_elements_fit(c) ? LIKE_SURE : LIKE_PERHAPS;
}

/* Version 2 is GTPv2's but on the old port, where GTP' has had one. What no version is, is told
 * when it wants to be an Echo. */
static bool is_ours(const struct header *h, const struct packet *p)
{
    if (h->version < 2)
        return true;
    if (h->version == 2)
        return gtp_on_port(p, GTP_PORT_OLD);
    return gtp_echo_belongs(p, h->type);
}

/* What the header of an Echo may not have. */
static uint32_t illegal(const struct header *h, const struct packet *p)
{
    uint32_t bits = 0;
    if (h->version > 1 || (h->version == 0 && !gtp_on_port(p, GTP_PORT_OLD)))
        bits |= ECHO_VERSION;
    if (h->version == 1 && h->flags & FLAG_SPARE)
        bits |= ECHO_SPARE;
    return bits;
}

/* Versions that are none have no form; version 0 away from its port is believed to have its own
 * when it adds up. */
static bool has_form(const struct header *h, uint32_t wrong, size_t sent)
{
    return !(wrong & ECHO_VERSION) ||
           (h->version == 0 && sent == h->length + (size_t)(HEADER_0 - HEADER));
}

/* Lengths of an Echo against what was sent behind the first eight bytes. Where the field counts
 * less than the header's options, those are no extra bytes, but the field is wrong. */
static void compare_lengths(const struct header *h, size_t sent, struct gtp_echo *echo)
{
    size_t least = h->version == 1 && h->flags & FLAG_OPTIONS ? OPTIONS : 0;
    size_t length = h->length + (h->version ? 0U : HEADER_0 - HEADER);
    size_t counted = length > least ? length : least;
    if (length < least || (echo->whole && length > sent))
        echo->illegal |= ECHO_LENGTH;
    if (sent > counted)
        echo->extra += (uint32_t)(sent - counted);
}

static void read_body(struct message *m, struct header *h, struct cursor *body,
                      struct gtp_echo *echo)
{
    options(h, body);
    m->transaction = h->has_sequence ? h->sequence : 0;
    m->pairing = h->has_sequence ? PAIR_PORTS : PAIR_NONE;
    extensions(m, h->next, body);
    gtp_elements(m, body, h->version ? GTP_DIALECT_1 : GTP_DIALECT_0, echo);
}

static void read_message(struct message *m, struct header *h, struct cursor c,
                         struct gtp_echo *echo)
{
    size_t sent = cursor_left(&c);
    struct cursor body = cursor_sub(&c, h->length + (h->version ? 0U : HEADER_0 - HEADER));
    if (h->version && h->teid)
        gtp_teid(m, h->teid);
    if (echo && !has_form(h, echo->illegal, sent)) {
        echo->extra = (uint32_t)sent;
        return;
    }
    if (echo)
        compare_lengths(h, sent, echo);
    if (h->version <= 1)
        read_body(m, h, &body, echo);
    m->lack = body.why;
    if (cursor_left(&c))
        m->odd |= ODD_TRAILING_BYTES;
    if (h->version == 1 && h->flags & FLAG_SPARE)
        m->odd |= ODD_SPARE_BITS;
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct cursor start = c;
    struct header h = header_of(&c);
    if (cursor_left(&start) < HEADER || !is_ours(&h, p))
        return VERDICT_NOT_MINE;
    if (h.version == 1 && h.type == GTP_G_PDU) {
        gtp_user_plane(start, p, sink);
        return VERDICT_TOOK;
    }
    struct gtp_echo echo = {.illegal = illegal(&h, p), .whole = gtp_is_whole(p, &start)};
    bool is_echo = gtp_is_echo(h.type);
    struct message *m = message_begin(sink, p, PROTO_GTP, 0, h.type, gtp_part(PROTO_GTP, h.type));
    m->length = (uint32_t)cursor_left(&start);
    read_message(m, &h, c, is_echo ? &echo : NULL);
    if (is_echo)
        gtp_say_echo(m, &echo);
    message_end(sink, m);
    return VERDICT_TOOK;
}

void gtp_user_plane(struct cursor gtpu, const struct packet *p, struct sink *sink)
{
    size_t length = cursor_left(&gtpu);
    struct header h = header_of(&gtpu);
    struct message *m = message_begin(sink, p, PROTO_GTP, 0, GTP_G_PDU, PART_NEITHER);
    m->length = (uint32_t)length;
    gtp_teid(m, h.teid);
    options(&h, &gtpu);
    extensions(m, h.next, &gtpu);
    m->lack = gtpu.why;
    message_end(sink, m);
}

static enum verdict length_of(struct cursor c, size_t *ret_length)
{
    return gtp_stream_length(c, cursor_peek8(&c, 0) >> 5 ? HEADER : HEADER_0, ret_length);
}

const struct decoder decoder_gtp = {.name = "gtp",
                                    .udp = {GTP_PORT_CONTROL, GTP_PORT_USER, GTP_PORT_OLD},
                                    .tcp = {GTP_PORT_CONTROL, GTP_PORT_USER, GTP_PORT_OLD},
                                    .looks = looks,
                                    .decode = decode,
                                    .length = length_of};
