/* The order in which a message is asked what it says, and the door's look-ups. */
#include "wire/access/registry.h"

#include <stdlib.h>

/* How the budget is shared, in 64ths, and what that comes to at 16 MiB. Tables have powers of two:
 * the shares are such that little is left over. Identities and bindings are what a long capture has
 * most of; elements and sums are few in any network that can be drawn. */
enum {
    SHARE_IDENTITIES = 13, /* 48 bytes each: 65,536 */
    SHARE_TEXTS = 3,       /* 160 bytes: 4,800 NAIs, GUTIs, SUCIs */
    SHARE_PERSONS = 7,     /* 48 bytes: 32,768 */
    SHARE_BINDINGS = 9,    /* 64 bytes: 32,768 TEIDs and SEIDs */
    SHARE_SESSIONS = 3,    /* 64 bytes: 8,192 Session-Ids */
    SHARE_PAIRS = 7,       /* 380 bytes with the draft: 4,096 exchanges under way */
    SHARE_ELEMENTS = 8,    /* 500 bytes: 4,096 addresses */
    SHARE_NAMES = 3,       /* hosts, realms, networks */
    SHARE_SUMS = 11,       /* 8,192 sums, 65,536 persons in them; or 15,000 single accesses */
    SHARES = 64,
};
_Static_assert(SHARE_BINDINGS + SHARE_SESSIONS + SHARE_IDENTITIES + SHARE_TEXTS + SHARE_PERSONS +
                       SHARE_PAIRS + SHARE_ELEMENTS + SHARE_NAMES + SHARE_SUMS ==
                   SHARES,
               "the budget is given out whole");

enum { NAME_MAX_LENGTH = 255 }; /* RFC 1035 2.3.4 */

static bool note_operations(struct registry *r)
{
    while (spec_op_at(r->note_count))
        r->note_count++;
    r->notes = calloc((size_t)r->note_count + 1, sizeof *r->notes);
    for (uint32_t i = 0; r->notes && i < r->note_count; i++) {
        const struct spec_op *op = spec_op_at(i);
        r->notes[i].reaches |= op->access[0].categories != 0;
        if (op->part != PART_REQUEST)
            continue;
        const struct spec_op *answer =
            spec_op((enum proto)op->proto, op->application, op->answer, PART_ANSWER);
        if (!answer)
            continue;
        r->notes[op_number(answer)].request = i + 1;
        r->notes[op_number(answer)].reaches |= op->access[0].categories != 0;
    }
    return r->notes != NULL;
}

static bool open_tables(struct registry *r)
{
    size_t share = r->said.budget / SHARES;
    uint64_t seed = r->said.seed;
    return note_operations(r) && names_init(&r->names, share * SHARE_NAMES, seed) &&
           identities_init(&r->identities, share * SHARE_IDENTITIES, share * SHARE_TEXTS, seed) &&
           persons_init(&r->persons, share * SHARE_PERSONS) &&
           table_init(&r->bindings, sizeof(struct binding), sizeof(struct binding_key),
                      share * SHARE_BINDINGS, seed) &&
           table_init(&r->sessions, sizeof(struct binding), sizeof(struct binding_key),
                      share * SHARE_SESSIONS, seed) &&
           elements_init(&r->elements, share * SHARE_ELEMENTS, seed) &&
           pairs_init(r, share * SHARE_PAIRS) &&
           sums_init(&r->sums, share * SHARE_SUMS, seed, r->said.every_access);
}

struct registry *registry_new(const struct registry_settings *settings)
{
    struct registry *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    r->said = *settings;
    if (open_tables(r))
        return r;
    registry_free(r);
    return NULL;
}

void registry_free(struct registry *r)
{
    names_free(&r->names);
    identities_free(&r->identities);
    persons_free(&r->persons);
    table_free(&r->bindings);
    table_free(&r->sessions);
    elements_free(&r->elements);
    pairs_free(&r->pairs);
    sums_free(&r->sums);
    free(r->notes);
    free(r->sorted_elements);
    free(r->sorted_sums);
    free(r);
}

uint32_t name_of(struct registry *r, const struct field *f, uint32_t *near)
{
    TEXT_ON(text, NAME_MAX_LENGTH + 1);
    const char *at = (const char *)f->at;
    size_t len = f->len;
    if (f->form != FORM_TEXT) {
        text_field(&text, f);
        at = text.at;
        len = text.len;
    }
    if (!len)
        return *near = NAMES_NONE;
    len = strnlen(at, len < NAME_MAX_LENGTH ? len : NAME_MAX_LENGTH);
    if (*near > NAMES_FULL) {
        const char *held = names_text(&r->names, *near);
        if (strncmp(held, at, len) == 0 && held[len] == 0 && len)
            return *near;
    }
    *near = names_of(&r->names, at, len);
    return *near;
}

/* --- A message ------------------------------------------------------------------------------- */

static void carry_one(struct carried *ret, struct identity *i)
{
    bool held = i == NULL;
    for (unsigned n = 0; n < ret->count && !held; n++)
        held = ret->at[n] == i;
    if (!held)
        ret->at[ret->count++] = i;
}

