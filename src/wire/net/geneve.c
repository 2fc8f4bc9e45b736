/* GENEVE (RFC 8926 3.4). */
#include "wire/net/layer.h"

enum layer layer_geneve(struct walk *w)
{
    size_t options = (cursor_u8(&w->c) & 63U) * 4U;
    cursor_skip(&w->c, 1);
    uint16_t type = cursor_u16(&w->c);
    uint32_t network = cursor_u24(&w->c);
    cursor_skip(&w->c, 1 + options);
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    enum layer next = next_ethertype(w, type);
    if (next == LAYER_DONE)
        return next;
    return walk_tunnel(w, TUNNEL_GENEVE, network) ? next : walk_too_deep(w);
}
