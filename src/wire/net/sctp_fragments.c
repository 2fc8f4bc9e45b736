/* Messages in fragments: kept in the order of their numbers until one is whole.
 *
 * The fragments of a message have consecutive numbers from the one that begins to the one that
 * ends; where several messages share a key (unordered ones have no number of their own) that is
 * what tells them apart.
 */
#include "wire/net/sctp_state.h"

#include <stdlib.h>

static struct sctp_fragment *fragment_at(const struct sctp *s, uint32_t number)
{
    return number == POOL_NONE ? NULL : pool_at(&s->fragments, number);
}

static void leave(struct sctp *s, struct sctp_set *set)
{
    *(set->older ? &set->older->newer : &s->oldest) = set->newer;
    *(set->newer ? &set->newer->older : &s->newest) = set->older;
}

static void enter(struct sctp *s, struct sctp_set *set)
{
    set->older = s->newest;
    *(s->newest ? &s->newest->newer : &s->oldest) = set;
    s->newest = set;
}

static void empty(struct sctp *s, struct sctp_set *set)
{
    uint32_t number = set->count ? set->first : POOL_NONE;
    while (number != POOL_NONE) {
        struct sctp_fragment *f = fragment_at(s, number);
        uint32_t next = f->next;
        chain_drop(&s->blocks, &f->bytes);
        pool_put(&s->fragments, number);
        number = next;
    }
    set->count = set->begins = set->ends = set->bytes = 0;
}

static void count_lost(struct sctp *s, const struct sctp_set *set, bool over)
{
    struct sctp_association *a = sctp_association_find(s, set->serial);
    if (!a) {
        blind_add(s->said.blind, over ? BLIND_OVER_BUDGET : BLIND_FRAGMENT_MISSING, "sctp",
                  set->count, set->bytes, set->place, "messages in fragments, never whole");
        return;
    }
    struct sctp_loss *loss = over ? &a->over : &a->missing;
    if (loss->times == 0)
        loss->first = set->place;
    loss->times += set->count;
    loss->bytes += set->bytes;
}

/* For want of room. */
static void give_up(struct sctp *s, struct sctp_set *set)
{
    count_lost(s, set, true);
    s->given_up++;
    empty(s, set);
    leave(s, set);
}

static void on_evict(void *arg, void *entry)
{
    give_up(arg, entry);
}

bool sctp_fragments_init(struct sctp *s, size_t budget)
{
    s->scratch = malloc(SCTP_MESSAGE_MOST);
    if (!s->scratch || !chain_pool(&s->blocks, budget / 4 * 2) ||
        !pool_init(&s->fragments, sizeof(struct sctp_fragment), budget / 4) ||
        !table_init(&s->sets, sizeof(struct sctp_set), 3 * sizeof(uint32_t), budget / 4,
                    s->said.seed))
        return false;
    s->sets.on_evict = on_evict;
    s->sets.arg = s;
    return true;
}

void sctp_fragments_free(struct sctp *s)
{
    table_free(&s->sets);
    pool_free(&s->fragments);
    pool_free(&s->blocks);
    free(s->scratch);
}

static struct sctp_set *set_of(struct sctp *s, const struct sctp_association *a,
                               const struct packet *p, const struct sctp_data *d)
{
    struct sctp_set key = {.serial = a->serial, .stream = d->stream, .direction = d->direction};
    bool unordered = d->flags & DATA_UNORDERED;
    key.kind = (uint8_t)((unordered ? 1 : 0) | (d->interleaved ? 2 : 0));
    /* RFC 9260 3.3.1: an unordered chunk's number means nothing. */
    key.number = unordered && !d->interleaved ? 0 : d->number;
    bool is_new;
    struct sctp_set *set =
        table_take(&s->sets, table_hash(&s->sets, &key.serial), &key.serial, &is_new);
    if (is_new) {
        set->place = (struct place){.file = p->frame->file, .frame = p->frame->number};
        enter(s, set);
    }
    return set;
}

/* Where the new fragment belongs: the one before it, NULL for the front. False: it is there. */
static bool find_place(struct sctp *s, const struct sctp_set *set, uint32_t order,
                       struct sctp_fragment **ret_before)
{
    *ret_before = NULL;
    if (!set->count)
        return true;
    struct sctp_fragment *last = fragment_at(s, set->last);
    if (sctp_before(last->order, order)) {
        *ret_before = last;
        return true;
    }
    struct sctp_fragment *f = fragment_at(s, set->first);
    while (f && sctp_before(f->order, order)) {
        *ret_before = f;
        f = fragment_at(s, f->next);
    }
    return !f || f->order != order;
}

/* A pool that is spent takes from the oldest set; false when that is this one. */
static uint32_t new_fragment(struct sctp *s, const struct sctp_set *wants, struct span bytes)
{
    for (;;) {
        uint32_t number = pool_get(&s->fragments);
        struct sctp_fragment *f = fragment_at(s, number);
        if (f) {
            f->bytes = (struct chain){0};
            if (chain_add(&s->blocks, &f->bytes, bytes))
                return number;
            pool_put(&s->fragments, number);
        }
        struct sctp_set *oldest = s->oldest == wants ? wants->newer : s->oldest;
        if (!oldest)
            return POOL_NONE;
        give_up(s, oldest);
        table_drop(&s->sets, oldest);
    }
}