/* Who is called is another than who calls, and than whom the message is about. */
static void carry(struct registry *r, const struct message *m, const struct facts *f,
                  struct carried *ret, struct carried *ret_called)
{
    ret->count = ret_called->count = 0;
    for (unsigned k = 0; k < f->identity_count; k++) {
        const struct field *field = &m->fields[f->identities[k]];
        struct identity *i = identity_of(&r->identities, field);
        bool other = field->meaning == MEANING_CALLED || field->meaning == MEANING_OTHER_PARTY ||
                     field->meaning == MEANING_OTHER_NAME;
        carry_one(other ? ret_called : ret, i);
    }
}

static bool holds(const struct carried *c, uint32_t number)
{
    for (unsigned k = 0; k < c->count; k++)
        if (c->at[k]->number == number)
            return true;
    return false;
}

/* What is known of the person beyond what the message says itself. */
static void add_bound(struct registry *r, struct message *m, const struct carried *own,
                      const struct carried *called)
{
    const struct person_entry *e = person_at(&r->persons, m->person);
    for (unsigned class = IDENTITY_IMSI; e && class < IDENTITY_CLASSES; class ++) {
        uint32_t number = e->said.identities[class];
        bool known = identity_at(&r->identities, number) != NULL;
        if (known && !holds(own, number) && !holds(called, number) &&
            m->bound_count < MESSAGE_BOUND)
            m->bound[m->bound_count++] = number;
    }
}

/* The keys that were given out are the person's from here on, also when nobody knows who that is:
 * they are no longer the last one's. So is the key that the message was sent under, when it says
 * itself whose it is. An answer proves that only where nobody else has the key: it may be late. */
static void bind(struct registry *r, const struct message *m, const struct facts *f,
                 const struct carried *own, uint32_t by_key)
{
    struct binding_key keys[FACTS_KEYS];
    unsigned count = bind_given(m, f, keys, FACTS_KEYS);
    bind_keys(r, keys, count, m->person, message_place(m));
    if (m->person && m->handles[0])
        bind_handles(r, m);
    bool proves = m->person && (by_key == 0 || (m->part != PART_ANSWER && own->count));
    if (by_key == m->person || !proves)
        return;
    count = bind_used(r, m, f, keys, KEYS_USED);
    bind_keys(r, keys, count, m->person, message_place(m));
}

static void not_resolved(struct registry *r, const struct message *m)
{
    struct unresolved *u = &r->unresolved[m->proto];
    if (u->frames++ == 0)
        u->first = message_place(m);
}

/* Whose message it is; what it says of them is kept. */
static void settle(struct registry *r, struct message *m, const struct facts *f,
                   const struct pair *pair)
{
    struct carried own, called;
    bool unknown = false;
    uint32_t hinted = m->part == PART_ANSWER && pair ? pair->person : 0;
    enum hint hint = hinted ? HINT_REQUEST : HINT_NONE;
    uint32_t by_key = 0;
    carry(r, m, f, &own, &called);
    if (m->begins)
        bind_forget(r, m->begins);
    if (hint == HINT_NONE) {
        hinted = by_key = bind_find(r, m, f, &unknown);
        hint = by_key ? HINT_KEY : HINT_NONE;
    } else {
        by_key = bind_find(r, m, f, &unknown);
    }
    if (m->several && own.count)
        m->person = person_alone(r, own.at[0]);
    else
        m->person = person_of(r, &own, hinted, hint);
    for (unsigned i = 0; i < called.count; i++) {
        uint32_t other = person_alone(r, called.at[i]);
        m->person = m->person ? m->person : other;
    }
    add_bound(r, m, &own, &called);
    bind(r, m, f, &own, by_key);
    if (unknown && m->person == 0 && m->op && r->notes[op_number(m->op)].reaches)
        not_resolved(r, m);
}

static struct draft *draft_of(struct registry *r, struct pair *pair)
{
    pair->draft = pool_get(&r->pairs.drafts);
    return pair->draft == POOL_NONE ? NULL : pool_at(&r->pairs.drafts, pair->draft);
}

/* The answer came first: its request fills in what it could not know. */
static void complete(struct registry *r, struct pair *pair, const struct message *m,
                     const struct facts *f, const struct ends *ends)
{
    struct draft *late = pool_at(&r->pairs.drafts, pair->draft);
    struct draft whole;
    reach_request(r, &whole, m, f, ends);
    const struct access *answer = &late->said;
    whole.said.answered = true;
    whole.said.outcome = answer->outcome;
    whole.said.has_cause = answer->has_cause;
    whole.said.cause = answer->cause;
    whole.said.cause_row = answer->cause_row;
    whole.said.answer = answer->answer;
    whole.said.answer_time = answer->answer_time;
    if (whole.said.person == 0)
        whole.said.person = answer->person;
    if (answer->custodian.address.family == ADDR_SS7)
        whole.said.custodian.address = answer->custodian.address;
    if (answer->custodian.name)
        whole.said.custodian.name = answer->custodian.name;
    for (unsigned i = 0; i < 2; i++)
        whole.has.bits[i] |= late->has.bits[i];
    *late = whole;
    pair_end(r, pair);
}

