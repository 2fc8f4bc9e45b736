/* A harvest in the words of an analyst. */
#include "judge/filter.h"
#include "judge/identity_harvest.h"
#include "judge/told.h"

enum { TITLE = 100, ENOUGH = 10 };

#define SECOND 1000000000ULL

const char harvest_meaning[] =
    "Whoever wants to track, intercept or impersonate the customers of a network first needs to "
    "know who they are and what the network knows of them: that a number exists, which IMSI is "
    "behind it, where it is served, its authentication vectors. Registers (HLR, HSS, UDM) answer "
    "such questions all day, because networks could not work otherwise. An attacker on the "
    "interconnect, or in an element of the operator's own, asks the same questions with the same "
    "messages. What gives him away is not the message but that he asks for many different people, "
    "often for one number after the other, and then does nothing for them.\n\n"
    "So each ask is held against what the same actor did for the same person. A serving node "
    "that fetches vectors registers the subscriber with its next message (TS 29.272: "
    "Authentication-Information, then Update-Location; TS 29.228: Multimedia-Auth, then "
    "Server-Assignment), or has done so before, or answers others for him. Such asks are "
    "explained and are not counted, however many they are: a busy MME, a roaming partner and a "
    "load test with consecutive IMSIs are quiet. What is left is judged by three signs: fifty "
    "persons or more within ten minutes from an actor that serves hardly anyone, and at least "
    "four times what the median of its peers does where there are two or more; sixteen or more "
    "numbers, each at most ten from the last, asked for in rising or falling order; ten or more "
    "persons refused as unknown, when that is more than half of all it asked for.\n\n"
    "Roles whose whole work is asking count less. An SMSC asks where to deliver (TS 29.338), a "
    "GMLC where somebody is (TS 29.173), an I-CSCF which S-CSCF serves (TS 29.229), an MME asks "
    "the EIR about devices, an application server reads what it needs (TS 29.328), and what "
    "follows is the work of another element that the capture may not show. For these, anybody's "
    "service to the person within ten minutes explains the ask; volume speaks only at twenty "
    "times the threshold and ten times the median of at least two peers; and a walk has to be of "
    "sixty-four numbers. GSMA FS.19 sorts Diameter operations into categories by who may ask them "
    "from where; that such a sorting cannot settle a question which partners may legitimately ask "
    "(its third category), and that only comparing with what follows can, is the opinion that "
    "this check acts on.";

const char *const harvest_innocent[] = {
    "the actor is a test tool, and its asks are a test that was announced",
    "the capture shows only one of the actor's links, and it registers these subscribers over "
    "another (a filter on one operation, one of several relays)",
    "its subscribers registered before the capture began, and are all authenticated again now "
    "(after a restart, or by a timer)",
    "it is an SMSC, GMLC or application server that sends to a list of customers of the "
    "operator's own",
    "its numbers became unknown at once by a fault of provisioning",
    NULL,
};

const char harvest_next[] =
    "Find out whose element the actor is, by its name, realm and address, and ask that operator "
    "or vendor what it was doing; an answer that cannot be given within the day is one. Look in "
    "the register's own logs for asks by the same actor before the capture began. When vectors "
    "were handed out, have the subscribers authenticate afresh and watch the cells for a false "
    "base station. Filter the operation at the edge (DEA, STP) for origins that serve none of "
    "the subscribers they ask for.";

const char *const harvest_references[] = {
    "TS 29.272 5.2.3.1 Authentication Information Retrieval, 5.2.1.1 Update Location",
    "TS 33.401 6.1.2 distribution of authentication data from HSS to serving network",
    "TS 29.338 5.2.1 Send Routing Info for SM; TS 29.173 5.2 LCS Routing Info",
    "TS 29.228 6.3 authentication procedures (Multimedia-Auth, then Server-Assignment)",
    "GSMA FS.19 Diameter interconnect security: categories of operations (not public; named as "
    "an idea)",
    NULL,
};

const char harvest_severities[] =
    "medium: attempted, with fewer than ten persons' data handed out. high: the custodian "
    "answered with the data of ten persons or more.";

/* Selects the first proof's frame: the asks themselves; or, where only answers were seen, those. */
static uint32_t filter(struct judge *j, const struct harvest_case *c)
{
    TEXT_ON(t, 160);
    const struct asker *a = c->asker;
    const struct addr *actor = &c->shown[0]->from;
    const char *field = filter_type_field((enum proto)a->op->proto);
    if (field && a->op->answer == a->op->code)
        text_format(&t, "%s == %u", field, a->op->code);
    else if (field && a->op->answer)
        text_format(&t, "%s in {%u, %u}", field, a->op->code, a->op->answer);
    else if (field)
        text_format(&t, "%s == %u", field, a->op->code);
    else
        text_put(&t, filter_proto((enum proto)a->op->proto));
    filter_address(&t, actor);
    return finding_text(j, t.at);
}

