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

/* Places in SS7 have no order of numbers: it is that of their texts. */
static int order_of_texts(const struct addr *a, const struct addr *b)
{
    TEXT_ON(x, 64);
    TEXT_ON(y, 64);
    text_addr(&x, a);
    text_addr(&y, b);
    return strcmp(x.at, y.at);
}

int addr_order(const struct addr *a, const struct addr *b)
{
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    if (a->family == ADDR_SS7)
        return order_of_texts(a, b);
    return memcmp(a->bytes, b->bytes, sizeof a->bytes);
}

struct addr addr_point_code(uint32_t code, bool ansi)
{
    struct addr a = {.family = ADDR_SS7};
    a.bytes[0] = (uint8_t)(ADDR_SS7_CODE | (ansi ? ADDR_SS7_ANSI : 0));
    a.bytes[1] = (uint8_t)(code >> 16);
    a.bytes[2] = (uint8_t)(code >> 8);
    a.bytes[3] = (uint8_t)code;
    return a;
}

void addr_add_title(struct addr *a, const uint8_t *digits, unsigned count)
{
    if (count > ADDR_SS7_DIGITS)
        count = ADDR_SS7_DIGITS;
    if (count == 0)
        return;
    a->family = ADDR_SS7;
    a->bytes[0] |= ADDR_SS7_TITLE;
    a->bytes[4] = (uint8_t)count;
    for (unsigned i = 0; i < count; i++)
        a->bytes[5 + i / 2] |= (uint8_t)((digits[i] & 15U) << (i % 2 ? 0 : 4));
}

void text_title(struct text *t, const struct addr *a)
{
    static const char digits[] = "0123456789ABCDEF";
    if (a->family != ADDR_SS7)
        return;
    for (unsigned i = 0; i < a->bytes[4] && i < ADDR_SS7_DIGITS; i++)
        text_char(t, digits[a->bytes[5 + i / 2] >> (i % 2 ? 0 : 4) & 15]);
}

void text_point_code(struct text *t, uint32_t code, bool ansi)
{
    if (ansi)
        text_format(t, "%u-%u-%u", code >> 16 & 255, code >> 8 & 255, code & 255);
    else
        text_format(t, "%u-%u-%u", code >> 11 & 7, code >> 3 & 255, code & 7);
}

static void text_ss7(struct text *t, const struct addr *a)
{
    uint32_t code = (uint32_t)a->bytes[1] << 16 | (uint32_t)a->bytes[2] << 8 | a->bytes[3];
    if (a->bytes[0] & ADDR_SS7_CODE) {
        text_put(t, "pc:");
        text_point_code(t, code, a->bytes[0] & ADDR_SS7_ANSI);
    }
    if (a->bytes[0] & ADDR_SS7_TITLE) {
        text_put(t, a->bytes[0] & ADDR_SS7_CODE ? "/gt:" : "gt:");
        text_title(t, a);
    }
}

void text_addr(struct text *t, const struct addr *a)
{
    char buf[INET6_ADDRSTRLEN];
    if (a->family == 0)
        return;
    if (a->family == ADDR_SS7) {
        text_ss7(t, a);
        return;
    }
    if (inet_ntop(a->family == 4 ? AF_INET : AF_INET6, a->bytes, buf, sizeof buf))
        text_put(t, buf);
}

void text_endpoint(struct text *t, const struct addr *a, uint16_t port)
{
    if (a->family == 6)
        text_put(t, "[");
    text_addr(t, a);
    if (a->family == ADDR_SS7)
        return;
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
