/* Where subscribers are, as far as the exchanges between networks tell, and what does not fit it.
 *
 * What only the serving network may ask is plausible when the subscriber is there. He is there when
 * that network registers him, or when his home network treats it as the serving one. So vectors
 * that no registration follows were not fetched to let somebody in, and a registration that no
 * vectors precede lets in somebody who never proved to be there.
 */
#include "base/hash.h"
#include "judge/foreign_request.h"
#include "judge/told.h"

#include <stdlib.h>

static struct guest *guest_of(struct foreign *s, uint64_t network, uint32_t person, bool make)
{
    struct guest_key key = {.network = network, .person = person};
    uint64_t hash = table_hash(&s->guests, &key);
    bool is_new;
    return make ? table_take(&s->guests, hash, &key, &is_new) : table_find(&s->guests, hash, &key);
}

/* Which network this access shows to serve the person; NETWORK_UNKNOWN: it shows none. What the
 * home network deletes there is over, and what it sends there comes before the registration that it
 * belongs to is answered. */
static uint64_t shows_at(const struct crossing *c)
{
    const struct access *a = c->access;
    if (!access_succeeded(a))
        return NETWORK_UNKNOWN;
    if (c->border->who == BORDER_SERVING && a->how != HOW_READ)
        return c->from;
    return c->border->who == BORDER_HOME && a->how != HOW_DELETE && !c->outside ? c->to
                                                                                : NETWORK_UNKNOWN;
}

static bool registers(const struct crossing *c)
{
    return c->border->who == BORDER_SERVING && c->access->how == HOW_WRITE &&
           (c->access->categories & CATEGORY_LOCATION);
}

/* Whether he is now in another network than a short time ago. */
static bool moves(struct foreign *s, struct stay *stay, uint64_t network, uint64_t time)
{
    bool soon = stay->network && stay->network != network && time >= stay->time &&
                time - stay->time < s->travel;
    stay->changes = soon ? stay->changes + 1 : stay->network == network ? stay->changes : 0;
    stay->network = network;
    stay->time = time;
    return soon;
}

static enum foreign_reason comes(struct foreign *s, struct judge *j, const struct crossing *c)
{
    struct stay_key key = {.person = c->person};
    bool is_new;
    struct stay *stay = table_take(&s->stays, table_hash(&s->stays, &key), &key, &is_new);
    bool soon = moves(s, stay, c->from, c->access->time);
    if (!soon || !c->outside || c->from == NETWORK_HOME)
        return FOREIGN_NOTHING;
    const struct guest *g = guest_of(s, c->from, c->person, false);
    /* The vectors may have been fetched before the capture began. */
    bool seen_all = c->access->time >= judge_begins(j) + s->within;
    bool unproven = seen_all && !(g && g->vectors.op);
    return unproven || stay->changes >= s->changes ? FOREIGN_TAKEN : FOREIGN_NOTHING;
}

static void fetched(struct foreign *s, const struct judge *j, const struct crossing *c)
{
    const struct access *a = c->access;
    struct guest *g = guest_of(s, c->from, c->person, true);
    if (g->vectors.op)
        return;
    g->vectors = *a;
    g->vectors.person = c->person;
    struct stay_key key = {.person = c->person};
    const struct stay *stay = table_find(&s->stays, table_hash(&s->stays, &key), &key);
    g->elsewhere = stay && stay->network && stay->network != c->from && a->time >= stay->time &&
                   a->time - stay->time < s->travel;
    g->asker = hash_two(judge_party(j, &a->actor), (uint64_t)(a->op - spec_op_at(0)), c->to);
}

/* A call or a message of somebody whose registration was taken over goes where that leads. */
static void goes_there(struct foreign *s, const struct crossing *c)
{
    const struct access *a = c->access;
    bool brings = c->border->locates == LOCATES_TO_ROUTE ||
                  (a->how == HOW_WRITE && (a->categories & CATEGORY_CONTENT));
    if (c->to <= NETWORK_HOME || !brings || !access_succeeded(a))
        return;
    struct guest *g = guest_of(s, c->to, c->person, false);
    if (g && g->taken && !g->went.op)
        g->went = *a;
}

