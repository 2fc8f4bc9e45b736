/* H.248, MEGACO (ITU-T H.248.1, RFC 3525): commands to media gateways, as text (annex B) or in BER
 * (annex A). They are named and counted; of what they say only where media goes is taken. */
#include "wire/proto/gateway.h"

enum {
    TPKT = 3,
    SEQUENCE = 0x30,
    MESSAGE = 0xa1,
    VERSION = 0x80,
    TOKEN_MOST = 16,
    HEADER_MOST = 200
};

static bool is_text(struct cursor c)
{
    struct span s = cursor_rest(&c);
    return span_begins_caseless(s, "MEGACO/") || span_begins_caseless(s, "!/");
}

static void ber_length(struct cursor *c)
{
    uint8_t first = cursor_u8(c);
    if (first & 0x80)
        cursor_skip(c, first & 0x7f);
}

/* MegacoMessage, then Message with its version (A.2): nothing else begins so. */
static bool is_binary(struct cursor c)
{
    if (cursor_u8(&c) != SEQUENCE)
        return false;
    ber_length(&c);
    if (cursor_u8(&c) != MESSAGE)
        return false;
    ber_length(&c);
    uint8_t tag = cursor_u8(&c);
    uint8_t size = cursor_u8(&c);
    uint8_t version = cursor_u8(&c);
    return cursor_ok(&c) && tag == VERSION && size == 1 && version >= 1 && version <= 4;
}

/* RFC 1006: over TCP each message has a length before it (H.248.1 annex D.2). */
static bool is_packet(struct cursor c)
{
    uint8_t version = cursor_u8(&c);
    uint8_t reserved = cursor_u8(&c);
    uint16_t length = cursor_u16(&c);
    return cursor_ok(&c) && version == TPKT && reserved == 0 && length > 4;
}

static enum likeness looks(struct cursor c)
{
    if (is_packet(c))
        cursor_skip(&c, 4);
    return is_text(c) || is_binary(c) ? LIKE_SURE : LIKE_NOT;
}

static bool is_letter(uint8_t b)
{
    return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
}

/* The first command: a token that "=" follows, inside an action. */
static const char *first_command(struct cursor c)
{
    bool inside = false;
    for (unsigned i = 0; cursor_left(&c) && i < HEADER_MOST * 4; i++) {
        struct cursor from = c;
        size_t len = 0;
        while (cursor_left(&c) && is_letter(cursor_peek8(&c, 0)) && len < TOKEN_MOST) {
            cursor_u8(&c);
            len++;
        }
        uint8_t next = cursor_u8(&c);
        inside |= next == '{';
        while (next == ' ' && cursor_peek8(&c, 0) == ' ')
            cursor_u8(&c);
        bool follows = next == '=' || (next == ' ' && cursor_peek8(&c, 0) == '=');
        const char *name =
            inside && len && follows ? gateway_command("h248", cursor_span(&from, len)) : NULL;
        if (name)
            return name;
    }
    return NULL;
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct cursor whole = c;
    if (looks(c) == LIKE_NOT)
        return VERDICT_NOT_MINE;
    if (is_packet(c))
        cursor_skip(&c, 4);
    bool text = is_text(c);
    if (text)
        gateway_media(c, p, sink, "H.248");
    gateway_tell(whole, p, sink, "H.248", text ? first_command(c) : NULL);
    return VERDICT_TOOK;
}

static enum verdict length_of(struct cursor c, size_t *ret_length)
{
    if (cursor_left(&c) < 4)
        return cursor_peek8(&c, 0) == TPKT ? VERDICT_MORE : VERDICT_NOT_MINE;
    if (!is_packet(c))
        return VERDICT_NOT_MINE;
    *ret_length = cursor_peek16(&c, 2);
    return VERDICT_TOOK;
}

const struct decoder decoder_h248 = {.name = "h248",
                                     .udp = {2944, 2945},
                                     .tcp = {2944, 2945},
                                     .sctp = {2944, 2945},
                                     .ppids = {7},
                                     .looks = looks,
                                     .decode = decode,
                                     .length = length_of};
