#include "wire/proto/media.h"
#include "base/hash.h"

enum {
    VERSION_MASK = 0xc0,
    VERSION_TWO = 0x80,
    RTCP_FIRST = 200, /* SR; RR is the next one: a compound packet begins with one of them */
    RTCP_LAST = 207,
    STRIDE_MOST = 16, /* lost or captured twice, and still the same stream */
    IN_A_ROW = 2,     /* steps that make it one */
};

struct stream {
    struct table_head head;
    struct flow_key key;
    uint32_t way; /* of the key */
    uint32_t source;
    uint16_t sequence;
    uint16_t steps;
    uint32_t spare;
};

bool media_init(struct media *m, size_t share, uint64_t seed)
{
    size_t stream_key = offsetof(struct stream, source) - sizeof(struct table_head);
    return table_init(&m->points, sizeof(struct media_point), sizeof(struct media_key),
                      share * MEDIA_SHARE_POINTS, seed) &&
           table_init(&m->streams, sizeof(struct stream), stream_key, share * MEDIA_SHARE_STREAMS,
                      seed);
}

void media_free(struct media *m)
{
    table_free(&m->points);
    table_free(&m->streams);
}

void media_announce(struct media *m, const struct packet *p, const struct media_key *to,
                    uint64_t call, const char *by)
{
    bool is_new;
    if (!m)
        return;
    struct media_point *point = table_take(&m->points, table_hash(&m->points, to), to, &is_new);
    if (!is_new && point->call == call)
        return;
    point->call = call;
    point->by = by;
    point->place = (struct place){.file = p->frame->file, .frame = p->frame->number};
}

const struct media_point *media_at(struct media *m, const struct addr *address, uint16_t port)
{
    struct media_key key = {.address = *address, .port = port};
    return table_find(&m->points, table_hash(&m->points, &key), &key);
}

/* RTCP goes to the port above, where nothing else was said (RFC 3550 11). */
static const struct media_point *point_of(struct media *m, const struct addr *a, uint16_t port)
{
    const struct media_point *point = media_at(m, a, port);
    if (!point && port & 1)
        point = media_at(m, a, (uint16_t)(port - 1));
    return point;
}

/* By either end; where both were announced, by what was said first. */
static const struct media_point *announced(struct media *m, const struct flow_key *f)
{
    if (m->points.used == 0)
        return NULL;
    const struct media_point *a = point_of(m, &f->a, f->a_port);
    const struct media_point *b = point_of(m, &f->b, f->b_port);
    if (!a || !b)
        return a ? a : b;
    return a->place.file == b->place.file && a->place.frame < b->place.frame ? a : b;
}

/* RFC 3550 6.1, A.2: begins with a report, and its parts fill the datagram. */
static bool is_rtcp(struct cursor c)
{
    uint8_t first = cursor_peek8(&c, 1);
    if (first != RTCP_FIRST && first != RTCP_FIRST + 1)
        return false;
    while (cursor_left(&c)) {
        uint8_t flags = cursor_u8(&c);
        uint8_t type = cursor_u8(&c);
        uint16_t words = cursor_u16(&c);
        if ((flags & VERSION_MASK) != VERSION_TWO || type < RTCP_FIRST || type > RTCP_LAST)
            return false;
        cursor_skip(&c, words * 4U);
    }
    return cursor_ok(&c);
}

static bool counts_up(struct media *m, const struct packet *p, struct cursor c)
{
    struct stream sought = {.key = p->flow->key, .way = p->way};
    bool is_new;
    cursor_skip(&c, 2);
    uint16_t sequence = cursor_u16(&c);
    cursor_u32(&c);
    uint32_t source = cursor_u32(&c);
    if (!cursor_ok(&c))
        return false;
    struct stream *s =
        table_take(&m->streams, table_hash(&m->streams, &sought.key), &sought.key, &is_new);
    uint16_t stride = (uint16_t)(sequence - s->sequence);
    bool follows = !is_new && source == s->source && stride > 0 && stride <= STRIDE_MOST;
    s->steps = follows ? (uint16_t)(s->steps + 1) : 0;
    s->source = source;
    s->sequence = sequence;
    return s->steps >= IN_A_ROW;
}

bool media_shows(struct media *m, const struct packet *p, struct cursor bytes)
{
    if ((cursor_peek8(&bytes, 0) & VERSION_MASK) != VERSION_TWO)
        return false;
    return is_rtcp(bytes) || announced(m, &p->flow->key) || counts_up(m, p, bytes);
}

bool media_tell(struct media *m, const struct flow *f, struct text *ret_detail)
{
    const struct media_point *point = f->key.transport == 17 ? announced(m, &f->key) : NULL;
    if (!point)
        return false;
    text_format(ret_detail, "media of the call that %s set up in frame %llu: customers' content",
                point->by, (unsigned long long)point->place.frame);
    return true;
}
