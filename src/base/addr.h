/* An IP address, the same shape for both families: unused bytes are zero, so that two are equal
 * when their bytes are. */
#ifndef POSTERN_BASE_ADDR_H
#define POSTERN_BASE_ADDR_H

#include "base/cursor.h"
#include "base/text.h"

struct addr {
    uint8_t bytes[16];
    uint8_t family; /* 0 none, 4, 6 */
    uint8_t spare[3];
};

static inline struct addr addr_v4(const uint8_t *four)
{
    struct addr a = {.family = 4};
    memcpy(a.bytes, four, 4);
    return a;
}

static inline struct addr addr_v6(const uint8_t *sixteen)
{
    struct addr a = {.family = 6};
    memcpy(a.bytes, sixteen, 16);
    return a;
}

/* From a span of 4 or 16 bytes; any other length gives none. */
struct addr addr_of(struct span s);

static inline bool addr_equal(const struct addr *a, const struct addr *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* Numeric order, IPv4 before IPv6: the order of elements in the output. */
int addr_order(const struct addr *a, const struct addr *b);

/* 192.0.2.1, 2001:db8::1; nothing for none. */
void text_addr(struct text *t, const struct addr *a);

/* 192.0.2.1:2123, [2001:db8::1]:2123. */
void text_endpoint(struct text *t, const struct addr *a, uint16_t port);

/* Reads the forms above without a port; false when it is none. */
bool addr_parse(const char *s, struct addr *ret);

/* Whether `a` lies in `net`/`bits`; bits is 0..32 or 0..128 by family. */
bool addr_within(const struct addr *a, const struct addr *net, unsigned bits);

#endif
