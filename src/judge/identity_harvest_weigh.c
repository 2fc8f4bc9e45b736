/* Whose asking is out of the ordinary: decided at the end, when it is known what followed.
 *
 * Three signs, each of which is enough. Volume: many persons whom nothing explains within one
 * window, from an actor that serves hardly anybody, and a multiple of what its peers do. A walk:
 * one number after the other, in the order of asking. Unknown: most of its asks name nobody, which
 * is guessing. An MME in a busy hour reads thousands and registers nearly all of them; so does a
 * load test, whose numbers follow each other: both are explained and fall out before anything is
 * counted.
 */
#include "judge/identity_harvest.h"

#include <stdlib.h>

enum {
    WALK = 16,           /* neighbouring numbers in a row: chance makes three or four */
    WALK_OF_READER = 64, /* of roles whose work is asking: a campaign by SMS may go by numbers */
    STEP = 10,           /* how far apart neighbours may be */
    UNKNOWN = 10,
    PEERS = 2,         /* fewer say nothing about what is normal */
    TIMES_PEERS = 4,   /* nodes of one role differ in size by two or three */
    READER_TIMES = 20, /* of the threshold, for roles whose work is asking */
    READER_TIMES_PEERS = 10,
    SERVES_TENTH = 10, /* who serves every tenth is a serving node with people of an earlier time */
};

static int by_asker_then_time(const void *a, const void *b)
{
    const struct ask *x = *(struct ask *const *)a;
    const struct ask *y = *(struct ask *const *)b;
    int order = memcmp(&x->whose, &y->whose, sizeof x->whose);
    if (order)
        return order;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    return x->key.person < y->key.person ? -1 : x->key.person > y->key.person;
}

static size_t sort_asks(struct harvest *h)
{
    size_t count = 0;
    uint32_t at = 0;
    for (struct ask *a; (a = table_next(&h->asks, &at));)
        h->order[count++] = a;
    if (count)
        qsort(h->order, count, sizeof *h->order, by_asker_then_time);
    return count;
}

/* Most asks within the window: where they begin, and how many. */
static size_t busiest(struct ask *const *asks, size_t count, uint64_t within, size_t *ret_from)
{
    size_t most = 0;
    size_t from = 0;
    *ret_from = 0;
    for (size_t to = 0; to < count; to++) {
        while (asks[to]->time - asks[from]->time > within)
            from++;
        if (to - from + 1 > most) {
            most = to - from + 1;
            *ret_from = from;
        }
    }
    return most;
}

/* The digits as a number; 0: none of that class is known. */
static uint64_t number_of(const struct registry *r, uint32_t person, enum identity_class class)
{
    const struct person *p = registry_person(r, person);
    const struct identity *i = p ? registry_identity(r, p->identities[class]) : NULL;
    if (!i)
        return 0;
    TEXT_ON(digits, 32);
    registry_identity_text(&digits, r, i);
    return strtoull(digits.at, NULL, 10);
}

struct row {
    size_t from, count, up;
};

static void longer(struct row *best, const struct row *row)
{
    /* One direction: neighbours that come in any order are only a small range. */
    size_t steps = row->count - 1;
    bool one_way = row->up * 4 >= steps * 3 || (steps - row->up) * 4 >= steps * 3;
    if (row->count > best->count && one_way)
        *best = *row;
}

static struct row walk_by(const struct registry *r, struct ask *const *asks, size_t count,
                          enum identity_class class)
{
    struct row best = {0};
    struct row row = {0};
    uint64_t before = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t number = number_of(r, asks[i]->key.person, class);
        uint64_t step = number > before ? number - before : before - number;
        if (number && before && step && step <= STEP) {
            row.count++;
            row.up += number > before;
        } else {
            row = (struct row){.from = i, .count = 1};
        }
        before = number;
        longer(&best, &row);
    }
    return best;
}

static struct row longest_walk(const struct registry *r, struct ask *const *asks, size_t count)
{
    struct row by_imsi = walk_by(r, asks, count, IDENTITY_IMSI);
    struct row by_number = walk_by(r, asks, count, IDENTITY_MSISDN);
    return by_imsi.count >= by_number.count ? by_imsi : by_number;
}

