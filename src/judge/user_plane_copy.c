/* A FAR that duplicates a subscriber's traffic: ordered, accepted, seen leaving, taken back. */
#include "judge/user_plane_copy.h"

#include <string.h>

enum { DUPL = 0x10, ITEMS = 8 };

enum {
    ESTABLISHMENT = 50, /* TS 29.244 table 7.3-1 */
    MODIFICATION = 52,
    DELETION = 54,
};

/* Control and user plane, whichever has the lower address first. */
struct pair_key {
    struct addr low, high;
};

struct pair {
    struct table_head head;
    struct pair_key key;
    enum copy_sign sign;
};

/* An order that waits for its answer. The frame alone does not name it: several may be bundled in
 * one, and one may be sent again in another. */
struct waiting_key {
    struct addr control, user;
    uint32_t sequence;
};

struct waiting {
    struct table_head head;
    struct waiting_key key;
    struct place place; /* of the last time it was sent */
    uint64_t seid;      /* of the user plane; 0: its answer says it */
    uint32_t person;
    unsigned count;
    struct copy_slot items[ITEMS];
};

/* Where copies arrive. */
struct tunnel_key {
    struct addr to;
    uint32_t teid;
};

struct tunnel_end {
    struct table_head head;
    struct tunnel_key key;
    struct copy_key copy;
};

struct state {
    struct judge *judge;
    struct table pairs, copies, sessions, waiting, tunnels;
};

/* --- Which core a pair belongs to ------------------------------------------------------------ */

static struct pair_key pair_of(const struct addr *a, const struct addr *b)
{
    bool ordered = addr_order(a, b) < 0;
    return (struct pair_key){.low = ordered ? *a : *b, .high = ordered ? *b : *a};
}

static void remember_sign(struct state *s, const struct message *m, enum copy_sign sign)
{
    if (sign == SIGN_NONE)
        return;
    bool is_new;
    struct pair_key key = pair_of(&m->packet->src, &m->packet->dst);
    struct pair *p = table_take(&s->pairs, table_hash(&s->pairs, &key), &key, &is_new);
    p->sign = sign > p->sign ? sign : p->sign;
}

static enum copy_sign sign_of_role(const struct declared *d)
{
    if (!d)
        return SIGN_NONE;
    switch (d->roles[0]) {
    case ROLE_SMF:
    case ROLE_UPF:
        return SIGN_ROLE;
    case ROLE_SGW:
    case ROLE_SGW_C:
    case ROLE_SGW_U:
    case ROLE_PGW:
    case ROLE_PGW_C:
    case ROLE_PGW_U:
        return SIGN_EPC_ROLE;
    default:
        return SIGN_NONE;
    }
}

/* PFCP does not say which reference point it runs on, so this is inferred: what TS 29.244 gives to
 * N4 alone (QFI, S-NSSAI, the elements of session.5g, DFRT) or a name or declared role of a 5G core
 * makes the pair N4, for all its sessions: a core's functions are bought, named and addressed as
 * one, and a combined SMF+PGW-C controls its UPF over N4 for 4G access too (TS 23.501 4.3). Without
 * any of that the pair is taken for Sxa or Sxb, where the specification knows copies: the mistake
 * then is a milder finding, never a louder one. */
static enum copy_sign sign_between(struct state *s, const struct addr *a, const struct addr *b)
{
    struct pair_key key = pair_of(a, b);
    const struct pair *p = table_find(&s->pairs, table_hash(&s->pairs, &key), &key);
    const struct network *n = judge_network(s->judge);
    enum copy_sign sign = p ? p->sign : SIGN_NONE;
    enum copy_sign one = sign_of_role(network_element(n, a));
    enum copy_sign other = sign_of_role(network_element(n, b));
    sign = one > sign ? one : sign;
    return other > sign ? other : sign;
}

/* --- Events of a copy ------------------------------------------------------------------------ */

static struct copy *copy_find(struct state *s, const struct copy_key *key)
{
    return table_find(&s->copies, table_hash(&s->copies, key), key);
}

static struct copy_event *event(struct copy *c, enum copy_event_kind kind, struct place place,
                                uint64_t time)
{
    static const struct copy_event none;
    bool common = kind <= EVENT_REFUSED; /* these leave room for what comes once */
    if (c->count >= (common ? COPY_EVENTS - COPY_RESERVED : COPY_EVENTS))
        return NULL;
    struct copy_event *e = &c->events[c->count++];
    *e = none;
    e->kind = kind;
    e->place = place;
    e->time = time;
    return e;
}

static void tell(struct state *s, struct copy *c)
{
    if (!c->told && c->finding)
        copy_tell(s->judge, c, sign_between(s, &c->key.control, &c->key.user));
    c->told = true;
}

