/* Those who play no part in the core and yet speak here, or talk with those who do: one by one
 * while they are few, by prefix where they are many, so that a person can read it. */
#include "output/declaration.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FEW = 3,     /* so many of one network are named each */
    NET_V4 = 24, /* what a network is */
    NET_V6 = 64,
    WIDER_V4 = 16,
    WIDER_V6 = 32,
    PREFIXES = 4, /* so many networks of one wider prefix stand there each ... */
    ALL = 64,     /* ... as long as they are not so many in all */
};

struct host {
    struct range at;
    const struct seen_element *seen;
    const char *address;
    bool wanted;
};

struct hosts {
    struct host *all;
    size_t count, cap;
};

static int by_address(const void *a, const void *b)
{
    const struct host *x = a;
    const struct host *y = b;
    if (x->at.family != y->at.family)
        return x->at.family < y->at.family ? -1 : 1;
    return memcmp(x->at.bytes, y->at.bytes, sizeof x->at.bytes);
}

static bool is_partners(const struct declaration *d, const char *address)
{
    for (size_t i = 0; i < d->partner_count; i++)
        if (words_have(&d->partners[i].addresses, address))
            return true;
    return false;
}

static void collect(struct declaration *d, struct hosts *h)
{
    for (size_t i = 0; i < d->element_count; i++) {
        const struct seen_element *s = &d->elements[i];
        for (size_t k = 0; !s->subscriber && k < s->addresses.count; k++) {
            const char *address = s->addresses.at[k];
            struct range r;
            if (!range_read(&r, address) || range_is_nobodys(&r) || range_is_loopback(&r) ||
                draft_in_pool(d, &r) || draft_find(d, NULL, address) || is_partners(d, address))
                continue;
            void *at = draft_room(d, h->all, h->count, &h->cap, sizeof *h->all);
            if (!at)
                return;
            h->all = at;
            h->all[h->count++] =
                (struct host){.at = r, .seen = s, .address = address, .wanted = s->messages > 0};
        }
    }
    if (h->count)
        qsort(h->all, h->count, sizeof *h->all, by_address);
}

/* --- Who has to be declared ------------------------------------------------------------------- */

static struct host *host_of(const struct hosts *h, const char *address)
{
    struct host key = {.address = address};
    if (!h->count || !range_read(&key.at, address))
        return NULL;
    return bsearch(&key, h->all, h->count, sizeof key, by_address);
}

static bool is_declared(struct declaration *d, const struct host *h, const char *address)
{
    return h ? h->wanted : draft_find(d, NULL, address) != NULL;
}

/* Who talks with one that is declared is asked for too, and so on. */
static void want_peers(struct declaration *d, const struct hosts *h)
{
    bool more = true;
    while (more) {
        more = false;
        for (size_t i = 0; i < d->talk_count; i++) {
            struct host *a = host_of(h, d->talks[i].asks);
            struct host *b = host_of(h, d->talks[i].serves);
            bool known_a = is_declared(d, a, d->talks[i].asks);
            bool known_b = is_declared(d, b, d->talks[i].serves);
            if (known_a == known_b || !(known_a ? b : a))
                continue;
            (known_a ? b : a)->wanted = true;
            more = true;
        }
    }
}

static void drop_unwanted(struct hosts *h)
{
    size_t kept = 0;
    for (size_t i = 0; i < h->count; i++)
        if (h->all[i].wanted)
            h->all[kept++] = h->all[i];
    h->count = kept;
}

/* --- One by one ------------------------------------------------------------------------------- */

static struct range net_of(const struct range *r)
{
    return range_cut(*r, r->family == 4 ? NET_V4 : NET_V6);
}

static size_t same_net(const struct hosts *h, size_t i)
{
    struct range net = net_of(&h->all[i].at);
    size_t n = 0;
    while (i + n < h->count && range_holds(&net, &h->all[i + n].at))
        n++;
    return n;
}

static void draft_host(struct declaration *d, const struct host *h)
{
    struct drafted *e = draft_new_element(d, NULL);
    if (!e)
        return;
    words_add(d, &e->addresses, h->address);
    const char *peer = h->seen->only_with;
    e->remark = h->seen->messages == 0 && peer
                    ? draft_keep_format(d, "speaks only to %s", peer)
                    : draft_keep_format(d, "%llu messages, none of which tells a role",
                                        (unsigned long long)h->seen->messages);
    if (h->seen->messages == 0 && !peer)
        e->remark = "nothing that it says could be read";
}

/* --- By prefix -------------------------------------------------------------------------------- */

struct net {
    struct range at;
    size_t hosts;
};

static void widen(struct net *all, size_t *count)
{
    size_t kept = 0;
    bool many = *count > ALL;
    for (size_t i = 0; i < *count;) {
        struct range wide = range_cut(all[i].at, all[i].at.family == 4 ? WIDER_V4 : WIDER_V6);
        struct net sum = {.at = wide};
        size_t n = 0;
        for (; i + n < *count && range_holds(&wide, &all[i + n].at); n++)
            sum.hosts += all[i + n].hosts;
        if (n > PREFIXES || many) {
            all[kept++] = sum;
        } else {
            for (size_t k = 0; k < n; k++)
                all[kept++] = all[i + k];
        }
        i += n;
    }
    *count = kept;
}

/* Networks of private addresses are told apart; all that lie outside are one. */
static void draft_nets(struct declaration *d, const struct net *all, size_t count, bool private)
{
    struct drafted *outside = NULL;
    size_t hosts = 0;
    for (size_t i = 0; i < count; i++) {
        if (range_is_private(&all[i].at) != private)
            continue;
        struct drafted *e = outside ? outside : draft_new_element(d, private ? "net" : "outside");
        if (!e)
            return;
        e->gathered = true;
        words_add(d, &e->addresses, range_keep(d, &all[i].at));
        hosts = private ? all[i].hosts : hosts + all[i].hosts;
        e->remark = draft_keep_format(d, "%zu host%s that play no part in the core, gathered",
                                      hosts, hosts == 1 ? "" : "s");
        outside = private ? NULL : e;
    }
}

void draft_others(struct declaration *d)
{
    struct hosts h = {0};
    collect(d, &h);
    want_peers(d, &h);
    drop_unwanted(&h);
    struct net *nets = calloc(h.count + 1, sizeof *nets);
    size_t count = 0;
    d->failed |= nets == NULL;
    for (size_t i = 0; nets && i < h.count;) {
        size_t n = same_net(&h, i);
        if (n > FEW)
            nets[count++] = (struct net){net_of(&h.all[i].at), n};
        else
            for (size_t k = 0; k < n; k++)
                draft_host(d, &h.all[i + k]);
        i += n;
    }
    if (count) {
        widen(nets, &count);
        draft_nets(d, nets, count, true);
        draft_nets(d, nets, count, false);
    }
    free(nets);
    free(h.all);
}
