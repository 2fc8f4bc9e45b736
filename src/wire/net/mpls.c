/* MPLS labels (RFC 3032 2.1). What lies below the last one nothing says: the first four bits are
 * looked at, as routers do (RFC 4928). */
#include "wire/net/layer.h"

enum { BOTTOM = 0x100, ETHERTYPE_LEAST = 0x0600 };

/* Whether an Ethernet header may begin at `ahead`: a type that we know, or a length that fits. */
static bool like_ethernet(const struct cursor *c, size_t ahead)
{
    uint16_t type = cursor_peek16(c, ahead + 12);
    switch (type) {
    case 0x0800:
    case 0x0806:
    case 0x86dd:
    case 0x8100:
    case 0x88a8:
    case 0x8847:
    case 0x8864:
    case 0x88cc:
        return true;
    default:
        return type && type < ETHERTYPE_LEAST && cursor_left(c) >= ahead + 14U + type;
    }
}

static bool like_ipv4(const struct cursor *c)
{
    uint8_t first = cursor_peek8(c, 0);
    return first >= 0x45 && first <= 0x4f && cursor_peek16(c, 2) >= 20;
}

/* The first nibble of a pseudowire's control word is 0, of an associated channel 1 (RFC 4385 3, 5);
 * without a control word an Ethernet address begins here, which may begin with anything. */
static enum layer below(struct walk *w)
{
    uint8_t nibble = cursor_peek8(&w->c, 0) >> 4;
    if (nibble == 4 && like_ipv4(&w->c))
        return LAYER_IPV4;
    if (nibble == 6 && !like_ethernet(&w->c, 0))
        return LAYER_IPV6;
    if (nibble == 1 && !like_ethernet(&w->c, 0))
        return walk_unread(w, UNREAD_MPLS, cursor_peek16(&w->c, 2));
    if (nibble == 0 && like_ethernet(&w->c, 4)) {
        cursor_skip(&w->c, 4);
        return LAYER_ETHERNET;
    }
    if (like_ethernet(&w->c, 0))
        return LAYER_ETHERNET;
    return walk_unread(w, UNREAD_MPLS, 0);
}

enum layer layer_mpls(struct walk *w)
{
    uint32_t entry = cursor_u32(&w->c);
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    if (!(entry & BOTTOM))
        return LAYER_MPLS;
    walk_tunnel(w, TUNNEL_MPLS, entry >> 12);
    return below(w);
}
