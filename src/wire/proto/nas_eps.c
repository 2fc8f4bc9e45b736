/* NAS of EPS, TS 24.301: what a subscriber's equipment and the MME say to each other. It
 * comes inside S1AP, SGsAP and GSMTAP. */
#include "wire/proto/message.h"

enum { DISCRIMINATOR_SESSION = 2, DISCRIMINATOR_MOBILITY = 7 };

static enum likeness looks(struct cursor c)
{
    (void)c;
    return LIKE_NOT;
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    uint8_t discriminator = cursor_u8(&c) & 15;
    if (discriminator != DISCRIMINATOR_MOBILITY && discriminator != DISCRIMINATOR_SESSION)
        return VERDICT_NOT_MINE;
    cursor_skip(&c, discriminator == DISCRIMINATOR_SESSION ? 1 : 0);
    uint8_t type = cursor_u8(&c);
    struct message *m = message_begin(sink, p, PROTO_NAS_EPS, 0, type, PART_NEITHER);
    m->lack = c.why;
    message_end(sink, m);
    return VERDICT_TOOK;
}

const struct decoder decoder_nas_eps = {.name = "nas-eps", .looks = looks, .decode = decode};
