/* MTP3, ITU-T Q.704: from one point code to another, for one of its users. */
#include "wire/proto/ss7.h"

enum {
    MANAGEMENT = 0, /* the network's own: links, routes, traffic */
    TEST = 1,
    TEST_SPECIAL = 2,
};

/* ITU-T Q.704 14.2.1. */
static const struct {
    uint8_t service;
    const char *detail;
} OTHERS[] = {
    {4, "messages of TUP, the telephone user part"},
    {6, "messages of DUP, the data user part"},
    {7, "messages of DUP, the data user part"},
    {8, "messages of MTP's testing user part"},
    {9, "messages of broadband ISUP"},
    {10, "messages of satellite ISUP"},
    {12, "messages of ALCAP, AAL type 2 signalling"},
    {14, "messages of H.248, the gateway control protocol"},
};

static void nobody(struct sink *sink, const struct packet *p, uint8_t service, size_t bytes)
{
    const char *detail = "messages of a user of MTP3 that no specification of ours names";
    enum blind_reason reason = BLIND_UNKNOWN_PROTOCOL;
    for (unsigned i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        if (OTHERS[i].service != service)
            continue;
        detail = OTHERS[i].detail;
        reason = BLIND_NOT_READ;
    }
    sink_blind(sink, p, reason, bytes, detail);
}

void mtp3_user(struct sink *sink, const struct packet *p, const struct ss7_label *label,
               struct cursor user)
{
    struct packet inside = *p;
    ss7_label_set(&inside, label);
    switch (label->service) {
    case MANAGEMENT:
    case TEST:
    case TEST_SPECIAL:
        break;
    case SS7_SCCP:
        sink_inner(sink, DECODER_sccp, &inside, user);
        break;
    case SS7_ISUP:
    case SS7_BICC:
        sink_inner(sink, DECODER_isup, &inside, user);
        break;
    default:
        nobody(sink, p, label->service, cursor_left(&user));
    }
}

/* At home only on links of SS7: nothing in a label tells it from other bytes. */
static enum likeness looks(struct cursor c)
{
    return cursor_left(&c) > 5 ? LIKE_PERHAPS : LIKE_NOT;
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct ss7_label label;
    if (!ss7_label_read(&c, &label))
        return VERDICT_BROKEN;
    mtp3_user(sink, p, &label, c);
    return VERDICT_TOOK;
}

const struct decoder decoder_mtp3 = {
    .name = "mtp3",
    .links = {139, 140, 141},
    .looks = looks,
    .decode = decode,
    .ends = sccp_segments_end,
};
