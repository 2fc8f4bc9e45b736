#include "wire/net/layer.h"

enum { ETHERTYPE_LEAST = 0x0600 }; /* below it is a length (IEEE 802.3 3.2.6) */

enum layer layer_ethernet(struct walk *w)
{
    cursor_skip(&w->c, 12);
    uint16_t type = cursor_u16(&w->c);
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    if (type >= ETHERTYPE_LEAST)
        return next_ethertype(w, type);
    size_t left = cursor_left(&w->c);
    w->c = cursor_sub(&w->c, type < left ? type : left);
    return LAYER_LLC;
}
