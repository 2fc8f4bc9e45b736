/* What foreign-request says: of one access, of many vectors, and of what one thing led to. */
#include "judge/foreign_request.h"
#include "judge/told.h"

#include <string.h>

enum { SURE = 85, SURE_HARVEST = 75, SURE_TAKEN = 75, SURE_CHAIN = 90, SURE_BY_NAMES = 55 };

static void text_network(struct text *t, const struct side *s)
{
    if (s->partner)
        text_format(t, "the partner %s", s->partner->name);
    else if (s->plmn[0])
        text_format(t, "network %.3s-%s", s->plmn, s->plmn + 3);
    else
        text_put(t, "a network that no partner of the declaration has");
}

static void why_rule(struct judge *j, struct finding *f, const struct crossing *c)
{
    static const char *const rules[] = {
        [BORDER_INSIDE] = "is asked inside one network only",
        [BORDER_HOME] = "is for the home network of the subscriber only, towards the one that "
                        "serves him",
        [BORDER_SERVING] = "is for the network only that serves the subscriber, towards his home",
        [BORDER_ANY] = "may come from any network that has an agreement",
    };
    finding_why(j, f, "%s %s (%s, %s).", c->access->op->name, rules[c->border->who],
                c->border->document, c->border->clause);
}

static void why_asker(struct judge *j, struct finding *f, const struct crossing *c)
{
    TEXT_ON(who, 200);
    TEXT_ON(from, 120);
    TEXT_ON(to, 60);
    text_party(&who, j, &c->asker.party);
    text_network(&from, &c->asker);
    if (c->declared)
        text_put(&to, "the declaration's own network");
    else
        text_network(&to, &c->holder);
    finding_why(j, f, "%s belongs to %s, and asks %s.", who.at, from.at, to.at);
}

static void why_reason(struct judge *j, struct finding *f, enum foreign_reason reason)
{
    static const char *const sentences[FOREIGN_REASONS] = {
        [FOREIGN_NOT_HOME] = "The subscriber is of another network than who asks.",
        [FOREIGN_NO_PARTNER] = "No partner of the declaration is that network: nobody said that "
                               "subscribers roam there.",
        [FOREIGN_NOT_AGREED] = "What the declaration lets this partner ask (may) does not have it.",
        [FOREIGN_TAKEN] = "A short time before, the subscriber was in another network: sooner than "
                          "anybody travels. No authentication there that would explain it was "
                          "seen, or he goes to and fro.",
    };
    if (sentences[reason])
        finding_why(j, f, "%s", sentences[reason]);
}

static void set_title(struct judge *j, struct finding *f, const struct access *a,
                      enum foreign_reason reason)
{
    static const char *const forms[FOREIGN_REASONS] = {
        [FOREIGN_INSIDE] = "%s asks %s from outside: %s",
        [FOREIGN_NOT_HOME] = "%s asks %s about others' subscribers: %s",
        [FOREIGN_NO_PARTNER] = "%s, of no partner, asks %s: %s",
        [FOREIGN_NOT_AGREED] = "%s asks %s more than was agreed: %s",
        [FOREIGN_TAKEN] = "%s registers at %s who was elsewhere: %s",
    };
    TEXT_ON(who, 100);
    TEXT_ON(whom, 100);
    TEXT_ON(all, 300);
    text_short(&who, j, access_sender(a));
    text_short(&whom, j, access_receiver(a));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    text_format(&all, forms[reason], who.at, whom.at, a->op->name);
#pragma GCC diagnostic pop
    finding_title(j, f, "%s", all.at);
}

static void weigh(struct finding *f, const struct crossing *c, enum foreign_reason reason)
{
    unsigned sure = reason == FOREIGN_TAKEN ? SURE_TAKEN : c->declared ? SURE : SURE_BY_NAMES;
    /* Networks of one country may be one operator's, and an agreement that a declaration has by
     * halves is no attack yet. */
    bool mild = (!c->declared && strncmp(c->asker.plmn, c->holder.plmn, 3) == 0) ||
                (reason == FOREIGN_NOT_AGREED && c->border->who == BORDER_ANY);
    told_weight(f, c->access, mild ? SEVERITY_MEDIUM : SEVERITY_HIGH,
                mild ? SEVERITY_LOW : SEVERITY_MEDIUM, sure);
}

