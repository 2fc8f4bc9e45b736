/* A tunnel as the output names it. */
#include "wire/net/packet.h"

static const char *const NAMES[] = {
    [TUNNEL_GRE] = "gre",       [TUNNEL_ERSPAN] = "erspan", [TUNNEL_VXLAN] = "vxlan",
    [TUNNEL_GENEVE] = "geneve", [TUNNEL_IPIP] = "ipip",     [TUNNEL_GTPU] = "gtp-u",
    [TUNNEL_PPPOE] = "pppoe",   [TUNNEL_MPLS] = "mpls",     [TUNNEL_VLAN] = "vlan",
};

static bool has_number(enum tunnel_kind kind)
{
    return kind != TUNNEL_GRE && kind != TUNNEL_IPIP && kind != TUNNEL_GTPU;
}

void text_tunnel(struct text *t, const struct tunnel *tunnel)
{
    text_put(t, NAMES[tunnel->kind]);
    if (tunnel->kind == TUNNEL_GTPU)
        text_format(t, " 0x%08x", tunnel->id);
    if (has_number(tunnel->kind))
        text_format(t, " %u", tunnel->id);
    if (tunnel->src.family == 0 || tunnel->kind == TUNNEL_GTPU)
        return;
    text_char(t, ' ');
    text_addr(t, &tunnel->src);
    text_char(t, '>');
    text_addr(t, &tunnel->dst);
}
