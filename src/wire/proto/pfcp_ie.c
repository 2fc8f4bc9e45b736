/* PFCP information elements whose value is more than one of the plain forms. */
#include "wire/proto/pfcp_ie.h"

enum { GTPU_PORT = 2152 }; /* TS 29.281 4.4.2.3: implied where the outer header is GTP-U */

static void number(struct message *m, enum meaning meaning, uint64_t n, uint16_t group)
{
    field_number(m, meaning, n, group);
}

static void bytes(struct message *m, enum meaning meaning, enum form form, struct span s,
                  uint16_t group)
{
    if (s.len)
        field_bytes(m, meaning, form, s, group);
}

/* 0.0.0.0 and :: are nobody's: taken for an identity or a tunnel's end they would make the sessions
 * of many one person's. */
static bool is_zero(struct span s)
{
    uint8_t any = 0;
    struct cursor c = cursor_of(s.at, s.len);
    while (cursor_left(&c))
        any |= cursor_u8(&c);
    return any == 0;
}

/* Names come as labels (RFC 1035) as the specification has it, or as plain text as many write it.
 * A letter taken for a length is over 63, so that the two cannot be confused. */
static void name(struct message *m, enum meaning meaning, struct cursor *value, uint16_t group)
{
    struct cursor labels = *value;
    bool plausible = true;
    while (cursor_left(&labels) && plausible) {
        uint8_t length = cursor_u8(&labels);
        plausible = length < 64 && (length > 0 || cursor_left(&labels) == 0);
        cursor_sub(&labels, length);
    }
    enum form form = plausible && cursor_ok(&labels) ? FORM_NAME : FORM_TEXT;
    if (cursor_left(value) > 1 || cursor_peek8(value, 0)) /* else the root alone: no name */
        bytes(m, meaning, form, cursor_rest(value), group);
}

/* 8.2.1. Causes inside groups (of a failed rule, of a tunnel) are not the message's. */
static void cause(struct message *m, struct cursor *value, enum pfcp_place place)
{
    uint8_t n = cursor_u8(value);
    if (place != PFCP_IN_MESSAGE || !cursor_ok(value))
        return;
    number(m, MEANING_CAUSE, n, 0);
    message_cause(m, "cause", n);
}

static void endpoint(struct message *m, enum meaning meaning, uint64_t id, struct span address,
                     uint16_t group)
{
    if (!is_zero(address))
        field_tunnel(m, meaning, id, address, 0, group);
}

/* 8.2.3: bit 1 V4, bit 2 V6, bit 3 CH: the user plane chooses, nothing follows but an identifier.
 */
static void f_teid(struct message *m, struct cursor *value, uint16_t group)
{
    uint8_t flags = cursor_u8(value);
    if (flags & 4)
        return;
    uint32_t teid = cursor_u32(value);
    if (flags & 1)
        endpoint(m, MEANING_SESSION_TUNNEL, teid, cursor_span(value, 4), group);
    if (flags & 2)
        endpoint(m, MEANING_SESSION_TUNNEL, teid, cursor_span(value, 16), group);
}

/* 8.2.37: bit 1 V6, bit 2 V4, the other way round than in an F-TEID. */
static void f_seid(struct message *m, struct cursor *value, uint16_t group)
{
    uint8_t flags = cursor_u8(value);
    uint64_t seid = cursor_u64(value);
    if (flags & 2)
        endpoint(m, MEANING_SESSION_ENDPOINT, seid, cursor_span(value, 4), group);
    if (flags & 1)
        endpoint(m, MEANING_SESSION_ENDPOINT, seid, cursor_span(value, 16), group);
}

/* 8.2.38. */
static void node_id(struct message *m, struct cursor *value, uint16_t group)
{
    switch (cursor_u8(value) & 15) {
    case 0:
        bytes(m, MEANING_NODE, FORM_IP, cursor_span(value, 4), group);
        break;
    case 1:
        bytes(m, MEANING_NODE, FORM_IP, cursor_span(value, 16), group);
        break;
    case 2:
        name(m, MEANING_NODE, value, group);
        break;
    default:
        break;
    }
}

/* 8.2.62: bit 1 V6, bit 2 V4; what the user plane is asked to choose has neither. */
static void ue_ip(struct message *m, struct cursor *value, uint16_t group)
{
    uint8_t flags = cursor_u8(value);
    if (flags & 2) {
        struct span v4 = cursor_span(value, 4);
        if (!is_zero(v4))
            bytes(m, MEANING_UE_IP, FORM_IP, v4, group);
    }
    if (flags & 1) {
        struct span v6 = cursor_span(value, 16);
        if (!is_zero(v6))
            bytes(m, MEANING_UE_IP, FORM_IP, v6, group);
    }
}

/* 8.2.101: each identity that its flag announces, behind its length. SUPI holds only GCI and GLI
 * and GPSI only an external identifier, both of the form user@realm; PEI only a MAC address. Digits
 * are limited by TS 23.003 (IMSI and MSISDN 15, IMEI 14 to 16): what has more or less is none. */
