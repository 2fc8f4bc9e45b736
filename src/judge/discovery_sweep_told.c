/* When looking for others is a sweep, and how it is said. */
#include "judge/discovery_sweep.h"
#include "judge/told.h"

bool role_set_has(const struct role_set *s, enum role r)
{
    return s->bits[(unsigned)r / 64 % SWEEP_WORDS] >> ((unsigned)r % 64) & 1;
}

void role_set_add(struct role_set *s, enum role r)
{
    s->bits[(unsigned)r / 64 % SWEEP_WORDS] |= 1ULL << ((unsigned)r % 64);
}

unsigned role_set_count(const struct role_set *s)
{
    unsigned count = 0;
    for (unsigned r = 0; r < ROLES; r++)
        count += role_set_has(s, (enum role)r);
    return count;
}

unsigned sweep_count(const uint32_t sorts[SWEEP_SORTS])
{
    unsigned count = 0;
    while (count < SWEEP_SORTS && sorts[count])
        count++;
    return count;
}

static void put_roles(struct text *t, const struct role_set *s)
{
    bool first = true;
    for (unsigned r = 1; r < ROLES; r++) {
        if (!role_set_has(s, (enum role)r))
            continue;
        text_format(t, "%s%s", first ? "" : ", ", spec_role_word((enum role)r));
        first = false;
    }
}

void sweep_title(struct judge *j, struct finding *f, const struct sweeper *w)
{
    TEXT_ON(who, 64);
    TEXT_ON(filter, 64);
    const struct addr *a = &w->key.from;
    text_short(&who, j, &(struct party){.address = *a});
    finding_title(j, f, "%s looks around the core: %u types of function, %u services", who.at,
                  sweep_count(w->types), sweep_count(w->services));
    text_addr(&filter, a);
    finding_filter(j, f, "http2 && %s == %s", a->family == 6 ? "ipv6.addr" : "ip.addr", filter.at);
}

static void say(struct discovery_sweep *s, struct judge *j, const struct message *m,
                struct sweeper *w, const struct reason *reason, const char *why)
{
    bool is_new;
    const struct party party = {.address = w->key.from, .name = w->key.name};
    struct accused *a = accuse(&s->accusations, j, &party, reason, m->packet->frame->time, &is_new);
    w->told |= reason->bit;
    if (!a || !is_new)
        return;
    struct finding *f = a->said;
    f->first = w->first < f->first ? w->first : f->first;
    if (f->proof_count == 0)
        finding_proof(j, f, w->place, "the first of its questions to the NRF");
    sweep_title(j, f, w);
    finding_why(j, f, "%s", why);
    accused_prove(j, f, m, "is one question more than its role explains");
    if (w->held)
        accused_gets(j, a, &w->access);
    w->held = false;
}

static void of_strange(struct discovery_sweep *s, struct judge *j, const struct message *m,
                       struct sweeper *w, const struct role_set *roles)
{
    bool declared = network_element(judge_network(j), &w->key.from) != NULL;
    const struct reason reason = {SWEEP_STRANGE, SEVERITY_MEDIUM, SEVERITY_HIGH,
                                  declared ? 80 : 65};
    TEXT_ON(mine, 200);
    TEXT_ON(others, 400);
    TEXT_ON(why, 800);
    put_roles(&mine, roles);
    put_roles(&others, &w->strange);
    text_format(&why,
                "It is %s %s, and looks for %s, which no procedure of 3GPP has that function ask.",
                declared ? "declared as" : "by its own word", mine.at, others.at);
    say(s, j, m, w, &reason, why.at);
}

static void of_numbers(struct discovery_sweep *s, struct judge *j, const struct message *m,
                       struct sweeper *w, enum sweep bit)
{
    const struct reason reason = {bit, SEVERITY_MEDIUM, SEVERITY_HIGH, 60};
    TEXT_ON(span, 40);
    TEXT_ON(why, 400);
    text_span(&span, m->packet->frame->time - w->first);
    if (bit == SWEEP_CLAIMS)
        text_format(&why, "Within %s it asks the NRF as %u different types of function.", span.at,
                    role_set_count(&w->says));
    else
        text_format(&why,
                    "Within %s it looks for %u types of function and %u services or profiles.",
                    span.at, sweep_count(w->types), sweep_count(w->services));
    say(s, j, m, w, &reason, why.at);
}

void sweep_weigh(struct discovery_sweep *s, struct judge *j, const struct message *m,
                 struct sweeper *w, const struct role_set *roles)
{
    bool known = role_set_count(roles) > 0;
    uint64_t most = known ? s->types : s->unknown_types;
    if (known && !(w->told & SWEEP_STRANGE) && role_set_count(&w->strange) >= s->strange)
        of_strange(s, j, m, w, roles);
    if (!(w->told & SWEEP_TYPES) && sweep_count(w->types) >= most)
        of_numbers(s, j, m, w, SWEEP_TYPES);
    if (!(w->told & SWEEP_SERVICES) && sweep_count(w->services) >= s->services)
        of_numbers(s, j, m, w, SWEEP_SERVICES);
    if (w->key.name && !(w->told & SWEEP_CLAIMS) && role_set_count(&w->says) >= s->claims)
        of_numbers(s, j, m, w, SWEEP_CLAIMS);
}

const char sweep_meaning[] =
    "The NRF knows every function of a 5G core, and tells who asks where each is and what it "
    "offers. A function asks for those few that its procedures need (TS 23.502 4.17.4): an AMF "
    "for AUSF, UDM, SMF, PCF, NSSF and some more, an AUSF for the UDM. Whoever wants to know a "
    "core asks for all: the first thing an intruder does, before he reads anything.\n"
    "\n"
    "What a function needs stands in the specifications' rows: which role asks which. Three types "
    "(`strange`) for which the asker's role, as declared or by its own word, has no use are a "
    "sweep; one or two happen where vendors build functions together. So are twelve types in all "
    "(`types`): the busiest role, the AMF, has procedures with fourteen, and real ones look for "
    "six to ten; six where nothing says what the asker is (`unknown_types`): functions that no "
    "role here names need four at most; twenty services or "
    "single profiles (`services`); and one instance that asks as three types of function "
    "(`claims`). Each type and service counts once, so that asking again for ever, as caches "
    "make all functions do, adds nothing. Then reading somebody's data weighs it up.\n"
    "\n"
    "Asking for all is the work of SCP, SEPP and NRF, of NWDAF and NEF, of OSS and probes: those "
    "are left out by declaration, by their own word, or because others' questions reached them "
    "first. In a laboratory on one address each instance is reckoned by itself.";
