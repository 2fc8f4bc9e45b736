/* An operation comes from another network that only the own one, or only a certain other one, may
 * ask.
 *
 * Who may ask what is a row of spec/interconnect.tbl. Whose an operation is, the declaration says:
 * home, a partner, or nobody it knows. Without one only names speak that contain a network (TS
 * 23.003 19.2), and they have to differ on both sides.
 */
#include "judge/foreign_request.h"

#include "base/hash.h"
#include "judge/told.h"

#include <stdlib.h>

static bool open_state(void *state, struct judge *j)
{
    struct foreign *s = state;
    const struct check *c = &check_foreign_request;
    size_t share = judge_share(j, c) / 8;
    s->subscribers = judge_threshold(j, c, "subscribers");
    s->window = judge_threshold(j, c, "window");
    s->within = judge_threshold(j, c, "within");
    s->share = judge_threshold(j, c, "share");
    s->travel = judge_threshold(j, c, "travel");
    s->changes = judge_threshold(j, c, "changes");
    if (!table_init(&s->guests, sizeof(struct guest), sizeof(struct guest_key), 6 * share,
                    judge_seed(j)) ||
        !table_init(&s->stays, sizeof(struct stay), sizeof(struct stay_key), share,
                    judge_seed(j)) ||
        !table_init(&s->parties, sizeof(struct named), sizeof(uint64_t), share, judge_seed(j)))
        return false;
    s->order = calloc((size_t)s->guests.mask + 1, sizeof *s->order);
    return s->order != NULL;
}

static void close_state(void *state)
{
    struct foreign *s = state;
    table_free(&s->guests);
    table_free(&s->stays);
    table_free(&s->parties);
    free(s->order);
}

/* --- From where to where ------------------------------------------------------------------------
 */

static uint64_t network_of(const struct judge *j, const struct side *s)
{
    uint64_t seed = judge_seed(j);
    uint64_t h = NETWORK_UNKNOWN;
    if (s->belongs == BELONGS_HOME)
        return NETWORK_HOME;
    if (s->partner)
        h = hash_two(seed, 2, s->partner->node);
    else if (s->plmn[0])
        h = hash_bytes(seed, s->plmn, sizeof s->plmn);
    else if (s->title[0] && s->belongs == BELONGS_FOREIGN)
        h = hash_bytes(seed, s->title, sizeof s->title);
    else
        return NETWORK_UNKNOWN;
    return h > NETWORK_HOME ? h : h + 2;
}

/* Who names no network may still say which one serves the subscriber (Serving Network of GTP). */
static void by_visited(struct judge *j, const struct access *a, struct side *asker)
{
    const struct network *n = judge_network(j);
    const char *visited = names_text(registry_names(judge_registry(j)), a->visited);
    if (asker->belongs != BELONGS_UNKNOWN || asker->declared || !*visited || !network_has_home(n) ||
        network_home_plmn(n, visited))
        return;
    asker->partner = network_partner_plmn(n, visited);
    asker->belongs = asker->partner ? BELONGS_PARTNER : BELONGS_FOREIGN;
}

/* A realm that is neither ours nor a partner's is somebody else's, also where it names no network.
 */
static void by_realm(struct judge *j, uint32_t realm, struct side *asker)
{
    if (asker->belongs == BELONGS_UNKNOWN && !asker->declared && realm &&
        network_has_realms(judge_network(j)))
        asker->belongs = BELONGS_FOREIGN;
}

static bool abroad(const struct side *s)
{
    return s->belongs == BELONGS_PARTNER || s->belongs == BELONGS_FOREIGN;
}

static void look_across(struct judge *j, const struct access *a, struct crossing *ret)
{
    struct side *asker = &ret->asker;
    struct side *holder = &ret->holder;
    *ret = (struct crossing){.access = a, .border = spec_border(a->op)};
    side_of(j, access_sender(a), access_sender_realm(a), asker);
    side_of(j, access_receiver(a), access_receiver_realm(a), holder);
    by_realm(j, access_sender_realm(a), asker);
    if (ret->border->who == BORDER_SERVING && holder->belongs == BELONGS_HOME)
        by_visited(j, a, asker);
    ret->from = network_of(j, asker);
    ret->to = network_of(j, holder);
    ret->declared = abroad(asker) && !abroad(holder);
    bool named = asker->belongs == BELONGS_UNKNOWN && holder->belongs == BELONGS_UNKNOWN &&
                 asker->plmn[0] && holder->plmn[0] && strcmp(asker->plmn, holder->plmn) != 0;
    ret->outside = ret->declared || named;
    if (a->person) {
        ret->person = registry_same_person(judge_registry(j), a->person);
        imsi_of_person(j, ret->person, ret->imsi);
    }
}

/* --- Whether it may ----------------------------------------------------------------------------
 */

/* As far as the partner's permission goes; one that says nothing leaves what the rows leave. */
static bool agreed(const struct judge *j, const struct crossing *c, bool unsaid)
{
    return c->asker.partner && network_partner_asks(judge_network(j), c->asker.partner,
                                                    c->access->op, c->border->pack, unsaid);
}

/* Only where it is certain that the subscriber is of another network than who asks. */
static bool of_another(const struct judge *j, const struct crossing *c)
{
    const struct network *n = judge_network(j);
    if (!c->imsi[0] || (c->asker.plmn[0] && imsi_of_plmn(c->imsi, c->asker.plmn)))
        return false;
    if (!c->declared)
        return imsi_of_plmn(c->imsi, c->holder.plmn);
    const struct partner *home = network_partner_imsi(n, c->imsi);
    if (home && home == c->asker.partner)
        return false;
    return network_home_imsi(n, c->imsi) || home || (c->asker.plmn[0] && !c->asker.partner);
}

