#include "wire/net/ip.h"
#include "wire/net/layer.h"

enum layer layer_ipv4(struct walk *w)
{
    struct ipv4_head ip;
    if (!ipv4_read(&w->c, &ip))
        return walk_broken(w);
    if (ip.longer)
        walk_odd_length(w);
    addr_set_number(&w->p->src, ip.src);
    addr_set_number(&w->p->dst, ip.dst);
    if (!ip.more && ip.offset == 0)
        return next_protocol(w, ip.protocol);
    struct fragment_at at = {.id = ip.id,
                             .tunnel = w->tunnel,
                             .offset = ip.offset,
                             .more = ip.more,
                             .odd = ip.odd,
                             .protocol = ip.protocol};
    return next_fragment(w, &at);
}
