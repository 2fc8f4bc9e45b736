#include "base/addr.h"

#include <arpa/inet.h>

struct addr addr_of(struct span s)
{
    if (s.len == 4)
        return addr_v4(s.at);
    if (s.len == 16)
        return addr_v6(s.at);
    return (struct addr){0};
}

int addr_order(const struct addr *a, const struct addr *b)
{
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    return memcmp(a->bytes, b->bytes, sizeof a->bytes);
}

void text_addr(struct text *t, const struct addr *a)
{
    char buf[INET6_ADDRSTRLEN];
    if (a->family == 0)
        return;
    if (inet_ntop(a->family == 4 ? AF_INET : AF_INET6, a->bytes, buf, sizeof buf))
        text_put(t, buf);
}

void text_endpoint(struct text *t, const struct addr *a, uint16_t port)
{
    if (a->family == 6)
        text_put(t, "[");
    text_addr(t, a);
    text_put(t, a->family == 6 ? "]:" : ":");
    text_number(t, port);
}

bool addr_parse(const char *s, struct addr *ret)
{
    struct addr a = {0};
    if (inet_pton(AF_INET, s, a.bytes) == 1)
        a.family = 4;
    else if (inet_pton(AF_INET6, s, a.bytes) == 1)
        a.family = 6;
    else
        return false;
    *ret = a;
    return true;
}

bool addr_within(const struct addr *a, const struct addr *net, unsigned bits)
{
    if (a->family != net->family)
        return false;
    unsigned whole = bits / 8;
    if (memcmp(a->bytes, net->bytes, whole) != 0)
        return false;
    unsigned rest = bits % 8;
    return rest == 0 || ((a->bytes[whole] ^ net->bytes[whole]) >> (8 - rest)) == 0;
}
