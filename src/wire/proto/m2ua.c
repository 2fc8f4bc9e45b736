/* M2UA, RFC 3331: a link's MTP3 from a signalling gateway over SCTP. */
#include "wire/proto/ss7.h"

enum {
    DATA = 0x0601,
    PROTOCOL_DATA = 0x0300,
    PROTOCOL_DATA_TTC = 0x0301, /* begins with TTC's length indicator (3.3.1.1) */
    /* MGMT, ASPSM, ASPTM, MAUP, IIM (3.1.2) */
    CLASSES = 1 << 0 | 1 << 3 | 1 << 4 | 1 << 6 | 1 << 10,
};

static enum likeness looks(struct cursor c)
{
    return sigtran_looks(c, CLASSES, DATA, PROTOCOL_DATA);
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct sigtran_head head;
    struct cursor value;
    uint16_t tag = 0;
    if (!sigtran_head(&c, &head))
        return VERDICT_NOT_MINE;
    bool is_data = (head.class << 8 | head.type) == DATA;
    while (sigtran_parameter(&c, &tag, &value)) {
        if (!is_data || (tag != PROTOCOL_DATA && tag != PROTOCOL_DATA_TTC))
            continue;
        if (tag == PROTOCOL_DATA_TTC)
            cursor_u8(&value);
        sink_inner(sink, DECODER_mtp3, p, value);
    }
    return cursor_ok(&c) ? VERDICT_TOOK : VERDICT_BROKEN;
}

const struct decoder decoder_m2ua = {
    .name = "m2ua",
    .sctp = {2904},
    .ppids = {2},
    .looks = looks,
    .decode = decode,
    .ends = sccp_segments_end,
};
