/* Keys and the person they were given out for.
 *
 * A tunnel endpoint is an address and a TEID, never a TEID alone, and TEID 0 is nobody's (TS 29.060
 * 6, TS 29.274 5.1). A binding holds from the message on that gave the key out; when the same key
 * is given out again it is the next person's from there on. An answer is never looked up here when
 * its request was seen: it may be late, and its key already another's.
 */
#include "wire/access/registry.h"

/* TEIDs of control and user plane are two number spaces of one address: what stands in a group (a
 * bearer, a rule) serves user traffic, what stands in the message itself its sender. */
enum {
    PLANE_USER = 1 << 8,
    ELSEWHERE = 1 << 9, /* not the address that was named, but where its owner spoke from */
};

static struct table *table_of(struct registry *r, const struct binding_key *key)
{
    return key->kind == BINDING_SESSION ? &r->sessions : &r->bindings;
}

static struct binding *exactly(struct registry *r, const struct binding_key *key)
{
    struct table *t = table_of(r, key);
    return table_find(t, table_hash(t, key), key);
}

/* By the address that was named, then by the one its owner spoke from. */
static struct binding *find(struct registry *r, struct binding_key key)
{
    struct binding *b = exactly(r, &key);
    if (b || key.kind == BINDING_SESSION)
        return b;
    key.kind |= ELSEWHERE;
    return exactly(r, &key);
}

static uint32_t person_by(const struct registry *r, const struct binding *b)
{
    const struct person_entry *e = b ? person_at(&r->persons, b->person) : NULL;
    return e ? e->number : 0;
}

/* Session-Id (RFC 6733 8.8) is unique for all time and for all hops: the address says nothing. */
static uint64_t session_of(const struct registry *r, const struct message *m, const struct field *f)
{
    return hash_bytes(r->said.seed ^ m->application, f->at, f->len);
}

unsigned bind_used(struct registry *r, const struct message *m, const struct facts *f,
                   struct binding_key *ret, unsigned max)
{
    unsigned count = 0;
    const struct packet *p = m->packet;
    const struct field *teid = facts_first(f, m, MEANING_SESSION_TEID);
    const struct field *seid = facts_first(f, m, MEANING_SESSION_SEID);
    const struct field *session = facts_first(f, m, MEANING_SESSION_ID);
    if (teid && teid->number && count < max)
        ret[count++] = (struct binding_key){p->dst, BINDING_TUNNEL, teid->number};
    if (seid && seid->number && count < max)
        ret[count++] = (struct binding_key){p->dst, BINDING_ENDPOINT, seid->number};
    if (session && session->len && count < max)
        ret[count++] =
            (struct binding_key){.kind = BINDING_SESSION, .id = session_of(r, m, session)};
    for (unsigned i = 0; i < MESSAGE_HANDLES && m->handles[i] && count < max; i++)
        ret[count++] = (struct binding_key){.kind = BINDING_SESSION, .id = m->handles[i]};
    return count;
}

uint32_t bind_find(struct registry *r, const struct message *m, const struct facts *f,
                   bool *ret_unknown)
{
    struct binding_key keys[KEYS_USED];
    unsigned count = bind_used(r, m, f, keys, KEYS_USED);
    *ret_unknown = false;
    for (unsigned i = 0; i < count; i++) {
        const struct binding *b = find(r, keys[i]);
        uint32_t person = person_by(r, b);
        if (person)
            return person;
        *ret_unknown |= !b && keys[i].kind != BINDING_SESSION;
    }
    return 0;
}

static struct binding_key given(const struct message *m, const struct field *field)
{
    bool tunnel = field->meaning == MEANING_SESSION_TUNNEL;
    struct binding_key key = {.address = field_address(field), .id = field->number};
    key.kind = tunnel ? BINDING_TUNNEL : BINDING_ENDPOINT;
    if (tunnel && field->group)
        key.kind |= PLANE_USER;
    if (key.address.family == 0)
        key.address = m->packet->src;
    return key;
}

unsigned bind_given(const struct message *m, const struct facts *f, struct binding_key *ret,
                    unsigned max)
{
    unsigned count = 0;
    bool own = true;
    for (unsigned i = 0; i < f->key_count && count < max; i++) {
        const struct field *field = &m->fields[f->keys[i]];
        if (field->number == 0)
            continue;
        struct binding_key key = given(m, field);
        ret[count++] = key;
        /* The sender's own key, and it speaks from another address than it names: answers go to
         * where it speaks from (TS 29.274 4.2.2.2), so the key holds there too. */
        bool elsewhere = own && field->group == 0 && !addr_equal(&key.address, &m->packet->src);
        if (elsewhere && count < max) {
            key.address = m->packet->src;
            key.kind |= ELSEWHERE;
            ret[count++] = key;
        }
        own = own && field->group != 0;
    }
    return count;
}

void bind_keys(struct registry *r, const struct binding_key *keys, unsigned count, uint32_t person,
               struct place since)
{
    for (unsigned i = 0; i < count; i++) {
        bool is_new;
        struct table *t = table_of(r, &keys[i]);
        struct binding *b = table_take(t, table_hash(t, &keys[i]), &keys[i], &is_new);
        if (b->person == person)
            continue;
        b->person = person;
        b->since = since;
    }
}

void bind_handles(struct registry *r, const struct message *m)
{
    struct binding_key keys[MESSAGE_HANDLES];
    unsigned count = 0;
    for (; count < MESSAGE_HANDLES && m->handles[count]; count++)
        keys[count] = (struct binding_key){.kind = BINDING_SESSION, .id = m->handles[count]};
    bind_keys(r, keys, count, m->person, message_place(m));
}

void bind_forget(struct registry *r, uint64_t handle)
{
    struct binding_key key = {.kind = BINDING_SESSION, .id = handle};
    struct binding *b = exactly(r, &key);
    if (b)
        table_drop(&r->sessions, b);
}

uint32_t registry_tunnel(struct registry *r, const struct addr *address, uint32_t teid)
{
    struct binding_key key = {*address, BINDING_TUNNEL | PLANE_USER, teid};
    if (teid == 0)
        return 0;
    const struct binding *b = exactly(r, &key);
    /* GTPv1 names both planes' TEIDs in the message itself (TS 29.060 7.7.13, 7.7.14). */
    key.kind = BINDING_TUNNEL;
    return person_by(r, b ? b : find(r, key));
}
