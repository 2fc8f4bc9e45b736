/* PFCP, TS 29.244: between control plane and user plane (N4, Sxa, Sxb, Sxc). */
#include "wire/proto/message.h"

/* 7.2.2.1: version 1 in the high bits; 1..99 are messages of a node, 50 on of a session. */
static enum likeness looks(struct cursor c)
{
    uint8_t flags = cursor_u8(&c);
    cursor_u8(&c);
    uint16_t length = cursor_u16(&c);
    if (!cursor_ok(&c) || flags >> 5 != 1 || length > cursor_left(&c))
        return LIKE_NOT;
    return LIKE_PERHAPS;
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    uint8_t flags = cursor_u8(&c);
    uint8_t type = cursor_u8(&c);
    struct cursor body = cursor_sub(&c, cursor_u16(&c));
    enum part part = type % 2 ? PART_REQUEST : PART_ANSWER;
    struct message *m = message_begin(sink, p, PROTO_PFCP, 0, type, part);
    if (flags & 1)
        field_number(m, MEANING_SESSION_SEID, cursor_u64(&body), 0);
    m->transaction = cursor_u24(&body);
    m->pairing = PAIR_PORTS;
    cursor_u8(&body);
    while (cursor_left(&body)) {
        uint16_t code = cursor_u16(&body);
        struct cursor value = cursor_sub(&body, cursor_u16(&body));
        const struct spec_ie *row = spec_ie(PROTO_PFCP, 0, code);
        if (row)
            field_of_row(m, row, value, 0);
    }
    m->lack = body.why;
    message_end(sink, m);
    return VERDICT_TOOK;
}

const struct decoder decoder_pfcp = {
    .name = "pfcp", .udp = {8805}, .looks = looks, .decode = decode};
