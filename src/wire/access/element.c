/* Elements: who speaks, under which addresses and names. */
#include "wire/access/registry.h"

#include <stdlib.h>

enum { JOINED_DEPTH = 16 };

bool elements_init(struct elements *s, size_t budget, uint64_t seed)
{
    *s = (struct elements){0};
    size_t each = sizeof(struct element_entry) + NOTED_SIZE;
    size_t tables = budget / each * sizeof(struct element_entry);
    if (!table_init(&s->table, sizeof(struct element_entry), sizeof(struct addr), tables, seed))
        return false;
    s->noted = calloc(s->table.mask + 1, NOTED_SIZE);
    return s->noted && numbers_init(&s->numbers, s->table.mask + 1);
}

void elements_free(struct elements *s)
{
    table_free(&s->table);
    free(s->numbers.at);
    free(s->noted);
}

struct element_entry *element_at(const struct elements *s, uint32_t number)
{
    if (!numbers_hold(&s->numbers, number))
        return NULL;
    return table_at(&s->table, numbers_slot(&s->numbers, number));
}

/* The element that an address belongs to; the address's own entry when that one gave way. */
static struct element_entry *whole(const struct elements *s, struct element_entry *e)
{
    for (unsigned depth = 0; depth < JOINED_DEPTH && e->said.same_as; depth++) {
        struct element_entry *next = element_at(s, e->said.same_as);
        if (!next)
            break;
        e = next;
    }
    return e;
}

static struct element_entry *own_entry(struct elements *s, const struct addr *a)
{
    bool is_new;
    struct element_entry *e = table_take(&s->table, table_hash(&s->table, a), a, &is_new);
    if (is_new) {
        uint32_t slot = table_slot(&s->table, e);
        e->said.number = numbers_next(&s->numbers, slot);
        memset(s->noted + (size_t)slot * NOTED_SIZE, 0, NOTED_SIZE);
    }
    return e;
}

struct element_entry *element_find(struct elements *s, const struct addr *a)
{
    struct element_entry *e = table_find(&s->table, table_hash(&s->table, a), a);
    return e ? whole(s, e) : NULL;
}

/* `cached` is the flow's memory of the number. */
static struct element_entry *end_of(struct elements *s, const struct addr *a, uint32_t *cached)
{
    if (a->family == 0)
        return NULL;
    struct element_entry *e = cached ? element_at(s, *cached) : NULL;
    if (!e || e->said.same_as) {
        e = whole(s, own_entry(s, a));
        if (cached)
            *cached = e->said.number;
    }
    e->said.head.touched = ++s->table.tick;
    return e;
}

static void seen(struct element *e, uint64_t first, uint64_t last, struct place where)
{
    if (e->where.frame == 0) {
        e->where = where;
        e->first = first;
    }
    e->first = first < e->first ? first : e->first;
    e->last = last > e->last ? last : e->last;
}

struct ends elements_of(struct registry *r, const struct message *m, const struct facts *f)
{
    struct elements *s = &r->elements;
    const struct packet *p = m->packet;
    uint32_t *numbers = p->flow && !(p->odd & PACKET_READDRESSED) ? p->flow->element : NULL;
    struct ends ends = {.src = node_of(&p->src), .dst = node_asked(&p->dst, m, f)};
    ends.from = end_of(s, &ends.src, numbers ? &numbers[p->way & 1] : NULL);
    ends.to = end_of(s, &ends.dst, numbers ? &numbers[~p->way & 1] : NULL);
    struct element_entry *both[] = {ends.from, ends.to};
    struct place where = {.frame = p->frame->number, .file = p->frame->file};
    for (unsigned i = 0; i < 2; i++) {
        if (!both[i])
            continue;
        both[i]->said.messages++;
        seen(&both[i]->said, p->frame->time, p->frame->time, where);
    }
    return ends;
}

static void add_name(struct element *e, uint32_t name)
{
    for (unsigned i = 0; i < ELEMENT_NAMES; i++) {
        if (e->names[i] == name)
            return;
        if (e->names[i] == 0) {
            e->names[i] = name;
            return;
        }
    }
}

/* A message between neighbours: it names no way beyond the next hop, no relay, no session
 * (RFC 6733 5.3, 5.5: Capabilities-Exchange and Device-Watchdog are never forwarded). */