enum foreign_reason foreign_roam(struct foreign *s, struct judge *j, const struct crossing *c)
{
    const struct access *a = c->access;
    enum foreign_reason ret = FOREIGN_NOTHING;
    uint64_t at = c->person ? shows_at(c) : NETWORK_UNKNOWN;
    if (c->person && c->from && registers(c) && access_succeeded(a))
        ret = comes(s, j, c);
    if (at > NETWORK_HOME)
        guest_of(s, at, c->person, true)->served = true;
    else if (c->person && c->from > NETWORK_HOME && registers(c)) /* a refused one was meant too */
        guest_of(s, c->from, c->person, true)->served = true;
    /* His home network asks him where he is: that is where he is. */
    if (at && c->border->who == BORDER_HOME && a->how == HOW_READ) {
        struct stay_key key = {.person = c->person};
        bool is_new;
        struct stay *stay = table_take(&s->stays, table_hash(&s->stays, &key), &key, &is_new);
        if (is_new || stay->network == at) {
            stay->network = at;
            stay->time = a->time;
        }
    }
    if (c->person && c->outside && c->from > NETWORK_HOME && a->how == HOW_READ &&
        (a->categories & CATEGORY_CREDENTIAL) && access_succeeded(a))
        fetched(s, j, c);
    if (c->person && !c->outside)
        goes_there(s, c);
    return ret;
}

/* --- One thing after the other ------------------------------------------------------------------
 */

void foreign_asked(struct foreign *s, const struct crossing *c, enum foreign_reason reason,
                   struct finding *f)
{
    const struct access *a = c->access;
    const uint16_t leads = CATEGORY_LOCATION | CATEGORY_CREDENTIAL | CATEGORY_IDENTITY;
    if (!c->person || c->from <= NETWORK_HOME || !access_succeeded(a))
        return;
    bool asks = a->how == HOW_READ && (a->categories & leads) &&
                (reason || c->border->locates == LOCATES_TO_ROUTE);
    bool takes = f && reason == FOREIGN_TAKEN;
    if (!asks && !takes)
        return;
    struct guest *g = guest_of(s, c->from, c->person, true);
    if (asks && !g->asked.op && !g->taken)
        g->asked = *a;
    if (takes)
        g->taken = f;
}

/* --- Vectors, and then nothing ------------------------------------------------------------------
 */

static int by_asker(const void *a, const void *b)
{
    const struct guest *x = *(struct guest *const *)a;
    const struct guest *y = *(struct guest *const *)b;
    if (x->asker != y->asker)
        return x->asker < y->asker ? -1 : 1;
    if (x->vectors.time != y->vectors.time)
        return x->vectors.time < y->vectors.time ? -1 : 1;
    return x->key.person < y->key.person ? -1 : x->key.person > y->key.person;
}

/* Under the number that the person has by now. */
static bool served(struct foreign *s, struct judge *j, const struct guest *g)
{
    uint32_t now = registry_same_person(judge_registry(j), g->key.person);
    const struct guest *same = guest_of(s, g->key.network, now, false);
    return g->served || (same && same->served);
}

/* Of one asker's: moves those that nothing followed to the front; how many. */
static size_t unserved(struct foreign *s, struct judge *j, struct guest **all, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!served(s, j, all[i]) && all[i]->vectors.time + s->within <= judge_now(j))
            all[kept++] = all[i];
    return kept;
}

/* The most of them within the window; who was elsewhere counts for two, since he is no guest of
 * old who is only authenticated again. */
static uint64_t busiest(const struct foreign *s, struct guest *const *all, size_t count)
{
    uint64_t most = 0;
    uint64_t here = 0;
    for (size_t from = 0, to = 0; to < count; to++) {
        here += 1 + all[to]->elsewhere;
        for (; all[to]->vectors.time - all[from]->vectors.time > s->window; from++)
            here -= 1 + all[from]->elsewhere;
        most = here > most ? here : most;
    }
    return most;
}

static void weigh_asker(struct foreign *s, struct judge *j, struct guest **all, size_t count)
{
    struct fetched of = {.all = count, .missing = unserved(s, j, all, count)};
    for (size_t i = 0; i < of.missing; i++)
        of.elsewhere += all[i]->elsewhere;
    if (of.missing == 0 || busiest(s, all, of.missing) < s->subscribers ||
        of.missing * 100 < s->share * count)
        return;
    for (size_t i = 0; i < of.missing; i++)
        foreign_tell_vectors(s, j, &all[i]->vectors, &of);
}

void foreign_harvest(struct foreign *s, struct judge *j)
{
    size_t count = 0;
    struct guest *g;
    for (uint32_t at = 0; (g = table_next(&s->guests, &at));) {
        if (g->vectors.op)
            s->order[count++] = g;
        if (g->taken)
            foreign_tell_chain(j, g->taken, &g->asked, &g->went);
    }
    qsort(s->order, count, sizeof *s->order, by_asker);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from; to < count && s->order[to]->asker == s->order[from]->asker;)
            to++;
        weigh_asker(s, j, s->order + from, to - from);
    }
}
