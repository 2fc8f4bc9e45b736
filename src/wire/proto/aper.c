/* Aligned packed encoding rules. Clauses are those of ITU-T X.691 (02/2021). */
#include "wire/proto/aper.h"

enum {
    FRAGMENT = 16384, /* 11.9.3.8: a fragment is one to four times this */
    LIMIT = 65536,    /* 11.9.3.3: what is limited below it has a length of fixed size */
};

uint32_t aper_bits(struct aper *a, unsigned count)
{
    uint32_t v = 0;
    while (count) {
        if (!cursor_has(&a->c, 1)) {
            a->bit = 0;
            return 0;
        }
        unsigned have = 8U - a->bit;
        unsigned take = count < have ? count : have;
        unsigned low = have - take;
        v = v << take | (cursor_peek8(&a->c, 0) >> low & (0xffU >> (8 - take)));
        count -= take;
        a->bit = (uint8_t)(low ? a->bit + take : 0);
        if (!low)
            cursor_skip(&a->c, 1);
    }
    return v;
}

void aper_skip(struct aper *a, uint32_t count)
{
    uint32_t in_byte = a->bit ? 8U - a->bit : 0;
    if (count < in_byte) {
        a->bit = (uint8_t)(a->bit + count);
        return;
    }
    count -= in_byte;
    aper_align(a);
    cursor_skip(&a->c, count / 8);
    aper_bits(a, count % 8);
}

/* How many bits 0 to `most` needs. */
static unsigned width(uint64_t most)
{
    return most ? 64U - (unsigned)__builtin_clzll(most) : 0;
}

static uint64_t octets(struct aper *a, size_t count)
{
    uint64_t v = 0;
    struct cursor bytes = cursor_sub(&a->c, count);
    if (count > 8)
        cursor_fail(&a->c, LACK_VALUE);
    while (cursor_left(&bytes) && count <= 8)
        v = v << 8 | cursor_u8(&bytes);
    return v;
}

uint64_t aper_integer(struct aper *a, uint64_t low, uint64_t high)
{
    uint64_t most = high - low;
    uint64_t v;
    if (most < 255) {
        v = aper_bits(a, width(most));
    } else if (most < LIMIT) {
        aper_align(a);
        v = octets(a, most < 256 ? 1 : 2);
    } else {
        unsigned longest = (width(most) + 7) / 8;
        unsigned count = aper_bits(a, width(longest - 1U)) + 1U;
        aper_align(a);
        v = octets(a, count);
    }
    if (v > most) {
        cursor_fail(&a->c, LACK_VALUE);
        v = 0;
    }
    return low + v;
}

uint64_t aper_integer_ext(struct aper *a, uint64_t low, uint64_t high)
{
    if (!aper_bit(a))
        return aper_integer(a, low, high);
    aper_open(a);
    return 0;
}

uint32_t aper_small(struct aper *a)
{
    if (!aper_bit(a))
        return aper_bits(a, 6);
    bool more;
    size_t count = aper_length(a, &more);
    uint64_t v = octets(a, count);
    return v > UINT32_MAX ? UINT32_MAX : (uint32_t)v;
}

uint32_t aper_choice(struct aper *a, unsigned count, bool extensible)
{
    if (extensible && aper_bit(a)) {
        uint32_t beyond = aper_small(a);
        return beyond > UINT32_MAX - count ? UINT32_MAX : count + beyond;
    }
    return (uint32_t)aper_integer(a, 0, count - 1U);
}

size_t aper_length(struct aper *a, bool *ret_more)
{
    *ret_more = false;
    aper_align(a);
    uint8_t first = cursor_u8(&a->c);
    if (first < 0x80)
        return first;
    if (first < 0xc0)
        return (size_t)(first & 0x3f) << 8 | cursor_u8(&a->c);
    unsigned times = first & 0x3f;
    if (times == 0 || times > 4) {
        cursor_fail(&a->c, LACK_VALUE);
        return 0;
    }
    *ret_more = true;
    return (size_t)times * FRAGMENT;
}

/* Fragments after the first are passed over: the window of the first stays whole. */
static void pass_fragments(struct aper *a, unsigned per_byte)
{
    bool more = true;
    a->pieces = true;
    while (more && cursor_ok(&a->c)) {
        size_t length = aper_length(a, &more);
        cursor_skip(&a->c, length / per_byte + (length % per_byte != 0));
    }
}

uint32_t aper_count(struct aper *a, uint32_t low, uint32_t high)
{
    if (high < LIMIT)
        return (uint32_t)aper_integer(a, low, high);
    bool more;
    size_t count = aper_length(a, &more);
    if (more) /* more things than any of these protocols can hold */
        cursor_fail(&a->c, LACK_VALUE);
    return (uint32_t)count;
}

struct cursor aper_open(struct aper *a)
{
    bool more;
    size_t length = aper_length(a, &more);
    struct cursor value = cursor_sub(&a->c, length);
    if (more)
        pass_fragments(a, 1);
    return value;
}

struct cursor aper_octets(struct aper *a, uint32_t low, uint32_t high, bool extensible)
{
    if ((extensible && aper_bit(a)) || high >= LIMIT)
        return aper_open(a);
    uint32_t length = (uint32_t)aper_integer(a, low, high);
    /* 17.6 and 7: two octets of fixed size are not aligned, two of variable size are. */
    if (length)
        aper_align(a);
    return cursor_sub(&a->c, length);
}

struct cursor aper_bit_string(struct aper *a, uint32_t low, uint32_t high, bool extensible,
                              uint32_t *ret_bits)
{
    bool more = false;
    if ((extensible && aper_bit(a)) || high >= LIMIT)
        *ret_bits = (uint32_t)aper_length(a, &more);
    else
        *ret_bits = (uint32_t)aper_integer(a, low, high);
    if (*ret_bits)
        aper_align(a);
    /* The next value begins with the bit after the last, which may be in the same byte. */
    struct cursor bytes = a->c;
    struct cursor value = cursor_sub(&bytes, *ret_bits / 8 + (*ret_bits % 8 != 0));
    aper_skip(a, *ret_bits);
    if (more)
        pass_fragments(a, 8);
    return value;
}

void aper_additions(struct aper *a)
{
    unsigned there = 0;
    if (aper_bit(a)) { /* 19.8: more than 64, which no type of these protocols has */
        cursor_fail(&a->c, LACK_VALUE);
        return;
    }
    for (uint32_t left = aper_bits(a, 6) + 1; left; left--)
        there += aper_bit(a);
    while (there-- && cursor_ok(&a->c))
        aper_open(a);
}
