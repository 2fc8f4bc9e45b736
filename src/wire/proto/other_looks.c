/* Protocols that no fixed prefix tells: what their first bytes have to be. Each reads a header and
 * no more; what is uncertain is believed on the protocol's own port only (other.def). */
#include "wire/proto/other.h"

static uint32_t u32le(struct cursor *c)
{
    return __builtin_bswap32(cursor_u32(c));
}

/* Whether `text` stands somewhere in the first `most` bytes. */
static bool holds(struct cursor c, const char *text, size_t most)
{
    size_t len = strlen(text);
    for (size_t i = 0; i < most && cursor_left(&c) >= len; i++) {
        struct cursor here = c;
        if (memcmp(cursor_span(&here, len).at, text, len) == 0)
            return true;
        cursor_skip(&c, 1);
    }
    return false;
}

/* RFC 8446 5.1: content type, version 3.x, a length of at most 2^14 + 256. */
bool other_looks_tls(struct cursor c)
{
    uint8_t type = cursor_u8(&c);
    uint16_t version = cursor_u16(&c);
    uint16_t length = cursor_u16(&c);
    return cursor_ok(&c) && type >= 20 && type <= 24 && version >> 8 == 3 &&
           (version & 0xff) <= 4 && length > 0 && length <= (1 << 14) + 2048;
}

/* RFC 6347 4.1 */
bool other_looks_dtls(struct cursor c)
{
    uint8_t type = cursor_u8(&c);
    uint16_t version = cursor_u16(&c);
    cursor_skip(&c, 8);
    uint16_t length = cursor_u16(&c);
    return cursor_ok(&c) && type >= 20 && type <= 25 &&
           (version == 0xfeff || version == 0xfefd || version == 0xfefc || version == 0x0100) &&
           length <= cursor_left(&c) && length > 0;
}

/* RFC 9000 17.2: a long header of a version that is in use (1, 2, drafts, Google's), or a version
 * negotiation. */
bool other_looks_quic(struct cursor c)
{
    uint8_t first = cursor_u8(&c);
    uint32_t version = cursor_u32(&c);
    uint8_t destination = cursor_u8(&c);
    cursor_skip(&c, destination);
    uint8_t source = cursor_u8(&c);
    cursor_skip(&c, source);
    bool known = version == 1 || version == 0x6b3343cf || version >> 8 == 0xff0000 ||
                 version >> 16 == 0x5130;
    return cursor_ok(&c) && (first & 0xc0) == 0xc0 && known && destination <= 20 && source <= 20;
}

/* RFC 7296 3.1; version 1 of it: RFC 2408 3.1. */
bool other_looks_ike(struct cursor c)
{
    size_t whole = cursor_left(&c);
    cursor_skip(&c, 17);
    uint8_t version = cursor_u8(&c);
    cursor_skip(&c, 6);
    uint32_t length = cursor_u32(&c);
    return cursor_ok(&c) && (version == 0x10 || version == 0x20) && length >= 28 && length <= whole;
}

/* RFC 3948 2: IKE after four zero bytes, a keepalive of one byte, or ESP with its SPI (0 to 255 are
 * reserved) and sequence number. */
bool other_looks_ipsec_udp(struct cursor c)
{
    if (cursor_left(&c) == 1)
        return cursor_u8(&c) == 0xff;
    uint32_t first = cursor_u32(&c);
    return first ? first > 255 && cursor_left(&c) >= 16 : other_looks_ike(c);
}

/* The protocol's white paper, 5.4: type, three zero bytes, and lengths that are fixed. */
bool other_looks_wireguard(struct cursor c)
{
    size_t length = cursor_left(&c);
    switch (cursor_u32(&c)) {
    case 0x01000000:
        return length == 148;
    case 0x02000000:
        return length == 92;
    case 0x03000000:
        return length == 64;
    default:
        return false;
    }
}

/* Operation in the high five bits, 1 to 11. */
bool other_looks_openvpn(struct cursor c)
{
    uint8_t operation = cursor_peek8(&c, 0) >> 3;
    return cursor_left(&c) >= 14 && operation >= 1 && operation <= 11;
}