static void on_evict(void *arg, void *entry)
{
    tell(arg, entry);
}

static uint32_t object_of(struct state *s, const struct copy_key *key, uint32_t policy)
{
    TEXT_ON(t, 300);
    if (key->to.family && key->port)
        text_endpoint(&t, &key->to, key->port);
    else if (key->to.family)
        text_addr(&t, &key->to);
    else if (policy)
        text_format(&t, "forwarding policy %s", judge_text(s->judge, policy));
    return finding_text(s->judge, t.at);
}

/* A message of an established session is found by its SEID; one that establishes has none yet. */
static uint32_t filter_of(struct state *s, const struct message *m, const struct copy_rule *r)
{
    TEXT_ON(t, 200);
    const struct field *seid = message_field(m, MEANING_SESSION_SEID);
    bool dupl = r->has_action && r->action & DUPL;
    if (seid && seid->number) {
        text_format(&t, "pfcp.seid == 0x%llx && ", (unsigned long long)seid->number);
        text_put(&t, dupl ? "pfcp.apply_action.dupl == 1" : "pfcp.ie_type in {5, 105}");
    } else {
        text_format(&t, "pfcp.seqno == %llu && %s == ", (unsigned long long)m->transaction,
                    m->packet->src.family == 4 ? "ip.src" : "ipv6.src");
        text_addr(&t, &m->packet->src);
    }
    return finding_text(s->judge, t.at);
}

static void begin(struct state *s, struct copy *c, const struct message *m,
                  const struct copy_rule *r, const struct copy_target *t)
{
    TEXT_ON(policy, 256);
    if (t->policy)
        text_field(&policy, t->policy);
    c->policy = finding_text(s->judge, policy.at);
    c->side = t->side;
    c->teid = t->teid;
    c->filter = filter_of(s, m, r);
}

static void ordered(struct state *s, const struct message *m, const struct copy_rule *r,
                    const struct copy_target *t)
{
    bool is_new;
    struct copy_key key = {
        .control = m->packet->src, .user = m->packet->dst, .to = t->address, .port = t->port};
    struct copy *c = table_take(&s->copies, table_hash(&s->copies, &key), &key, &is_new);
    if (is_new)
        begin(s, c, m, r, t);
    struct party control = {.address = key.control};
    struct party user = {.address = key.user};
    uint32_t object = object_of(s, &key, c->policy);
    c->finding = finding_of(s->judge, &check_user_plane_copy, &control, &user,
                            judge_text(s->judge, object), m->packet->frame->time, &is_new);
    if (!c->finding)
        return; /* no room, which the judge counts */
    c->finding->to = object;
    finding_person(s->judge, c->finding, m->person);
    c->orders++;
    c->dupl |= !r->has_action || r->action & DUPL;
    struct copy_event *e = event(c, m->type == ESTABLISHMENT ? EVENT_CREATED : EVENT_MODIFIED,
                                 message_place(m), m->packet->frame->time);
    if (!e)
        return;
    e->person = m->person;
    e->far = r->far;
    e->dupl = r->has_action && r->action & DUPL;
    e->parameters = t->side != SIDE_UNKNOWN || t->address.family || t->policy;
}

static void watch(struct state *s, const struct copy_key *copy, uint32_t teid)
{
    bool is_new;
    struct tunnel_key key = {.to = copy->to, .teid = teid};
    if (!copy->to.family || teid == 0)
        return;
    struct tunnel_end *end = table_take(&s->tunnels, table_hash(&s->tunnels, &key), &key, &is_new);
    end->copy = *copy;
    judge_watch(s->judge, &copy->to);
}

/* --- Requests -------------------------------------------------------------------------------- */

static uint64_t seid_of(const struct message *m)
{
    const struct field *f = message_field(m, MEANING_SESSION_SEID);
    return f ? f->number : 0;
}

static struct copy_session *session_of(struct state *s, const struct message *m, bool make)
{
    return copy_session(&s->sessions, &m->packet->src, &m->packet->dst, seid_of(m), make);
}

static struct waiting_key waiting_key(const struct addr *control, const struct addr *user,
                                      const struct message *m)
{
    return (struct waiting_key){
        .control = *control, .user = *user, .sequence = (uint32_t)m->transaction};
}

/* All rules of one message wait together; a message that takes its number up again begins anew. */
static struct waiting *waiting_for(struct state *s, const struct message *m)
{
    bool is_new;
    struct place place = message_place(m);
    struct waiting_key key = waiting_key(&m->packet->src, &m->packet->dst, m);
    struct waiting *w = table_take(&s->waiting, table_hash(&s->waiting, &key), &key, &is_new);
    if (w->place.frame != place.frame || w->place.file != place.file)
        w->count = 0;
    w->place = place;
    w->seid = m->type == ESTABLISHMENT ? 0 : seid_of(m);
    w->person = m->person;
    return w;
}

