#include "wire/proto/ber.h"

enum {
    TAG_LONG = 0x1f,
    MORE = 0x80,
    LENGTH_INDEFINITE = 0x80,
    LENGTH_RESERVED = 0xff,
    LENGTH_SHORT_MAX = 0x7f,
};

/* X.690 8.1.2: class, form, number; seven bits a byte from 31 on. */
static void tag(struct cursor *c, struct ber *ret, unsigned *odd)
{
    uint8_t first = cursor_u8(c);
    ret->class = first >> 6;
    ret->constructed = first & 0x20;
    ret->number = first & TAG_LONG;
    if (ret->number != TAG_LONG)
        return;
    uint64_t number = 0;
    uint8_t byte = cursor_u8(c);
    if (byte == MORE)
        *odd |= BER_ODD_LENGTH;
    for (;; byte = cursor_u8(c)) {
        number = number << 7 | (byte & LENGTH_SHORT_MAX);
        if (number > UINT32_MAX)
            number = UINT32_MAX;
        if (!(byte & MORE))
            break;
    }
    if (number < TAG_LONG)
        *odd |= BER_ODD_LENGTH;
    ret->number = (uint32_t)number;
}

/* X.690 8.1.3. True: *ret is the length; false: the end is marked by end-of-contents. */
static bool length(struct cursor *c, uint64_t *ret, unsigned *odd)
{
    uint8_t first = cursor_u8(c);
    if (first == LENGTH_INDEFINITE)
        return false;
    *ret = first;
    if (first <= LENGTH_SHORT_MAX)
        return true;
    if (first == LENGTH_RESERVED)
        cursor_fail(c, LACK_VALUE);
    uint64_t n = 0;
    uint8_t leading = cursor_peek8(c, 0);
    for (unsigned i = first & LENGTH_SHORT_MAX; i && cursor_left(c); i--) {
        n = n << 8 | cursor_u8(c);
        if (n > UINT32_MAX)
            n = UINT32_MAX; /* longer than anything: what is there is read */
    }
    if (leading == 0 || n <= LENGTH_SHORT_MAX)
        *odd |= BER_ODD_LENGTH;
    *ret = n;
    return true;
}

/* Two zero bytes where an element would begin. */
static bool at_end_of_contents(const struct cursor *c)
{
    return cursor_left(c) >= 2 && cursor_peek16(c, 0) == 0;
}

/* From the beginning of an indefinite form's contents to its end-of-contents, by counting how many
 * are open: each byte is passed once. */
static struct cursor to_end_of_contents(struct cursor *c)
{
    struct cursor from = *c;
    unsigned open = 1;
    unsigned unused = 0;
    while (cursor_left(c)) {
        if (at_end_of_contents(c)) {
            size_t inside = cursor_left(&from) - cursor_left(c);
            cursor_skip(c, 2);
            if (--open == 0)
                return cursor_sub(&from, inside);
            continue;
        }
        struct ber skipped;
        uint64_t n = 0;
        tag(c, &skipped, &unused);
        if (length(c, &n, &unused))
            cursor_skip(c, n);
        else
            open++;
    }
    cursor_fail(c, LACK_LENGTH);
    from.why = LACK_LENGTH;
    return from;
}

/* The window of an indefinite form ends before its end-of-contents: two zeros here end nothing, and
 * hide nothing behind them. */
bool ber_next(struct cursor *c, struct ber *ret, unsigned *odd)
{
    uint64_t n = 0;
    if (cursor_left(c) == 0)
        return false;
    *ret = (struct ber){.number = 0};
    tag(c, ret, odd);
    ret->value = length(c, &n, odd) ? cursor_sub(c, n) : to_end_of_contents(c);
    return true;
}

uint32_t ber_peek(struct cursor c)
{
    struct ber b = {.number = 0};
    unsigned unused = 0;
    if (cursor_left(&c) == 0)
        return UINT32_MAX;
    tag(&c, &b, &unused);
    return ber_tag_of(&b);
}

bool ber_take(struct cursor *c, uint32_t wanted, struct ber *ret, unsigned *odd)
{
    return ber_peek(*c) == wanted && ber_next(c, ret, odd);
}

bool ber_number(struct cursor value, int32_t *ret, unsigned *odd)
{
    size_t n = cursor_left(&value);
    if (n == 0)
        return false;
    uint8_t first = cursor_u8(&value);
    bool negative = first & 0x80;
    uint32_t bits = negative ? UINT32_MAX << 8 | first : first;
    for (size_t i = 1; i < n; i++) {
        uint8_t byte = cursor_u8(&value);
        /* X.690 8.3.2: the first nine bits are not all alike. */
        if (i == 1 && first == (byte & 0x80 ? 0xff : 0))
            *odd |= BER_ODD_LENGTH;
        if (bits >> 23 != 0 && bits >> 23 != 0x1ff)
            return false;
        bits = bits << 8 | byte;
    }
    memcpy(ret, &bits, sizeof *ret);
    return true;
}

static void append(struct ber_join *join, struct cursor piece, struct cursor *ret)
{
    size_t n = cursor_left(&piece);
    size_t room = sizeof join->bytes - join->used;
    if (n > room)
        ret->why = LACK_LENGTH;
    n = n < room ? n : room;
    struct span s = cursor_span(&piece, n);
    if (s.len)
        memcpy(join->bytes + join->used, s.at, s.len);
    join->used += s.len;
}

/* Pieces may be in pieces themselves: headers are stepped over, and what is primitive is taken in
 * the order of the bytes (X.690 8.7.3). */
struct cursor ber_string(const struct ber *b, struct ber_join *join, unsigned *odd)
{
    if (!b->constructed)
        return b->value;
    *odd |= BER_ODD_SEGMENT;
    struct cursor c = b->value;
    struct cursor whole = {.why = b->value.why};
    size_t from = join->used;
    while (cursor_left(&c)) {
        struct ber piece;
        uint64_t n = 0;
        if (at_end_of_contents(&c)) {
            cursor_skip(&c, 2);
            continue;
        }
        tag(&c, &piece, odd);
        bool definite = length(&c, &n, odd);
        if (!piece.constructed && definite)
            append(join, cursor_sub(&c, n), &whole);
    }
    struct cursor joined = cursor_of(join->bytes, join->used);
    cursor_skip(&joined, from);
    joined.why = whole.why;
    return joined;
}

unsigned ber_oid(struct cursor value, uint32_t ret[BER_ARCS])
{
    unsigned count = 0;
    uint64_t arc = 0;
    while (cursor_left(&value)) {
        uint8_t byte = cursor_u8(&value);
        arc = arc << 7 | (byte & LENGTH_SHORT_MAX);
        if (arc > UINT32_MAX)
            return 0;
        if (byte & MORE)
            continue;
        if (count == 0) { /* X.690 8.19.4: the first two arcs are one number */
            ret[count++] = arc < 80 ? (uint32_t)arc / 40 : 2;
            arc -= ret[0] * 40;
        }
        if (count == BER_ARCS)
            return 0;
        ret[count++] = (uint32_t)arc;
        arc = 0;
    }
    return count;
}