/* RFC 1006 and X.224 13: a connection request or confirm in a TPKT. */
bool other_looks_rdp(struct cursor c)
{
    size_t whole = cursor_left(&c);
    uint16_t version = cursor_u16(&c);
    uint16_t length = cursor_u16(&c);
    uint8_t header = cursor_u8(&c);
    uint8_t code = cursor_u8(&c);
    return cursor_ok(&c) && version == 0x0300 && length == whole && header == length - 5 &&
           (code == 0xe0 || code == 0xd0);
}

/* SMPP 3.4, 3.2: length, command, status, sequence; bind and submit come first. */
bool other_looks_smpp(struct cursor c)
{
    size_t whole = cursor_left(&c);
    uint32_t length = cursor_u32(&c);
    uint32_t command = cursor_u32(&c) & 0x7fffffff;
    uint32_t status = cursor_u32(&c);
    uint32_t sequence = cursor_u32(&c);
    return cursor_ok(&c) && length >= 16 && length <= whole && command <= 0x112 && command > 0 &&
           status <= 0x4ff && sequence > 0 && sequence < 0x7fffffff;
}

/* RFC 2865 3 */
bool other_looks_radius(struct cursor c)
{
    size_t whole = cursor_left(&c);
    uint8_t code = cursor_u8(&c);
    cursor_u8(&c);
    uint16_t length = cursor_u16(&c);
    return cursor_ok(&c) && code > 0 && code <= 55 && length >= 20 && length <= whole;
}

/* RFC 854: IAC, then WILL, WONT, DO, DONT or a subnegotiation. */
bool other_looks_telnet(struct cursor c)
{
    uint8_t first = cursor_u8(&c);
    uint8_t second = cursor_u8(&c);
    return cursor_left(&c) >= 1 && first == 0xff && second >= 0xfa && second <= 0xfe;
}

bool other_looks_greeting(struct cursor c)
{
    struct span code = cursor_span(&c, 3);
    uint8_t next = cursor_u8(&c);
    return cursor_ok(&c) && memcmp(code.at, "220", 3) == 0 && (next == ' ' || next == '-');
}

/* RFC 5321 4.2: the greeting names the service. */
bool other_looks_smtp(struct cursor c)
{
    return other_looks_greeting(c) && holds(c, "SMTP", 120);
}

/* A sequence that begins with a version; `ret_next`: the tag of what follows it. */
static bool snmp_version(struct cursor *c, uint8_t *ret_version, uint8_t *ret_next)
{
    if (cursor_u8(c) != 0x30)
        return false;
    uint8_t length = cursor_u8(c);
    if (length & 0x80)
        cursor_skip(c, length & 0x7f);
    if (cursor_u16(c) != 0x0201)
        return false;
    *ret_version = cursor_u8(c);
    *ret_next = cursor_u8(c);
    return cursor_ok(c);
}

/* RFC 3416 (RFC 1901 3): version 0 or 1 and a community. */
bool other_looks_snmp(struct cursor c)
{
    uint8_t version;
    uint8_t next;
    return snmp_version(&c, &version, &next) && version <= 1 && next == 0x04;
}

/* RFC 3412 6: version 3 and a header. */
bool other_looks_snmp_v3(struct cursor c)
{
    uint8_t version;
    uint8_t next;
    return snmp_version(&c, &version, &next) && version == 3 && next == 0x30;
}

/* RFC 5424 6.2.1: <0> to <191>. */
bool other_looks_syslog(struct cursor c)
{
    unsigned value = 0;
    unsigned digits = 0;
    if (cursor_u8(&c) != '<')
        return false;
    for (; digits < 3 && cursor_peek8(&c, 0) >= '0' && cursor_peek8(&c, 0) <= '9'; digits++)
        value = value * 10 + cursor_u8(&c) - '0';
    return digits && cursor_u8(&c) == '>' && value <= 191 && cursor_left(&c);
}

/* RFC 8907 4.1 */
bool other_looks_tacplus(struct cursor c)
{
    uint8_t version = cursor_u8(&c);
    uint8_t type = cursor_u8(&c);
    cursor_skip(&c, 6);
    uint32_t length = cursor_u32(&c);
    return cursor_ok(&c) && (version & 0xfe) == 0xc0 && type >= 1 && type <= 3 &&
           length < (1 << 16);
}

