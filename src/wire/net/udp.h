/* Inside the net room: the UDP header (RFC 768), read the same way by the layer and the quick look.
 */
#ifndef POSTERN_WIRE_NET_UDP_H
#define POSTERN_WIRE_NET_UDP_H

#include "wire/net/ip.h"

struct udp_head {
    uint16_t sport, dport;
    bool longer; /* the header promises more bytes than there are */
};

static inline bool udp_read(struct cursor *c, struct udp_head *ret)
{
    uint64_t head = cursor_u64(c); /* ports, length, checksum */
    size_t length = head >> 16 & 0xffff;
    if (!cursor_ok(c))
        return false;
    if (length == 0) /* a jumbogram (RFC 2675 4), or segmentation offload */
        length = 8 + cursor_left(c);
    if (length < 8)
        return false;
    ret->sport = (uint16_t)(head >> 48);
    ret->dport = (uint16_t)(head >> 32);
    ret->longer = ip_cut(c, length - 8);
    return true;
}

#endif
