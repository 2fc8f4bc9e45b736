/* LINKTYPE_NULL and _LOOP: an address family of four bytes, in the byte order of whatever machine
 * captured (NULL) or the network's (LOOP). IPv6 has another number on each BSD. */
#include "wire/net/layer.h"

enum { ETHERTYPE_LEAST = 0x0600 };

enum { FAMILY_IPV4 = 2, FAMILY_IPV6_BSD = 24, FAMILY_IPV6_FREEBSD = 28, FAMILY_IPV6_DARWIN = 30 };

enum layer layer_loopback(struct walk *w)
{
    uint32_t family = cursor_u32(&w->c);
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    if ((family & 0xffff) >= ETHERTYPE_LEAST) /* some write the Ethernet type in its lower half */
        return next_ethertype(w, (uint16_t)family);
    if (family > 0xffff) /* no family has so high a number: it was written the other way round */
        family = __builtin_bswap32(family);
    switch (family) {
    case FAMILY_IPV4:
        return LAYER_IPV4;
    case FAMILY_IPV6_BSD:
    case FAMILY_IPV6_FREEBSD:
    case FAMILY_IPV6_DARWIN:
        return LAYER_IPV6;
    default:
        return walk_unread(w, UNREAD_FAMILY, family);
    }
}