/* RFC 5905 7.3: version 1 to 4, a mode that is in use, 48 bytes and what extends them. */
bool other_looks_ntp(struct cursor c)
{
    uint8_t first = cursor_peek8(&c, 0);
    unsigned version = first >> 3 & 7;
    unsigned mode = first & 7;
    bool control = mode == 6 || mode == 7;
    return version >= 1 && version <= 4 && mode != 0 && cursor_left(&c) >= (control ? 8 : 48);
}

/* RFC 1035 4.1.1: an operation that is in use, the reserved bit clear, and counts that fit. */
bool other_looks_dns(struct cursor c)
{
    size_t whole = cursor_left(&c);
    cursor_u16(&c);
    uint16_t flags = cursor_u16(&c);
    unsigned questions = cursor_u16(&c);
    unsigned records = cursor_u16(&c);
    records += cursor_u16(&c);
    records += cursor_u16(&c);
    unsigned operation = flags >> 11 & 15;
    return cursor_ok(&c) && operation <= 6 && operation != 3 && !(flags & 0x40) &&
           questions + records > 0 && 12 + questions * 5 + records * 11 <= whole;
}

/* RFC 1035 4.2.2 */
bool other_looks_dns_in_stream(struct cursor c)
{
    uint16_t length = cursor_u16(&c);
    return length >= 12 && other_looks_dns(c);
}

/* RFC 2131 2, 3: the cookie stands after 236 bytes. */
bool other_looks_dhcp(struct cursor c)
{
    uint8_t operation = cursor_peek8(&c, 0);
    cursor_skip(&c, 236);
    return (operation == 1 || operation == 2) && cursor_u32(&c) == 0x63825363;
}

/* RFC 1002 4.3.1, then FF, FE or FD and the name. */
bool other_looks_smb(struct cursor c)
{
    uint32_t session = cursor_u32(&c);
    uint32_t magic = cursor_u32(&c);
    return cursor_ok(&c) && session >> 24 == 0 && (magic & 0xffffff) == 0x534d42 &&
           magic >> 24 >= 0xfc;
}

/* RFC 4511 4.1.1: a sequence of a message id and an operation of application class. */
bool other_looks_ldap(struct cursor c)
{
    if (cursor_u8(&c) != 0x30)
        return false;
    uint8_t length = cursor_u8(&c);
    if (length & 0x80)
        cursor_skip(&c, length & 0x7f);
    uint8_t tag = cursor_u8(&c);
    uint8_t width = cursor_u8(&c);
    cursor_skip(&c, width);
    uint8_t operation = cursor_u8(&c);
    return cursor_ok(&c) && tag == 0x02 && width >= 1 && width <= 4 && (operation & 0xc0) == 0x40 &&
           (operation & 0x1f) <= 25;
}

/* The server's greeting: a packet of number 0, protocol 10, and a version in digits. */
bool other_looks_mysql(struct cursor c)
{
    size_t whole = cursor_left(&c);
    uint32_t length = __builtin_bswap32(cursor_u24(&c)) >> 8;
    uint8_t number = cursor_u8(&c);
    uint8_t protocol = cursor_u8(&c);
    uint8_t digit = cursor_u8(&c);
    return cursor_ok(&c) && length + 4 == whole && number == 0 && protocol == 10 && digit >= '3' &&
           digit <= '9';
}

/* The start-up message of version 3, or the request for TLS. */
bool other_looks_postgresql(struct cursor c)
{
    size_t whole = cursor_left(&c);
    uint32_t length = cursor_u32(&c);
    uint32_t code = cursor_u32(&c);
    return cursor_ok(&c) && length == whole && (code == 0x00030000 || code == 0x04d2162f);
}

/* MS-TDS 2.2.3.1: the pre-login, or a login. */
bool other_looks_tds(struct cursor c)
{
    size_t whole = cursor_left(&c);
    uint8_t type = cursor_u8(&c);
    uint8_t status = cursor_u8(&c);
    uint16_t length = cursor_u16(&c);
    return cursor_ok(&c) && (type == 0x12 || type == 0x10 || type == 0x04) && status <= 1 &&
           length == whole;
}

