/* An address: IP of both families, or a place in an SS7 network. One shape for all: unused bytes
 * are zero, so that two are equal when their bytes are. */
#ifndef POSTERN_BASE_ADDR_H
#define POSTERN_BASE_ADDR_H

#include "base/cursor.h"
#include "base/text.h"

struct addr {
    uint8_t bytes[16];
    uint8_t family; /* 0 none, 4, 6, ADDR_SS7 */
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

/* In SS7 a point code, a global title, or both. bytes[0]: ADDR_SS7_* bits; 1..3: the point code; 4:
 * how many digits the title has; from 5 on the digits, two a byte, the first in the high half. */
enum { ADDR_SS7 = 7, ADDR_SS7_DIGITS = 22 };
enum { ADDR_SS7_CODE = 1, ADDR_SS7_ANSI = 2, ADDR_SS7_TITLE = 4 };

struct addr addr_point_code(uint32_t code, bool ansi);
/* Adds a title: `digits` hold one digit each (0..15); those past ADDR_SS7_DIGITS are cut off. */
void addr_add_title(struct addr *a, const uint8_t *digits, unsigned count);
/* The title's digits as text; empty when it has none. */
void text_title(struct text *t, const struct addr *a);
/* "2-1-5" (ITU-T Q.704 3-8-3 bits) or "1-2-3" (ANSI, 8 bits each). */
void text_point_code(struct text *t, uint32_t code, bool ansi);

/* From a span of 4 or 16 bytes; any other length gives none. */
struct addr addr_of(struct span s);

static inline bool addr_equal(const struct addr *a, const struct addr *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* Numeric order, IPv4 before IPv6, then SS7 in that of its texts: the order of elements in the
 * output. */
int addr_order(const struct addr *a, const struct addr *b);

/* 192.0.2.1, 2001:db8::1, pc:2-1-5, gt:9990100001, pc:2-1-5/gt:9990100001; nothing for none. */
void text_addr(struct text *t, const struct addr *a);

/* 192.0.2.1:2123, [2001:db8::1]:2123; SS7 has no port. */
void text_endpoint(struct text *t, const struct addr *a, uint16_t port);

/* Reads the forms above without a port; false when it is none. */
bool addr_parse(const char *s, struct addr *ret);

/* Whether `a` lies in `net`/`bits`; bits is 0..32 or 0..128 by family. */
bool addr_within(const struct addr *a, const struct addr *net, unsigned bits);

#endif