static void asked(struct registry *r, struct message *m, const struct facts *f,
                  const struct ends *ends, struct pair *pair)
{
    bool reaches = m->op && r->notes[op_number(m->op)].reaches;
    struct draft alone;
    if (!pair) {
        if (!reaches)
            return;
        /* Nothing answers it: it is done when it is sent. */
        reach_request(r, &alone, m, f, ends);
        alone.said.answered = m->part == PART_NEITHER;
        if (m->person == 0 && m->handles[0] && m->part == PART_NEITHER)
            reach_wait(r, &alone, m);
        else
            reach_end(r, &alone);
        return;
    }
    if (pair->state == PAIR_ORPHAN) {
        if (reaches && pair->draft != POOL_NONE)
            complete(r, pair, m, f, ends);
        pair_end(r, pair);
        pair->request = message_place(m);
        pair_done(r, pair);
    } else if (pair->state == PAIR_FRESH) {
        struct draft *d = reaches ? draft_of(r, pair) : NULL;
        if (d)
            reach_request(r, d, m, f, ends);
        pair->state = PAIR_WAITING;
    }
    pair->person = m->person;
}

static void answered(struct registry *r, struct message *m, const struct facts *f,
                     const struct ends *ends, struct pair *pair)
{
    /* How it ends, the last answer tells. */
    if (m->provisional)
        return;
    if (pair) {
        struct draft *d = pair->draft == POOL_NONE ? NULL : pool_at(&r->pairs.drafts, pair->draft);
        if (d) {
            reach_answer(r, d, m, f, ends);
            if (m->person && d->key_count)
                bind_keys(r, d->keys, d->key_count, m->person, d->said.request);
            pair_end(r, pair);
        }
        pair_done(r, pair);
        pair->person = m->person;
        return;
    }
    const struct op_note *note = m->op ? &r->notes[op_number(m->op)] : NULL;
    if (!note || !note->request || !note->reaches)
        return;
    pair = pair_orphan(r, m, ends);
    struct draft *d = pair ? draft_of(r, pair) : NULL;
    if (d)
        reach_orphan(r, d, spec_op_at(note->request - 1), m, f, ends);
}

void registry_message(struct registry *r, struct message *m)
{
    struct facts facts;
    struct pair *pair;
    facts_gather(&facts, m);
    struct ends ends = elements_of(r, m, &facts);
    bool answers = m->part == PART_ANSWER;
    pair = answers ? pair_answer(r, m, &ends)
                   : (m->part == PART_REQUEST ? pair_request(r, m, &facts, &ends) : NULL);
    element_named(r, m, &facts, &ends);
    settle(r, m, &facts, pair);
    if (r->outer.handle)
        reach_inside(r, m);
    role_note(r, m, &facts, &ends);
    if (!m->untold)
        r->said.message(r->said.arg, m);
    if (answers)
        answered(r, m, &facts, &ends, pair);
    else
        asked(r, m, &facts, &ends, pair);
}

void registry_flow_ends(struct registry *r, const struct flow *f)
{
    element_flow(r, f, 0);
    element_flow(r, f, 1);
}

void registry_same_element(struct registry *r, const struct addr *a, const struct addr *b)
{
    elements_join(r, a, b);
}

static void say_unresolved(struct registry *r)
{
    for (unsigned proto = 0; proto < PROTOS; proto++) {
        const struct unresolved *u = &r->unresolved[proto];
        if (u->frames)
            blind_add(r->said.blind, BLIND_UNRESOLVED, spec_proto_word((enum proto)proto),
                      u->frames, 0, u->first,
                      "messages of sessions whose beginning was not seen: not known whose");
    }
}

static void say_lost(struct registry *r, uint64_t count, const char *where, const char *what)
{
    TEXT_ON(detail, 160);
    if (count == 0)
        return;
    text_format(&detail, "%llu %s; raise --memory", (unsigned long long)count, what);
    blind_add(r->said.blind, BLIND_OVER_BUDGET, where, 0, 0, (struct place){0}, detail.at);
}

void registry_finish(struct registry *r)
{
    reach_finish(r);
    pairs_finish(r);
    sums_finish(r);
    say_unresolved(r);
    say_lost(r, r->pairs.lost, "exchanges", "requests gave way before an answer could come");
    say_lost(r, r->identities.table.evicted + r->persons.evicted, "subscribers",
             "identities or persons seen longest ago gave way");
    say_lost(r, r->identities.refused, "identities", "identities were too long or too many");
    say_lost(r, r->bindings.evicted + r->sessions.evicted, "sessions",
             "keys given out longest ago gave way");
    say_lost(r, r->elements.table.evicted, "elements", "addresses seen longest ago gave way");
    say_lost(r, r->names.refused, "names", "names did not fit");
    say_lost(r, r->sums.table.evicted + r->sums.persons.evicted, "accesses",
             "sums, or persons in them, gave way");
    say_lost(r, r->sums.each_refused, "accesses", "accesses are counted and not told");
}
