/* M3UA, RFC 4666: MTP3's users over SCTP. Only DATA carries somebody's message; what servers and
 * gateways tell each other (classes 0, 2, 3, 4, 9) makes none. */
#include "wire/proto/ss7.h"

enum {
    DATA = 0x0101,
    PROTOCOL_DATA = 0x0210,
    DRAFT_DATA =
        0x0002, /* MTP3 with its own label, in drafts before RFC 3332; no other use since */
    /* MGMT, transfer, SSNM, ASPSM, ASPTM, RKM (3.1.2) */
    CLASSES = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 9,
    ITU_CODES = 0x3fff,
    CODES = 0xffffff,
};

static enum likeness looks(struct cursor c)
{
    return sigtran_looks(c, CLASSES, DATA, PROTOCOL_DATA);
}

/* Point codes stand in 32 bits whatever their network's are: those that ITU-T's 14 bits cannot hold
 * are of 24 (3.3.1). */
static void protocol_data(struct cursor c, const struct packet *p, struct sink *sink)
{
    uint32_t opc = cursor_u32(&c) & CODES;
    uint32_t dpc = cursor_u32(&c) & CODES;
    struct ss7_label label = {.opc = opc, .dpc = dpc};
    label.service = cursor_u8(&c) & 15;
    label.network = cursor_u8(&c) & 3;
    cursor_u16(&c); /* priority, link selection */
    if (opc > ITU_CODES || dpc > ITU_CODES)
        label.network |= SS7_WIDE;
    if (cursor_ok(&c))
        mtp3_user(sink, p, &label, c);
    else
        sink_blind(sink, p, BLIND_BROKEN, 0, "m3ua data that is shorter than its label");
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct sigtran_head head;
    struct cursor value;
    uint16_t tag = 0;
    size_t sent = cursor_left(&c);
    if (!sigtran_head(&c, &head))
        return VERDICT_NOT_MINE;
    bool is_data = (head.class << 8 | head.type) == DATA;
    bool carries = false;
    while (sigtran_parameter(&c, &tag, &value)) {
        if (is_data && tag == PROTOCOL_DATA)
            protocol_data(value, p, sink);
        if (is_data && tag == DRAFT_DATA)
            sink_inner(sink, DECODER_mtp3, p, value);
        carries |= tag == PROTOCOL_DATA || tag == DRAFT_DATA;
    }
    if (is_data && !carries)
        sink_blind(sink, p, BLIND_UNKNOWN_MESSAGE, sent, "m3ua data of which nobody is the user");
    return cursor_ok(&c) ? VERDICT_TOOK : VERDICT_BROKEN;
}

const struct decoder decoder_m3ua = {
    .name = "m3ua",
    .sctp = {2905},
    .ppids = {3},
    .looks = looks,
    .decode = decode,
    .ends = sccp_segments_end,
};
