/* Classic pcap (draft-ietf-opsawg-pcap): a header of 24 bytes, then frames behind headers of 16.
 *
 * Also read: fractions in nanoseconds, and the longer record header that Linux distributions of the
 * 1990s and some radio stacks write (magic 0xa1b2cd34). */
#include "wire/capture/link.h"
#include "wire/capture/source.h"

enum {
    PCAP_HEADER = 24,
    PCAP_RECORD = 16,
    PCAP_RECORD_LONG = 24,
    PCAP_MAJOR = 2,
    PCAP_MINOR_SWAPPED = 3, /* up to this minor version, lengths may stand the other way round */
};

static bool is_magic(uint32_t magic, struct pcap_file *p)
{
    static const struct {
        uint32_t magic, tick, header;
    } known[] = {{0xa1b2c3d4, 1000, PCAP_RECORD},
                 {0xa1b23c4d, 1, PCAP_RECORD},
                 {0xa1b2cd34, 1000, PCAP_RECORD_LONG}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (magic != known[i].magic && magic != __builtin_bswap32(known[i].magic))
            continue;
        p->big = magic == known[i].magic;
        p->tick = known[i].tick;
        p->header = known[i].header;
        return true;
    }
    return false;
}

static enum opened pcap_open(struct source *s)
{
    struct cursor c = s->window;
    struct pcap_file *p = &s->as.pcap;
    *p = (struct pcap_file){0};
    if (cursor_left(&c) < 4)
        return OPENED_SHORT;
    if (!is_magic(cursor_u32(&c), p))
        return OPENED_OTHER;
    if (cursor_left(&s->window) < PCAP_HEADER)
        return OPENED_SHORT;
    uint16_t major = wire_u16(&c, p->big);
    uint16_t minor = wire_u16(&c, p->big);
    cursor_skip(&c,
                12); /* time zone, accuracy: always zero; snapshot length: not to be relied on */
    p->link = link_normal((uint16_t)wire_u32(&c, p->big));
    p->swapped = minor <= PCAP_MINOR_SWAPPED;
    if (major != PCAP_MAJOR) {
        source_why(s, "it is pcap of version %u.%u, and postern reads version 2", major, minor);
        return OPENED_NOT;
    }
    s->window = c;
    return OPENED;
}

static enum step pcap_next(struct source *s)
{
    struct cursor c = s->window;
    const struct pcap_file *p = &s->as.pcap;
    s->need = p->header;
    if (cursor_left(&c) < p->header)
        return STEP_SHORT;
    uint64_t seconds = wire_u32(&c, p->big);
    uint64_t fraction = wire_u32(&c, p->big);
    uint32_t captured = wire_u32(&c, p->big);
    uint32_t original = wire_u32(&c, p->big);
    if (captured > original && p->swapped) {
        uint32_t swap = captured;
        captured = original;
        original = swap;
    }
    if (captured > FRAME_MOST) {
        source_why(s, "a frame claims %u bytes, and none may have more than %u", captured,
                   FRAME_MOST);
        return STEP_DAMAGED;
    }
    cursor_skip(&c, p->header - PCAP_RECORD);
    s->next.time = seconds * 1000000000U + fraction * p->tick;
    s->timed = true;
    s->need = p->header + captured;
    struct span bytes = cursor_span(&c, captured);
    if (!cursor_ok(&c))
        return STEP_SHORT;
    s->length = s->need;
    s->next.bytes = bytes.at;
    s->next.captured = captured;
    s->next.original = original > captured ? original : captured;
    s->next.link = p->link;
    return STEP_FRAME;
}

const struct format format_pcap = {.open = pcap_open, .next = pcap_next};
