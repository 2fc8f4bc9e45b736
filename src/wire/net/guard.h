/* Inside the net room: addresses of which somebody wants to know when a customer's packet, inside
 * its tunnel, comes from or goes to them.
 *
 * Asked of each G-PDU, so it is a filter: a bit for each network of 24 bits (IPv6: of 48) that an
 * address was guarded in. Others may share it; who is told looks again.
 */
#ifndef POSTERN_WIRE_NET_GUARD_H
#define POSTERN_WIRE_NET_GUARD_H

#include "base/addr.h"
#include "base/cursor.h"
#include "wire/net/packet.h"

enum { GUARD_BITS = 16384, GUARD_WORDS = GUARD_BITS / 64 };

struct guard {
    bool is_set;
    bool is_all; /* a prefix was too wide to be told by its networks */
    uint64_t words[GUARD_WORDS];
};

void guard_add(struct guard *g, const struct addr *address, unsigned bits);
/* The IP header of a customer's packet; false: there is none. */
bool inner_ip_read(struct cursor c, struct inner_ip *ret);

static inline bool guard_has(const struct guard *g, uint64_t network)
{
    uint32_t at = (uint32_t)((network * 0x9e3779b97f4a7c15U) >> 50);
    return g->words[at / 64] >> (at % 64) & 1;
}

static inline uint64_t guard_v4(uint32_t address)
{
    return address >> 8;
}

static inline uint64_t guard_v6(uint32_t first, uint16_t then)
{
    return (uint64_t)6 << 48 | (uint64_t)first << 16 | then;
}

/* The customer's packet: the last so many bytes of a G-PDU. */
static inline struct cursor guard_inner(struct cursor gtpu, size_t length)
{
    cursor_skip(&gtpu, cursor_left(&gtpu) - length);
    return gtpu;
}

static inline bool guard_may_hold(const struct guard *g, struct cursor gtpu, size_t length)
{
    if (!g->is_set)
        return false;
    if (g->is_all)
        return true;
    const struct cursor inner = guard_inner(gtpu, length);
    if (cursor_peek8(&inner, 0) >> 4 == 4)
        return guard_has(g, guard_v4(cursor_peek32(&inner, 12))) ||
               guard_has(g, guard_v4(cursor_peek32(&inner, 16)));
    return guard_has(g, guard_v6(cursor_peek32(&inner, 8), cursor_peek16(&inner, 12))) ||
           guard_has(g, guard_v6(cursor_peek32(&inner, 24), cursor_peek16(&inner, 28)));
}

#endif
