/* What an NF registers with the NRF: its type, its addresses, its instance (TS 29.510 6.1.6.2.2).
 */
#include "judge/rogue_function.h"

#include <string.h>

static void of_type(struct rogue_function *s, struct judge *j, const struct entrant *e)
{
    TEXT_ON(word, 16);
    TEXT_ON(why, 300);
    const struct declared *d = network_element(judge_network(j), &e->party.address);
    if (!d || !d->roles[0] || !e->says->type || declared_plays(d, ROLE_OSS) ||
        declared_plays(d, ROLE_PROVISIONING) || declared_plays(d, ROLE_SCP) ||
        declared_plays(d, ROLE_NRF))
        return;
    text_field(&word, e->says->type);
    enum role role = spec_role_of(word.at);
    if (role == ROLE_NONE || declared_plays(d, role))
        return;
    const struct reason reason = {ROGUE_TYPE, SEVERITY_MEDIUM, SEVERITY_HIGH, 75};
    text_format(&why, "It registers as %s; the declaration has %s at its address, as %s.", word.at,
                d->name ? d->name : "an element", spec_role_word((enum role)d->roles[0]));
    rogue_say(s, j, e, &reason, "%s registers as a function that it is not declared to be", why.at);
}

/* Functions that face the outside have addresses there. */
static bool faces_outside(const struct says *says)
{
    static const uint8_t FACING[] = {ROLE_SEPP, ROLE_NEF, ROLE_UPF, ROLE_AS};
    TEXT_ON(word, 16);
    if (!says->type)
        return false;
    text_field(&word, says->type);
    enum role role = spec_role_of(word.at);
    return memchr(FACING, role, sizeof FACING) && role;
}

/* Others' requests, with all that is in them, will go to where the profile says. */
static void of_places(struct rogue_function *s, struct judge *j, const struct entrant *e)
{
    const struct network *n = judge_network(j);
    for (unsigned i = 0; i < e->m->field_count; i++) {
        const struct field *f = &e->m->fields[i];
        TEXT_ON(given, 256);
        TEXT_ON(why, 500);
        char plmn[8];
        if (f->meaning != MEANING_ORIGIN_ADDRESS)
            continue;
        text_field(&given, f);
        struct addr a = field_address(f);
        bool out = a.family ? is_public(&a) && !is_public(&e->party.address) &&
                                  !network_element(n, &a) && !same_host(j, &a, &e->party.address)
                            : network_has_home(n) && plmn_of_name(given.at, plmn) &&
                                  !network_home_plmn(n, plmn) && !network_home_realm(n, given.at);
        if (!out)
            continue;
        const struct reason reason = {ROGUE_OUTSIDE, SEVERITY_MEDIUM, SEVERITY_HIGH, n ? 75 : 60};
        text_format(&why,
                    "Its profile tells others to send their requests to %s, which is outside the "
                    "network that it registers from.",
                    given.at);
        rogue_say(s, j, e, &reason, "%s registers an NF that is to be asked outside", why.at);
        return;
    }
}

void rogue_of_profile(struct rogue_function *s, struct judge *j, const struct entrant *e)
{
    of_type(s, j, e);
    if (!faces_outside(e->says))
        of_places(s, j, e);
}

/* --- One instance from two places ------------------------------------------------------------- */

static void tell_twice(struct rogue_function *s, struct judge *j, const struct message *m,
                       const struct twice *t)
{
    const struct says none = {0};
    const struct entrant e = {
        .m = m, .says = &none, .by = &s->entrances[ENTRANCE_NF], .party = {t->second, t->name, 0}};
    const struct reason reason = {ROGUE_TWICE, SEVERITY_MEDIUM, SEVERITY_HIGH, 65};
    const struct names *names = registry_names(judge_registry(j));
    TEXT_ON(first, 64);
    TEXT_ON(second, 64);
    TEXT_ON(why, 500);
    text_addr(&first, &t->first);
    text_addr(&second, &t->second);
    text_format(&why,
                "Instance %s was registered from %s, then from %s, and the first one is still "
                "there: it goes on speaking under that name.",
                names_text(names, t->name), first.at, second.at);
    struct accused *a =
        rogue_say(s, j, &e, &reason, "%s registers an NF that another address has", why.at);
    if (!a)
        return;
    a->here = t->second;
    a->there = t->first;
    finding_proof(j, a->said, t->place, "the NRF takes the instance in from %s as well", second.at);
}

void rogue_of_speech(struct rogue_function *s, struct judge *j, const struct message *m,
                     uint32_t name)
{
    const struct twice *t = table_find(&s->twice, table_hash(&s->twice, &name), &name);
    if (t && addr_equal(&m->packet->src, &t->first) && m->op != s->speakers.nf_register &&
        m->packet->frame->time > t->time + s->grace)
        tell_twice(s, j, m, t);
}

void rogue_of_instance(struct rogue_function *s, struct judge *j, const struct message *m,
                       uint32_t name, const struct addr before[2])
{
    bool is_new;
    const struct addr *now = &m->packet->dst;
    struct twice *t = table_find(&s->twice, table_hash(&s->twice, &name), &name);
    /* Where it went back to, it registers again; who never left goes on updating. */
    if (t && addr_equal(now, &t->first)) {
        if (m->op == s->speakers.nf_updated)
            tell_twice(s, j, m, t);
        else
            table_drop(&s->twice, t);
        return;
    }
    if (!before[0].family || addr_equal(now, &before[0]) || m->op != s->speakers.nf_registered ||
        same_host(j, now, &before[0]) || speaker_relays(&s->speakers, j, now, name) ||
        speaker_relays(&s->speakers, j, &before[0], name))
        return;
    t = table_take(&s->twice, table_hash(&s->twice, &name), &name, &is_new);
    t->first = before[0];
    t->second = *now;
    t->time = m->packet->frame->time;
    t->place = m->answers.frame ? m->answers : message_place(m);
}
