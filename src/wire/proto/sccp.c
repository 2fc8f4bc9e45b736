/* SCCP, ITU-T Q.713: from one address to another, a global title, a point code, a subsystem. It
 * makes no message itself: what it carries is told as sent by the calling address to the called. */
#include "wire/proto/ss7.h"

/* Parameters (Q.713 table 2). */
enum {
    PARAMETER_CALLED = 0x03,
    PARAMETER_CALLING = 0x04,
    PARAMETER_DATA = 0x0f,
    PARAMETER_SEGMENTATION = 0x10,
    PARAMETER_LONG_DATA = 0x13,
};

/* What a message's pointers point at, in their order; 0 ends. */
enum part_of { PART_CALLED = 1, PART_CALLING, PART_DATA, PART_OPTIONS, PARTS };

/* Where a reference stands that tells a connection. */
enum { REFERENCE = 3, SERVICE_CLASS = 1 };

static const struct layout {
    uint8_t type;
    uint8_t fixed; /* bytes before the pointers */
    uint8_t pointers[PARTS];
    bool wide;     /* pointers and the data's length have two bytes */
    bool returned; /* a message that could not be delivered */
    bool piece;    /* the fixed part ends in a byte whose lowest bit says that more follows */
} LAYOUTS[] = {
    {.type = 0x01, .fixed = REFERENCE + SERVICE_CLASS, .pointers = {PART_CALLED, PART_OPTIONS}},
    {.type = 0x02, .fixed = 2 * REFERENCE + SERVICE_CLASS, .pointers = {PART_OPTIONS}},
    {.type = 0x03, .fixed = REFERENCE + 1, .pointers = {PART_OPTIONS}},
    {.type = 0x04, .fixed = 2 * REFERENCE + 1, .pointers = {PART_OPTIONS}},
    {.type = 0x05, .fixed = 2 * REFERENCE},
    {.type = 0x06, .fixed = REFERENCE + 1, .pointers = {PART_DATA}, .piece = true},
    {.type = 0x07, .fixed = REFERENCE + 2, .pointers = {PART_DATA}, .piece = true},
    {.type = 0x08, .fixed = REFERENCE + 2},
    {.type = 0x09, .fixed = 1, .pointers = {PART_CALLED, PART_CALLING, PART_DATA}},
    {.type = 0x0a,
     .fixed = 1,
     .pointers = {PART_CALLED, PART_CALLING, PART_DATA},
     .returned = true},
    {.type = 0x0b, .fixed = REFERENCE, .pointers = {PART_DATA}},
    {.type = 0x0c, .fixed = REFERENCE},
    {.type = 0x0d, .fixed = 2 * REFERENCE + 1},
    {.type = 0x0e, .fixed = 2 * REFERENCE},
    {.type = 0x0f, .fixed = REFERENCE + 1},
    {.type = 0x10, .fixed = 2 * REFERENCE + SERVICE_CLASS + 3},
    {.type = 0x11, .fixed = 2, .pointers = {PART_CALLED, PART_CALLING, PART_DATA, PART_OPTIONS}},
    {.type = 0x12,
     .fixed = 2,
     .pointers = {PART_CALLED, PART_CALLING, PART_DATA, PART_OPTIONS},
     .returned = true},
    {.type = 0x13,
     .fixed = 2,
     .pointers = {PART_CALLED, PART_CALLING, PART_DATA, PART_OPTIONS},
     .wide = true},
    {.type = 0x14,
     .fixed = 2,
     .pointers = {PART_CALLED, PART_CALLING, PART_DATA, PART_OPTIONS},
     .wide = true,
     .returned = true},
};

/* The parts of a message that were there. */
struct parts {
    struct cursor at[PARTS];
    bool has[PARTS];
    bool pieces; /* `segment` was said */
    struct segment segment;
    enum lack why;
};

static const struct layout *layout_of(uint8_t type)
{
    for (unsigned i = 0; i < sizeof LAYOUTS / sizeof *LAYOUTS; i++)
        if (LAYOUTS[i].type == type)
            return &LAYOUTS[i];
    return NULL;
}

static void keep(struct parts *ret, enum part_of part, struct cursor at)
{
    ret->at[part] = at;
    ret->has[part] = true;
    if (ret->why == LACK_NONE)
        ret->why = at.why;
}