static void sent_again(struct state *s, const struct message *m)
{
    struct waiting_key key = waiting_key(&m->packet->src, &m->packet->dst, m);
    struct waiting *w = table_find(&s->waiting, table_hash(&s->waiting, &key), &key);
    if (w)
        w->place = message_place(m);
}

static void order(struct state *s, const struct message *m, const struct copy_rule *r)
{
    struct copy_session *session = m->type == MODIFICATION ? session_of(s, m, true) : NULL;
    struct waiting *w = waiting_for(s, m);
    for (unsigned i = 0; i < r->count; i++) {
        struct copy_target t = copy_resolved(session, r->far, r->targets[i]);
        struct copy_slot item = {.to = t.address,
                                 .far = r->far,
                                 .teid = t.teid,
                                 .port = t.port,
                                 .copies = !r->has_action || r->action & DUPL};
        ordered(s, m, r, &t);
        if (w->count < ITEMS)
            w->items[w->count++] = item;
        if (session)
            copy_keep(session, &item, item.copies);
        struct copy_key key = {
            .control = m->packet->src, .user = m->packet->dst, .to = t.address, .port = t.port};
        watch(s, &key, t.teid);
    }
}

/* A rule that copied and is told not to, or is removed. */
static void taken_back(struct state *s, const struct message *m, const struct copy_rule *r)
{
    struct copy_session *session = session_of(s, m, false);
    for (unsigned i = 0; session && i < COPY_SLOTS; i++) {
        struct copy_slot *slot = &session->slots[i];
        if (!slot->used || !slot->copies || slot->far != r->far)
            continue;
        slot->copies = false;
        struct copy_key key = {
            .control = m->packet->src, .user = m->packet->dst, .to = slot->to, .port = slot->port};
        struct copy *c = copy_find(s, &key);
        struct copy_event *e = c ? event(c, r->removed ? EVENT_REMOVED : EVENT_TAKEN_OFF,
                                         message_place(m), m->packet->frame->time)
                                 : NULL;
        if (e) {
            e->far = r->far;
            e->person = m->person;
        }
    }
}

static void request(struct state *s, const struct message *m)
{
    struct copy_rule rules[COPY_RULES];
    unsigned count = copy_rules(m, rules, COPY_RULES);
    for (unsigned i = 0; i < count; i++) {
        const struct copy_rule *r = &rules[i];
        bool stops = r->removed || (r->has_action && !(r->action & DUPL));
        if (stops && (!r->orders || copy_is_on(session_of(s, m, false), r->far)))
            taken_back(s, m, r);
        else if (r->orders)
            order(s, m, r);
    }
}

static void deletion(struct state *s, const struct message *m)
{
    struct copy_session *session = session_of(s, m, false);
    if (session)
        table_drop(&s->sessions, session);
}

/* --- Answers --------------------------------------------------------------------------------- */

static void answered(struct state *s, const struct message *m, const struct waiting *w,
                     const struct copy_slot *item)
{
    bool accepted = m->outcome == OUTCOME_SUCCESS;
    struct copy_key key = {
        .control = w->key.control, .user = w->key.user, .to = item->to, .port = item->port};
    struct copy *c = copy_find(s, &key);
    if (!c || m->outcome == OUTCOME_NONE)
        return;
    c->accepted += accepted;
    c->refused += !accepted;
    struct copy_event *e = event(c, accepted ? EVENT_ACCEPTED : EVENT_REFUSED, message_place(m),
                                 m->packet->frame->time);
    if (!e)
        return;
    e->far = item->far;
    e->person = w->person;
    e->cause = m->cause_row ? m->cause_row->name : NULL;
}

static void answer(struct state *s, const struct message *m)
{
    struct waiting_key key = waiting_key(&m->packet->dst, &m->packet->src, m);
    struct waiting *w = table_find(&s->waiting, table_hash(&s->waiting, &key), &key);
    if (!w || w->place.frame != m->answers.frame || w->place.file != m->answers.file)
        return;
    const struct field *end = message_field(m, MEANING_SESSION_ENDPOINT);
    uint64_t seid = w->seid ? w->seid : (end ? end->number : 0);
    struct copy_session *session =
        seid ? copy_session(&s->sessions, &w->key.control, &w->key.user, seid, true) : NULL;
    for (unsigned i = 0; i < w->count; i++) {
        answered(s, m, w, &w->items[i]);
        if (session)
            copy_keep(session, &w->items[i], w->items[i].copies && m->outcome != OUTCOME_REFUSED);
    }
    table_drop(&s->waiting, w);
}

