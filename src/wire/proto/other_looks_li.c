/* The handover of intercepted traffic, known by its headers. None has a registered port, and what
 * they carry is not ours to read: beyond the header only lengths are looked at. */
#include "wire/proto/ber.h"
#include "wire/proto/other.h"

enum {
    X2 = 1,
    X3 = 2,
    KEEPALIVE = 3,
    KEEPALIVE_ANSWER = 4,
};
enum { X2X3_LEAST = 40, X2X3_HEADER_MOST = 16 << 10, X2X3_PAYLOAD_MOST = 16 << 20 };
enum { FORMATS = 16, DIRECTIONS = 5, MINOR_MOST = 31, ATTRIBUTES = 64 };

/* ETSI TS 103 221-2 5.3: types and lengths that fill the header, as far as it is there. */
static bool attributes_fill(struct cursor c, size_t len)
{
    bool whole = cursor_left(&c) >= len;
    struct cursor all = cursor_sub(&c, whole ? len : cursor_left(&c));
    while (cursor_left(&all)) {
        uint16_t type = cursor_u16(&all);
        uint16_t length = cursor_u16(&all);
        cursor_skip(&all, length);
        if (cursor_ok(&all) && (type == 0 || type > ATTRIBUTES))
            return false;
    }
    return cursor_ok(&all) || !whole;
}

/* A name of RFC 9562 4.1; only what keeps a connection alive has none. */
static bool is_xid(uint64_t high, uint64_t low, bool none)
{
    if (high == 0 && low == 0)
        return none;
    return low >> 62 == 2 && (high >> 12 & 15) >= 1 && (high >> 12 & 15) <= 8;
}

/* ETSI TS 103 221-2 5.1, 5.2: versions of the 0 and 1 that are in use. */
bool other_looks_x2x3(struct cursor c)
{
    uint8_t major = cursor_u8(&c);
    uint8_t minor = cursor_u8(&c);
    uint16_t type = cursor_u16(&c);
    uint32_t header = cursor_u32(&c);
    uint32_t payload = cursor_u32(&c);
    uint16_t format = cursor_u16(&c);
    uint16_t direction = cursor_u16(&c);
    uint64_t high = cursor_u64(&c);
    uint64_t low = cursor_u64(&c);
    cursor_u64(&c);
    if (!cursor_ok(&c) || major > 1 || minor > MINOR_MOST || header < X2X3_LEAST ||
        header > X2X3_HEADER_MOST || payload > X2X3_PAYLOAD_MOST)
        return false;
    bool alive = type == KEEPALIVE || type == KEEPALIVE_ANSWER;
    bool carries = (type == X2 || type == X3) && format >= 1 && format <= FORMATS &&
                   direction >= 1 && direction <= DIRECTIONS;
    bool empty = alive && format == 0 && direction == 0 && payload == 0;
    return (carries || empty) && is_xid(high, low, alive) &&
           attributes_fill(c, header - X2X3_LEAST);
}

/* --- HI2 and HI3 ------------------------------------------------------------------------------ */

enum payload {
    PAYLOAD_NONE, /* no PS-PDU */
    PAYLOAD_UNSEEN,
    PAYLOAD_IRI,
    PAYLOAD_CC,
    PAYLOAD_OTHER,
};

/* ETSI TS 102 232-1 annex A: the header names its syntax, 0.4.0.2.2.5.1 and a version. */
static bool names_domain(struct cursor header)
{
    static const uint8_t arcs[] = {4, 0, 2, 2, 5, 1};
    struct ber id;
    unsigned odd = 0;
    if (!ber_take(&header, ber_tag(BER_CONTEXT, 0), &id, &odd))
        return false;
    size_t length = cursor_left(&id.value);
    return (length == sizeof arcs + 1 || length == sizeof arcs + 2) &&
           memcmp(cursor_span(&id.value, sizeof arcs).at, arcs, sizeof arcs) == 0;
}

/* What lies behind the bytes that are there may be anything. */
static enum payload payload_of(struct cursor c)
{
    struct ber pdu, header, payload;
    unsigned odd = 0;
    if (cursor_peek8(&c, 0) != 0x30 || !ber_next(&c, &pdu, &odd) ||
        !ber_take(&pdu.value, ber_tag(BER_CONTEXT, 1), &header, &odd) ||
        !names_domain(header.value))
        return PAYLOAD_NONE;
    if (cursor_left(&pdu.value) == 0)
        return PAYLOAD_UNSEEN;
    if (!ber_take(&pdu.value, ber_tag(BER_CONTEXT, 2), &payload, &odd))
        return PAYLOAD_NONE;
    switch (cursor_peek8(&payload.value, 0)) {
    case 0:
        return PAYLOAD_UNSEEN;
    case 0xa0:
        return PAYLOAD_IRI;
    case 0xa1:
        return PAYLOAD_CC;
    default:
        return PAYLOAD_OTHER;
    }
}

bool other_looks_hi2(struct cursor c)
{
    return payload_of(c) == PAYLOAD_IRI;
}

bool other_looks_hi3(struct cursor c)
{
    return payload_of(c) == PAYLOAD_CC;
}

/* A connection that is kept alive, an administrative notice, or what was encrypted: of either,
 * until something else is sent. */
bool other_looks_ps_pdu(struct cursor c)
{
    enum payload p = payload_of(c);
    return p == PAYLOAD_OTHER || p == PAYLOAD_UNSEEN;
}
