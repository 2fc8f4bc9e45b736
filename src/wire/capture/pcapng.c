/* pcapng (draft-ietf-opsawg-pcapng): blocks, each with its type and, before and behind it, its
 * length. A section has its own byte order and interfaces; a file may hold many sections. */
#include "base/text.h"
#include "wire/capture/source.h"

#include <stdlib.h>

enum {
    BLOCK_SECTION = 0x0a0d0d0a,
    BLOCK_INTERFACE = 1,
    BLOCK_PACKET = 2, /* obsolete */
    BLOCK_SIMPLE = 3,
    BLOCK_NAMES = 4,
    BLOCK_STATISTICS = 5,
    BLOCK_ENHANCED = 6,
    BLOCK_SECRETS = 10,
    BLOCK_HEAD = 8,
    BLOCK_LEAST = 12,
    BLOCK_MOST = 1 << 30, /* stepped over; larger is taken for damage */
    SECTION_HEAD = 24,
    INTERFACE_HEAD = 16,
    PACKET_HEAD = 28,
    SIMPLE_HEAD = 12,
    SECTION_MAJOR = 1,
    SECTION_MINOR_MOST = 2, /* 2 is 0 under another name, by some early writers */
};

static const uint32_t SECTION_ORDER = 0x1a2b3c4d;

struct block {
    uint32_t type;
    uint32_t total;     /* a multiple of 4, also where its writer forgot to round it up */
    uint32_t room;      /* behind its head and before its trailer */
    struct cursor body; /* what of it is in the window, from behind its length on */
};

static uint32_t round_up(uint32_t length)
{
    return (length + 3) & ~3U;
}

static void forget_interfaces(struct source *s)
{
    struct pcapng_file *p = &s->as.pcapng;
    s->env->interfaces += p->room * sizeof *p->interfaces;
    free(p->interfaces);
    p->interfaces = NULL;
    p->count = p->room = 0;
}

static void pcapng_finish(struct source *s)
{
    const struct pcapng_file *p = &s->as.pcapng;
    TEXT_ON(detail, 120);
    text_format(&detail, "pcapng blocks that postern does not know, the first of type 0x%x",
                p->strange_type);
    if (p->strange)
        blind_add(s->env->blind, BLIND_NOT_READ, s->name, 0, p->strange, (struct place){0},
                  detail.at);
    if (p->secrets_refused)
        blind_add(s->env->blind, BLIND_OVER_BUDGET, s->name, 0, p->secrets_refused,
                  (struct place){0}, "there was no room for more decryption secrets");
}

static enum opened pcapng_open(struct source *s)
{
    struct cursor c = s->window;
    if (cursor_left(&c) < 4)
        return OPENED_SHORT;
    if (cursor_u32(&c) != BLOCK_SECTION)
        return OPENED_OTHER;
    if (cursor_left(&s->window) < SECTION_HEAD)
        return OPENED_SHORT;
    cursor_skip(&c, 4);
    uint32_t order = cursor_u32(&c);
    if (order != SECTION_ORDER && order != __builtin_bswap32(SECTION_ORDER))
        return OPENED_OTHER;
    bool big = order == SECTION_ORDER;
    uint16_t major = wire_u16(&c, big);
    uint16_t minor = wire_u16(&c, big);
    if (major != SECTION_MAJOR || minor > SECTION_MINOR_MOST) {
        source_why(s, "it is pcapng of version %u.%u, and postern reads 1.0", major, minor);
        return OPENED_NOT;
    }
    s->as.pcapng = (struct pcapng_file){.big = big};
    return OPENED; /* the section is read as any other */
}

/* 4.1. The byte order counts from this block on. */
static bool read_section(struct source *s, struct block *b)
{
    struct pcapng_file *p = &s->as.pcapng;
    cursor_skip(&b->body, 4);
    uint16_t major = wire_u16(&b->body, p->big);
    uint16_t minor = wire_u16(&b->body, p->big);
    if (!cursor_ok(&b->body) || major != SECTION_MAJOR || minor > SECTION_MINOR_MOST) {
        source_why(s, "a section is of version %u.%u, and postern reads 1.0", major, minor);
        return false;
    }
    p->count = 0;
    return true;
}

/* Tables of interfaces double, all of them together within a budget. */
static bool make_room(struct source *s)
{
    enum { ROOM_FIRST = 4 };
    struct pcapng_file *p = &s->as.pcapng;
    if (p->count < p->room)
        return true;
    uint32_t room = p->room ? 2 * p->room : ROOM_FIRST;
    size_t more = (room - p->room) * sizeof *p->interfaces;
    struct pcapng_interface *all =
        more <= s->env->interfaces ? realloc(p->interfaces, room * sizeof *all) : NULL;
    if (!all) {
        source_why(s, "it describes more than %u interfaces, and there is no memory for more",
                   p->count);
        return false;
    }
    s->env->interfaces -= more;
    p->interfaces = all;
    p->room = room;
    return true;
}

