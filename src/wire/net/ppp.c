/* PPP (RFC 1661 2), with the address and control bytes of HDLC (RFC 1662 3.1) where there are any;
 * on serial lines also Cisco's HDLC, whose protocol is an Ethernet type. */
#include "wire/net/layer.h"

enum {
    HDLC_ALL = 0xff03, /* all stations, unnumbered information */
    CISCO_UNICAST = 0x0f00,
    CISCO_MULTICAST = 0x8f00,
    PPP_IPV4 = 0x0021,
    PPP_IPV6 = 0x0057,
    PPP_MPLS = 0x0281,
    PPP_MPLS_MULTICAST = 0x0283,
};

enum layer layer_ppp(struct walk *w)
{
    uint16_t head = cursor_peek16(&w->c, 0);
    if (head == CISCO_UNICAST || head == CISCO_MULTICAST) {
        cursor_skip(&w->c, 2);
        uint16_t type = cursor_u16(&w->c);
        return cursor_ok(&w->c) ? next_ethertype(w, type) : walk_broken(w);
    }
    if (head == HDLC_ALL)
        cursor_skip(&w->c, 2);
    uint16_t protocol = cursor_u8(&w->c);
    if (!(protocol & 1)) /* an odd first byte is a protocol whose leading zero was compressed */
        protocol = (uint16_t)(protocol << 8 | cursor_u8(&w->c));
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    switch (protocol) {
    case PPP_IPV4:
        return LAYER_IPV4;
    case PPP_IPV6:
        return LAYER_IPV6;
    case PPP_MPLS:
    case PPP_MPLS_MULTICAST:
        return LAYER_MPLS;
    default:
        return walk_unread(w, UNREAD_PPP, protocol);
    }
}