/* The header's length in the order of little machines, and an operation that is in use. */
bool other_looks_mongodb(struct cursor c)
{
    size_t whole = cursor_left(&c);
    uint32_t length = u32le(&c);
    cursor_skip(&c, 8);
    uint32_t operation = u32le(&c);
    return cursor_ok(&c) && length >= 16 && length <= whole &&
           (operation == 2013 || operation == 2012 || operation == 2004 || operation == 1);
}

/* An array of strings: *N, then $N. */
bool other_looks_redis(struct cursor c)
{
    if (cursor_u8(&c) != '*')
        return false;
    unsigned digits = 0;
    while (digits < 4 && cursor_peek8(&c, 0) >= '0' && cursor_peek8(&c, 0) <= '9') {
        cursor_u8(&c);
        digits++;
    }
    return digits && cursor_u16(&c) == 0x0d0a && cursor_u8(&c) == '$';
}

/* CONNECT with the protocol's name. */
bool other_looks_mqtt(struct cursor c)
{
    if (cursor_u8(&c) != 0x10)
        return false;
    while (cursor_u8(&c) & 0x80)
        continue;
    uint16_t length = cursor_u16(&c);
    uint32_t name = cursor_u32(&c);
    return cursor_ok(&c) &&
           ((length == 4 && name == 0x4d515454) || (length == 6 && name == 0x4d514973));
}

/* RFC 8489 5: two zero bits, the cookie, a length in words. */
bool other_looks_stun(struct cursor c)
{
    size_t whole = cursor_left(&c);
    uint16_t type = cursor_u16(&c);
    uint16_t length = cursor_u16(&c);
    uint32_t cookie = cursor_u32(&c);
    return cursor_ok(&c) && type >> 14 == 0 && cookie == 0x2112a442 && length % 4 == 0 &&
           length + 20U == whole;
}

/* RFC 4271 4.1: a marker of ones, a length, a type. */
bool other_looks_bgp(struct cursor c)
{
    uint64_t first = cursor_u64(&c);
    uint64_t second = cursor_u64(&c);
    uint16_t length = cursor_u16(&c);
    uint8_t type = cursor_u8(&c);
    return cursor_ok(&c) && first == UINT64_MAX && second == UINT64_MAX && length >= 19 &&
           type >= 1 && type <= 5;
}

/* RFC 9113 4.1, in the middle of a connection: whole frames that fill the segment. */
bool other_looks_http2(struct cursor c)
{
    if (!cursor_left(&c))
        return false;
    while (cursor_left(&c)) {
        uint32_t length = cursor_u24(&c);
        uint8_t type = cursor_u8(&c);
        cursor_u8(&c);
        uint32_t stream = cursor_u32(&c);
        bool of_connection = type == 4 || type == 6 || type == 7;
        bool sized = (type != 4 || length % 6 == 0) && (type != 6 || length == 8) &&
                     (type != 8 || length == 4) && (type != 3 || length == 4);
        cursor_skip(&c, length);
        if (type > 9 || stream >> 31 || !sized || (type != 8 && of_connection != (stream == 0)))
            return false;
    }
    return cursor_ok(&c);
}

/* C706 12.6.3.1: version 5.0, a type, and a length that is the segment's. */
bool other_looks_msrpc(struct cursor c)
{
    size_t whole = cursor_left(&c);
    uint16_t version = cursor_u16(&c);
    uint8_t type = cursor_u8(&c);
    cursor_u8(&c);
    uint32_t order = cursor_u32(&c);
    uint16_t length = cursor_u16(&c);
    if (order >> 28 == 1) /* little-endian */
        length = __builtin_bswap16(length);
    return cursor_ok(&c) && version == 0x0500 && type <= 19 && (order & 0xffffff) == 0 &&
           length >= 16 && length <= whole;
}

/* RFC 3550 5.1: version 2, no padding, a payload type that is given out (RFC 3551 6). */
bool other_looks_rtp(struct cursor c)
{
    uint8_t first = cursor_u8(&c);
    uint8_t type = cursor_u8(&c) & 0x7f;
    cursor_skip(&c, 6);
    uint32_t source = cursor_u32(&c);
    return cursor_ok(&c) && cursor_left(&c) && (first & 0xef) == 0x80 && source &&
           (type <= 34 || type >= 96);
}
