/* What all versions of GTP have in common. */
#include "wire/proto/gtp.h"

enum part gtp_part(enum proto proto, uint8_t type)
{
    static const enum part parts[] = {PART_REQUEST, PART_ANSWER};
    for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++)
        if (spec_op(proto, 0, type, parts[i]))
            return parts[i];
    return PART_NEITHER;
}

static bool is_home(uint16_t port)
{
    return port == GTP_PORT_CONTROL || port == GTP_PORT_USER || port == GTP_PORT_OLD;
}

/* A client of DNS or another service may have 2123 as its own port by chance: where the other end
 * is a well-known port, the bytes are that service's. */
bool gtp_echo_belongs(const struct packet *p, uint8_t type)
{
    uint16_t server = type == GTP_ECHO_REQUEST ? p->dport : p->sport;
    uint16_t client = type == GTP_ECHO_REQUEST ? p->sport : p->dport;
    return is_home(server) && client >= 1024;
}

bool gtp_on_port(const struct packet *p, uint16_t port)
{
    return p->sport == port || p->dport == port;
}

enum verdict gtp_stream_length(struct cursor bytes, size_t fixed, size_t *ret_length)
{
    if (cursor_left(&bytes) < 4)
        return VERDICT_MORE;
    *ret_length = fixed + cursor_peek16(&bytes, 2);
    return VERDICT_TOOK;
}

bool gtp_is_whole(const struct packet *p, const struct cursor *payload)
{
    return cursor_ok(payload) && p->frame->captured == p->frame->original;
}

void gtp_say_echo(struct message *m, const struct gtp_echo *echo)
{
    if (echo->extra)
        field_number(m, MEANING_EXTRA, echo->extra, 0);
    if (echo->illegal)
        field_number(m, MEANING_ILLEGAL, echo->illegal, 0);
    if (echo->has_private)
        field_number(m, MEANING_PRIVATE, echo->private, 0);
}

static bool all_zero(struct span s)
{
    struct cursor c = cursor_of(s.at, s.len);
    uint8_t any = 0;
    while (cursor_left(&c))
        any |= cursor_u8(&c);
    return any == 0;
}

void gtp_ue_address(struct message *m, struct span address, uint16_t group)
{
    if (!all_zero(address))
        field_bytes(m, MEANING_UE_IP, FORM_IP, address, group);
}

void gtp_teid(struct message *m, uint32_t teid)
{
    struct field *f = field_add(m, MEANING_SESSION_TEID, FORM_HEX, 0);
    if (f)
        f->number = teid;
}

void gtp_tunnel(struct message *m, uint32_t teid, struct span address, uint32_t interface,
                uint16_t group)
{
    if (teid)
        field_tunnel(m, MEANING_SESSION_TUNNEL, teid, address, interface << 16, group);
    else if (address.len)
        field_bytes(m, MEANING_NODE, FORM_IP, address, group);
}

void gtp_cause(struct message *m, uint8_t number, enum outcome otherwise)
{
    message_cause(m, "cause", number);
    if (!m->cause_row && m->part == PART_ANSWER)
        m->outcome = (uint8_t)otherwise;
}

void gtp_digits(struct message *m, const struct spec_ie *row, struct cursor value, uint16_t group)
{
    if (cursor_left(&value) && cursor_peek8(&value, 0) != 0xff)
        field_of_row(m, row, value, group);
}

void gtp_node_name(struct message *m, struct cursor value, uint16_t group)
{
    struct span name = cursor_span(&value, cursor_u8(&value));
    if (name.len)
        field_bytes(m, MEANING_NODE, FORM_TEXT, name, group);
}