/* First bit, class bit, how many follow; the reference of the message's pieces (Q.713 3.17). */
static void read_segmentation(struct parts *ret, struct cursor c)
{
    uint8_t bits = cursor_u8(&c);
    ret->segment.first = bits >> 7;
    ret->segment.remaining = bits & 15;
    ret->segment.key.reference = cursor_u24(&c);
    ret->pieces = cursor_ok(&c);
}

static void read_options(struct parts *ret, struct cursor c)
{
    while (cursor_left(&c)) {
        uint8_t code = cursor_u8(&c);
        if (code == 0)
            return;
        size_t length = code == PARAMETER_LONG_DATA ? cursor_u16le(&c) : cursor_u8(&c);
        struct cursor value = cursor_sub(&c, length);
        if (code == PARAMETER_CALLED)
            keep(ret, PART_CALLED, value);
        else if (code == PARAMETER_CALLING)
            keep(ret, PART_CALLING, value);
        else if (code == PARAMETER_DATA || code == PARAMETER_LONG_DATA)
            keep(ret, PART_DATA, value);
        else if (code == PARAMETER_SEGMENTATION)
            read_segmentation(ret, value);
    }
}

/* A pointer counts from its own last byte to the length of what it points at (Q.713 2.3). */
static void follow(struct parts *ret, struct cursor *c, enum part_of part, bool wide)
{
    struct cursor to = *c;
    size_t distance = wide ? cursor_u16le(c) : cursor_u8(c);
    if (distance == 0) /* no options */
        return;
    if (wide)
        cursor_u8(&to);
    cursor_skip(&to, distance);
    if (part == PART_OPTIONS) {
        read_options(ret, to);
        return;
    }
    size_t length = wide && part == PART_DATA ? cursor_u16le(&to) : cursor_u8(&to);
    keep(ret, part, cursor_sub(&to, length));
}

static void read_parts(struct parts *ret, const struct layout *l, struct cursor c)
{
    struct cursor fixed = cursor_sub(&c, l->fixed);
    if (l->piece) { /* DT1 and DT2: of which connection, and whether more follows (Q.713 3.7) */
        ret->segment.key.reference = cursor_u24(&fixed);
        ret->segment.key.connection = 1;
        cursor_skip(&fixed, cursor_left(&fixed) - (cursor_left(&fixed) ? 1 : 0));
        ret->segment.remaining = cursor_u8(&fixed) & 1;
        ret->pieces = true;
    }
    for (unsigned i = 0; l->pointers[i]; i++)
        follow(ret, &c, (enum part_of)l->pointers[i], l->wide);
    if (ret->why == LACK_NONE)
        ret->why = c.why;
}

/* The address, with the point code of MTP3's label where it has none itself. */
static void set_end(struct addr *a, uint16_t *subsystem, const struct parts *parts,
                    enum part_of part, uint8_t network)
{
    struct sccp_address said = {0};
    if (parts->has[part])
        said = sccp_address(parts->at[part], network);
    *a = sccp_joined(&said.addr, a);
    *subsystem = said.subsystem;
}

/* At home only on links of which SCCP alone was captured. */
static enum likeness looks(struct cursor c)
{
    return layout_of(cursor_peek8(&c, 0)) ? LIKE_PERHAPS : LIKE_NOT;
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    const struct layout *l = layout_of(cursor_u8(&c));
    if (!l)
        return VERDICT_BROKEN;
    struct packet inside = *p;
    struct parts parts = {.why = LACK_NONE};
    read_parts(&parts, l, c);
    set_end(&inside.src, &inside.sport, &parts, PART_CALLING, p->network);
    set_end(&inside.dst, &inside.dport, &parts, PART_CALLED, p->network);
    inside.odd |= PACKET_READDRESSED;
    if (!parts.has[PART_DATA])
        return parts.why == LACK_NONE ? VERDICT_TOOK : VERDICT_BROKEN;
    struct cursor data = parts.at[PART_DATA];
    parts.segment.key.from = inside.src;
    parts.segment.key.to = inside.dst;
    if (parts.pieces && !sccp_segment(sink, &inside, &parts.segment, &data))
        return VERDICT_TOOK;
    if (l->returned)
        sccp_turn(&inside);
    sccp_user(sink, &inside, data);
    return VERDICT_TOOK;
}

const struct decoder decoder_sccp = {
    .name = "sccp",
    .links = {142},
    .looks = looks,
    .decode = decode,
    .ends = sccp_segments_end,
    .keep = {{.key_size = sizeof(struct segments_key),
              .share = 3, /* and one of ISUP, which is SS7 too */
              .entry_size = sizeof(struct assembly)}},
};
