/* From an exchange to accesses: who reached what of whom, as the operation's row says. */
#include "wire/access/registry.h"

static uint32_t name_if(struct registry *r, const struct field *f, uint32_t *near)
{
    return f ? name_of(r, f, near) : 0;
}

/* Where somebody's session is named, data of a subscriber is touched, also when nobody knows whose.
 */
static bool about_session(const struct message *m, const struct facts *f)
{
    const struct field *teid = facts_first(f, m, MEANING_SESSION_TEID);
    const struct field *seid = facts_first(f, m, MEANING_SESSION_SEID);
    return f->key_count || (teid && teid->number) || (seid && seid->number) || m->handles[0] ||
           meanings_hold(&f->has, MEANING_SESSION_ID);
}

/* "192.0.2.9:2152", or the address without a port; what is no address as it is written. */
static uint32_t copy_to(struct registry *r, const struct message *m, const struct facts *f)
{
    const struct field *to = facts_first(f, m, MEANING_COPY_TO);
    struct addr a = to ? field_address(to) : (struct addr){0};
    TEXT_ON(text, 64);
    uint16_t port = to ? (uint16_t)(to->extra & 0xffff) : 0;
    if (a.family == 0 && to && to->form == FORM_TEXT)
        return names_of(&r->names, (const char *)to->at, to->len < 64 ? to->len : 64);
    if (a.family == 0)
        return 0;
    if (port)
        text_endpoint(&text, &a, port);
    else
        text_addr(&text, &a);
    return names_of(&r->names, text.at, text.len);
}

/* What request and answer both tell. */
static void both(struct registry *r, struct draft *d, const struct message *m,
                 const struct facts *f)
{
    for (unsigned i = 0; i < 2; i++)
        d->has.bits[i] |= f->has.bits[i];
    d->session |= about_session(m, f);
    if (d->said.visited == 0)
        d->said.visited = name_if(r, facts_first(f, m, MEANING_VISITED), &r->last_visited);
    if (d->said.to == 0 && meanings_hold(&f->has, MEANING_COPY_TO))
        d->said.to = copy_to(r, m, f);
}

void reach_request(struct registry *r, struct draft *d, const struct message *m,
                   const struct facts *f, const struct ends *ends)
{
    uint32_t none[4] = {0};
    uint32_t *by = ends->from ? &ends->from->last_name : &none[0];
    uint32_t *of = ends->from ? &ends->from->last_realm : &none[1];
    uint32_t *asked = ends->to ? &ends->to->last_asked_name : &none[2];
    uint32_t *asked_of = ends->to ? &ends->to->last_asked_realm : &none[3];
    *d = (struct draft){.said = {.op = m->op, .time = m->packet->frame->time}};
    struct access *a = &d->said;
    a->request = message_place(m);
    a->person = m->person;
    a->actor.address = ends->src;
    a->custodian.address = ends->dst;
    a->actor.name = name_if(r, facts_first(f, m, MEANING_ORIGIN_HOST), by);
    a->actor_realm = name_if(r, facts_first(f, m, MEANING_ORIGIN_REALM), of);
    a->custodian.name = name_if(r, facts_first(f, m, MEANING_DESTINATION_HOST), asked);
    a->custodian_realm = name_if(r, facts_first(f, m, MEANING_DESTINATION_REALM), asked_of);
    /* A neighbour that is known by name, where the request names only the realm. */
    if (a->actor.name && !a->custodian.name && ends->to && ends->to->said.named)
        a->custodian.name = ends->to->said.names[0];
    both(r, d, m, f);
    if (m->person == 0)
        d->key_count = (uint8_t)bind_given(m, f, d->keys, DRAFT_KEYS);
}

void reach_orphan(struct registry *r, struct draft *d, const struct spec_op *request,
                  const struct message *m, const struct facts *f, const struct ends *ends)
{
    *d = (struct draft){.said = {.op = request, .time = m->packet->frame->time}};
    struct access *a = &d->said;
    a->actor.address = ends->dst;
    a->custodian.address = ends->src;
    reach_answer(r, d, m, f, ends);
    if (a->custodian.name && ends->to && ends->to->said.named)
        a->actor.name = ends->to->said.names[0];
}

void reach_answer(struct registry *r, struct draft *d, const struct message *m,
                  const struct facts *f, const struct ends *ends)
{
    struct access *a = &d->said;
    uint32_t none[2] = {0};
    uint32_t *by = ends->from ? &ends->from->last_name : &none[0];
    uint32_t *of = ends->from ? &ends->from->last_realm : &none[1];
    uint32_t name = name_if(r, facts_first(f, m, MEANING_ORIGIN_HOST), by);
    uint32_t realm = name_if(r, facts_first(f, m, MEANING_ORIGIN_REALM), of);
    a->answered = true;
    a->outcome = (enum outcome)m->outcome;
    a->has_cause = m->has_cause;
    a->cause = m->cause;
    a->cause_row = m->cause_row;
    a->answer = message_place(m);
    a->answer_time = m->packet->frame->time;
    if (m->person)
        a->person = m->person;
    /* Who answers is the custodian, whoever was meant to. */
    if (ends->src.family == ADDR_SS7)
        a->custodian.address = ends->src;
    if (name)
        a->custodian.name = name;
    if (realm)
        a->custodian_realm = realm;
    both(r, d, m, f);
}

static void hand_up(struct registry *r, const struct draft *d, const struct spec_access *row)
{
    struct access a = d->said;
    a.how = (enum how)row->how;
    a.categories = row->categories;
    if (a.how == HOW_DELIVER) {
        a.actor = d->said.custodian;
        a.actor_realm = d->said.custodian_realm;
        a.custodian = d->said.actor;
        a.custodian_realm = d->said.actor_realm;
    }
    if (a.how != HOW_COPY)
        a.to = 0;
    sum_add(r, &a);
    r->said.access(r->said.arg, &a);
}

static bool is_nobody(const struct party *p)
{
    return p->address.family == 0 && p->name == 0;
}

void reach_end(struct registry *r, const struct draft *d)
{
    if (d->said.person == 0 && !d->session)
        return;
    /* Heard between two ends that nothing names (GSMTAP): who reached whose is not to be said. */
    if (is_nobody(&d->said.actor) && is_nobody(&d->said.custodian))
        return;
    const struct spec_op *op = d->said.op;
    for (unsigned i = 0; i < SPEC_ACCESSES && op->access[i].categories; i++) {
        enum meaning only = (enum meaning)op->access[i].only_with;
        if (only == MEANING_NONE || meanings_hold(&d->has, only))
            hand_up(r, d, &op->access[i]);
    }
}

void reach_finish(struct registry *r)
{
    if (r->outer.handle == 0)
        return;
    r->outer.handle = 0;
    reach_end(r, &r->outer.draft);
}

void reach_wait(struct registry *r, const struct draft *d, const struct message *m)
{
    reach_finish(r);
    r->outer.draft = *d;
    r->outer.handle = m->handles[0];
    r->outer.place = message_place(m);
}

void reach_inside(struct registry *r, const struct message *m)
{
    struct place here = message_place(m);
    bool inside = here.file == r->outer.place.file && here.frame == r->outer.place.frame;
    bool of_it = false;
    for (unsigned i = 0; inside && i < MESSAGE_HANDLES; i++)
        of_it |= m->handles[i] == r->outer.handle;
    if (of_it && m->person)
        r->outer.draft.said.person = m->person;
    if (!of_it || m->person)
        reach_finish(r);
}