static bool between_neighbours(const struct registry *r, const struct message *m,
                               const struct facts *f)
{
    static const enum meaning beyond[] = {MEANING_ROUTE, MEANING_DESTINATION_HOST,
                                          MEANING_DESTINATION_REALM, MEANING_SESSION_ID};
    if (!m->op || r->notes[op_number(m->op)].reaches)
        return false;
    for (unsigned i = 0; i < sizeof beyond / sizeof *beyond; i++)
        if (meanings_hold(&f->has, beyond[i]))
            return false;
    return true;
}

/* Behind a relay's address many originators speak; only what it says to its neighbour is its own.
 */
static void take_name(struct element *e, uint32_t name, bool own, bool relayed)
{
    if (own && !e->named) {
        memset(e->names, 0, sizeof e->names);
        e->named = true;
    }
    if (own || (!e->named && !relayed))
        add_name(e, name);
}

void element_named(struct registry *r, const struct message *m, const struct facts *f,
                   const struct ends *ends)
{
    const struct field *host = facts_first(f, m, MEANING_ORIGIN_HOST);
    const struct field *node = facts_first(f, m, MEANING_NODE);
    if (!ends->from)
        return;
    struct element *e = &ends->from->said;
    if (host) {
        uint32_t name = name_of(r, host, &ends->from->last_name);
        bool first = name && name == e->names[0] && e->named;
        if (name && !first)
            take_name(e, name, between_neighbours(r, m, f), passed_on(m, f));
        const struct field *product = facts_first(f, m, MEANING_PRODUCT);
        if (product && m->proto == PROTO_DIAMETER)
            name_of(r, product, &e->product);
    } else if (node && (node->form == FORM_TEXT || node->form == FORM_NAME)) {
        uint32_t name = name_of(r, node, &ends->from->last_name);
        if (name)
            take_name(e, name, true, false);
    }
}

/* What was noted of one is true of the other: the one with the lower address stays. */
static void merge(struct elements *s, struct element_entry *to, struct element_entry *from)
{
    struct element *a = &to->said;
    const struct element *b = &from->said;
    uint8_t *noted = s->noted + (size_t)table_slot(&s->table, to) * NOTED_SIZE;
    const uint8_t *other = s->noted + (size_t)table_slot(&s->table, from) * NOTED_SIZE;
    for (size_t i = 0; i < NOTED_SIZE; i++)
        noted[i] |= other[i];
    roles_merge(a, b);
    for (unsigned i = 0; i < ELEMENT_NAMES && b->names[i]; i++)
        if (b->named || !a->named)
            add_name(a, b->names[i]);
    a->named |= b->named;
    a->product = a->product ? a->product : b->product;
    a->messages += b->messages;
    if (b->where.frame)
        seen(a, b->first, b->last, b->where);
    from->said.same_as = a->number;
}

void elements_join(struct registry *r, const struct addr *a, const struct addr *b)
{
    struct elements *s = &r->elements;
    if (!a->family || !b->family)
        return;
    /* The second look-up may take the first one's slot; the number tells. */
    uint32_t first = whole(s, own_entry(s, a))->said.number;
    struct element_entry *y = whole(s, own_entry(s, b));
    struct element_entry *x = element_at(s, first);
    if (!x || x == y)
        return;
    if (addr_order(&x->said.address, &y->said.address) < 0)
        merge(s, x, y);
    else
        merge(s, y, x);
}

/* An address that no host speaks from (RFC 6890, RFC 4291 2.7). */
static bool is_group(const struct addr *a)
{
    if (a->family == 4)
        return a->bytes[0] >= 224 || a->bytes[0] == 0;
    return a->bytes[0] == 0xff;
}

void element_flow(struct registry *r, const struct flow *f, unsigned way)
{
    const struct addr *own = way ? &f->key.b : &f->key.a;
    const struct addr *peer = way ? &f->key.a : &f->key.b;
    uint16_t port = way ? f->key.a_port : f->key.b_port;
    if (f->frames[way] == 0 || own->family == 0 || is_group(own) ||
        identity_is_ue(&r->identities, own))
        return;
    struct element *e = &whole(&r->elements, own_entry(&r->elements, own))->said;
    seen(e, f->first, f->last, f->where);
    bool asks = f->begun_by == way;
    if (e->peers == 0) {
        e->peer = *peer;
        e->peer_port = port;
        e->peer_transport = f->key.transport;
        e->peers = 1;
        e->asks_all = asks;
    } else if (!addr_equal(&e->peer, peer) || e->peer_port != port) {
        e->peers = 2;
    }
    e->asks_all &= asks;
}