static void user_id(struct message *m, struct cursor *value, uint16_t group)
{
    static const struct {
        uint8_t flag;
        uint8_t meaning;
        uint8_t form;
        uint8_t least, most; /* octets */
    } PARTS[] = {
        {0x01, MEANING_IMSI, FORM_TBCD, 3, 8},   {0x02, MEANING_IMEI, FORM_TBCD, 7, 8},
        {0x04, MEANING_MSISDN, FORM_TBCD, 1, 8}, {0x08, MEANING_NAI, FORM_TEXT, 1, 253},
        {0x10, MEANING_NAI, FORM_TEXT, 1, 253},  {0x20, MEANING_NAI, FORM_TEXT, 1, 253},
    };
    uint8_t flags = cursor_u8(value);
    bool wrong = false;
    for (unsigned i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        if (!(flags & PARTS[i].flag))
            continue;
        struct cursor part = cursor_sub(value, cursor_u8(value));
        struct span s = cursor_rest(&part);
        if (s.len >= PARTS[i].least && s.len <= PARTS[i].most)
            bytes(m, (enum meaning)PARTS[i].meaning, (enum form)PARTS[i].form, s, group);
        else
            wrong = true;
    }
    if (wrong)
        cursor_fail(value, LACK_VALUE);
}

/* 8.2.26: one octet in older releases, two since 16.3; more are to come. */
static void apply_action(struct message *m, struct cursor *value, uint16_t group)
{
    uint32_t action = cursor_u8(value);
    if (cursor_left(value))
        action |= (uint32_t)cursor_u8(value) << 8;
    struct field *f = cursor_ok(value) ? field_add(m, MEANING_ACTION, FORM_HEX, group) : NULL;
    if (f)
        f->number = action;
}

static void interface(struct message *m, struct cursor *value, enum pfcp_place place,
                      uint16_t group)
{
    uint8_t side = cursor_u8(value) & 15;
    if (place == PFCP_IN_DUPLICATING)
        number(m, MEANING_COPY_SIDE, side, group);
    else if (place == PFCP_IN_FORWARDING)
        number(m, MEANING_FORWARD_SIDE, side, group);
}

/* 8.2.56: two octets of description say what follows. Where redundant transmission sends (270) and
 * multicast goes (301, 302) is neither of the two. */
static void outer_header(struct message *m, struct cursor *value, enum pfcp_place place,
                         uint16_t group)
{
    enum { GTPU = 0x0300, V4 = 0x1500, V6 = 0x2a00, UDP = 0x0c00 };
    uint16_t what = cursor_u16(value);
    uint32_t teid = what & GTPU ? cursor_u32(value) : 0;
    struct span v4 = what & V4 ? cursor_span(value, 4) : (struct span){0};
    struct span v6 = what & V6 ? cursor_span(value, 16) : (struct span){0};
    uint32_t port = what & GTPU ? GTPU_PORT : 0;
    if (what & UDP)
        port = cursor_u16(value);
    enum meaning meaning = place == PFCP_IN_DUPLICATING ? MEANING_COPY_TO : MEANING_FORWARD_TO;
    if (place != PFCP_IN_DUPLICATING && place != PFCP_IN_FORWARDING)
        return;
    if (v4.len)
        field_tunnel(m, meaning, teid, v4, port, group);
    if (v6.len)
        field_tunnel(m, meaning, teid, v6, port, group);
}

/* 8.2.23: its length, then the name of a policy that is configured in the user plane. */
static void policy(struct message *m, struct cursor *value, enum pfcp_place place, uint16_t group)
{
    struct cursor text = cursor_sub(value, cursor_u8(value));
    if (place == PFCP_IN_DUPLICATING)
        bytes(m, MEANING_COPY_POLICY, FORM_TEXT, cursor_rest(&text), group);
}

void pfcp_element(struct message *m, uint16_t type, struct cursor *value, enum pfcp_place place,
                  uint16_t group)
{
    switch ((enum pfcp_type)type) {
    case PFCP_CAUSE:
        cause(m, value, place);
        break;
    case PFCP_SOURCE_INTERFACE:
        number(m, MEANING_SOURCE_SIDE, cursor_u8(value) & 15, group);
        break;
    case PFCP_F_TEID:
        f_teid(m, value, group);
        break;
    case PFCP_NETWORK_INSTANCE:
        name(m, MEANING_NETWORK, value, group);
        break;
    case PFCP_FORWARDING_POLICY:
        policy(m, value, place, group);
        break;
    case PFCP_DESTINATION_INTERFACE:
        interface(m, value, place, group);
        break;
    case PFCP_APPLY_ACTION:
        apply_action(m, value, group);
        break;
    case PFCP_F_SEID:
        f_seid(m, value, group);
        break;
    case PFCP_NODE_ID:
        node_id(m, value, group);
        break;
    case PFCP_OUTER_HEADER_CREATION:
        outer_header(m, value, place, group);
        break;
    case PFCP_UE_IP_ADDRESS:
        ue_ip(m, value, group);
        break;
    case PFCP_FAR_ID:
        number(m, place == PFCP_IN_REMOVED_FAR ? MEANING_RULE_REMOVED : MEANING_FAR,
               cursor_u32(value), group);
        break;
    case PFCP_QFI:
        number(m, MEANING_QFI, cursor_u8(value) & 63, group);
        break;
    case PFCP_USER_ID:
        user_id(m, value, group);
        break;
    case PFCP_APN_DNN:
        name(m, MEANING_APN, value, group);
        break;
    case PFCP_INTERFACE_TYPE:
        number(m, MEANING_TUNNEL_INTERFACE, cursor_u8(value) & 63, group);
        break;
    default:
        break;
    }
}
