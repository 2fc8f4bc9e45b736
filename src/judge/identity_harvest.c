/* Somebody collects subscribers: asks for many, and serves none of them.
 *
 * Asking for many is what a core does all day, so numbers alone prove nothing. What sets a harvest
 * apart is that nothing follows. A node that reads a subscriber's vectors does so to let him in,
 * and registers him within seconds (Update-Location after Authentication-Information, TS 29.272
 * 5.2.3.1; Server-Assignment after Multimedia-Auth, TS 29.228 6.3); a node that re-authenticates
 * him registered him before. So each ask is held against what the same actor did for the same
 * person, and only what nothing explains is counted.
 *
 * Not every role registers. An SMSC asks where to deliver, a GMLC where somebody is, an I-CSCF
 * which S-CSCF serves, an EIR is asked for devices: asking is their whole work, and what follows
 * goes elsewhere and may not be in the capture. There the service of anybody to that person
 * explains the ask, and mere volume is no sign unless it is far beyond every peer's.
 */
#include "judge/identity_harvest.h"

#include "base/hash.h"

#include <stdlib.h>

#define MINUTE 60000000000ULL

enum { SHARES = 16 };

/* A registration follows its ask in seconds; retries and slow roaming links take minutes. */
static const uint64_t SERVICE_WITHIN = 10 * MINUTE;

static bool open_state(void *state, struct judge *j)
{
    struct harvest *h = state;
    size_t share = judge_share(j, &check_identity_harvest) / SHARES;
    uint64_t seed = judge_seed(j);
    h->subscribers = judge_threshold(j, &check_identity_harvest, "subscribers");
    h->within = judge_threshold(j, &check_identity_harvest, "within");
    if (!table_init(&h->askers, sizeof(struct asker), sizeof(struct asker_key), 3 * share, seed) ||
        !table_init(&h->asks, sizeof(struct ask), sizeof(struct ask_key), 7 * share, seed) ||
        !table_init(&h->services, sizeof(struct service), sizeof(struct ask_key), 5 * share, seed))
        return false;
    h->order = calloc((size_t)h->asks.mask + 1, sizeof *h->order);
    return h->order != NULL;
}

static void close_state(void *state)
{
    struct harvest *h = state;
    table_free(&h->askers);
    table_free(&h->asks);
    table_free(&h->services);
    free(h->order);
}

/* The standard has the role that sends `op` also write where the subscriber is at the same role: it
 * registers whom it reads. True of an MME's vectors at the HSS, not of an SMSC's question. */
static bool registers(const struct spec_op *op, uint16_t categories)
{
    if (!(categories & CATEGORY_CREDENTIAL) || !op->from[0])
        return false;
    const struct spec_op *other;
    for (uint32_t i = 0; (other = spec_op_at(i)); i++) {
        if (other->proto != op->proto || other->application != op->application ||
            other->from[0] != op->from[0] || other->to[0] != op->to[0])
            continue;
        for (unsigned k = 0; k < SPEC_ACCESSES; k++)
            if (other->access[k].how == HOW_WRITE &&
                (other->access[k].categories & CATEGORY_LOCATION))
                return true;
    }
    return false;
}

static struct asker *asker_of(struct harvest *h, const struct judge *j, const struct access *a)
{
    struct asker_key key = {.actor = judge_party(j, &a->actor),
                            .custodian = judge_party(j, &a->custodian),
                            .operation = (uint32_t)(a->op - spec_op_at(0))};
    bool is_new;
    struct asker *asker = table_take(&h->askers, table_hash(&h->askers, &key), &key, &is_new);
    if (is_new) {
        asker->actor = a->actor;
        asker->custodian = a->custodian;
        asker->op = a->op;
        asker->categories = a->categories;
        asker->registers = registers(a->op, a->categories);
    }
    return asker;
}

static struct service *service_of(struct harvest *h, uint64_t actor, uint32_t person)
{
    struct ask_key key = {.actor = actor, .person = person};
    return table_find(&h->services, table_hash(&h->services, &key), &key);
}

bool harvest_served(struct harvest *h, struct judge *j, const struct ask *a)
{
    const struct service *s =
        service_of(h, 0, registry_same_person(judge_registry(j), a->key.person));
    return s && s->last + SERVICE_WITHIN >= a->time && s->first <= a->time + SERVICE_WITHIN;
}

/* "Unknown subscriber" in the words of any protocol's causes: the asker guesses numbers. */
static bool is_unknown_subscriber(const struct access *a)
{
    static const char *const whom[] = {"user", "subscriber", "imsi", "impi", "identity"};
    const char *cause = a->cause_row ? a->cause_row->name : "";
    if (a->outcome != OUTCOME_REFUSED ||
        (!strcasestr(cause, "unknown") && !strcasestr(cause, "not known")))
        return false;
    for (unsigned i = 0; i < sizeof whom / sizeof *whom; i++)
        if (strcasestr(cause, whom[i]))
            return true;
    return false;
}