/* --- The check ------------------------------------------------------------------------------- */

static void on_message(void *state, struct judge *j, const struct message *m)
{
    struct state *s = state;
    (void)j;
    if (m->proto != PROTO_PFCP)
        return;
    bool rules;
    enum copy_sign sign = copy_glance(m, &rules);
    remember_sign(s, m, sign);
    if (m->part == PART_ANSWER && m->answers.frame && s->waiting.used)
        answer(s, m);
    else if (m->odd & ODD_RETRANSMITTED)
        sent_again(s, m);
    else if (rules && (m->type == ESTABLISHMENT || m->type == MODIFICATION))
        request(s, m);
    else if (m->type == DELETION && s->sessions.used)
        deletion(s, m);
}

static void on_user_plane(void *state, struct judge *j, const struct packet *p, uint32_t teid)
{
    struct state *s = state;
    (void)j;
    if (s->tunnels.used == 0)
        return;
    struct tunnel_key key = {.to = p->dst, .teid = teid};
    const struct tunnel_end *end = table_find(&s->tunnels, table_hash(&s->tunnels, &key), &key);
    struct copy *c = end ? copy_find(s, &end->copy) : NULL;
    if (!c || !c->finding)
        return;
    uint64_t time = p->frame->time;
    if (c->copies++ == 0) {
        struct place place = {.file = p->frame->file, .frame = p->frame->number};
        c->first_copy = time;
        event(c, EVENT_COPY, place, time);
    }
    c->last_copy = time;
    c->finding->last = time > c->finding->last ? time : c->finding->last;
}

static void on_end(void *state, struct judge *j)
{
    struct state *s = state;
    (void)j;
    uint32_t at = 0;
    for (struct copy *c; (c = table_next(&s->copies, &at));)
        tell(s, c);
}

static bool open_check(void *state, struct judge *j)
{
    struct state *s = state;
    size_t part = judge_share(j, &check_user_plane_copy) / 8;
    uint64_t seed = judge_seed(j);
    s->judge = j;
    bool all =
        table_init(&s->pairs, sizeof(struct pair), sizeof(struct pair_key), part, seed) &&
        table_init(&s->copies, sizeof(struct copy), sizeof(struct copy_key), part * 4, seed) &&
        table_init(&s->sessions, sizeof(struct copy_session), sizeof(struct copy_session_key), part,
                   seed) &&
        table_init(&s->waiting, sizeof(struct waiting), sizeof(struct waiting_key), part, seed) &&
        table_init(&s->tunnels, sizeof(struct tunnel_end), sizeof(struct tunnel_key), part, seed);
    s->copies.on_evict = on_evict;
    s->copies.arg = s;
    return all;
}

static void close_check(void *state)
{
    struct state *s = state;
    table_free(&s->pairs);
    table_free(&s->copies);
    table_free(&s->sessions);
    table_free(&s->waiting);
    table_free(&s->tunnels);
}

static const char *const INNOCENT[] = {
    "on Sxa or Sxb, the address belongs to an interception function (SX3LIF, LMISF or the MDF it "
    "feeds) that no declaration names yet: lawful interception in a 4G core with split gateways "
    "works in just this way",
    "the capture is of a laboratory or a conformance test of duplication",
    "on Sxa or Sxb, the operator copies its own test subscribers to an analysis probe, which its "
    "declaration can name",
    NULL,
};

/* Why not on N4; how on Sxa and Sxb; DUPL; the parameters, created and updated; the interface
 * called LI Function; the interception functions of a 4G core; interception in a 5G core. */
static const char *const REFERENCES[] = {
    "TS 29.244 5.7.3",      "TS 29.244 5.7.2",   "TS 29.244 8.2.26",
    "TS 29.244 7.5.2.3",    "TS 29.244 7.5.4.3", "TS 29.244 8.2.24",
    "TS 33.107 12.9, 20.4", "TS 33.128 6.2.3",   NULL,
};

static const char *const TECHNIQUES[] = {"T1020.001", "T1040", "FGT1020.001", NULL};

const struct check check_user_plane_copy = {
    .slug = "user-plane-copy",
    .title = "A subscriber's traffic is copied to a second place",
    .meaning = copy_meaning,
    .innocent_if = INNOCENT,
    .next = copy_next,
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "interception: functions (role MDF, addresses) or interception: deliver_to, with "
                  "the address that copies go to; it settles Sxa and Sxb, never N4",
    .severities = copy_severities,
    .rank = 7,
    .share = 8,
    .state_size = sizeof(struct state),
    .open = open_check,
    .message = on_message,
    .user_plane = on_user_plane,
    .end = on_end,
    .close = close_check,
};
