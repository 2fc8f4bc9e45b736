/* IPv6's fragment header (RFC 8200 4.5), and how a fragment of either version goes on. */
#include "wire/net/layer.h"

enum layer next_fragment(struct walk *w, const struct fragment_at *at)
{
    struct fragment_whole whole;
    switch (fragment_add(&w->net->fragments, w->p, at, w->c, &whole)) {
    case FRAGMENT_HELD:
        return LAYER_DONE;
    case FRAGMENT_BROKEN:
        return walk_broken(w);
    case FRAGMENT_WHOLE:
        break;
    }
    w->c = whole.bytes;
    if (whole.odd)
        w->p->odd |= PACKET_ODD_FRAGMENT;
    return next_protocol(w, whole.protocol);
}

enum layer layer_fragment(struct walk *w)
{
    uint8_t next = cursor_u8(&w->c);
    cursor_skip(&w->c, 1);
    uint16_t offset = cursor_u16(&w->c);
    uint32_t id = cursor_u32(&w->c);
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    struct fragment_at at = {.id = id,
                             .tunnel = w->tunnel,
                             .offset = offset & 0xfff8,
                             .more = offset & 1,
                             .protocol = next};
    if (at.offset == 0 && !at.more) /* an atomic fragment (RFC 6946): whole in itself */
        return next_protocol(w, next);
    return next_fragment(w, &at);
}
