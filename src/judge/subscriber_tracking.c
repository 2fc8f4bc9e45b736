/* One person's location is asked again and again by somebody who does not serve him.
 *
 * Networks ask where somebody is all the time, to bring him a call or a message: there something
 * follows. And they ask for its own sake: a location service, on somebody's order, and the
 * registers that serve him. What remains is somebody who asks for one person several times, is none
 * of these, and brings nothing.
 */
#include "judge/subscriber_tracking.h"

#include "base/hash.h"
#include "judge/told.h"

#include <string.h>

#define MINUTE 60000000000ULL

/* A message follows its question in seconds; with segments and a busy radio, within a minute. */
static const uint64_t DELIVERED_WITHIN = MINUTE;

static bool open_state(void *state, struct judge *j)
{
    struct tracking *s = state;
    const struct check *c = &check_subscriber_tracking;
    size_t share = judge_share(j, c) / 8;
    s->times = judge_threshold(j, c, "times");
    s->times = s->times < TRACKING_TIMES ? s->times : TRACKING_TIMES;
    s->within = judge_threshold(j, c, "within");
    s->persons = judge_threshold(j, c, "persons");
    return table_init(&s->trails, sizeof(struct trail), sizeof(struct trail_key), 5 * share,
                      judge_seed(j)) &&
           table_init(&s->actors, sizeof(struct asker_of_many), sizeof(uint64_t), share,
                      judge_seed(j)) &&
           table_init(&s->registered, sizeof(struct registered), sizeof(struct trail_key),
                      2 * share, judge_seed(j));
}

static void close_state(void *state)
{
    struct tracking *s = state;
    table_free(&s->trails);
    table_free(&s->actors);
    table_free(&s->registered);
}

static struct trail *trail_of(struct tracking *s, uint64_t actor, uint32_t person, bool make)
{
    struct trail_key key = {.actor = actor, .person = person};
    uint64_t hash = table_hash(&s->trails, &key);
    bool is_new;
    return make ? table_take(&s->trails, hash, &key, &is_new) : table_find(&s->trails, hash, &key);
}

static struct asker_of_many *actor_of(struct tracking *s, uint64_t actor)
{
    bool is_new;
    return table_take(&s->actors, table_hash(&s->actors, &actor), &actor, &is_new);
}

/* --- Who may ------------------------------------------------------------------------------------
 */

/* Who answers for a subscriber's data and asks the serving node in its turn. */
static bool keeps_subscribers(const struct side *s)
{
    static const enum role roles[] = {ROLE_HLR, ROLE_HSS, ROLE_UDM};
    for (unsigned i = 0; i < sizeof roles / sizeof *roles; i++)
        if (side_plays(s, roles[i]))
            return true;
    return false;
}

static bool of_its_own_network(struct judge *j, const struct access *a, const struct side *s)
{
    char imsi[16];
    if (!imsi_of_person(j, a->person, imsi))
        return false;
    return (s->partner && network_partner_imsi(judge_network(j), imsi) == s->partner) ||
           (s->belongs == BELONGS_FOREIGN && s->plmn[0] && imsi_of_plmn(imsi, s->plmn));
}

/* The standard gives the question to its role, and nothing speaks against its being that. */
static bool may_ask(struct judge *j, const struct access *a)
{
    enum { SURE_ENOUGH = 60 };
    const struct spec_border *border = spec_border(a->op);
    struct side s;
    side_of(j, access_sender(a), access_sender_realm(a), &s);
    if (s.declared && side_covers(&s, a->op->from) && s.belongs == BELONGS_HOME)
        return true;
    if (s.partner && *border->pack && border->locates == LOCATES_FOR_ITSELF &&
        border->who != BORDER_HOME)
        return network_partner_asks(judge_network(j), s.partner, a->op, border->pack, false);
    if (border->who == BORDER_HOME && of_its_own_network(j, a, &s))
        return true;
    return s.belongs == BELONGS_UNKNOWN && !judge_network(j) && s.confidence >= SURE_ENOUGH &&
           keeps_subscribers(&s) && side_covers(&s, a->op->from);
}

/* --- What counts --------------------------------------------------------------------------------
 */

static bool asks_where(const struct access *a)
{
    const struct spec_border *border = spec_border(a->op);
    if (!border || !(a->categories & CATEGORY_LOCATION) ||
        (a->how != HOW_READ && a->how != HOW_SUBSCRIBE))
        return false;
    /* Calls are routed by such questions, and pass where they are not seen; messages are seen. */
    return border->locates == LOCATES_FOR_ITSELF ||
           (border->locates == LOCATES_TO_ROUTE && strcmp(border->pack, "sms") == 0 &&
            access_succeeded(a));
}

/* A relay's two sides show one exchange twice, one within the other. */
static bool same_exchange(const struct asked *last, const struct access *a)
{
    return last->op == a->op && a->time <= last->until && last->time <= a->answer_time;
}

static void remember(struct trail *t, const struct access *a)
{
    struct asked *last = t->count ? &t->asked[t->count - 1] : NULL;
    if (last && same_exchange(last, a))
        return;
    if (t->count == TRACKING_TIMES) {
        memmove(t->asked, t->asked + 1, sizeof t->asked - sizeof *t->asked);
        t->count--;
    }
    t->last = *a;
    t->asked[t->count++] =
        (struct asked){.time = a->time,
                       .until = a->answer_time > a->time ? a->answer_time : a->time,
                       .request = a->request,
                       .answer = a->answer,
                       .op = a->op,
                       .answered = a->answered,
                       .got = access_succeeded(a),
                       .routes = spec_border(a->op)->locates == LOCATES_TO_ROUTE};
}

