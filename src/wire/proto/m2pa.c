/* M2PA, RFC 4165: a link of MTP3 between two of its points over SCTP. A link's status carries
 * nobody's message, and neither does an acknowledgement, which is user data of no length. */
#include "wire/proto/ss7.h"

enum { CLASS = 11, USER_DATA = 1, LINK_STATUS = 2, SEQUENCE_NUMBERS = 8 };

static enum likeness looks(struct cursor c)
{
    struct sigtran_head head;
    if (cursor_peek16(&c, 2) >> 8 != CLASS || !sigtran_head(&c, &head))
        return LIKE_NOT;
    /* Two unused bytes before numbers of 24 bits (2.2). */
    bool unused = cursor_peek8(&c, 0) == 0 && cursor_peek8(&c, 4) == 0;
    if (!unused || cursor_left(&c) < SEQUENCE_NUMBERS)
        return LIKE_NOT;
    return head.type == USER_DATA || head.type == LINK_STATUS ? LIKE_SURE : LIKE_NOT;
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct sigtran_head head;
    if (!sigtran_head(&c, &head) || head.class != CLASS)
        return VERDICT_NOT_MINE;
    cursor_skip(&c, SEQUENCE_NUMBERS);
    if (!cursor_ok(&c))
        return VERDICT_BROKEN;
    if (head.type != USER_DATA || cursor_left(&c) == 0)
        return VERDICT_TOOK;
    cursor_u8(&c); /* priority (2.3.1) */
    sink_inner(sink, DECODER_mtp3, p, c);
    return VERDICT_TOOK;
}

const struct decoder decoder_m2pa = {
    .name = "m2pa",
    .sctp = {3565},
    .ppids = {5},
    .looks = looks,
    .decode = decode,
    .ends = sccp_segments_end,
};
