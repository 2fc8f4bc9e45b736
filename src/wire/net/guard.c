#include "wire/net/guard.h"

#include "wire/net/ip.h"

enum { NETWORK_V4 = 24, NETWORK_V6 = 48, WIDEST_V4 = 16 };

static void mark(struct guard *g, uint64_t network)
{
    uint32_t at = (uint32_t)((network * 0x9e3779b97f4a7c15U) >> 50);
    g->words[at / 64] |= 1ULL << (at % 64);
}

void guard_add(struct guard *g, const struct addr *address, unsigned bits)
{
    struct cursor c = cursor_of(address->bytes, sizeof address->bytes);
    if (address->family == 4) {
        uint32_t number = cursor_peek32(&c, 0);
        unsigned spread = bits < NETWORK_V4 ? NETWORK_V4 - bits : 0;
        g->is_all |= bits < WIDEST_V4;
        for (uint32_t i = 0; bits >= WIDEST_V4 && i < 1U << spread; i++)
            mark(g, guard_v4(number) + i);
    } else if (address->family == 6) {
        g->is_all |= bits < NETWORK_V6;
        mark(g, guard_v6(cursor_peek32(&c, 0), cursor_peek16(&c, 4)));
    }
    g->is_set |= address->family == 4 || address->family == 6;
}

bool inner_ip_read(struct cursor c, struct inner_ip *ret)
{
    struct ipv4_head v4;
    struct ipv6_head v6;
    *ret = (struct inner_ip){0};
    switch (cursor_peek8(&c, 0) >> 4) {
    case 4:
        if (!ipv4_read(&c, &v4))
            return false;
        addr_set_number(&ret->src, v4.src);
        addr_set_number(&ret->dst, v4.dst);
        ret->protocol = v4.protocol;
        return true;
    case 6:
        if (!ipv6_read(&c, &v6))
            return false;
        ret->src = addr_v6(v6.src.at);
        ret->dst = addr_v6(v6.dst.at);
        ret->protocol = v6.protocol;
        return true;
    default:
        return false;
    }
}