/* Takes back the questions within this time: only those for routing, or all. */
static void explained(struct trail *t, uint64_t from, uint64_t until, bool only_routes)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < t->count; i++) {
        const struct asked *q = &t->asked[i];
        if (q->time < from || q->time > until || (only_routes && !q->routes))
            t->asked[kept++] = *q;
    }
    t->count = kept;
}

/* --- When it is enough --------------------------------------------------------------------------
 */

/* Questions of routing count when others' messages are seen to follow theirs and none of this
 * actor's do, and when theirs had the time to follow. */
static bool counts(const struct tracking *s, const struct asker_of_many *actor,
                   const struct asked *q, uint64_t now)
{
    return !q->routes || (s->delivered && !actor->delivered && q->time + DELIVERED_WITHIN <= now);
}

static void weigh(struct tracking *s, struct judge *j, struct trail *t, uint64_t now)
{
    const struct asker_of_many *actor = actor_of(s, t->key.actor);
    uint64_t newest = t->count ? t->asked[t->count - 1].time : 0;
    uint64_t from = newest > s->within ? newest - s->within : 0;
    unsigned enough = 0;
    for (unsigned i = 0; i < t->count; i++)
        enough += t->asked[i].time >= from && counts(s, actor, &t->asked[i], now);
    uint64_t hash = table_hash(&s->registered, &t->key);
    if (enough < s->times || enough == 0 || table_find(&s->registered, hash, &t->key))
        return;
    tracking_tell(s, j, t, from);
    t->told = true;
    t->count = 0; /* told; the next ones are counted from here, and are told one by one */
}

static void ask(struct tracking *s, struct judge *j, const struct access *a, uint32_t person)
{
    uint64_t by = judge_party(j, access_sender(a));
    struct asker_of_many *actor = actor_of(s, by);
    sketch_add(&actor->persons, hash_two(judge_seed(j), 3, person));
    if (may_ask(j, a))
        return;
    struct trail *t = trail_of(s, by, person, true);
    remember(t, a);
    t->last.person = person;
    if (t->told && t->count && !t->asked[t->count - 1].routes) {
        tracking_tell(s, j, t, 0);
        t->count = 0;
    } else {
        weigh(s, j, t, a->time);
    }
}

/* What somebody does for a person explains his own questions; being asked oneself explains what one
 * asked in the meantime. */
static void explain(struct tracking *s, struct judge *j, const struct access *a, uint32_t person)
{
    bool brings = a->how == HOW_WRITE && (a->categories & CATEGORY_CONTENT);
    bool registers = a->how == HOW_WRITE && (a->categories & CATEGORY_LOCATION);
    uint64_t sender = judge_party(j, access_sender(a));
    struct trail *t;
    if (brings) {
        s->delivered++;
        actor_of(s, sender)->delivered++;
    }
    if (brings && (t = trail_of(s, sender, person, false)))
        explained(t, a->time > DELIVERED_WITHIN ? a->time - DELIVERED_WITHIN : 0, a->time, true);
    if (registers && access_succeeded(a)) {
        struct trail_key key = {.actor = sender, .person = person};
        bool is_new;
        table_take(&s->registered, table_hash(&s->registered, &key), &key, &is_new);
    }
    if (asks_where(a) && (t = trail_of(s, judge_party(j, access_receiver(a)), person, false)))
        explained(t, a->time, a->answer_time > a->time ? a->answer_time : a->time, false);
}

static void on_access(void *state, struct judge *j, const struct access *a)
{
    struct tracking *s = state;
    uint32_t person = a->person ? registry_same_person(judge_registry(j), a->person) : 0;
    if (!person)
        return;
    explain(s, j, a, person);
    if (asks_where(a))
        ask(s, j, a, person);
}

static void on_end(void *state, struct judge *j)
{
    struct tracking *s = state;
    struct trail *t;
    for (uint32_t at = 0; (t = table_next(&s->trails, &at));)
        if (!t->told)
            weigh(s, j, t, judge_now(j));
    judge_gave_way(j, &check_subscriber_tracking, s->trails.evicted + s->actors.evicted,
                   "earlier questions about them are not counted any more");
}

static const struct threshold_row THRESHOLDS[] = {
    {"times", "5",
     "questions about one person by one actor, within the time below (12 at most): once or twice "
     "is a lost answer asked again; five make a line on a map"},
    {"within", "1h",
     "the time in which they are counted: who follows somebody asks every few minutes, and a cell "
     "is left within that"},
    {"persons", "5",
     "different people, counted to about a tenth, whom an actor asks for of whom no declaration "
     "says anything: who follows somebody follows few, and from there on it may be a location "
     "service; then it weighs less"},
    {0}};
static const char *const TECHNIQUES[] = {"FGT5012.001", "FGT5012", NULL};

const struct check check_subscriber_tracking = {
    .slug = "subscriber-tracking",
    .title = "One person's location is asked again and again by who does not serve him",
    .meaning = tracking_meaning,
    .innocent_if = tracking_innocent,
    .next = tracking_next,
    .references = tracking_references,
    .techniques = TECHNIQUES,
    .settled_by =
        "elements: (the GMLC, SCF or application server with its role) and partners: may: "
        "[location]",
    .severities = tracking_severities,
    .thresholds = THRESHOLDS,
    .rank = 4,
    .share = 4,
    .state_size = sizeof(struct tracking),
    .open = open_state,
    .access = on_access,
    .end = on_end,
    .close = close_state,
};
