/* TCP, RFC 9293: where a segment's bytes stand in their stream. */
#include "wire/net/layer.h"
#include "wire/net/tcp_state.h"

#include <stdlib.h>

enum { FLAG_FIN = 1, FLAG_SYN = 2, FLAG_RST = 4, FLAG_ACK = 16 };

/* A segment as read from its header. */
struct segment {
    uint32_t seq, ack;
    uint8_t flags;
    struct span bytes;
};

static void report(struct tcp *t, const char *where, const struct tcp_state *s)
{
    if (s->gap.times)
        blind_add(t->said.blind, BLIND_STREAM_GAP, where, s->gap.times, s->gap.bytes, s->gap.first,
                  "bytes of a stream that the capture does not have, or has without their "
                  "beginning");
    if (s->over.times)
        blind_add(t->said.blind, BLIND_OVER_BUDGET, where, s->over.times, s->over.bytes,
                  s->over.first, "parts of messages that were too long or waited for too long");
}

/* Its conversation is not at hand: the sums go under the protocol's name. */
static void on_evict(void *arg, void *entry)
{
    struct tcp *t = arg;
    struct tcp_state *s = entry;
    uint64_t bytes = tcp_hold_drop(t, s);
    if (bytes) {
        s->over.times++;
        s->over.bytes += bytes;
    }
    report(t, "tcp", s);
}

struct tcp *tcp_new(const struct transport_settings *settings)
{
    struct tcp *t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->said = *settings;
    size_t share = settings->budget / 8;
    t->scratch = malloc(TCP_SCRATCH);
    t->late = malloc(TCP_PIECE);
    if (t->scratch && t->late && chain_pool(&t->blocks, 3 * share) &&
        pool_init(&t->earlies, sizeof(struct tcp_early), share) &&
        table_init(&t->states, sizeof(struct tcp_state), sizeof(uint32_t), 4 * share,
                   settings->seed)) {
        t->states.on_evict = on_evict;
        t->states.arg = t;
        return t;
    }
    tcp_free(t);
    return NULL;
}

void tcp_free(struct tcp *t)
{
    if (!t)
        return;
    table_free(&t->states);
    pool_free(&t->earlies);
    pool_free(&t->blocks);
    free(t->late);
    free(t->scratch);
    free(t);
}

uint64_t tcp_evicted(const struct tcp *t)
{
    return t->states.evicted + t->given_up;
}

static struct tcp_state *find(struct tcp *t, const struct flow *f)
{
    if (f->state == 0 || f->state == POOL_NONE)
        return NULL;
    return table_find(&t->states, table_hash(&t->states, &f->state), &f->state);
}

static struct tcp_state *take(struct tcp *t, struct flow *f)
{
    bool is_new;
    if (f->state == 0 || f->state == POOL_NONE) {
        if (++t->serial == POOL_NONE)
            t->serial = 1;
        f->state = t->serial;
    }
    return table_take(&t->states, table_hash(&t->states, &f->state), &f->state, &is_new);
}

static void drop(struct tcp *t, struct flow *f, struct tcp_state *s)
{
    tcp_hold_drop(t, s);
    table_drop(&t->states, s);
    f->state = POOL_NONE;
}

static bool read_header(struct cursor *c, struct segment *ret)
{
    cursor_skip(c, 4);
    ret->seq = cursor_u32(c);
    ret->ack = cursor_u32(c);
    size_t header = (size_t)(cursor_u8(c) >> 4) * 4;
    ret->flags = cursor_u8(c);
    cursor_skip(c, 6);
    if (header > 20)
        cursor_skip(c, header - 20);
    ret->bytes = cursor_rest(c);
    return cursor_ok(c) && header >= 20;
}

/* From `seq` on it is another conversation, or the same one after a loss that nothing bridges. */
static void restart(struct tcp *t, const struct packet *p, struct tcp_state *s, struct tcp_half *h,
                    uint32_t seq)
{
    uint64_t lost = (uint64_t)h->now.held.len + h->lead.held.len + h->early_bytes;
    if (lost)
        tcp_lose(&s->gap, p, lost);
    tcp_hold_drop_half(t, h);
    uint32_t flags = h->flags & TCP_SEEN;
    *h = (struct tcp_half){.now.next = seq, .flags = TCP_SEEN};
    if (flags && t->said.sink->gap)
        t->said.sink->gap(t->said.sink->arg, p);
}

/* A SYN begins; in a conversation that has begun it is believed only when data follows it: anybody
 * can send one into it, and both ends ignore that (RFC 5961 4). */
static void on_syn(struct tcp_half *h, const struct segment *g)
{
    uint32_t begin = g->seq + 1;
    if (!(h->flags & TCP_SEEN)) {
        h->now.next = h->begin = begin;
        h->flags |= TCP_SEEN | TCP_BEGUN;
    } else if (!(h->flags & TCP_BEGUN) || h->begin != begin) {
        h->syn = begin;
        h->flags |= TCP_SYN_WAITS;
    }
}