/* By its name where it has one, which an answer that never came did not give. */
static struct party known_as(struct foreign *s, struct judge *j, struct party p)
{
    const struct element *e = registry_element(judge_registry(j), &p.address);
    if (!p.name && e && !e->names[1]) /* who has several is a relay */
        p.name = e->names[0];
    uint64_t name = p.name;
    bool is_new;
    if (!name)
        return p;
    struct named *known = table_take(&s->parties, table_hash(&s->parties, &name), &name, &is_new);
    if (is_new)
        known->party = p;
    return known->party;
}

static struct finding *finding_between(struct foreign *s, struct judge *j, const struct access *a,
                                       bool *ret_new)
{
    struct party asker = known_as(s, j, *access_sender(a));
    struct party holder = known_as(s, j, *access_receiver(a));
    struct finding *f =
        finding_of(j, &check_foreign_request, &asker, &holder, a->op->name, a->time, ret_new);
    if (f && *ret_new)
        f->settles = exchange_of(a);
    return f;
}

/* Two accesses of one exchange, or one exchange on both sides of a relay. */
static bool same_exchange(const struct access *a, const struct access *b)
{
    uint64_t a_end = a->answer_time > a->time ? a->answer_time : a->time;
    uint64_t b_end = b->answer_time > b->time ? b->answer_time : b->time;
    return a->op == b->op && a->person == b->person &&
           access_sender(a)->name == access_sender(b)->name && a->time <= b_end && b->time <= a_end;
}

struct finding *foreign_tell(struct foreign *s, struct judge *j, const struct crossing *c,
                             enum foreign_reason reason)
{
    const struct access *a = c->access;
    bool is_new;
    if (same_exchange(&s->last, a))
        return NULL;
    struct finding *f = finding_between(s, j, a, &is_new);
    if (!f)
        return NULL;
    s->last = *a;
    weigh(f, c, reason);
    if (is_new) {
        set_title(j, f, a, reason);
        why_asker(j, f, c);
        why_rule(j, f, c);
        why_reason(j, f, reason);
        if (!c->declared)
            finding_why(j, f, "Only the names say which networks these are: they contain them.");
    }
    told_access(j, f, a);
    return f;
}

static void why_vectors(struct judge *j, struct finding *f, const struct access *a,
                        const struct fetched *of)
{
    TEXT_ON(who, 100);
    text_short(&who, j, &a->actor);
    finding_why(j, f,
                "%s got authentication vectors of %zu people; for %zu of them nothing followed: no "
                "registration there, and nothing else that only the network does that serves them.",
                who.at, of->all, of->missing);
    if (of->elsewhere)
        finding_why(j, f, "%zu of these were in another network shortly before.", of->elsewhere);
    finding_why(j, f,
                "%s is for the network only that serves the subscriber (%s, %s): it fetches "
                "vectors to let him in, and registers him within seconds.",
                a->op->name, spec_border(a->op)->document, spec_border(a->op)->clause);
}

void foreign_tell_vectors(struct foreign *s, struct judge *j, const struct access *a,
                          const struct fetched *of)
{
    bool is_new;
    struct finding *f = finding_between(s, j, a, &is_new);
    if (!f)
        return;
    finding_weigh(f, SEVERITY_HIGH, SURE_HARVEST);
    if (is_new) {
        TEXT_ON(who, 100);
        TEXT_ON(whom, 100);
        text_short(&who, j, &a->actor);
        text_short(&whom, j, &a->custodian);
        finding_title(j, f, "%s takes vectors from %s and registers nobody", who.at, whom.at);
        why_vectors(j, f, a, of);
    }
    told_access(j, f, a);
}

