#include "wire/net/ip.h"
#include "wire/net/layer.h"

enum layer layer_ipv6(struct walk *w)
{
    struct ipv6_head ip;
    if (!ipv6_read(&w->c, &ip))
        return walk_broken(w);
    if (ip.longer)
        walk_odd_length(w);
    w->p->src = addr_v6(ip.src.at);
    w->p->dst = addr_v6(ip.dst.at);
    return next_protocol(w, ip.protocol);
}
