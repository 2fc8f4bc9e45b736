/* IPv6 extension headers that are stepped over by length (RFC 8200 4, RFC 6275 6.1): hop-by-hop,
 * routing, destination options, mobility, HIP, Shim6. */
#include "wire/net/layer.h"

enum layer layer_extension(struct walk *w)
{
    uint8_t next = cursor_u8(&w->c);
    size_t length = cursor_u8(&w->c) * 8U + 8; /* in units of 8 bytes, the first not counted */
    cursor_skip(&w->c, length - 2);
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    /* Nothing follows: the header itself (mobility, HIP) is what the two had to say. */
    if (next == PROTOCOL_NO_NEXT && cursor_left(&w->c) == 0) {
        w->c = w->begin;
        return next_conversation(w);
    }
    return next_protocol(w, next);
}