static bool insert(struct sctp *s, struct sctp_set *set, const struct sctp_data *d)
{
    struct sctp_fragment *before;
    if (!find_place(s, set, d->order, &before))
        return true;
    if (set->count == SCTP_FRAGMENTS_MOST || set->bytes + d->payload.len > SCTP_MESSAGE_MOST)
        return false;
    uint32_t number = new_fragment(s, set, d->payload);
    struct sctp_fragment *f = fragment_at(s, number);
    if (!f)
        return false;
    f->order = d->order;
    f->ppid = d->ppid;
    f->flags = d->flags;
    if (before) {
        f->next = before->next;
        before->next = number;
    } else {
        f->next = set->count ? set->first : POOL_NONE;
        set->first = number;
    }
    if (f->next == POOL_NONE)
        set->last = number;
    set->count++;
    set->bytes += (uint32_t)d->payload.len;
    set->begins += (d->flags & DATA_BEGIN) != 0;
    set->ends += (d->flags & DATA_END) != 0;
    return true;
}

/* Whether the numbers between two fragments are those of other messages' chunks. RFC 9260 6.9 gives
 * a message's fragments numbers in sequence; senders that mix streams exist all the same. */
static bool lie_elsewhere(const struct sctp_association *a, const struct sctp_set *set,
                          uint32_t from, uint32_t to)
{
    if (set->kind != 0 || to - from >= SCTP_TSNS)
        return false;
    for (uint32_t tsn = from; tsn != to; tsn++)
        if (!sctp_association_saw(a, set->direction, tsn))
            return false;
    return true;
}

/* A run without a hole from a beginning to an end: *ret_link points to its first fragment's number,
 * *ret_stop is what follows it. */
static bool find_run(struct sctp *s, const struct sctp_association *a, struct sctp_set *set,
                     uint32_t **ret_link, uint32_t *ret_stop)
{
    uint32_t *begin = NULL;
    uint32_t expected = 0;
    uint32_t *link = &set->first;
    for (uint32_t i = 0; i < set->count; i++) {
        struct sctp_fragment *f = fragment_at(s, *link);
        if (f->flags & DATA_BEGIN)
            begin = link;
        else if (begin && f->order != expected && !lie_elsewhere(a, set, expected, f->order))
            begin = NULL;
        if (begin && f->flags & DATA_END) {
            *ret_link = begin;
            *ret_stop = f->next;
            return true;
        }
        expected = f->order + 1;
        link = &f->next;
    }
    return false;
}

/* The run leaves the list; its bytes come together in the scratch. */
static struct span take_run(struct sctp *s, struct sctp_set *set, uint32_t *link, uint32_t stop,
                            uint32_t *ret_ppid)
{
    struct span whole = {s->scratch, 0};
    uint32_t number = *link;
    *ret_ppid = fragment_at(s, number)->ppid;
    while (number != stop) {
        struct sctp_fragment *f = fragment_at(s, number);
        chain_copy(&s->blocks, &f->bytes, s->scratch + whole.len);
        whole.len += f->bytes.len;
        set->bytes -= f->bytes.len;
        set->begins -= (f->flags & DATA_BEGIN) != 0;
        set->ends -= (f->flags & DATA_END) != 0;
        set->count--;
        uint32_t next = f->next;
        chain_drop(&s->blocks, &f->bytes);
        pool_put(&s->fragments, number);
        number = next;
    }
    *link = stop;
    return whole;
}

static void find_last(struct sctp *s, struct sctp_set *set)
{
    uint32_t number = set->first;
    for (uint32_t i = 0; i < set->count; i++) {
        set->last = number;
        number = fragment_at(s, number)->next;
    }
}

bool sctp_fragment_add(struct sctp *s, struct sctp_association *a, const struct packet *p,
                       const struct sctp_data *d, struct span *ret, uint32_t *ret_ppid)
{
    struct sctp_set *set = set_of(s, a, p, d);
    if (!insert(s, set, d)) {
        sctp_lose(&a->over, p, d->payload.len);
        give_up(s, set);
        table_drop(&s->sets, set);
        return false;
    }
    uint32_t *link;
    uint32_t stop;
    if (!set->begins || !set->ends || !find_run(s, a, set, &link, &stop))
        return false;
    *ret = take_run(s, set, link, stop, ret_ppid);
    if (set->count) {
        find_last(s, set);
    } else {
        leave(s, set);
        table_drop(&s->sets, set);
    }
    return true;
}

void sctp_fragments_finish(struct sctp *s)
{
    uint32_t at = 0;
    for (struct sctp_set *set; (set = table_next(&s->sets, &at));) {
        count_lost(s, set, false);
        empty(s, set);
        leave(s, set);
        table_drop(&s->sets, set);
    }
}
