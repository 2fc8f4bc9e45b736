/* VXLAN (RFC 7348 5). */
#include "wire/net/layer.h"

enum layer layer_vxlan(struct walk *w)
{
    cursor_skip(&w->c, 4);
    uint32_t network = cursor_u24(&w->c);
    cursor_skip(&w->c, 1);
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    return walk_tunnel(w, TUNNEL_VXLAN, network) ? LAYER_ETHERNET : walk_too_deep(w);
}
