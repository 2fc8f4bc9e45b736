/* PPPoE's session stage (RFC 2516 4). */
#include "wire/net/layer.h"

enum { VERSION_TYPE = 0x11, ETHERTYPE_DISCOVERY = 0x8863 };

enum layer layer_pppoe(struct walk *w)
{
    uint8_t version = cursor_u8(&w->c);
    uint8_t code = cursor_u8(&w->c);
    uint16_t session = cursor_u16(&w->c);
    size_t length = cursor_u16(&w->c);
    if (!cursor_ok(&w->c) || version != VERSION_TYPE)
        return walk_broken(w);
    if (code != 0) /* of the discovery stage, which link type 51 also carries */
        return walk_unread(w, UNREAD_ETHERTYPE, ETHERTYPE_DISCOVERY);
    size_t left = cursor_left(&w->c);
    if (length > left)
        walk_odd_length(w);
    w->c = cursor_sub(&w->c, length < left ? length : left);
    return walk_tunnel(w, TUNNEL_PPPOE, session) ? LAYER_PPP : walk_too_deep(w);
}
