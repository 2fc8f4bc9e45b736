/* Segments from beyond a hole: kept in order until it is filled, or until there is no hope of it.
 * Of bytes that come twice the first ones win, as they do at most receivers. */
#include "wire/net/tcp_state.h"

/* How far ahead of what was handed on: all that is kept lies within TCP_WINDOW of it. */
static uint32_t ahead(const struct tcp_half *h, uint32_t seq)
{
    return seq - h->now.next;
}

static uint32_t end_of(const struct tcp_early *e)
{
    return e->seq + e->bytes.len;
}

/* A piece that overlaps with none, after `*link`. */
static bool keep(struct tcp *t, const struct packet *p, struct tcp_state *s, struct tcp_half *h,
                 uint32_t **link, uint32_t seq, struct span bytes)
{
    uint32_t number = tcp_hold_early(t, s);
    if (number == POOL_NONE)
        return false;
    struct tcp_early *e = pool_at(&t->earlies, number);
    *e = (struct tcp_early){.seq = seq, .time = p->frame->time};
    e->place = (struct place){.file = p->frame->file, .frame = p->frame->number};
    if (!tcp_hold_add(t, s, &e->bytes, bytes)) {
        pool_put(&t->earlies, number);
        return false;
    }
    if (h->early_count++ == 0) {
        h->hole_since = p->frame->time;
        h->hole_packets = 0;
        e->next = POOL_NONE;
    } else {
        e->next = **link;
    }
    h->early_bytes += e->bytes.len;
    **link = number;
    *link = &e->next;
    return true;
}

static struct tcp_early *at(struct tcp *t, const struct tcp_half *h, uint32_t number)
{
    return h->early_count && number != POOL_NONE ? pool_at(&t->earlies, number) : NULL;
}

/* Walks the list once and keeps what of [seq, seq + bytes) is not there yet. */
void tcp_early_add(struct tcp *t, const struct packet *p, struct tcp_state *s, struct tcp_half *h,
                   uint32_t seq, struct span bytes)
{
    struct cursor c = cursor_of(bytes.at, bytes.len);
    uint32_t *link = &h->early;
    while (cursor_left(&c)) {
        struct tcp_early *e = at(t, h, *link);
        if (e && ahead(h, end_of(e)) <= ahead(h, seq)) {
            link = &e->next;
            continue;
        }
        size_t n = cursor_left(&c);
        if (e && ahead(h, e->seq) <= ahead(h, seq)) {
            size_t covered = end_of(e) - seq;
            n = covered < n ? covered : n;
            cursor_skip(&c, n);
            seq += (uint32_t)n;
            continue;
        }
        if (e && e->seq - seq < n)
            n = e->seq - seq;
        if (n > TCP_PIECE)
            n = TCP_PIECE;
        if (!keep(t, p, s, h, &link, seq, cursor_span(&c, n))) {
            tcp_lose(&s->over, p, n + cursor_left(&c));
            return;
        }
        seq += (uint32_t)n;
    }
}

/* The first piece leaves the list; its bytes are copied out. */
static struct span pop(struct tcp *t, struct tcp_half *h)
{
    uint32_t number = h->early;
    struct tcp_early *e = pool_at(&t->earlies, number);
    struct span bytes = {t->late, e->bytes.len};
    chain_copy(&t->blocks, &e->bytes, t->late);
    h->early = e->next;
    h->early_count--;
    h->early_bytes -= e->bytes.len;
    chain_drop(&t->blocks, &e->bytes);
    pool_put(&t->earlies, number);
    return bytes;
}

void tcp_early_drain(struct tcp *t, struct packet *p, struct tcp_state *s, struct tcp_half *h)
{
    while (h->early_count) {
        const struct tcp_early *e = pool_at(&t->earlies, h->early);
        uint32_t seq = e->seq;
        if (tcp_before(h->now.next, seq))
            break;
        struct span piece = pop(t, h);
        struct cursor c = cursor_of(piece.at, piece.len);
        cursor_skip(&c, h->now.next - seq);
        tcp_hand(t, p, s, &h->now, cursor_rest(&c));
    }
    /* What is left lies behind a further hole. */
    h->hole_since = p->frame->time;
    h->hole_packets = 0;
}

bool tcp_early_hopeless(const struct tcp_half *h, const struct packet *p)
{
    uint64_t now = p->frame->time;
    uint64_t age = now > h->hole_since ? now - h->hole_since : 0;
    if (h->early_count > TCP_EARLY_MOST || h->early_bytes > TCP_EARLY_BYTES)
        return true;
    bool acked = (h->flags & TCP_ACKED) && tcp_before(h->now.next, h->acked);
    if (acked && (age > TCP_ACKED_WAIT || h->hole_packets > TCP_ACKED_PACKETS))
        return true;
    return age > TCP_HOLE_WAIT;
}

void tcp_early_skip(struct tcp *t, struct packet *p, struct tcp_state *s, struct tcp_half *h)
{
    const struct tcp_early *e = pool_at(&t->earlies, h->early);
    tcp_lose(&s->gap, p, (uint64_t)(e->seq - h->now.next) + h->now.held.len);
    chain_drop(&t->blocks, &h->now.held);
    h->now.want = h->now.skip = 0;
    h->now.next = e->seq;
    if (t->said.sink->gap)
        t->said.sink->gap(t->said.sink->arg, p);
    tcp_early_drain(t, p, s, h);
}
