/* IEEE 802.1Q and 802.1ad tags; each may lead to the next. */
#include "wire/net/layer.h"

enum { ETHERTYPE_LEAST = 0x0600 };

enum layer layer_vlan(struct walk *w)
{
    uint16_t tag = cursor_u16(&w->c);
    uint16_t type = cursor_u16(&w->c);
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    walk_tunnel(w, TUNNEL_VLAN, tag & 0xfffU);
    return type < ETHERTYPE_LEAST ? LAYER_LLC : next_ethertype(w, type);
}
