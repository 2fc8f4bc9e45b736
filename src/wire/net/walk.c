/* The one loop that goes from layer to layer, and the ways in which it ends. */
#include "base/hash.h"
#include "wire/net/layer.h"

typedef enum layer (*layer_read)(struct walk *w);

static const layer_read READ[LAYERS] = {
#define LAYER(ID, function, name, ...) [LAYER_##ID] = layer_##function,
#include "wire/net/layers.def"
#undef LAYER
};

void walk_begin(struct walk *w, struct net *n, const struct frame *f)
{
    struct packet *p = &n->packet;
    memset(p, 0, offsetof(struct packet, tunnels));
    p->frame = f;
    *w = (struct walk){.net = n,
                       .p = p,
                       .c = cursor_of(f->bytes, f->captured),
                       .snapped = f->captured < f->original};
    w->begin = w->c;
}

void walk_on(struct walk *w, enum layer layer)
{
    while (layer != LAYER_DONE) {
        w->begin = w->c;
        w->layer = layer;
        if (w->layers++ == LAYERS_MOST)
            layer = walk_too_deep(w);
        else
            layer = READ[layer](w);
    }
}

enum layer walk_broken(struct walk *w)
{
    /* A header that the capture's own limit cut is not broken; the frame counts as snapped. */
    if (!w->snapped)
        unread_sum_add(&w->net->broken[w->layer], cursor_left(&w->begin), place_of(w->p->frame));
    return LAYER_DONE;
}

void walk_odd_length(struct walk *w)
{
    if (!w->snapped)
        unread_sum_add(&w->net->broken[w->layer], 0, place_of(w->p->frame));
}

enum layer walk_unread(struct walk *w, enum unread_kind kind, uint32_t number)
{
    unread_add(&w->net->unread, kind, number, cursor_left(&w->c), place_of(w->p->frame));
    return LAYER_DONE;
}

enum layer walk_too_deep(struct walk *w)
{
    unread_sum_add(&w->net->deep[w->layer], cursor_left(&w->begin), place_of(w->p->frame));
    return LAYER_DONE;
}

/* Both ways of a conversation lie in one tunnel though its ends change places, so the lower address
 * goes first. */
static uint32_t stack_hash(const struct walk *w, const struct tunnel *t)
{
    bool turned = addr_order(&t->src, &t->dst) > 0;
    uint64_t seed = w->net->said.seed;
    uint64_t low = hash_bytes(seed, turned ? &t->dst : &t->src, sizeof t->src);
    uint64_t high = hash_bytes(seed, turned ? &t->src : &t->dst, sizeof t->src);
    uint64_t h = hash_two(seed, hash_two(seed, low, high),
                          (uint64_t)w->tunnel << 32 ^ (uint64_t)t->kind << 56 ^ t->id);
    return (uint32_t)h | 1; /* 0 is outside tunnels */
}

bool walk_tunnel(struct walk *w, enum tunnel_kind kind, uint32_t id)
{
    struct packet *p = w->p;
    bool is_label = kind == TUNNEL_VLAN || kind == TUNNEL_MPLS;
    if (p->depth == TUNNEL_DEPTH)
        return is_label;
    struct tunnel *t = &p->tunnels[p->depth++];
    *t = (struct tunnel){.kind = kind, .id = id};
    if (is_label)
        return true;
    t->src = p->src;
    t->dst = p->dst;
    w->tunnel = stack_hash(w, t);
    return true;
}
