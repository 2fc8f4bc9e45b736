/* The authentication header hides nothing: it is stepped over (RFC 4302 2). */
#include "wire/net/layer.h"

enum layer layer_ah(struct walk *w)
{
    uint8_t next = cursor_u8(&w->c);
    size_t length = cursor_u8(&w->c) * 4U + 8; /* in units of 4 bytes, two not counted */
    cursor_skip(&w->c, length - 2);
    if (!cursor_ok(&w->c) || length < 12)
        return walk_broken(w);
    return next_protocol(w, next);
}