static void weigh_answer(struct ask *ask, const struct access *a)
{
    struct asker *asker = ask->asker;
    if (!ask->given && a->answered && a->outcome != OUTCOME_REFUSED) {
        ask->given = true;
        asker->given++;
    }
    if (!ask->unknown && is_unknown_subscriber(a)) {
        ask->unknown = true;
        asker->unknown++;
    }
}

static void explain(struct ask *ask)
{
    bool current = memcmp(&ask->whose, &ask->asker->key, sizeof ask->whose) == 0;
    if (!ask->explained && current)
        ask->asker->explained++;
    ask->explained = true;
}

static void asked(struct harvest *h, const struct judge *j, const struct access *a, uint32_t person)
{
    struct asker *asker = asker_of(h, j, a);
    struct ask_key key = {.actor = asker->key.actor, .person = person};
    bool is_new;
    sketch_add(&asker->seen, hash_two(judge_seed(j), 0, person));
    struct ask *ask = table_take(&h->asks, table_hash(&h->asks, &key), &key, &is_new);
    if (is_new) {
        ask->asker = asker;
        ask->whose = asker->key;
        ask->time = a->time;
        ask->place = a->request.frame ? a->request : a->answer;
        ask->from = a->actor.address;
        asker->persons++;
        /* Served before: it asks again for somebody of its own. */
        const struct service *s = service_of(h, key.actor, person);
        if (s && s->first <= a->time + SERVICE_WITHIN)
            explain(ask);
    }
    if (memcmp(&ask->whose, &ask->asker->key, sizeof ask->whose) == 0)
        weigh_answer(ask, a);
}

static void serve(struct harvest *h, uint64_t actor, uint32_t person, uint64_t time)
{
    struct ask_key key = {.actor = actor, .person = person};
    bool is_new;
    struct service *s = table_take(&h->services, table_hash(&h->services, &key), &key, &is_new);
    s->first = is_new || time < s->first ? time : s->first;
    s->last = time > s->last ? time : s->last;
    if (!actor)
        return;
    struct ask *ask = table_find(&h->asks, table_hash(&h->asks, &key), &key);
    if (ask && time <= ask->time + SERVICE_WITHIN)
        explain(ask);
}

/* Writing, taking down and being told are what only who serves the subscriber does; asking to be
 * told is not. Who can answer a question about him holds his data, so serves him too. */
static void on_access(void *state, struct judge *j, const struct access *a)
{
    struct harvest *h = state;
    uint32_t person = a->person ? registry_same_person(judge_registry(j), a->person) : 0;
    if (person == 0)
        return;
    bool refused = a->outcome == OUTCOME_REFUSED;
    if (!refused && (a->how == HOW_WRITE || a->how == HOW_DELETE || a->how == HOW_DELIVER)) {
        serve(h, judge_party(j, &a->actor), person, a->time);
        serve(h, 0, person, a->time);
    }
    if (!refused && a->answered)
        serve(h, judge_party(j, &a->custodian), person, a->time);
    if (a->how == HOW_READ)
        asked(h, j, a, person);
}

/* Whose ask gave way was counted anew when he was asked for again. */
static void estimate(struct harvest *h)
{
    uint32_t at = 0;
    for (struct asker *a; h->asks.evicted && (a = table_next(&h->askers, &at));) {
        uint64_t persons = sketch_count(&a->seen);
        a->about = persons < a->persons;
        a->persons = a->about ? persons : a->persons;
    }
}

static void on_end(void *state, struct judge *j)
{
    struct harvest *h = state;
    estimate(h);
    harvest_weigh(h, j);
    judge_gave_way(j, &check_identity_harvest,
                   h->askers.evicted + h->asks.evicted + h->services.evicted,
                   "who asked for so many that the earliest were forgotten is told by estimate, "
                   "and a harvest slower than that is missed");
}

static const struct threshold_row THRESHOLDS[] = {
    {"subscribers", "50",
     "different persons, asked for by one actor and served by it in no way, within the time below: "
     "a cell or a failing link leaves a dozen unserved, a list leaves all"},
    {"within", "10m",
     "the time in which they are counted: a registration follows its ask in seconds, and retries "
     "of slow roaming links end within minutes"},
    {0}};
static const char *const TECHNIQUES[] = {"FGT5012.008", "FGT5019.005", "FGT5044", NULL};

const struct check check_identity_harvest = {
    .slug = "identity-harvest",
    .title = "One actor asks for many subscribers and serves none of them",
    .meaning = harvest_meaning,
    .innocent_if = harvest_innocent,
    .next = harvest_next,
    .references = harvest_references,
    .techniques = TECHNIQUES,
    .settled_by = "thresholds: identity-harvest (subscribers, within), where the network's own "
                  "normal is higher",
    .severities = harvest_severities,
    .thresholds = THRESHOLDS,
    .share = 16,
    .state_size = sizeof(struct harvest),
    .open = open_state,
    .access = on_access,
    .end = on_end,
    .close = close_state,
};
