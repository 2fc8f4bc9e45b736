/* Linux cooked frames, LINKTYPE_LINUX_SLL and _SLL2 (www.tcpdump.org/linktypes.html). */
#include "wire/net/layer.h"

enum {
    DEVICE_NETLINK = 824,
    PROTOCOL_802_2 = 0x0004,
    ETHERTYPE_LEAST = 0x0600,
};

static enum layer cooked(struct walk *w, uint16_t device, uint16_t protocol)
{
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    if (device == DEVICE_NETLINK)
        return walk_unread(w, UNREAD_ARPHRD, device);
    if (protocol == PROTOCOL_802_2)
        return LAYER_LLC;
    if (protocol < ETHERTYPE_LEAST)
        return walk_unread(w, UNREAD_ARPHRD, device);
    return next_ethertype(w, protocol);
}

enum layer layer_sll(struct walk *w)
{
    cursor_skip(&w->c, 2);
    uint16_t device = cursor_u16(&w->c);
    cursor_skip(&w->c, 10);
    uint16_t protocol = cursor_u16(&w->c);
    return cooked(w, device, protocol);
}

enum layer layer_sll2(struct walk *w)
{
    uint16_t protocol = cursor_u16(&w->c);
    cursor_skip(&w->c, 6);
    uint16_t device = cursor_u16(&w->c);
    cursor_skip(&w->c, 10);
    return cooked(w, device, protocol);
}
