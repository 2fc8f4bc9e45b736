/* Inside the net room: the fixed headers of IPv4 and IPv6, read the same way by the layers and by
 * the quick look. */
#ifndef POSTERN_WIRE_NET_IP_H
#define POSTERN_WIRE_NET_IP_H

#include "base/addr.h"
#include "base/cursor.h"

/* Addresses of IPv4 as numbers: their order is that of their bytes, and they are hashed as such. */
struct ipv4_head {
    uint32_t src, dst;
    uint16_t id;
    uint16_t offset; /* of this fragment, in bytes */
    uint8_t protocol;
    bool more;
    bool odd;    /* DF or the reserved bit */
    bool longer; /* the header promises more bytes than there are */
};

struct ipv6_head {
    struct span src, dst;
    uint8_t protocol;
    bool longer;
};

/* In place: an address that is copied right after it was written in pieces waits for them. */
static inline void addr_set_number(struct addr *a, uint32_t number)
{
    uint32_t wire[5] = {__builtin_bswap32(number), 0, 0, 0, 0};
    memcpy(a, wire, sizeof wire);
    a->family = 4;
}

static inline uint32_t number_of_addr(const struct addr *a)
{
    uint32_t wire;
    memcpy(&wire, a->bytes, sizeof wire);
    return __builtin_bswap32(wire);
}

/* Cuts to what the header promises: what follows is padding (an Ethernet frame has at least 60
 * bytes), not payload. */
static inline bool ip_cut(struct cursor *c, size_t promised)
{
    size_t left = cursor_left(c);
    *c = cursor_sub(c, promised < left ? promised : left);
    return promised > left;
}

/* RFC 791 3.1. Leaves the cursor at the payload. False: no such header. */
static inline bool ipv4_read(struct cursor *c, struct ipv4_head *ret)
{
    uint64_t first = cursor_u64(c); /* version, IHL, TOS, total length, id, flags and offset */
    uint32_t second = cursor_u32(c);
    uint64_t addrs = cursor_u64(c);
    size_t header = (first >> 56 & 15) * 4;
    size_t total = first >> 32 & 0xffff;
    if (!cursor_ok(c) || first >> 60 != 4 || header < 20)
        return false;
    if (header > 20)
        cursor_skip(c, header - 20);
    /* A total length of zero is what a sender's card would have filled in (segmentation offload):
     * all that is there. */
    if (total == 0)
        total = header + cursor_left(c);
    if (!cursor_ok(c) || total < header)
        return false;
    ret->src = (uint32_t)(addrs >> 32);
    ret->dst = (uint32_t)addrs;
    ret->protocol = (uint8_t)(second >> 16);
    ret->id = (uint16_t)(first >> 16);
    ret->odd = (first & 0xc000) != 0;
    ret->more = (first & 0x2000) != 0;
    ret->offset = (uint16_t)((first & 0x1fff) * 8);
    ret->longer = ip_cut(c, total - header);
    return true;
}

/* RFC 8200 3; fragments are a header of their own there. */
static inline bool ipv6_read(struct cursor *c, struct ipv6_head *ret)
{
    uint64_t first = cursor_u64(c); /* version, class, label, payload length, next header, limit */
    size_t payload = first >> 16 & 0xffff;
    ret->src = cursor_span(c, 16);
    ret->dst = cursor_span(c, 16);
    if (!cursor_ok(c) || first >> 60 != 6)
        return false;
    if (payload == 0) /* a jumbogram (RFC 2675), or segmentation offload */
        payload = cursor_left(c);
    ret->protocol = (uint8_t)(first >> 8);
    ret->longer = ip_cut(c, payload);
    return true;
}

#endif
