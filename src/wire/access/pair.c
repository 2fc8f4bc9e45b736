/* Request and answer.
 *
 * An answer goes back to the port that asked, with the request's number (TS 29.060 10.1, TS 29.274
 * 4.2.2, TS 29.244 6.4, RFC 6733 6.2). The latest request of that number is the one it answers: a
 * request may be sent again, or be seen twice where a capture was taken on two sides. A pair is
 * kept after its answer, so that what is sent once more is not counted once more.
 */
#include "wire/access/registry.h"

#include <stdlib.h>

#define SECOND 1000000000ULL

enum { TCP = 6 };

/* A request is given up after at most N3 tries of T3 (TS 29.274 7.6: operators' choice, commonly
 * three of some seconds; RFC 6733 leaves it open): in a minute all of that is over. */
#define PATIENCE (60 * SECOND)
/* An answer that stands before its request in the capture was put there by buffers, not by time. */
#define DISORDER (2 * SECOND)

void pair_end(struct registry *r, struct pair *p)
{
    if (p->draft == POOL_NONE)
        return;
    struct draft *d = pool_at(&r->pairs.drafts, p->draft);
    uint32_t draft = p->draft;
    p->draft = POOL_NONE;
    reach_end(r, d);
    pool_put(&r->pairs.drafts, draft);
}

static void give_way(void *arg, void *entry)
{
    struct registry *r = arg;
    struct pair *p = entry;
    bool waits = p->state == PAIR_WAITING && p->draft != POOL_NONE;
    if (waits && r->pairs.now - p->time < PATIENCE)
        r->pairs.lost++;
    pair_end(r, p);
}

bool pairs_init(struct registry *r, size_t budget)
{
    struct pairs *p = &r->pairs;
    /* A draft for each pair, a pointer for the end, and a quarter of a place in the ring. */
    size_t each = sizeof(struct pair) + sizeof(struct draft) + sizeof(uint32_t) + sizeof *p->order +
                  sizeof *p->done / 4;
    size_t tables = budget / each * sizeof(struct pair);
    if (!table_init(&p->table, sizeof(struct pair), sizeof(struct pair_key), tables, r->said.seed))
        return false;
    size_t count = p->table.mask + 1;
    p->table.on_evict = give_way;
    p->table.arg = r;
    p->order = calloc(count, sizeof *p->order);
    p->done = calloc(count / 4, sizeof *p->done);
    p->done_mask = (uint32_t)(count / 4 - 1);
    return p->order && p->done &&
           pool_init(&p->drafts, sizeof(struct draft),
                     count * (sizeof(struct draft) + sizeof(uint32_t)));
}

void pairs_free(struct pairs *p)
{
    table_free(&p->table);
    pool_free(&p->drafts);
    free(p->order);
    free(p->done);
}

/* An association's ends in the place of elements: an answer may take another of its paths than the
 * request took. The high bit keeps them apart from elements' numbers. */
static uint32_t end_of(const struct packet *p, unsigned side)
{
    return 1U << 31 | p->association << 1 | side;
}

static struct pair_key key_of(const struct message *m, const struct ends *ends, bool answers)
{
    const struct packet *p = m->packet;
    uint32_t from = ends->from ? ends->from->said.number : 0;
    uint32_t to = ends->to ? ends->to->said.number : 0;
    struct pair_key key = {.transaction = m->transaction};
    /* What names an exchange does so in whatever protocol its answer is told. */
    if (m->pairing == PAIR_ANYWHERE)
        return key;
    key.proto = m->proto;
    key.asker = answers ? to : from;
    key.responder = answers ? from : to;
    key.asker_port = answers ? p->dport : p->sport;
    /* A datagram's answer may come from another port than was asked. */
    if (m->pairing == PAIR_CONNECTION) {
        key.responder_port = answers ? p->sport : p->dport;
        if (p->association) {
            key.asker = end_of(p, answers ? !p->side : p->side);
            key.responder = end_of(p, answers ? p->side : !p->side);
        }
    }
    return key;
}

/* What a request has to have in common with the one before it to be the same, sent again. */
static uint64_t likeness_of(const struct registry *r, const struct message *m,
                            const struct facts *f)
{
    const struct field *teid = facts_first(f, m, MEANING_SESSION_TEID);
    const struct field *seid = facts_first(f, m, MEANING_SESSION_SEID);
    uint64_t key = (teid ? teid->number : 0) ^ (seid ? seid->number : 0);
    uint64_t h = hash_two(r->said.seed, (uint64_t)m->type << 32 | m->length, key);
    if (f->identity_count) {
        const struct field *who = &m->fields[f->identities[0]];
        if (who->at)
            h = hash_bytes(h, who->at, who->len);
    }
    return h;
}

