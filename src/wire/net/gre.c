/* GRE (RFC 2784, RFC 2890; source routes RFC 1701) and PPTP's version 1 (RFC 2637 4.1). */
#include "wire/net/layer.h"

enum {
    HAS_CHECKSUM = 0x8000,
    HAS_ROUTE = 0x4000,
    HAS_KEY = 0x2000,
    HAS_SEQUENCE = 0x1000,
    HAS_ACKNOWLEDGMENT = 0x0080,
    VERSION = 0x0007,
};

/* A list of route entries that ends in an empty one. */
static void skip_routes(struct cursor *c)
{
    while (cursor_ok(c)) {
        uint16_t family = cursor_u16(c);
        cursor_skip(c, 1);
        uint8_t length = cursor_u8(c);
        cursor_skip(c, length);
        if (family == 0 && length == 0)
            return;
    }
}

static enum layer plain(struct walk *w, uint16_t flags, uint16_t type)
{
    uint32_t key = 0;
    if (flags & (HAS_CHECKSUM | HAS_ROUTE))
        cursor_skip(&w->c, 4);
    if (flags & HAS_KEY)
        key = cursor_u32(&w->c);
    if (flags & HAS_SEQUENCE)
        cursor_skip(&w->c, 4);
    if (flags & HAS_ROUTE)
        skip_routes(&w->c);
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    w->sequenced = (flags & HAS_SEQUENCE) != 0;
    /* ERSPAN is the tunnel then, and GRE its envelope. */
    enum layer next = next_ethertype(w, type);
    if (next == LAYER_DONE || next == LAYER_ERSPAN)
        return next;
    return walk_tunnel(w, TUNNEL_GRE, key) ? next : walk_too_deep(w);
}

/* Each end has its own call number, so that it cannot tell both ways that they are one. */
static enum layer pptp(struct walk *w, uint16_t flags, uint16_t type)
{
    size_t length = cursor_u16(&w->c);
    cursor_skip(&w->c, 2);
    if (flags & HAS_SEQUENCE)
        cursor_skip(&w->c, 4);
    if (flags & HAS_ACKNOWLEDGMENT)
        cursor_skip(&w->c, 4);
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    if (!(flags & HAS_SEQUENCE)) /* an acknowledgment alone */
        return LAYER_DONE;
    size_t left = cursor_left(&w->c);
    if (length > left)
        walk_odd_length(w);
    w->c = cursor_sub(&w->c, length < left ? length : left);
    enum layer next = next_ethertype(w, type);
    if (next == LAYER_DONE)
        return next;
    return walk_tunnel(w, TUNNEL_GRE, 0) ? next : walk_too_deep(w);
}

enum layer layer_gre(struct walk *w)
{
    uint16_t flags = cursor_u16(&w->c);
    uint16_t type = cursor_u16(&w->c);
    switch (flags & VERSION) {
    case 0:
        return plain(w, flags, type);
    case 1:
        return pptp(w, flags, type);
    default:
        return walk_broken(w);
    }
}