/* Puts what nothing explains in front, in order; how many. */
static size_t unexplained_first(struct harvest *h, struct judge *j, struct ask **asks, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool served = !asks[i]->asker->registers && harvest_served(h, j, asks[i]);
        if (asks[i]->explained || served)
            continue;
        struct ask *other = asks[kept];
        asks[kept++] = asks[i];
        asks[i] = other;
    }
    return kept;
}

static bool same_question(const struct asker *a, const struct asker *b)
{
    return a->key.custodian == b->key.custodian && a->key.operation == b->key.operation;
}

/* The median of the others' busiest windows, by counting: there are few askers. */
static size_t peers_of(const struct harvest *h, const struct asker *self, uint64_t *ret_median)
{
    enum { MOST = 256 };
    uint64_t all[MOST];
    size_t count = 0;
    uint32_t at = 0;
    for (const struct asker *a; (a = table_next(&h->askers, &at)) && count < MOST;) {
        if (a == self || !same_question(a, self))
            continue;
        size_t place = count++;
        for (; place > 0 && all[place - 1] > a->busiest; place--)
            all[place] = all[place - 1];
        all[place] = a->busiest;
    }
    *ret_median = count ? all[count / 2] : 0;
    return count;
}

static bool is_volume(const struct harvest *h, const struct harvest_case *c, size_t asked)
{
    const struct asker *a = c->asker;
    uint64_t served = asked - c->unexplained;
    bool serves_nobody = served * SERVES_TENTH < asked;
    bool has_peers = c->peers >= PEERS;
    if (a->registers)
        return serves_nobody && a->busiest >= h->subscribers &&
               (!has_peers || a->busiest >= TIMES_PEERS * c->peer_median);
    return serves_nobody && has_peers && a->busiest >= READER_TIMES * h->subscribers &&
           a->busiest >= READER_TIMES_PEERS * c->peer_median;
}

static bool is_unknown(const struct asker *a)
{
    return a->unknown >= UNKNOWN && a->unknown * 2 > a->persons;
}

static void show(struct harvest_case *c, struct ask *const *asks, size_t from, size_t count)
{
    c->shown = asks + from;
    c->count = count;
    c->first = asks[from]->time;
    c->last = asks[from + count - 1]->time;
}

/* `asks` are those of one asker that nothing explains; `asked` with the others. */
static void weigh(struct harvest *h, struct judge *j, struct ask *const *asks, size_t count,
                  size_t asked)
{
    size_t from;
    struct asker *a = asks[0]->asker;
    struct harvest_case c = {.asker = a, .unexplained = count, .within = h->within};
    struct row walk = longest_walk(judge_registry(j), asks, count);
    c.walk = walk.count;
    c.peers = peers_of(h, a, &c.peer_median);
    for (size_t i = 0; i < count; i++)
        c.given += asks[i]->given;
    size_t most = busiest(asks, count, h->within, &from);
    if (is_volume(h, &c, asked)) {
        c.signs |= HARVEST_VOLUME;
        show(&c, asks, from, most);
    }
    if (is_unknown(a)) {
        c.signs |= HARVEST_UNKNOWN;
        show(&c, asks, 0, count);
    }
    if (walk.count >= (a->registers ? WALK : WALK_OF_READER)) {
        c.signs |= HARVEST_WALK;
        if (!(c.signs & HARVEST_VOLUME))
            show(&c, asks, walk.from, walk.count);
    }
    if (c.signs)
        harvest_tell(j, &c);
}

void harvest_weigh(struct harvest *h, struct judge *j)
{
    size_t all = sort_asks(h);
    /* Two passes: peers are compared by what each of them did. */
    for (unsigned pass = 0; pass < 2; pass++) {
        for (size_t from = 0, to; from < all; from = to) {
            struct ask **asks = h->order + from;
            to = from + 1;
            while (to < all &&
                   memcmp(&h->order[to]->whose, &asks[0]->whose, sizeof asks[0]->whose) == 0)
                to++;
            struct asker *a = asks[0]->asker;
            if (memcmp(&a->key, &asks[0]->whose, sizeof a->key) != 0)
                continue;
            size_t begin;
            size_t kept = unexplained_first(h, j, asks, to - from);
            if (pass == 0)
                a->busiest = busiest(asks, kept, h->within, &begin);
            else if (kept)
                weigh(h, j, asks, kept, to - from);
        }
    }
}
