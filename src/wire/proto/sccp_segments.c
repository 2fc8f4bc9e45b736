/* Messages of SCCP that were sent in pieces (ITU-T Q.714 4.1.1, 3.5): put together in their order,
 * which the network keeps. */
#include "wire/proto/ss7.h"

static struct assembly *find(struct sink *sink, const struct segments_key *key, bool begins)
{
    struct table *t = sink_table(sink, DECODER_sccp, 0);
    bool is_new;
    if (!t)
        return NULL;
    uint64_t hash = table_hash(t, key);
    return begins ? table_take(t, hash, key, &is_new) : table_find(t, hash, key);
}

static void lost(struct sink *sink, const struct packet *p, uint64_t bytes)
{
    sink_blind(sink, p, BLIND_FRAGMENT_MISSING, bytes,
               "an SCCP message of which pieces are missing");
}

static void begin(struct assembly *a, const struct packet *p, const struct segment *s)
{
    a->flow = p->flow->key;
    a->first = (struct place){.file = p->frame->file, .frame = p->frame->number};
    a->length = 0;
    a->remaining = s->remaining;
    a->waits = true;
}

static bool append(struct assembly *a, struct cursor data)
{
    size_t length = cursor_left(&data);
    if (length > sizeof a->bytes - a->length)
        return false;
    struct span s = cursor_rest(&data);
    if (length)
        memcpy(a->bytes + a->length, s.at, length);
    a->length += (uint32_t)length;
    return true;
}

/* The pieces of a connection's message do not say which they are: the first is the one for which
 * nothing waits. */
static bool begins(const struct segment *s, const struct assembly *a)
{
    return s->key.connection ? !a || !a->waits : s->first;
}

static bool follows(const struct segment *s, const struct assembly *a)
{
    return s->key.connection || s->remaining + 1 == a->remaining;
}

bool sccp_segment(struct sink *sink, const struct packet *p, const struct segment *s,
                  struct cursor *data)
{
    struct assembly *a = find(sink, &s->key, false);
    bool is_first = begins(s, a);
    if (is_first && !s->remaining)
        return true;
    if (a && a->waits && !is_first && s->remaining == a->remaining && !s->key.connection)
        return false; /* sent once more */
    if (is_first) {
        if (a && a->waits)
            lost(sink, p, a->length);
        a = find(sink, &s->key, true);
    }
    if (!a || (!is_first && (!a->waits || !follows(s, a)))) {
        lost(sink, p, cursor_left(data));
        return false;
    }
    if (is_first)
        begin(a, p, s);
    a->remaining = s->remaining;
    if (!append(a, *data)) {
        lost(sink, p, a->length + cursor_left(data));
        a->waits = false;
        return false;
    }
    a->waits = s->remaining > 0;
    /* The bytes stay until the next message of this key begins. */
    *data = cursor_of(a->bytes, a->length);
    return !a->waits;
}

void sccp_segments_end(const struct flow *f, struct sink *sink)
{
    struct table *t = sink_table(sink, DECODER_sccp, 0);
    uint32_t at = 0;
    struct flow over = *f;
    if (!t || !t->used)
        return;
    for (struct assembly *a; (a = table_next(t, &at));) {
        if (!a->waits || memcmp(&a->flow, &f->key, sizeof a->flow) != 0)
            continue;
        struct frame frame = {.file = a->first.file, .number = a->first.frame};
        struct packet p = {.flow = &over, .frame = &frame};
        a->waits = false;
        lost(sink, &p, a->length);
    }
}