static enum foreign_reason of_home(const struct judge *j, const struct crossing *c)
{
    if (of_another(j, c))
        return FOREIGN_NOT_HOME;
    return c->asker.partner && c->imsi[0] && !agreed(j, c, true) ? FOREIGN_NOT_AGREED
                                                                 : FOREIGN_NOTHING;
}

/* A subscriber of whom we are the home network, or of whom nobody says that we are not. */
static bool of_holder(const struct judge *j, const struct crossing *c)
{
    if (!c->declared)
        return imsi_of_plmn(c->imsi, c->holder.plmn);
    return !c->imsi[0] || !network_has_home(judge_network(j)) ||
           network_home_imsi(judge_network(j), c->imsi);
}

static enum foreign_reason of_serving(struct foreign *s, struct judge *j, const struct crossing *c)
{
    if (!of_holder(j, c))
        return FOREIGN_NOTHING;
    enum foreign_reason roam = foreign_roam(s, j, c);
    if (c->asker.partner)
        return agreed(j, c, true) ? roam : FOREIGN_NOT_AGREED;
    /* Where no partner is declared at all, nobody said who may roam. */
    if (roam == FOREIGN_NOTHING && c->declared && network_has_partners(judge_network(j)))
        return FOREIGN_NO_PARTNER;
    return roam;
}

static enum foreign_reason judge_crossing(struct foreign *s, struct judge *j,
                                          const struct crossing *c)
{
    switch ((enum border)c->border->who) {
    case BORDER_INSIDE:
        return agreed(j, c, false) ? FOREIGN_NOTHING : FOREIGN_INSIDE;
    case BORDER_HOME:
        return of_home(j, c);
    case BORDER_SERVING:
        return of_serving(s, j, c);
    case BORDER_ANY:
        return c->asker.partner && !agreed(j, c, true) ? FOREIGN_NOT_AGREED : FOREIGN_NOTHING;
    case BORDER_NONE:
        break;
    }
    return FOREIGN_NOTHING;
}

/* Without a declaration only names tell networks apart; what stays in one realm matters as far as
 * it tells where somebody is. */
static bool matters(const struct judge *j, const struct access *a)
{
    const struct spec_border *border = spec_border(a->op);
    if (!border || judge_network(j))
        return border != NULL;
    if (a->actor_realm && a->actor_realm == a->custodian_realm)
        return border->who == BORDER_SERVING && a->how == HOW_WRITE &&
               (a->categories & CATEGORY_LOCATION);
    return (a->actor.name || a->actor_realm) && (a->custodian.name || a->custodian_realm);
}

static void on_access(void *state, struct judge *j, const struct access *a)
{
    struct foreign *s = state;
    struct crossing c;
    if (!matters(j, a))
        return;
    look_across(j, a, &c);
    enum foreign_reason reason = FOREIGN_NOTHING;
    if (c.outside)
        reason = judge_crossing(s, j, &c);
    else
        foreign_roam(s, j, &c);
    struct finding *f = reason ? foreign_tell(s, j, &c, reason) : NULL;
    if (c.outside)
        foreign_asked(s, &c, reason, f);
}

static void on_end(void *state, struct judge *j)
{
    struct foreign *s = state;
    foreign_harvest(s, j);
    judge_gave_way(j, &check_foreign_request,
                   s->guests.evicted + s->stays.evicted + s->parties.evicted,
                   "of them it is not known any more where they were, and what was asked before");
}

static const struct threshold_row THRESHOLDS[] = {
    {"subscribers", "5",
     "people whose vectors one asker fetched and whom its network never registers, counted within "
     "the time `window`: one or a few are re-authentications of guests who came before the capture "
     "began, or radio that failed halfway. Who was in another network shortly before is no such "
     "guest, and counts for two"},
    {"window", "10m",
     "the time in which they are counted: an attacker takes what he came for in one go, guests "
     "re-authenticate spread over hours"},
    {"within", "30s",
     "how long a registration may take after its vectors before it counts as missing: a device has "
     "6 seconds to answer and four retries (T3460, TS 24.301 10.2); what was fetched later than "
     "this before the end of the capture is not counted"},
    {"share", "60",
     "percent of the people for whom this asker fetched vectors: a working register registers most "
     "whom it has to authenticate anew"},
    {"travel", "30m",
     "a subscriber who was registered in one network cannot be in another one sooner: the shortest "
     "flights and the wait for the first coverage take longer; who crosses a border on foot is "
     "authenticated there, which explains it"},
    {"changes", "4",
     "changes between two networks, each sooner than `travel`, that are too many even where each "
     "is "
     "authenticated: at a border devices change once or twice"},
    {0}};
static const char *const TECHNIQUES[] = {"FGT5019", "FGT5012", NULL};

const struct check check_foreign_request = {
    .slug = "foreign-request",
    .title = "Another network asks what only the own or the home network may ask",
    .meaning = foreign_meaning,
    .innocent_if = foreign_innocent,
    .next = foreign_next,
    .references = foreign_references,
    .techniques = TECHNIQUES,
    .settled_by = "home: (plmns, realms, global_titles) and partners: (plmns, realms, "
                  "global_titles, may)",
    .severities = foreign_severities,
    .thresholds = THRESHOLDS,
    .rank = 5,
    .share = 8,
    .state_size = sizeof(struct foreign),
    .open = open_state,
    .access = on_access,
    .end = on_end,
    .close = close_state,
};
