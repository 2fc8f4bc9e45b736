/* MTP3's routing label, and which of the two forms it has. */
#include "wire/net/packet.h"

enum {
    ITU_LABEL = 4,  /* DPC 14 bits, OPC 14, SLS 4, low bits first (ITU-T Q.704 2.2) */
    WIDE_LABEL = 7, /* DPC 24 bits, OPC 24, SLS 8 (ANSI T1.111.4 2.2) */
    SCCP_LAST = 20, /* ITU-T Q.713 table 1 */
    SCCP_UDT = 9,
};

static uint32_t u24le(struct cursor *c)
{
    uint32_t low = cursor_u16le(c);
    return low | (uint32_t)cursor_u8(c) << 16;
}

/* Unitdata: protocol class 0 or 1, and three pointers that lie one behind the other. */
static bool like_unitdata(struct cursor c)
{
    uint8_t class = cursor_peek8(&c, 1);
    uint8_t called = cursor_peek8(&c, 2), calling = cursor_peek8(&c, 3);
    uint8_t data = cursor_peek8(&c, 4);
    return (class & 0x7f) <= 1 && called >= 3 && calling >= called && data >= calling &&
           cursor_left(&c) > data;
}

/* Whether a message of this service may begin here. */
static bool like_user(uint8_t service, struct cursor c)
{
    uint8_t type = cursor_peek8(&c, 0);
    if (service == SS7_SCCP)
        return type == SCCP_UDT ? like_unitdata(c) : type > 0 && type <= SCCP_LAST;
    if (service == SS7_ISUP) /* spare bits of the circuit, and a type (ITU-T Q.763 1.2, 1.3) */
        return cursor_left(&c) >= 3 && cursor_peek8(&c, 1) < 0x40 && cursor_peek8(&c, 2) > 0;
    return false;
}

static bool is_wide(uint8_t service, struct cursor c)
{
    struct cursor narrow = c;
    cursor_skip(&narrow, ITU_LABEL);
    cursor_skip(&c, WIDE_LABEL);
    return cursor_left(&c) && !like_user(service, narrow) && like_user(service, c);
}

bool ss7_label_read(struct cursor *c, struct ss7_label *ret)
{
    uint8_t octet = cursor_u8(c);
    *ret = (struct ss7_label){.service = octet & 15, .network = octet >> 6};
    if (is_wide(ret->service, *c)) {
        ret->network |= SS7_WIDE;
        ret->dpc = u24le(c);
        ret->opc = u24le(c);
        cursor_u8(c);
    } else {
        uint32_t label = cursor_u32le(c);
        ret->dpc = label & 0x3fff;
        ret->opc = label >> 14 & 0x3fff;
    }
    return cursor_ok(c);
}

void ss7_label_set(struct packet *p, const struct ss7_label *label)
{
    bool wide = label->network & SS7_WIDE;
    p->src = addr_point_code(label->opc, wide);
    p->dst = addr_point_code(label->dpc, wide);
    p->sport = p->dport = label->service;
    p->network = label->network;
    p->odd |= PACKET_READDRESSED;
}
