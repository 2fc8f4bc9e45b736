/* NAS of 5GS, TS 24.501: what a subscriber's equipment and the AMF and SMF say to each other. It
 * comes inside NGAP, the SBI and GSMTAP. */
#include "wire/proto/message.h"

enum { EPD_MOBILITY = 0x7e, EPD_SESSION = 0x2e };

static enum likeness looks(struct cursor c)
{
    (void)c;
    return LIKE_NOT;
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    uint8_t epd = cursor_u8(&c);
    if (epd != EPD_MOBILITY && epd != EPD_SESSION)
        return VERDICT_NOT_MINE;
    cursor_skip(&c, epd == EPD_SESSION ? 2 : 1);
    uint8_t type = cursor_u8(&c);
    struct message *m = message_begin(sink, p, PROTO_NAS_5GS, 0, type, PART_NEITHER);
    m->lack = c.why;
    message_end(sink, m);
    return VERDICT_TOOK;
}

const struct decoder decoder_nas_5gs = {.name = "nas-5gs", .looks = looks, .decode = decode};
