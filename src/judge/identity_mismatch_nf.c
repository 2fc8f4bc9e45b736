/* Names of the service-based interface: the NF's instance and type.
 *
 * One instance may speak from many addresses (TS 23.501 5.21), and one address may be that of many
 * functions in a laboratory; so an instance is held against an address only where that address has
 * registered with the NRF as one other instance, and as no more. Through an SCP or SEPP everybody's
 * requests come from one address: they say so (Via), or were sent there under the same name before.
 */
#include "judge/identity_mismatch.h"

static void of_instance(struct identity_mismatch *s, struct judge *j, const struct mismatched *c)
{
    const struct addr *src = &c->m->packet->src;
    uint32_t own = speaker_own(&s->speakers, src);
    const struct spoken_name *name = speakers_name(&s->speakers, c->sender.name);
    if (!own || !name || own == c->sender.name || c->says->route ||
        same_host(j, &name->own[0], src) ||
        (name->own[1].family && same_host(j, &name->own[1], src)) ||
        speaker_relays(&s->speakers, j, src, c->sender.name))
        return;
    const struct reason reason = {MISMATCH_INSTANCE, SEVERITY_MEDIUM, SEVERITY_HIGH, 75};
    struct names *names = registry_names(judge_registry(j));
    TEXT_ON(here, 64);
    TEXT_ON(there, 64);
    TEXT_ON(why, 600);
    text_addr(&here, src);
    text_addr(&there, &name->own[0]);
    text_format(&why,
                "%s registered with the NRF as instance %s, and speaks here as instance %s, which "
                "registered from %s.",
                here.at, names_text(names, own), c->host, there.at);
    struct accused *a = mismatch_say(s, j, c, &reason, "%s speaks under another NF's name", why.at);
    if (!a)
        return;
    finding_proof(j, a->said, name->place, "the instance registers from %s", there.at);
    a->here = *src;
    a->there = name->own[0];
}

/* Asks for others as a matter of course. */
static bool asks_for_others(const struct declared *d)
{
    static const uint8_t ROLES_OF[] = {ROLE_NRF, ROLE_SCP,   ROLE_SEPP,
                                       ROLE_OSS, ROLE_PROBE, ROLE_PROVISIONING};
    for (unsigned i = 0; i < sizeof ROLES_OF; i++)
        if (declared_plays(d, (enum role)ROLES_OF[i]))
            return true;
    return false;
}

/* What it is by the declaration, else by what it registered as; ROLE_NONE: it may well be `said`,
 * or nobody knows. */
static enum role other_type(struct identity_mismatch *s, struct judge *j, const struct addr *src,
                            enum role said)
{
    const struct declared *d = network_element(judge_network(j), src);
    if (d && d->roles[0])
        return asks_for_others(d) || declared_plays(d, said) ? ROLE_NONE : (enum role)d->roles[0];
    const struct spoken_name *own = speakers_name(&s->speakers, speaker_own(&s->speakers, src));
    enum role registered = own ? (enum role)own->type : ROLE_NONE;
    bool fits = registered == ROLE_NRF || role_relays(registered) ||
                spec_role_within(said, registered) || spec_role_within(registered, said);
    return fits ? ROLE_NONE : registered;
}

static void of_type(struct identity_mismatch *s, struct judge *j, const struct mismatched *c)
{
    TEXT_ON(word, 16);
    TEXT_ON(why, 300);
    const struct addr *src = &c->m->packet->src;
    if (!c->says->type || c->says->route)
        return;
    text_field(&word, c->says->type);
    enum role role = spec_role_of(word.at);
    enum role other = role == ROLE_NONE ? ROLE_NONE : other_type(s, j, src, role);
    bool declared = network_element(judge_network(j), src) != NULL;
    if (other == ROLE_NONE || (!declared && speaker_relays(&s->speakers, j, src, c->sender.name)))
        return;
    const struct reason reason = {MISMATCH_TYPE, SEVERITY_MEDIUM, SEVERITY_HIGH,
                                  declared ? 75 : 65};
    text_format(&why, "It says that it is of type %s; its address is %s as %s.", word.at,
                declared ? "declared" : "registered with the NRF", spec_role_word(other));
    mismatch_say(s, j, c, &reason, "%s says it is of a type that is not its own", why.at);
}

void mismatch_of_nf(struct identity_mismatch *s, struct judge *j, const struct mismatched *c)
{
    if (address_tells_nobody(&c->m->packet->src) || c->m->op == s->speakers.nf_register)
        return;
    if (c->sender.name)
        of_instance(s, j, c);
    of_type(s, j, c);
}
