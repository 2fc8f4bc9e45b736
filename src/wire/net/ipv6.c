#include "wire/net/ip.h"
#include "wire/net/layer.h"

enum layer layer_ipv6(struct walk *w)
{
    struct ip_head ip;
    if (!ipv6_read(&w->c, &ip))
        return walk_broken(w);
    if (ip.longer)
        walk_odd_length(w);
    w->p->src = ip.src;
    w->p->dst = ip.dst;
    return next_protocol(w, ip.protocol);
}