static void title(struct judge *j, struct finding *f, const struct harvest_case *c)
{
    const struct asker *a = c->asker;
    TEXT_ON(t, TITLE);
    text_short(&t, j, &a->actor);
    text_put(&t, " asks ");
    text_short(&t, j, &a->custodian);
    text_put(&t, " for ");
    text_data(&t, a->categories);
    text_format(&t, " of %zu subscribers", c->count);
    if (!t.cut && t.len + 21 < TITLE)
        text_put(&t, " and serves none");
    if (t.cut) {
        text_clear(&t);
        text_short(&t, j, &a->actor);
        text_format(&t, " asks for the data of %zu subscribers", c->count);
    }
    f->title = finding_text(j, t.at);
}

static void why_asked(struct judge *j, struct finding *f, const struct harvest_case *c)
{
    TEXT_ON(actor, 300);
    TEXT_ON(custodian, 300);
    TEXT_ON(data, 120);
    TEXT_ON(span, 40);
    const struct asker *a = c->asker;
    text_party(&actor, j, &a->actor);
    text_party(&custodian, j, &a->custodian);
    text_data(&data, a->categories);
    text_span(&span, c->last - c->first);
    finding_why(j, f, "%s asks %s by %s for the %s of %zu different subscribers within %s.",
                actor.at, custodian.at, a->op->name, data.at, c->count, span.at);
}

static void why_followed(struct judge *j, struct finding *f, const struct harvest_case *c)
{
    const struct asker *a = c->asker;
    finding_why(j, f,
                "Of the %s%llu subscribers that it asked for in all, it registered or served %llu; "
                "%llu were answered with data, %llu were refused as unknown.",
                a->about ? "about " : "", (unsigned long long)a->persons,
                (unsigned long long)a->explained, (unsigned long long)a->given,
                (unsigned long long)a->unknown);
    if (a->registers)
        finding_why(j, f,
                    "The role that asks this registers with the same custodian whom it "
                    "lets in; nothing of the kind follows here.");
}

static void why_signs(struct judge *j, struct finding *f, const struct harvest_case *c)
{
    if (c->signs & HARVEST_WALK)
        finding_why(j, f,
                    "%llu of the numbers stand next to each other and were asked for in order: "
                    "consecutive numbers, not customers who happened to come by.",
                    (unsigned long long)c->walk);
    if (c->signs & HARVEST_UNKNOWN)
        finding_why(j, f, "More than half of its asks name nobody: it is guessing.");
    if (c->signs & HARVEST_VOLUME && c->peers >= 2)
        finding_why(j, f,
                    "%zu other elements ask the same of the same custodian; the median of what "
                    "nothing explains in their busiest %llu minutes is %llu, against %llu here.",
                    c->peers, (unsigned long long)(c->within / (60 * SECOND)),
                    (unsigned long long)c->peer_median, (unsigned long long)c->asker->busiest);
    else if (c->peers < 2)
        finding_why(j, f, "Too few others ask the same to say what is normal here.");
}

static void prove(struct judge *j, struct finding *f, const struct harvest_case *c, size_t i,
                  const char *which)
{
    TEXT_ON(person, 64);
    const struct ask *a = c->shown[i];
    const char *end = a->given ? "and gets it" : (a->unknown ? "who is unknown" : "in vain");
    text_person(&person, a->key.person);
    finding_proof(j, f, a->place, "%s: %s for %s, %s", which, c->asker->op->name, person.at, end);
}

static void proofs(struct judge *j, struct finding *f, const struct harvest_case *c)
{
    prove(j, f, c, 0, "the first");
    if (c->count > 2)
        prove(j, f, c, c->count / 2, "one of the middle");
    if (c->count > 1)
        prove(j, f, c, c->count - 1, "the last");
}

/* Two signs that agree are hard to explain away. One alone may be the capture's short sight, most
 * of all where peers to compare with are missing. */
static unsigned confidence(const struct harvest_case *c)
{
    bool several = (c->signs & (c->signs - 1)) != 0;
    unsigned sure = 60;
    if (several)
        sure = 85;
    else if (c->signs & HARVEST_UNKNOWN)
        sure = 75;
    else if (c->signs & HARVEST_WALK || c->peers >= 2)
        sure = 70;
    return c->asker->registers ? sure : sure - 15;
}

void harvest_tell(struct judge *j, const struct harvest_case *c)
{
    bool is_new;
    const struct asker *a = c->asker;
    struct finding *f = finding_of(j, &check_identity_harvest, &a->actor, &a->custodian,
                                   a->op->name, c->first, &is_new);
    if (!f || !is_new)
        return;
    f->severity = c->given >= ENOUGH ? SEVERITY_HIGH : SEVERITY_MEDIUM;
    f->confidence = confidence(c);
    f->count = c->count;
    f->last = c->last;
    f->filter = filter(j, c);
    for (size_t i = 0; i < c->count; i++)
        finding_person(j, f, c->shown[i]->key.person);
    f->person_count = c->count;
    title(j, f, c);
    why_asked(j, f, c);
    why_followed(j, f, c);
    why_signs(j, f, c);
    proofs(j, f, c);
}