static bool read_interface(struct source *s, struct block *b)
{
    struct pcapng_file *p = &s->as.pcapng;
    struct pcapng_interface i;
    if (!pcapng_interface_read(&i, b->body, p->big)) {
        source_why(s, "an interface block of %u bytes is too short", b->total);
        return false;
    }
    if (!make_room(s))
        return false;
    p->interfaces[p->count++] = i;
    return true;
}

/* 4.7. */
static bool read_secrets(struct source *s, struct block *b)
{
    struct pcapng_file *p = &s->as.pcapng;
    uint32_t type = wire_u32(&b->body, p->big);
    uint32_t len = wire_u32(&b->body, p->big);
    if (!secrets_keep(&s->env->secrets, type, cursor_span(&b->body, len)))
        p->secrets_refused += b->total;
    return true;
}

/* Where the block is whole in the window: its length behind it has to be the one before it. */
static bool check_trailer(struct source *s, const struct block *b)
{
    struct cursor c = s->window;
    cursor_skip(&c, b->total - 4);
    uint32_t again = wire_u32(&c, s->as.pcapng.big);
    if (round_up(again) == b->total)
        return true;
    source_why(s, "a block's length is %u before it and %u behind it", b->total, again);
    return false;
}

/* What the packet blocks have in common: `captured` bytes follow in the body. */
static enum step give_frame(struct source *s, struct block *b, uint32_t captured, uint32_t original,
                            uint16_t link)
{
    if (captured > FRAME_MOST || captured > b->room) {
        source_why(s, "a block of %u bytes claims to hold a frame of %u", b->total, captured);
        return STEP_DAMAGED;
    }
    s->timed = true;
    s->need = b->total;
    if (cursor_left(&s->window) < b->total)
        return STEP_SHORT;
    if (!check_trailer(s, b))
        return STEP_DAMAGED;
    s->length = b->total;
    s->next.bytes = cursor_span(&b->body, captured).at;
    s->next.captured = captured;
    s->next.original = original > captured ? original : captured;
    s->next.link = link;
    return STEP_FRAME;
}

static enum step no_interface(struct source *s, uint32_t number)
{
    source_why(s, "a frame is of interface %u, which was not described", number);
    return STEP_DAMAGED;
}

/* 4.3 and, obsolete, A: they differ in how wide the interface's number is. */
static enum step read_packet(struct source *s, struct block *b)
{
    const struct pcapng_file *p = &s->as.pcapng;
    uint32_t number =
        b->type == BLOCK_PACKET ? wire_u16(&b->body, p->big) : wire_u32(&b->body, p->big);
    if (b->type == BLOCK_PACKET)
        cursor_skip(&b->body, 2); /* drops */
    uint64_t high = wire_u32(&b->body, p->big);
    uint64_t low = wire_u32(&b->body, p->big);
    uint32_t captured = wire_u32(&b->body, p->big);
    uint32_t original = wire_u32(&b->body, p->big);
    if (number >= p->count)
        return no_interface(s, number);
    const struct pcapng_interface *i = &p->interfaces[number];
    s->next.time = pcapng_interface_time(i, high << 32 | low);
    return give_frame(s, b, captured, original, i->link);
}

/* 4.4. It has no time: it counts as the time of the frame before it. */
static enum step read_simple(struct source *s, struct block *b)
{
    const struct pcapng_file *p = &s->as.pcapng;
    uint32_t original = wire_u32(&b->body, p->big);
    if (!p->count)
        return no_interface(s, 0);
    const struct pcapng_interface *i = &p->interfaces[0];
    uint32_t captured = original < b->room ? original : b->room;
    if (i->snaplen && captured > i->snaplen)
        captured = i->snaplen;
    s->next.time = s->time;
    return give_frame(s, b, captured, original, i->link);
}

enum kind { KIND_PACKET, KIND_SIMPLE, KIND_READ, KIND_SKIP };

/* How a block is read, and how much of it stands before its contents. */
static enum kind kind_of(const struct block *b, uint32_t *ret_head)
{
    switch (b->type) {
    case BLOCK_ENHANCED:
    case BLOCK_PACKET:
        *ret_head = PACKET_HEAD;
        return KIND_PACKET;
    case BLOCK_SIMPLE:
        *ret_head = SIMPLE_HEAD;
        return KIND_SIMPLE;
    case BLOCK_SECTION:
        *ret_head = SECTION_HEAD;
        return KIND_READ;
    case BLOCK_INTERFACE:
        *ret_head = INTERFACE_HEAD;
        return KIND_READ;
    case BLOCK_SECRETS:
        *ret_head = BLOCK_HEAD;
        return b->total <= SECRETS_MOST ? KIND_READ : KIND_SKIP;
    default:
        *ret_head = BLOCK_HEAD;
        return KIND_SKIP;
    }
}

