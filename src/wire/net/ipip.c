/* IP in IP (RFC 2003, RFC 4213): the outer header is the tunnel. */
#include "wire/net/layer.h"

enum layer layer_ipip(struct walk *w)
{
    enum layer inner = w->p->transport == PROTOCOL_IPV6 ? LAYER_IPV6 : LAYER_IPV4;
    return walk_tunnel(w, TUNNEL_IPIP, 0) ? inner : walk_too_deep(w);
}
