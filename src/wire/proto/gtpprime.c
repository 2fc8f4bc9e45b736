/* GTP', TS 32.295 6: charging records. Its header is GTP's with protocol type 0, six bytes long or,
 * in version 0 and when so marked, twenty. Bytes with that header on the ports of GTP itself are
 * read the same way, as others do; no Echo of those ports has it. */
#include "wire/proto/gtp.h"

enum {
    FLAG_PROTOCOL = 0x10,
    FLAG_SHORT = 0x01, /* version 0: a header of six bytes */
    HEADER = 6,
    HEADER_LONG = 20,
    HEADER_GTP = 8, /* what an Echo on GTP's own ports would have at least */
};

static enum likeness looks(struct cursor c)
{
    uint8_t flags = cursor_peek8(&c, 0);
    if (cursor_left(&c) < HEADER || flags & FLAG_PROTOCOL)
        return LIKE_NOT;
    if (flags >> 5 > 2)
        return gtp_is_echo(cursor_peek8(&c, 1)) ? LIKE_PERHAPS : LIKE_NOT;
    return LIKE_PERHAPS;
}

/* Records do not travel on the ports of GTP, and any two bytes may look like this header: there
 * only known types count, and an Echo has to go where an Echo goes. */
static bool is_ours(uint8_t version, uint8_t type, const struct packet *p)
{
    if (gtp_on_port(p, GTP_PORT_OLD) && version <= 2)
        return true;
    if (gtp_is_echo(type))
        return gtp_echo_belongs(p, type);
    return spec_op(PROTO_GTPPRIME, 0, type, gtp_part(PROTO_GTPPRIME, type)) != NULL;
}

/* An Echo that no version of GTP has on this port: all behind a header of GTP's size is extra. */
static void misplaced(uint8_t version, const struct packet *p, size_t sent, struct gtp_echo *echo)
{
    if (version > 2)
        echo->illegal |= ECHO_VERSION;
    if (!gtp_on_port(p, GTP_PORT_OLD))
        echo->illegal |= ECHO_PROTOCOL | (version == 1 ? 0 : ECHO_VERSION);
    if (echo->illegal && sent > HEADER_GTP)
        echo->extra = (uint32_t)(sent - HEADER_GTP);
}

static size_t header_length(uint8_t flags)
{
    return flags >> 5 || flags & FLAG_SHORT ? HEADER : HEADER_LONG;
}

static void read_message(struct message *m, uint8_t flags, struct cursor c, struct gtp_echo *echo)
{
    uint16_t length = cursor_u16(&c);
    m->transaction = cursor_u16(&c);
    m->pairing = PAIR_PORTS;
    if (echo && echo->illegal)
        return;
    cursor_skip(&c, header_length(flags) - HEADER);
    size_t sent = cursor_left(&c);
    struct cursor body = cursor_sub(&c, length);
    if (echo && echo->whole && length > sent)
        echo->illegal |= ECHO_LENGTH;
    if (echo && length < sent)
        echo->extra += (uint32_t)(sent - length);
    gtp_elements(m, &body, GTP_DIALECT_PRIME, echo);
    m->lack = body.why;
    if (cursor_left(&c))
        m->odd |= ODD_TRAILING_BYTES;
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct gtp_echo echo = {.whole = gtp_is_whole(p, &c)};
    size_t sent = cursor_left(&c);
    uint8_t flags = cursor_u8(&c);
    uint8_t type = cursor_u8(&c);
    bool is_echo = gtp_is_echo(type);
    if (sent < HEADER || !is_ours(flags >> 5, type, p))
        return VERDICT_NOT_MINE;
    if (is_echo)
        misplaced(flags >> 5, p, sent, &echo);
    enum part part = gtp_part(PROTO_GTPPRIME, type);
    struct message *m = message_begin(sink, p, PROTO_GTPPRIME, 0, type, part);
    m->length = (uint32_t)sent;
    read_message(m, flags, c, is_echo ? &echo : NULL);
    if (is_echo)
        gtp_say_echo(m, &echo);
    message_end(sink, m);
    return VERDICT_TOOK;
}

static enum verdict length_of(struct cursor c, size_t *ret_length)
{
    return gtp_stream_length(c, header_length(cursor_peek8(&c, 0)), ret_length);
}

const struct decoder decoder_gtpprime = {
    .name = "gtpprime",
    .udp = {GTP_PORT_OLD, GTP_PORT_CONTROL, GTP_PORT_USER},
    .tcp = {GTP_PORT_OLD},
    .looks = looks,
    .decode = decode,
    .length = length_of,
};
