/* What subscriber-tracking says. */
#include "judge/subscriber_tracking.h"
#include "judge/told.h"

#include <string.h>

enum { SURE_OUTSIDE = 85, SURE_STRANGE = 75, SURE_UNKNOWN = 50, SURE_ROUTES = 55 };

/* Another network's, or of none that the declaration knows; without one, only what names say. */
static enum tracker tracker_of(struct judge *j, const struct access *a)
{
    struct side asker;
    struct side holder;
    side_of(j, access_sender(a), access_sender_realm(a), &asker);
    side_of(j, access_receiver(a), access_receiver_realm(a), &holder);
    if (asker.belongs == BELONGS_PARTNER || asker.belongs == BELONGS_FOREIGN ||
        (asker.plmn[0] && holder.plmn[0] && strcmp(asker.plmn, holder.plmn) != 0))
        return TRACKER_OUTSIDE;
    return judge_network(j) ? TRACKER_STRANGE : TRACKER_UNKNOWN;
}

static void weigh(struct tracking *s, struct finding *f, const struct trail *t,
                  enum tracker tracker, bool got)
{
    static const unsigned sure[] = {SURE_UNKNOWN, SURE_OUTSIDE, SURE_STRANGE};
    uint64_t actor = t->key.actor;
    const struct asker_of_many *all =
        table_find(&s->actors, table_hash(&s->actors, &actor), &actor);
    bool routes = t->asked[t->count - 1].routes;
    bool many = tracker == TRACKER_UNKNOWN && all && sketch_count(&all->persons) >= s->persons;
    bool mild = tracker == TRACKER_UNKNOWN || routes;
    enum severity answered = many ? SEVERITY_LOW : mild ? SEVERITY_MEDIUM : SEVERITY_HIGH;
    enum severity attempted = mild ? SEVERITY_LOW : SEVERITY_MEDIUM;
    finding_weigh(f, got ? answered : attempted, routes ? SURE_ROUTES : sure[tracker]);
}

static void why(struct judge *j, struct finding *f, const struct trail *t, enum tracker tracker,
                unsigned times, uint64_t from)
{
    static const char *const sentences[] = {
        [TRACKER_UNKNOWN] = "No declaration says who asks, and it did nothing that serves him.",
        [TRACKER_OUTSIDE] = "It is of another network than the one that it asks.",
        [TRACKER_STRANGE] = "The declaration gives it no role that asks this.",
    };
    TEXT_ON(who, 200);
    TEXT_ON(person, 64);
    const struct access *a = &t->last;
    text_party(&who, j, access_sender(a));
    text_person(&person, a->person);
    uint64_t minutes = (t->asked[t->count - 1].time - from) / 60000000000ULL;
    finding_why(j, f, "%s asks %u times within %llu min where %s is (%s).", who.at, times,
                (unsigned long long)minutes + 1, person.at, a->op->name);
    finding_why(j, f, "%s", sentences[tracker]);
    finding_why(j, f, "%s",
                t->asked[t->count - 1].routes
                    ? "Such a question is asked to deliver a message; others' messages were seen "
                      "to follow theirs, and none of this one's did."
                    : "Nothing followed that would need the answer: no call, no message and no "
                      "registration of that person by who asked.");
}

static struct access as_it_was(const struct trail *t, const struct asked *q)
{
    struct access a = t->last;
    a.op = q->op;
    a.time = q->time;
    a.answer_time = q->until;
    a.request = q->request;
    a.answer = q->answer;
    a.answered = q->answered;
    a.outcome = q->got ? OUTCOME_SUCCESS : q->answered ? OUTCOME_REFUSED : OUTCOME_NONE;
    if (q->got || !q->answered)
        a.cause_row = NULL;
    return a;
}

void tracking_tell(struct tracking *s, struct judge *j, const struct trail *t, uint64_t from)
{
    enum tracker tracker = tracker_of(j, &t->last);
    struct finding *f = NULL;
    bool is_new = false;
    unsigned times = 0;
    bool got = false;
    uint64_t first = 0;
    for (unsigned i = 0; i < t->count; i++) {
        const struct asked *q = &t->asked[i];
        if (q->time < from)
            continue;
        struct access a = as_it_was(t, q);
        bool made;
        f = finding_of(j, &check_subscriber_tracking, access_sender(&a), access_receiver(&a), "",
                       a.time, &made);
        if (!f)
            return;
        is_new |= made;
        first = times++ ? first : q->time;
        got |= q->got;
        told_access(j, f, &a);
    }
    if (!f)
        return;
    weigh(s, f, t, tracker, got);
    if (!is_new)
        return;
    TEXT_ON(actor, 60);
    text_short(&actor, j, access_sender(&t->last));
    f->settles = exchange_of(&t->last);
    finding_title(j, f, "%s asks again and again where one person is", actor.at);
    why(j, f, t, tracker, times, first);
}

/* --- Explained ----------------------------------------------------------------------------------
 */

const char tracking_meaning[] =
    "A mobile network always knows about where its subscribers are, and tells who asks rightly: a "
    "home register asks the serving node to route a call, a location service asks on somebody's "
    "order, an SMSC asks where to deliver. Who asks for one person again and again, is none of "
    "these and brings him nothing, draws his way on a map.\n"
    "\n"
    "What counts is a question where somebody is, asked for its own sake (anyTimeInterrogation, "
    "provideSubscriberInfo, provideSubscriberLocation, Provide-Location, User-Data for a location, "
    "Insert-Subscriber-Data that only asks, Namf_Location, event subscriptions), and the question "
    "where to deliver a message, when no message follows although others' messages are seen to "
    "follow theirs. What does not count: questions of a declared element whose role they belong "
    "to, of a partner that may ask for locations, of the person's own home network, of who "
    "registered him; a register's question that was asked because somebody else asked the "
    "register; questions that route a call, since calls often pass where they are not seen; and "
    "one exchange seen on both sides of a relay.\n"
    "\n"
    "Without a declaration a location service and a tracker look alike. Then it is told at lower "
    "severity, and at low when the same actor asks for many different people, as a service does.";

const char tracking_next[] =
    "Find out on whose order the actor asks. Have the operation dropped at the border when it "
    "comes from another network; inside, take the account or the application that asked. The "
    "person named here was followed: consider telling him, and look for other actors who asked for "
    "the same person under other names.";

const char tracking_severities[] =
    "high: answered, and the actor is of another network or has no such role in the declaration. "
    "medium: the same refused or unanswered; answered, and no declaration says who asks; routing "
    "questions without a message. low: attempted without a declaration, or an unknown actor that "
    "asks for many people.";

const char *const tracking_innocent[] = {
    "the actor is a location service (GMLC, SCF, application server) that nobody entered",
    "it is an emergency: rescue services ask for the same person every few minutes",
    "the person has ordered it, as fleets, watches for children and roadside help do",
    "for routing questions: the messages take a way that is not in the capture", NULL};

const char *const tracking_references[] = {
    "TS 23.271 4.3 and 9.1: who may ask for a location, and the subscriber's privacy",
    "TS 29.002 8.11.1, 8.11.2, 13A: MAP questions where somebody is",
    "TS 29.272 5.2.2.1, TS 29.172, TS 29.173, TS 29.329: the same in Diameter",
    "TS 23.273 6.1: the same in the 5G core",
    "TS 23.040 3.2.5: what follows the question where to deliver",
    NULL};