/* STEP_FRAME here: go on. */
static enum step read_whole(struct source *s, struct block *b)
{
    s->need = b->total;
    if (cursor_left(&s->window) < b->total)
        return STEP_SHORT;
    if (!check_trailer(s, b))
        return STEP_DAMAGED;
    bool ok = b->type == BLOCK_SECTION     ? read_section(s, b)
              : b->type == BLOCK_INTERFACE ? read_interface(s, b)
                                           : read_secrets(s, b);
    if (!ok)
        return STEP_DAMAGED;
    cursor_skip(&s->window, b->total);
    return STEP_FRAME;
}

/* Blocks that are no frames of a network, but that Wireshark counts among the frames: entries of a
 * journal (B.1), custom blocks (4.8), and three of Sysdig's. */
static bool is_record(uint32_t type)
{
    switch (type) {
    case 0x9:
    case 0xbad:
    case 0x40000bad:
    case 0x204:
    case 0x216:
    case 0x221:
        return true;
    default:
        return false;
    }
}

static void begin_skip(struct source *s, const struct block *b)
{
    struct pcapng_file *p = &s->as.pcapng;
    s->within = true;
    s->mark = source_offset(s);
    p->skip = b->total - 4;
    p->trailer = b->total;
    s->number += is_record(b->type);
    if (b->type == BLOCK_SECRETS)
        p->secrets_refused += b->total;
    if (b->type == BLOCK_NAMES || b->type == BLOCK_STATISTICS || b->type == BLOCK_SECRETS)
        return;
    if (!p->strange)
        p->strange_type = b->type;
    p->strange += b->total;
}

static enum step end_skip(struct source *s)
{
    struct pcapng_file *p = &s->as.pcapng;
    uint64_t left = cursor_left(&s->window);
    uint64_t n = p->skip < left ? p->skip : left;
    cursor_skip(&s->window, n);
    p->skip -= n;
    s->need = p->skip ? 1 : 4;
    if (cursor_left(&s->window) < s->need)
        return STEP_SHORT;
    uint32_t again = wire_u32(&s->window, p->big);
    if (round_up(again) != p->trailer) {
        source_why(s, "a block's length is %u before it and %u behind it", p->trailer, again);
        return STEP_DAMAGED;
    }
    s->within = false;
    p->trailer = 0;
    return STEP_FRAME;
}

/* The type and length of the block in the window. A section's byte order stands behind them. */
static enum step read_head(struct source *s, struct block *b)
{
    struct pcapng_file *p = &s->as.pcapng;
    struct cursor c = s->window;
    s->need = BLOCK_LEAST;
    if (cursor_left(&c) < BLOCK_LEAST)
        return STEP_SHORT;
    b->type = wire_u32(&c, p->big);
    if (b->type == BLOCK_SECTION) {
        uint32_t order = cursor_peek32(&c, 4);
        p->big = order == SECTION_ORDER;
        if (!p->big && order != __builtin_bswap32(SECTION_ORDER)) {
            source_why(s, "a section's byte order mark is 0x%08x", order);
            return STEP_DAMAGED;
        }
    }
    uint32_t total = wire_u32(&c, p->big);
    if (total > BLOCK_MOST) {
        source_why(s, "a block of type 0x%x claims a length of %u", b->type, total);
        return STEP_DAMAGED;
    }
    b->total = round_up(total);
    b->body = c;
    return STEP_FRAME;
}

/* Whether there is enough of the block to read what stands before its contents. */
static enum step read_length(struct source *s, struct block *b, uint32_t head, uint32_t most)
{
    if (b->total < head + 4 || b->total > most) {
        source_why(s, "a block of type 0x%x claims a length of %u", b->type, b->total);
        return STEP_DAMAGED;
    }
    s->need = head;
    if (cursor_left(&s->window) < head)
        return STEP_SHORT;
    b->room = b->total - head - 4;
    uint32_t body = b->total - BLOCK_LEAST;
    if (cursor_left(&b->body) > body)
        b->body = cursor_sub(&b->body, body);
    return STEP_FRAME;
}

static enum step pcapng_next(struct source *s)
{
    for (;;) {
        struct block b;
        uint32_t head;
        enum step step = s->within ? end_skip(s) : STEP_FRAME;
        if (step == STEP_FRAME)
            step = read_head(s, &b);
        if (step != STEP_FRAME)
            return step;
        enum kind kind = kind_of(&b, &head);
        step = read_length(s, &b, head, kind == KIND_SKIP ? BLOCK_MOST : SOURCE_MOST);
        if (step == STEP_FRAME && kind == KIND_PACKET)
            return read_packet(s, &b);
        if (step == STEP_FRAME && kind == KIND_SIMPLE)
            return read_simple(s, &b);
        if (step == STEP_FRAME && kind == KIND_READ)
            step = read_whole(s, &b);
        else if (step == STEP_FRAME)
            begin_skip(s, &b);
        if (step != STEP_FRAME)
            return step;
    }
}

const struct format format_pcapng = {
    .open = pcapng_open, .next = pcapng_next, .finish = pcapng_finish, .close = forget_interfaces};
