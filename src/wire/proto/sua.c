/* SUA, RFC 3868: SCCP's users over SCTP. Data names its ends as SCCP does; what servers and
 * gateways tell each other makes no message. */
#include "wire/proto/ss7.h"

enum {
    CLDT = 0x0701, /* connectionless data, and what of it comes back */
    CLDR = 0x0702,
    CORE = 0x0801, /* connections: request, acknowledge, refuse, release, data (3.3) */
    CODT = 0x0808,
    /* MGMT, SSNM, ASPSM, ASPTM, CL, CO, RKM (3.1.2) */
    CLASSES = 1 << 0 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 7 | 1 << 8 | 1 << 9,
};

/* Parameters (3.9, 3.10). */
enum {
    SOURCE = 0x0102,
    DESTINATION = 0x0103,
    DATA = 0x010b,
    SEGMENTATION = 0x0117,
    TITLE = 0x8001,
    POINT_CODE = 0x8002,
    SUBSYSTEM = 0x8003,
    ITU_CODES = 0x3fff,
};

struct content {
    struct sccp_address source, destination;
    struct cursor data;
    bool has_data, is_segmented;
    struct segment segment;
};

static enum likeness looks(struct cursor c)
{
    enum likeness like = sigtran_looks(c, CLASSES, CLDT, DATA);
    return like == LIKE_PERHAPS ? sigtran_looks(c, CLASSES, CLDR, DATA) : like;
}

/* Three reserved bytes, the indicator; how many digits, translation, plan, nature (3.10.1). */
static void title(struct addr *a, struct cursor c)
{
    cursor_skip(&c, 4);
    unsigned count = cursor_u8(&c);
    cursor_u8(&c);
    uint8_t plan = cursor_u8(&c);
    cursor_u8(&c);
    if (!sccp_plan_of_people(plan))
        sccp_add_digits(a, cursor_sub(&c, (count + 1) / 2), count % 2);
}

/* Routing and address indicators, then what they promise (3.9.2). */
static struct sccp_address address(struct cursor c)
{
    struct sccp_address ret = {0};
    struct cursor value, digits = {0};
    uint16_t tag = 0;
    cursor_u32(&c);
    while (sigtran_parameter(&c, &tag, &value)) {
        if (tag == TITLE)
            digits = value;
        if (tag == SUBSYSTEM)
            ret.subsystem = (uint8_t)cursor_u32(&value);
        if (tag != POINT_CODE)
            continue;
        uint32_t code = cursor_u32(&value) & 0xffffff;
        ret.addr = addr_point_code(code, code > ITU_CODES);
    }
    if (cursor_left(&digits))
        title(&ret.addr, digits);
    return ret;
}

/* First bit, how many follow; the reference of the message's pieces (3.10.23). */
static void segmentation(struct content *ret, struct cursor c)
{
    uint8_t bits = cursor_u8(&c);
    ret->segment.first = bits >> 7;
    ret->segment.remaining = bits & 127;
    ret->segment.key.reference = cursor_u24(&c);
    ret->is_segmented = cursor_ok(&c);
}

static bool read_content(struct content *ret, struct cursor *c)
{
    struct cursor value;
    uint16_t tag = 0;
    while (sigtran_parameter(c, &tag, &value)) {
        if (tag == SOURCE)
            ret->source = address(value);
        else if (tag == DESTINATION)
            ret->destination = address(value);
        else if (tag == SEGMENTATION)
            segmentation(ret, value);
        else if (tag == DATA) {
            ret->data = value;
            ret->has_data = true;
        }
    }
    return cursor_ok(c);
}

/* An end that names neither point code nor title stays the packet's. */
static void set_end(struct addr *a, uint16_t *port, const struct sccp_address *said)
{
    if (!said->addr.family)
        return;
    *a = said->addr;
    *port = said->subsystem;
}

static void hand_on(struct sink *sink, const struct packet *p, struct content *said, bool returned)
{
    struct packet inside = *p;
    inside.odd |= PACKET_READDRESSED;
    set_end(&inside.src, &inside.sport, &said->source);
    set_end(&inside.dst, &inside.dport, &said->destination);
    said->segment.key.from = inside.src;
    said->segment.key.to = inside.dst;
    if (said->is_segmented && !sccp_segment(sink, &inside, &said->segment, &said->data))
        return;
    if (returned)
        sccp_turn(&inside);
    sccp_user(sink, &inside, said->data);
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct sigtran_head head;
    struct content said = {0};
    if (!sigtran_head(&c, &head))
        return VERDICT_NOT_MINE;
    unsigned kind = (unsigned)head.class << 8 | head.type;
    bool carries = kind == CLDT || kind == CLDR || (kind >= CORE && kind <= CODT);
    bool whole = read_content(&said, &c);
    if (carries && said.has_data)
        hand_on(sink, p, &said, kind == CLDR);
    return whole ? VERDICT_TOOK : VERDICT_BROKEN;
}

const struct decoder decoder_sua = {
    .name = "sua",
    .sctp = {14001},
    .ppids = {4},
    .looks = looks,
    .decode = decode,
    .ends = sccp_segments_end,
};