/* Whether the bytes lie where this stream could be; makes it so when they begin a new one. */
static void place_stream(struct tcp *t, struct packet *p, struct tcp_state *s, struct tcp_half *h,
                         uint32_t seq)
{
    if (!(h->flags & TCP_SEEN)) { /* picked up in the middle */
        h->now.next = seq;
        h->flags |= TCP_SEEN;
        return;
    }
    if ((h->flags & TCP_SYN_WAITS) && seq == h->syn) {
        restart(t, p, s, h, seq);
        h->begin = seq;
        h->flags |= TCP_BEGUN;
        p->flow->proto = FLOW_UNDECIDED;
        p->flow->guesses = 0;
        return;
    }
    uint32_t off = seq - h->now.next + TCP_WINDOW;
    if (off > 2U * TCP_WINDOW) {
        tcp_lose(&s->gap, p, 0);
        restart(t, p, s, h, seq);
    }
}

/* The hole before the leading stream is filled, or nobody believes in it any more. */
static void follow_lead(struct tcp *t, const struct packet *p, struct tcp_state *s,
                        struct tcp_half *h)
{
    uint64_t lost = (uint64_t)(h->lead_from - h->now.next) + h->now.held.len + h->now.skip;
    if (lost)
        tcp_lose(&s->gap, p, lost);
    struct tcp_stream lead = h->lead;
    h->lead = (struct tcp_stream){0};
    tcp_hold_drop_half(
        t, &(struct tcp_half){.now = h->now, .early = h->early, .early_count = h->early_count});
    h->early_count = 0;
    h->early_bytes = 0;
    h->now = lead;
    h->flags &= ~(uint32_t)TCP_LEAD;
}

/* An unmistakable message beyond a hole is read where it stands. */
static bool begin_lead(struct tcp *t, struct packet *p, struct tcp_state *s, struct tcp_half *h,
                       uint32_t seq, struct span bytes)
{
    size_t taken = 0;
    p->odd |= PACKET_EARLY;
    p->flow->want[p->way] = 0;
    enum verdict said =
        t->said.sink->stream(t->said.sink->arg, p, cursor_of(bytes.at, bytes.len), &taken);
    p->odd &= (uint8_t)~PACKET_EARLY;
    if (taken == 0)
        return false;
    h->lead = (struct tcp_stream){.next = seq + (uint32_t)bytes.len};
    h->lead_from = seq;
    h->flags |= TCP_LEAD;
    struct cursor c = cursor_of(bytes.at, bytes.len);
    cursor_skip(&c, taken);
    if (said == VERDICT_MORE && cursor_left(&c)) {
        h->lead.want = p->flow->want[p->way];
        if (!tcp_hold_add(t, s, &h->lead.held, cursor_rest(&c)))
            tcp_lose(&s->over, p, cursor_left(&c));
    }
    return true;
}

/* All early pieces end before `seq`: a lead may begin there. */
static bool is_foremost(struct tcp *t, const struct tcp_half *h, uint32_t seq)
{
    uint32_t number = h->early;
    for (uint16_t i = 0; i < h->early_count; i++) {
        const struct tcp_early *e = pool_at(&t->earlies, number);
        if (tcp_before(seq, e->seq + e->bytes.len))
            return false;
        number = e->next;
    }
    return true;
}

static struct span from(struct span bytes, size_t skip)
{
    struct cursor c = cursor_of(bytes.at, bytes.len);
    cursor_skip(&c, skip);
    return cursor_rest(&c);
}

static struct span up_to(struct span bytes, size_t most)
{
    struct cursor c = cursor_of(bytes.at, bytes.len);
    return cursor_span(&c, most < bytes.len ? most : bytes.len);
}

/* Bytes of a stream without a lead. */
static void to_stream(struct tcp *t, struct packet *p, struct tcp_state *s, struct tcp_half *h,
                      uint32_t seq, struct span bytes)
{
    if (tcp_before(h->now.next, seq)) {
        bool lead =
            !(h->flags & TCP_LEAD) && is_foremost(t, h, seq) && begin_lead(t, p, s, h, seq, bytes);
        if (!lead)
            tcp_early_add(t, p, s, h, seq, bytes);
        return;
    }
    tcp_hand(t, p, s, &h->now, from(bytes, h->now.next - seq));
    if (h->early_count)
        tcp_early_drain(t, p, s, h);
}

