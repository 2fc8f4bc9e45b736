/* IEEE 802.2 below an 802.3 length: named and counted; SNAP (RFC 1042) may lead on to IP. */
#include "wire/net/layer.h"

enum { SAP_SNAP = 0xaa, UNNUMBERED = 0x03, ORGANISATION_ETHERNET = 0 };

enum layer layer_llc(struct walk *w)
{
    uint8_t destination = cursor_u8(&w->c);
    uint8_t source = cursor_u8(&w->c);
    uint8_t control = cursor_u8(&w->c);
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    if (destination != SAP_SNAP || source != SAP_SNAP || control != UNNUMBERED)
        return walk_unread(w, UNREAD_LLC, destination);
    uint32_t organisation = cursor_u24(&w->c);
    uint16_t type = cursor_u16(&w->c);
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    if (organisation != ORGANISATION_ETHERNET)
        return walk_unread(w, UNREAD_SNAP, organisation);
    return next_ethertype(w, type);
}
