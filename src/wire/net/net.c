/* The room itself: what it owns, how a batch goes through it, and how it ends. */
#include "wire/net/packet.h"

#include "wire/net/layer.h"
#include "wire/net/quick.h"

#include <stdlib.h>

/* How the budget is shared, in 32nds. */
enum { SHARE_TUNNELS = 15, SHARE_FLOWS = 6, SHARE_TCP = 6, SHARE_SCTP = 3, SHARE_FRAGMENTS = 2 };

enum { UNREAD_BUDGET = 64 << 10 };

static void on_evict(void *arg, void *entry)
{
    flow_end(arg, entry);
}

static bool open_transport(struct net *n)
{
    size_t share = n->said.budget / 32;
    struct transport_settings tcp = {.budget = share * SHARE_TCP,
                                     .seed = n->said.seed,
                                     .blind = n->said.blind,
                                     .sink = &n->sink};
    struct transport_settings sctp = tcp;
    sctp.budget = share * SHARE_SCTP;
    n->tcp = tcp_new(&tcp);
    n->sctp = sctp_new(&sctp);
    return n->tcp && n->sctp;
}

static bool open_tables(struct net *n)
{
    size_t share = n->said.budget / 32;
    uint64_t seed = n->said.seed;
    if (!table_init(&n->flows, sizeof(struct flow), sizeof(struct flow_key), share * SHARE_FLOWS,
                    seed) ||
        !user_plane_init(&n->user_plane, share * SHARE_TUNNELS, seed) ||
        !fragment_init(&n->fragments, share * SHARE_FRAGMENTS, seed, n->said.blind) ||
        !unread_init(&n->unread, UNREAD_BUDGET, seed, n->said.blind))
        return false;
    n->flows.on_evict = on_evict;
    n->flows.arg = n;
    return true;
}

struct net *net_new(const struct net_settings *settings, const struct packet_sink *sink)
{
    struct net *n = calloc(1, sizeof *n);
    if (!n)
        return NULL;
    n->said = *settings;
    n->sink = *sink;
    layer_ports(n->tunnel_ports);
    if (open_tables(n) && open_transport(n))
        return n;
    net_free(n);
    return NULL;
}

void net_free(struct net *n)
{
    if (n->tcp)
        tcp_free(n->tcp);
    if (n->sctp)
        sctp_free(n->sctp);
    table_free(&n->flows);
    user_plane_free(&n->user_plane);
    fragment_free(&n->fragments);
    unread_free(&n->unread);
    free(n);
}

static void layer_by_layer(struct net *n, const struct frame *f)
{
    struct walk w;
    walk_begin(&w, n, f);
    enum layer first = layer_of_link(f->link);
    walk_on(&w, first == LAYER_DONE ? walk_unread(&w, UNREAD_LINK, f->link) : first);
}

static void push_batch(struct net *n, const struct frame *frames, size_t count)
{
    struct quick quick[FRAME_BATCH];
    for (size_t i = 0; i < count; i++)
        quick_look(n, &frames[i], &quick[i]);
    for (size_t i = 0; i < count; i++)
        quick_send_for(n, &quick[i]);
    for (size_t i = 0; i < count; i++)
        if (!quick_up(n, &frames[i], &quick[i]))
            layer_by_layer(n, &frames[i]);
}

void net_push(struct net *n, const struct frame *frames, size_t count)
{
    while (count) {
        size_t batch = count < FRAME_BATCH ? count : FRAME_BATCH;
        push_batch(n, frames, batch);
        frames += batch;
        count -= batch;
    }
}

static void tell_layers(struct net *n)
{
    for (unsigned i = 1; i < LAYERS; i++) {
        const struct unread_sum *broken = &n->broken[i];
        const struct unread_sum *deep = &n->deep[i];
        const char *name = layer_name((enum layer)i);
        if (broken->frames)
            blind_add(n->said.blind, BLIND_BROKEN, name, broken->frames, broken->bytes,
                      broken->first, "headers that are cut off or contradict their own lengths");
        if (deep->frames)
            blind_add(n->said.blind, BLIND_TOO_DEEP, name, deep->frames, deep->bytes, deep->first,
                      "wrapped in more layers than are unwrapped");
    }
}

static void tell_evicted(struct net *n, const char *where, uint64_t count)
{
    TEXT_ON(detail, 120);
    if (!count)
        return;
    text_format(&detail, "%lu gave way to newer ones; a larger --memory keeps them",
                (unsigned long)count);
    blind_add(n->said.blind, BLIND_OVER_BUDGET, where, 0, 0, (struct place){0}, detail.at);
}

void net_finish(struct net *n)
{
    uint32_t at = 0;
    fragment_finish(&n->fragments);
    sctp_finish(n->sctp);
    for (struct flow *f; (f = table_next(&n->flows, &at));)
        flow_end(n, f);
    unread_tell(&n->unread);
    tell_layers(n);
    tell_evicted(n, "conversations", n->flows.evicted);
    tell_evicted(n, "user-plane tunnels", n->user_plane.hot.evicted);
    tell_evicted(n, "ip fragments", n->fragments.evicted);
}

uint64_t net_evicted(const struct net *n)
{
    return n->flows.evicted + n->user_plane.hot.evicted + n->fragments.evicted +
           tcp_evicted(n->tcp) + sctp_evicted(n->sctp);
}