void foreign_tell_chain(struct judge *j, struct finding *f, const struct access *before,
                        const struct access *after)
{
    TEXT_ON(person, 64);
    const struct access *one = before->op ? before : after;
    if (!one->op)
        return;
    text_person(&person, one->person);
    finding_weigh(f, SEVERITY_CRITICAL, SURE_CHAIN);
    if (before->op)
        finding_why(j, f,
                    "The same network had asked %s about %s before: one step led to the next.",
                    before->op->name, person.at);
    if (after->op)
        finding_why(j, f,
                    "Afterwards %s for %s went there: calls and messages now reach who took the "
                    "registration over.",
                    after->op->name, person.at);
    for (unsigned i = 0; i < 2; i++) {
        const struct access *a = i == 0 ? before : after;
        if (a->op && (a->request.frame || a->answer.frame))
            finding_proof(j, f, a->request.frame ? a->request : a->answer, "%s for %s: part of it",
                          a->op->name, person.at);
    }
}

/* --- Explained ----------------------------------------------------------------------------------
 */

const char foreign_meaning[] =
    "Networks that let each other's subscribers roam have to talk, and whoever reaches one reaches "
    "all. So the standards leave little to ask from outside, and each operation has a direction: a "
    "question that only the own network has a use for (where is he now, what is his profile, "
    "change "
    "it) never comes from outside; what the home network tells the visited one comes from the home "
    "network of that subscriber and no other; and what the visited network asks the home one comes "
    "from where the subscriber really is. GSMA FS.11, FS.19 and FS.20 call these the categories 1, "
    "2 and 3. spec/interconnect.tbl has a row for each operation, with its ground in 3GPP.\n"
    "\n"
    "The third kind cannot be told from one message. It is plausible when the subscriber is a "
    "customer of the asked network, the asker is a partner that may roam, and the rest fits: "
    "vectors are fetched to let somebody in, so a registration at the same network follows within "
    "seconds. A re-authentication has none, and neither has what the end of the capture cuts off; "
    "hence a few count for nothing, and what is counted is several people in a short time, most of "
    "all those whom this asker fetched vectors for. The other way round, a registration without "
    "vectors, of somebody who was in another network less than half an hour ago, is a registration "
    "taken over.\n"
    "\n"
    "Which network somebody belongs to is what the declaration says. Without one only names are "
    "held against each other that contain a network (mncXXX.mccYYY in realm and host, TS 23.003 "
    "19.2): less is found, at lower confidence, and between two networks of one country, which may "
    "be one operator's, it weighs less. Global titles name no network: on SS7 nothing is said "
    "without a declaration.";

const char foreign_next[] =
    "Ask the partner, or the carrier over which it came, who uses that title or host. Block the "
    "operation at the border (STP, DEA, SEPP, GTP firewall): by the row's category it can be "
    "dropped there without harm to roaming. The people named here were located, registered "
    "elsewhere or had their vectors given away: look for what followed, calls and messages first.";

const char foreign_severities[] =
    "medium: refused, unanswered, or between two networks of one country without a declaration. "
    "high: answered. critical: a registration taken over after the same network asked about that "
    "person, or before his calls or messages went there. low: attempted beyond an agreement.";

const char *const foreign_innocent[] = {
    "the other network is a partner, or a hub in between, that nobody entered",
    "both networks are one operator's, and home: does not have all of its PLMNs, realms and titles",
    "the partner may ask this by an agreement (location services, shared equipment) that may: does "
    "not have",
    "networks of one country ask each other where to lead a call to a number that was ported (TS "
    "23.066): enter them as partners with may: [sendRoutingInfo]",
    "for vectors: its guests were there before the capture began, or its registrations go another "
    "way than this link",
    "for a registration: the vectors were fetched on a link that is not in the capture (a combined "
    "attach registers over SS7 whom Diameter authenticated, TS 23.272)",
    NULL};

const char *const foreign_references[] = {
    "TS 29.002 8, 10, 12, 13A: which entity begins each MAP service",
    "TS 29.272 5.2: which entity sends each S6a command",
    "TS 23.018 4.1, TS 23.271 6.3, TS 23.228 4.2: what is asked inside the home network",
    "TS 23.012 4.1 and TS 33.102 6.3: authentication, then the registration",
    "GSMA FS.11, FS.19, FS.20: categories 1 to 3 (not public; as summarised by others)",
    NULL};
