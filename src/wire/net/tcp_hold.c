/* Bytes that wait: out of fixed pools, and when these are spent the conversation that has waited
 * for longest loses what it held. So a flood of beginnings costs us old ones, never memory. */
#include "wire/net/tcp_state.h"

static void leave(struct tcp *t, struct tcp_state *s)
{
    if (!s->holds)
        return;
    *(s->older ? &s->older->newer : &t->oldest) = s->newer;
    *(s->newer ? &s->newer->older : &t->newest) = s->older;
    s->older = s->newer = NULL;
    s->holds = 0;
}

void tcp_hold_note(struct tcp *t, struct tcp_state *s)
{
    if (s->holds)
        return;
    s->holds = 1;
    s->newer = NULL;
    s->older = t->newest;
    *(t->newest ? &t->newest->newer : &t->oldest) = s;
    t->newest = s;
}

void tcp_hold_drop_half(struct tcp *t, struct tcp_half *h)
{
    chain_drop(&t->blocks, &h->now.held);
    chain_drop(&t->blocks, &h->lead.held);
    while (h->early_count) {
        struct tcp_early *e = pool_at(&t->earlies, h->early);
        uint32_t next = e->next;
        chain_drop(&t->blocks, &e->bytes);
        pool_put(&t->earlies, h->early);
        h->early = next;
        h->early_count--;
    }
    h->early_bytes = 0;
}

static uint64_t held_by(const struct tcp_half *h)
{
    return (uint64_t)h->now.held.len + h->lead.held.len + h->early_bytes;
}

uint64_t tcp_hold_drop(struct tcp *t, struct tcp_state *s)
{
    uint64_t bytes = 0;
    for (unsigned way = 0; way < 2; way++) {
        struct tcp_half *h = &s->half[way];
        uint64_t held = held_by(h);
        if (held)
            h->flags |= TCP_LOST;
        bytes += held;
        tcp_hold_drop_half(t, h);
    }
    leave(t, s);
    return bytes;
}

/* False when there is nobody else to take from. */
static bool make_room(struct tcp *t, struct tcp_state *wants)
{
    struct tcp_state *s = t->oldest == wants ? wants->newer : t->oldest;
    if (!s)
        return false;
    uint64_t bytes = tcp_hold_drop(t, s);
    if (bytes == 0) /* it has handed on what it held */
        return true;
    s->over.times++;
    s->over.bytes += bytes;
    t->given_up++;
    return true;
}

bool tcp_hold_add(struct tcp *t, struct tcp_state *s, struct chain *c, struct span bytes)
{
    while (!chain_add(&t->blocks, c, bytes))
        if (!make_room(t, s))
            return false;
    tcp_hold_note(t, s);
    return true;
}

uint32_t tcp_hold_early(struct tcp *t, struct tcp_state *s)
{
    for (;;) {
        uint32_t number = pool_get(&t->earlies);
        if (number != POOL_NONE || !make_room(t, s))
            return number;
    }
}
