/* A called or calling address of SCCP. */
#include "wire/proto/ss7.h"

/* ITU-T Q.713 3.4.1; ANSI T1.112.3 3.4.1 has the first two the other way round, and in this order
 * they follow. */
enum {
    HAS_CODE = 0x01,
    HAS_SUBSYSTEM = 0x02,
    TITLE_SHIFT = 2,
    NATIONAL = 0x80,
};

/* What stands before a title's digits (ITU-T Q.713 3.4.2.3). */
enum {
    TITLE_NATURE = 1, /* nature of address, its high bit: odd */
    TITLE_TYPE = 2,
    TITLE_TYPE_PLAN = 3, /* plan in the high half of a byte, encoding in the low one */
    TITLE_ALL = 4,
    ENCODING_ODD = 1,
    FILLER = 15,
};

bool sccp_plan_of_people(uint8_t plan)
{
    enum { LAND_MOBILE = 6, ISDN_MOBILE = 7 }; /* E.212, E.214 */
    return plan == LAND_MOBILE || plan == ISDN_MOBILE;
}

void sccp_add_digits(struct addr *a, struct cursor c, bool odd)
{
    uint8_t digits[ADDR_SS7_DIGITS];
    unsigned count = 0;
    while (cursor_left(&c) && count < ADDR_SS7_DIGITS) {
        uint8_t two = cursor_u8(&c);
        digits[count++] = two & 15;
        bool filler = cursor_left(&c) == 0 && (odd || two >> 4 == FILLER);
        if (!filler)
            digits[count++] = two >> 4;
    }
    addr_add_title(a, digits, count);
}

/* The kinds of ITU-T's titles; ANSI's 1 is ITU-T's 3, and its 2 the same. */
static void title(struct addr *a, struct cursor c, uint8_t kind, bool ansi)
{
    bool odd = false;
    uint8_t plan = 0;
    if (ansi && kind == TITLE_NATURE)
        kind = TITLE_TYPE_PLAN;
    switch (kind) {
    case TITLE_NATURE:
        odd = cursor_u8(&c) >> 7;
        break;
    case TITLE_TYPE:
        cursor_u8(&c);
        break;
    case TITLE_TYPE_PLAN:
        cursor_u8(&c);
        plan = cursor_u8(&c);
        odd = (plan & 15) == ENCODING_ODD;
        break;
    case TITLE_ALL:
        cursor_u8(&c);
        plan = cursor_u8(&c);
        odd = (plan & 15) == ENCODING_ODD;
        cursor_u8(&c);
        break;
    default: /* none, or one that nobody has defined */
        return;
    }
    if (!sccp_plan_of_people(plan >> 4))
        sccp_add_digits(a, c, odd);
}

static uint32_t code(struct cursor *c, bool wide)
{
    uint32_t low = cursor_u16le(c);
    return wide ? low | (uint32_t)cursor_u8(c) << 16 : low & 0x3fff;
}

struct sccp_address sccp_address(struct cursor c, uint8_t network)
{
    struct sccp_address ret = {0};
    uint8_t indicator = cursor_u8(&c);
    bool wide = network & SS7_WIDE;
    bool ansi = wide && indicator & NATIONAL;
    bool has_code = indicator & (ansi ? HAS_SUBSYSTEM : HAS_CODE);
    bool has_subsystem = indicator & (ansi ? HAS_CODE : HAS_SUBSYSTEM);
    if (ansi && has_subsystem)
        ret.subsystem = cursor_u8(&c);
    if (has_code)
        ret.addr = addr_point_code(code(&c, wide), wide);
    if (!ansi && has_subsystem)
        ret.subsystem = cursor_u8(&c);
    if (cursor_ok(&c))
        title(&ret.addr, c, indicator >> TITLE_SHIFT & 15, ansi);
    return ret;
}

struct addr sccp_joined(const struct addr *a, const struct addr *label)
{
    struct addr joined = *a;
    if (label->family != ADDR_SS7 || !(label->bytes[0] & ADDR_SS7_CODE) ||
        a->bytes[0] & ADDR_SS7_CODE)
        return joined;
    joined.family = ADDR_SS7;
    joined.bytes[0] |= label->bytes[0] & (ADDR_SS7_CODE | ADDR_SS7_ANSI);
    memcpy(joined.bytes + 1, label->bytes + 1, 3);
    return joined;
}
