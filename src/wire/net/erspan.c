/* Mirrored frames in GRE (draft-foschiano-erspan-03 4). Type I is GRE without a sequence number and
 * without a header; II and III have versions 1 and 2. */
#include "wire/net/layer.h"

enum { VERSION_II = 1, VERSION_III = 2, FRAME_ETHERNET = 0, FRAME_IP = 2, HAS_SUBHEADER = 1 };

static enum layer type_iii(struct walk *w, uint32_t session)
{
    cursor_skip(&w->c, 4 + 2); /* timestamp, security group */
    uint16_t flags = cursor_u16(&w->c);
    if (flags & HAS_SUBHEADER)
        cursor_skip(&w->c, 8);
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    if (!walk_tunnel(w, TUNNEL_ERSPAN, session))
        return walk_too_deep(w);
    switch (flags >> 10 & 31) {
    case FRAME_ETHERNET:
        return LAYER_ETHERNET;
    case FRAME_IP:
        return next_version(w);
    default:
        return walk_unread(w, UNREAD_ERSPAN, flags >> 10 & 31U);
    }
}

enum layer layer_erspan(struct walk *w)
{
    if (!w->sequenced && w->ethertype == 0x88be)
        return walk_tunnel(w, TUNNEL_ERSPAN, 0) ? LAYER_ETHERNET : walk_too_deep(w);
    uint16_t version = cursor_u16(&w->c) >> 12;
    uint32_t session = cursor_u16(&w->c) & 0x3ffU;
    if (version == VERSION_III)
        return type_iii(w, session);
    cursor_skip(&w->c, 4); /* index */
    if (!cursor_ok(&w->c) || version != VERSION_II)
        return walk_broken(w);
    return walk_tunnel(w, TUNNEL_ERSPAN, session) ? LAYER_ETHERNET : walk_too_deep(w);
}