static uint64_t apart(uint64_t a, uint64_t b)
{
    return a > b ? a - b : b - a;
}

static void renew(struct registry *r, struct pair *p, const struct message *m, uint64_t likeness)
{
    pair_end(r, p);
    p->request = message_place(m);
    p->time = m->packet->frame->time;
    p->likeness = likeness;
    p->person = 0;
    p->state = PAIR_FRESH;
}

static struct pair *take(struct registry *r, const struct pair_key *key, uint64_t now,
                         bool *ret_new)
{
    struct pairs *s = &r->pairs;
    s->now = now > s->now ? now : s->now;
    struct pair *p = table_take(&s->table, table_hash(&s->table, key), key, ret_new);
    if (*ret_new)
        p->draft = POOL_NONE;
    return p;
}

struct pair *pair_request(struct registry *r, struct message *m, const struct facts *f,
                          const struct ends *ends)
{
    if (m->pairing == PAIR_NONE)
        return NULL;
    bool is_new;
    struct pair_key key = key_of(m, ends, false);
    uint64_t likeness = likeness_of(r, m, f);
    uint64_t now = m->packet->frame->time;
    struct pair *p = take(r, &key, now, &is_new);
    uint64_t age = apart(now, p->time);
    if (!is_new && p->state == PAIR_ORPHAN && age <= DISORDER)
        return p;
    bool again = !is_new && p->state != PAIR_ORPHAN && p->likeness == likeness && age <= PATIENCE;
    /* TCP loses nothing: what was answered there is asked anew when it is asked. */
    if (m->packet->transport == TCP && p->state == PAIR_ANSWERED)
        again = false;
    if (again) {
        m->odd |= ODD_RETRANSMITTED;
        p->request = message_place(m);
    } else {
        renew(r, p, m, likeness);
    }
    return p;
}

static struct pair *find(struct registry *r, const struct message *m, const struct ends *ends,
                         bool answers)
{
    struct table *t = &r->pairs.table;
    struct pair_key key = key_of(m, ends, answers);
    struct pair *p = table_find(t, table_hash(t, &key), &key);
    return p && p->state != PAIR_ORPHAN ? p : NULL;
}

struct pair *pair_answer(struct registry *r, struct message *m, const struct ends *ends)
{
    if (m->pairing == PAIR_NONE)
        return NULL;
    struct pair *p = find(r, m, ends, true);
    if (!p) {
        /* In captures whose addresses were rewritten, or that a generator made, requests and
         * answers go one way. Such an answer is told, and nothing is concluded from it. */
        p = find(r, m, ends, false);
        if (p && p->state == PAIR_WAITING)
            m->answers = p->request;
        return NULL;
    }
    bool late = apart(m->packet->frame->time, p->time) > PATIENCE;
    if (p->state == PAIR_ANSWERED && late)
        return NULL;
    m->answers = p->request;
    return p;
}

struct pair *pair_orphan(struct registry *r, const struct message *m, const struct ends *ends)
{
    if (m->pairing == PAIR_NONE)
        return NULL;
    bool is_new;
    struct pair_key key = key_of(m, ends, true);
    struct pair *p = take(r, &key, m->packet->frame->time, &is_new);
    bool again =
        !is_new && p->state == PAIR_ORPHAN && apart(m->packet->frame->time, p->time) <= PATIENCE;
    if (again)
        return NULL;
    renew(r, p, m, 0);
    p->request = (struct place){0};
    p->state = PAIR_ORPHAN;
    return p;
}

void pair_done(struct registry *r, struct pair *p)
{
    struct pairs *s = &r->pairs;
    if (p->state == PAIR_ANSWERED)
        return;
    p->state = PAIR_ANSWERED;
    uint32_t *place = &s->done[s->done_at++ & s->done_mask];
    struct pair *old = *place ? table_at(&s->table, *place - 1) : NULL;
    *place = table_slot(&s->table, p) + 1;
    if (!old || old == p || old->state != PAIR_ANSWERED)
        return;
    old->state = PAIR_FRESH;
    table_drop(&s->table, old);
}

static int by_time(const void *a, const void *b)
{
    const struct pair *x = *(struct pair *const *)a;
    const struct pair *y = *(struct pair *const *)b;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    /* Ticks differ, so that the order is one. */
    return x->head.touched < y->head.touched ? -1 : 1;
}

void pairs_finish(struct registry *r)
{
    struct pairs *s = &r->pairs;
    size_t count = 0;
    uint32_t at = 0;
    for (struct pair *p; (p = table_next(&s->table, &at));)
        if (p->draft != POOL_NONE)
            s->order[count++] = p;
    if (count)
        qsort(s->order, count, sizeof *s->order, by_time);
    for (size_t i = 0; i < count; i++)
        pair_end(r, s->order[i]);
}