/* With a lead there are two places where bytes may belong. */
static void on_bytes(struct tcp *t, struct packet *p, struct tcp_state *s, struct tcp_half *h,
                     uint32_t seq, struct span bytes)
{
    if (!(h->flags & TCP_LEAD)) {
        to_stream(t, p, s, h, seq, bytes);
        return;
    }
    if (tcp_before(h->lead.next, seq)) { /* a second hole: one at a time is enough */
        follow_lead(t, p, s, h);
        to_stream(t, p, s, h, seq, bytes);
        return;
    }
    if (tcp_before(seq, h->lead_from)) {
        uint32_t before = h->lead_from - seq;
        to_stream(t, p, s, h, seq, up_to(bytes, before));
        if (h->now.next == h->lead_from)
            follow_lead(t, p, s, h);
        bytes = from(bytes, before);
        seq += before;
    }
    if (!(h->flags & TCP_LEAD))
        tcp_hand(t, p, s, &h->now, from(bytes, h->now.next - seq));
    else
        tcp_hand(t, p, s, &h->lead, from(bytes, h->lead.next - seq));
}

static void on_ack(struct tcp_state *s, const struct packet *p, const struct segment *g)
{
    struct tcp_half *other = &s->half[!p->way];
    if (!(other->flags & TCP_ACKED) || tcp_before(other->acked, g->ack))
        other->acked = g->ack;
    other->flags |= TCP_ACKED;
}

static void on_segment(struct tcp *t, struct packet *p, struct tcp_state *s,
                       const struct segment *g)
{
    struct tcp_half *h = &s->half[p->way];
    uint32_t seq = g->seq;
    if (g->flags & FLAG_ACK)
        on_ack(s, p, g);
    if (g->flags & FLAG_SYN) {
        on_syn(h, g);
        seq++;
    }
    if (h->flags & TCP_LOST) {
        h->flags &= ~(uint32_t)TCP_LOST;
        if (t->said.sink->gap)
            t->said.sink->gap(t->said.sink->arg, p);
    }
    if (g->bytes.len) {
        place_stream(t, p, s, h, seq);
        on_bytes(t, p, s, h, seq, g->bytes);
    }
    if (h->early_count) {
        h->hole_packets++;
        if (tcp_early_hopeless(h, p)) {
            if (h->flags & TCP_LEAD)
                follow_lead(t, p, s, h);
            else
                tcp_early_skip(t, p, s, h);
        }
    }
}

void tcp_segment(struct tcp *t, struct packet *p, struct cursor segment)
{
    struct flow *f = p->flow;
    struct segment g;
    size_t whole = cursor_left(&segment);
    if (!read_header(&segment, &g)) {
        flow_unread(p, whole);
        return;
    }
    if (f->proto == FLOW_NOBODY) {
        if ((g.flags & (FLAG_SYN | FLAG_ACK)) != FLAG_SYN) {
            if (g.bytes.len)
                flow_unread(p, g.bytes.len);
            return;
        }
        f->proto = FLOW_UNDECIDED; /* a new conversation between the same ports */
        f->guesses = 0;
    }
    bool needs = g.bytes.len || (g.flags & FLAG_SYN);
    struct tcp_state *s = needs ? take(t, f) : find(t, f);
    if (!s)
        return;
    on_segment(t, p, s, &g);
    if (f->proto == FLOW_NOBODY)
        drop(t, f, s);
}

/* The conversation is over and no packet is at hand: one is made up for what still waits. */
static void hand_on_rest(struct tcp *t, struct flow *f, struct tcp_state *s, unsigned way)
{
    struct tcp_half *h = &s->half[way];
    struct frame frame = {0};
    struct packet p = {.frame = &frame, .transport = f->key.transport, .way = (uint8_t)way};
    p.flow = f;
    p.src = way ? f->key.b : f->key.a;
    p.dst = way ? f->key.a : f->key.b;
    p.sport = way ? f->key.b_port : f->key.a_port;
    p.dport = way ? f->key.a_port : f->key.b_port;
    while (h->early_count && !(h->flags & TCP_LEAD)) {
        const struct tcp_early *e = pool_at(&t->earlies, h->early);
        frame = (struct frame){.number = e->place.frame, .file = e->place.file, .time = e->time};
        tcp_early_skip(t, &p, s, h);
    }
    frame = (struct frame){.number = f->where.frame, .file = f->where.file, .time = f->last};
    if (h->flags & TCP_LEAD)
        follow_lead(t, &p, s, h);
    if (!h->now.held.len)
        return;
    if (f->proto == FLOW_UNDECIDED) /* nobody ever knew what it was */
        flow_unread(&p, h->now.held.len);
    else
        tcp_lose(&s->gap, &p, h->now.held.len);
}

void tcp_flow_ends(struct tcp *t, struct flow *f)
{
    struct tcp_state *s = find(t, f);
    if (!s)
        return;
    hand_on_rest(t, f, s, 0);
    hand_on_rest(t, f, s, 1);
    if (s->gap.times || s->over.times) {
        TEXT_ON(where, 160);
        text_flow(&where, f, flow_to_server(f, 0));
        report(t, where.at, s);
    }
    drop(t, f, s);
}
