/* MTP3's routing label, and which of the two forms it has. */
#include "wire/net/packet.h"

enum {
    ITU_LABEL = 4,  /* DPC 14 bits, OPC 14, SLS 4, low bits first (ITU-T Q.704 2.2) */
    WIDE_LABEL = 7, /* DPC 24 bits, OPC 24, SLS 8 (ANSI T1.111.4 2.2) */
    SCCP_UDT = 0x09,
    SCCP_XUDT = 0x11,
    ITU_CIRCUITS = 0x0f, /* high byte of a circuit, its spare bits zero (ITU-T Q.763 1.2) */
    WIDE_CIRCUITS = 0x3f,
    ISUP_LAST = 67, /* ITU-T Q.763 table 4; ANSI's own types are above the other */
    ISUP_ANSI = 0xe0,
};

static uint32_t u24le(struct cursor *c)
{
    uint32_t low = cursor_u16le(c);
    return low | (uint32_t)cursor_u8(c) << 16;
}

/* Unitdata, plain or extended: a protocol class of 0 or 1, and pointers that lie in their order
 * (ITU-T Q.713 4.10, 4.18). */
static bool like_unitdata(struct cursor c)
{
    bool extended = cursor_peek8(&c, 0) == SCCP_XUDT;
    uint8_t class = cursor_peek8(&c, 1);
    if (cursor_peek8(&c, 0) != SCCP_UDT && !extended)
        return false;
    cursor_skip(&c, extended ? 3 : 2); /* to the pointers */
    unsigned called = cursor_u8(&c), calling = cursor_u8(&c), data = cursor_u8(&c);
    return (class & 0x7f) <= 1 && called >= 3 && calling >= called && data >= calling &&
           cursor_left(&c) >= data;
}

static bool like_isup(struct cursor c, uint8_t circuits)
{
    uint8_t type = cursor_peek8(&c, 2);
    return cursor_left(&c) >= 3 && cursor_peek8(&c, 1) <= circuits &&
           ((type > 0 && type <= ISUP_LAST) || type >= ISUP_ANSI);
}

static bool is_wide(uint8_t service, struct cursor c)
{
    struct cursor narrow = c;
    cursor_skip(&narrow, ITU_LABEL);
    cursor_skip(&c, WIDE_LABEL);
    if (service == SS7_SCCP)
        return !like_unitdata(narrow) && like_unitdata(c);
    if (service == SS7_ISUP)
        return !like_isup(narrow, ITU_CIRCUITS) && like_isup(c, WIDE_CIRCUITS);
    return false;
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
