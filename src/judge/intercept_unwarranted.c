/* Interception is ordered, changed or read with no declared function or warrant behind it.
 *
 * X1 orders are held against the functions that the declaration names; traces and duplications,
 * which give whoever orders them the same, against what the one who orders is at all. What went
 * out afterwards is known only at the end. */
#include "judge/interception.h"
#include "judge/told.h"
#include "judge/undeclared.h"

enum { SURE_X1 = 85, SURE_OTHER = 75, SURE_UNSAID = 60 };

/* Why it is not as it should be. */
enum wrong {
    WRONG_NOTHING,
    WRONG_UNSAID,   /* nobody has said who runs interception */
    WRONG_STRANGER, /* who orders is nobody of the declaration */
    WRONG_ELEMENT,  /* an element that is no interception function */
    WRONG_TRIGGER,  /* a triggering function, elsewhere than in its user plane */
    WRONG_PLACE,    /* a copy that no interception function gets */
    WRONG_PERSON,   /* a function may, and no warrant names whom it is about */
};

/* Where product may come from, or go to, on account of a finding. */
struct watched_key {
    struct addr at;
};

struct watched {
    struct table_head head;
    struct watched_key key;
    struct finding *said;
};

struct seen_key {
    struct addr sender, receiver;
};

struct seen {
    struct table_head head;
    struct seen_key key;
    struct place where;
    uint64_t bytes;
    const char *protocol;
};

struct state {
    struct table watched, seen;
};

static bool open_state(void *state, struct judge *j)
{
    struct state *s = state;
    size_t half = judge_share(j, &check_intercept_unwarranted) / 2;
    uint64_t seed = judge_seed(j);
    return table_init(&s->watched, sizeof(struct watched), sizeof(struct watched_key), half,
                      seed) &&
           table_init(&s->seen, sizeof(struct seen), sizeof(struct seen_key), half, seed);
}

static void close_state(void *state)
{
    struct state *s = state;
    table_free(&s->watched);
    table_free(&s->seen);
}

/* --- What is wrong ---------------------------------------------------------------------------- */

static bool serves_user_plane(const struct side *s)
{
    return side_plays(s, ROLE_UPF) || side_plays(s, ROLE_SGW_U) || side_plays(s, ROLE_PGW_U);
}

/* What is wrong where those who order may. Of whom nobody knows who it is (a session, a port) no
 * warrant can be asked for. */
static enum wrong of_person(struct judge *j, const struct access *a)
{
    bool begins = a->how == HOW_WRITE || a->how == HOW_COPY;
    bool lacks = begins && a->person && network_has_warrants(judge_network(j)) &&
                 !judge_warranted(j, a->person);
    return lacks ? WRONG_PERSON : WRONG_NOTHING;
}

/* The name that an administration function gives itself is anybody's to give; where it speaks from
 * is not. */
static enum wrong of_order(struct judge *j, const struct access *a, const struct side *actor)
{
    const struct network *n = judge_network(j);
    const struct declared *there = network_element(n, &a->actor.address);
    if (li_function(there))
        return of_person(j, a);
    if (!network_intercepts(n))
        return WRONG_UNSAID;
    if (!there)
        return WRONG_STRANGER;
    if (!side_plays(actor, ROLE_TF))
        return WRONG_ELEMENT;
    struct side custodian;
    side_of(j, &a->custodian, a->custodian_realm, &custodian);
    return serves_user_plane(&custodian) ? of_person(j, a) : WRONG_TRIGGER;
}

/* A trace is a tool of maintenance, and the same as interception in other hands. */
static enum wrong of_trace(struct judge *j, const struct access *a, const struct side *actor)
{
    char imsi[16];
    bool own = actor->belongs == BELONGS_PARTNER && imsi_of_person(j, a->person, imsi) &&
               network_partner_imsi(judge_network(j), imsi) == actor->partner;
    if (own) /* its subscriber, who is a guest here */
        return WRONG_NOTHING;
    if (undeclared_side(j, actor) || actor->belongs == BELONGS_PARTNER)
        return WRONG_STRANGER;
    return actor->declared && !side_covers(actor, a->op->from) ? WRONG_ELEMENT : WRONG_NOTHING;
}

static enum wrong of_copy(struct judge *j, const struct access *a, const struct side *actor)
{
    struct addr to;
    const char *text = names_text(registry_names(judge_registry(j)), a->to);
    if (undeclared_side(j, actor))
        return WRONG_STRANGER;
    if (!li_address(text, &to))
        return WRONG_NOTHING;
    return li_place_of(j, &to) == LI_FUNCTION ? of_person(j, a) : WRONG_PLACE;
}

static enum wrong wrong_of(struct judge *j, const struct access *a)
{
    bool intercept = a->categories & CATEGORY_INTERCEPT;
    bool copies = a->how == HOW_COPY;
    struct side actor;
    if (!intercept && !(copies && a->categories & CATEGORY_CONTENT))
        return WRONG_NOTHING;
    side_of(j, &a->actor, a->actor_realm, &actor);
    if (li_order(a->op))
        return of_order(j, a, &actor);
    /* Without a section on interception others judge copies and traces by what they are. */
    if (!network_intercepts(judge_network(j)) || (a->how != HOW_WRITE && !copies))
        return WRONG_NOTHING;
    return intercept ? of_trace(j, a, &actor) : of_copy(j, a, &actor);
}

/* --- Telling ---------------------------------------------------------------------------------- */

static const char *doing(const struct access *a)
{
    if (a->how == HOW_READ || a->how == HOW_DELIVER)
        return access_succeeded(a) ? "reads interceptions" : "asks for interceptions";
    if (a->how == HOW_DELETE)
        return "takes back interceptions";
    return li_order(a->op) ? "orders interception" : "has subscribers traced or copied";
}

/* What is wrong: words behind who orders, and behind at whom. */
struct reason {
    const char *behind, *end;
};

static const struct reason OF_ORDERS[] = {
    [WRONG_UNSAID] = {" sends orders of interception (X1) to ",
                      ". No declaration says which functions may."},
    [WRONG_STRANGER] = {" is no element of the declaration. Interception at ",
                        " is ordered by declared functions, and by nobody else."},
    [WRONG_ELEMENT] = {" is declared, and as no interception function: it has nothing to order or "
                       "to read over X1 at ",
                       "."},
    [WRONG_PERSON] = {" may order interception at ",
                      ", and no warrant of the declaration names whom this is of."},
    [WRONG_TRIGGER] = {" may trigger interception in its own user plane alone (LI_T3), and ",
                       " is declared as none."},
};

static const struct reason OF_OTHERS[] = {
    [WRONG_STRANGER] = {" is no element of the declaration, nor of the network whose subscriber "
                        "this is. Traces and copies at ",
                        " are ordered by the network's own elements."},
    [WRONG_ELEMENT] = {" is declared, with a role that has no traces made at ", "."},
    [WRONG_PLACE] = {" has traffic copied at ",
                     " to an address that is of no declared interception function."},
    [WRONG_PERSON] =
        {" has traffic copied at ",
         " to an interception function, and no warrant of the declaration names whose."},
};

static void claimed(struct judge *j, struct finding *f, const struct access *a, enum wrong wrong)
{
    const char *name = names_text(registry_names(judge_registry(j)), a->actor.name);
    TEXT_ON(address, 64);
    text_addr(&address, &a->actor.address);
    if (li_order(a->op) && *name && wrong != WRONG_UNSAID && wrong != WRONG_PERSON)
        finding_why(j, f,
                    "The order gives the name %s, which whoever writes it may choose; it "
                    "comes from %s.",
                    name, address.at);
}

static void tell_first(struct judge *j, struct finding *f, const struct access *a, enum wrong wrong)
{
    struct party by = li_end(a, &a->actor);
    struct party at = li_end(a, &a->custodian);
    TEXT_ON(actor, 60);
    TEXT_ON(custodian, 60);
    TEXT_ON(by_name, 300);
    TEXT_ON(at_name, 300);
    text_short(&actor, j, &by);
    text_short(&custodian, j, &at);
    text_party(&by_name, j, &by);
    text_party(&at_name, j, &at);
    TEXT_ON(whole, 200);
    TEXT_ON(shorter, 100);
    text_format(&shorter, "%s %s", actor.at, doing(a));
    text_format(&whole, "%s at %s", shorter.at, custodian.at);
    li_title(j, f, &whole, &shorter);
    const struct reason *r = li_order(a->op) ? &OF_ORDERS[wrong] : &OF_OTHERS[wrong];
    finding_why(j, f, "%s%s%s%s", by_name.at, r->behind, at_name.at, r->end);
    claimed(j, f, a, wrong);
    if (wrong != WRONG_UNSAID && wrong != WRONG_PERSON) /* a permit is no warrant */
        f->settles = exchange_of(a);
}

static void weigh(struct finding *f, const struct access *a, enum wrong wrong)
{
    if (wrong == WRONG_UNSAID)
        finding_weigh(f, SEVERITY_LOW, SURE_UNSAID);
    else
        told_weight(f, a, SEVERITY_HIGH, SEVERITY_MEDIUM,
                    wrong != WRONG_PERSON && li_order(a->op) ? SURE_X1 : SURE_OTHER);
}

/* What was ordered shows itself when product leaves the custodian, or comes where it is to go. */
static void watch(struct state *s, const struct addr *at, struct finding *f)
{
    bool is_new;
    struct watched_key key = {.at = *at};
    struct watched *w = table_take(&s->watched, table_hash(&s->watched, &key), &key, &is_new);
    if (is_new)
        w->said = f;
}

static void watch_both(struct state *s, struct judge *j, const struct access *a, struct finding *f)
{
    struct addr to;
    if (a->how != HOW_WRITE && a->how != HOW_COPY)
        return;
    watch(s, &a->custodian.address, f);
    if (li_address(names_text(registry_names(judge_registry(j)), a->to), &to))
        watch(s, &to, f);
}

static void on_access(void *state, struct judge *j, const struct access *a)
{
    static const char *const objects[] = {"",        "interception", "interception", "interception",
                                          "trigger", "copy",         "person"};
    bool is_new;
    enum wrong wrong = wrong_of(j, a);
    if (wrong == WRONG_NOTHING)
        return;
    struct party by = li_end(a, &a->actor);
    struct party at = li_end(a, &a->custodian);
    struct finding *f =
        finding_of(j, &check_intercept_unwarranted, &by, &at, objects[wrong], a->time, &is_new);
    if (!f)
        return;
    if (is_new)
        tell_first(j, f, a, wrong);
    if (a->how == HOW_COPY && a->to && !f->to)
        f->to = finding_text(j, names_text(registry_names(judge_registry(j)), a->to));
    weigh(f, a, wrong);
    li_told(j, f, a);
    /* What functions order goes where it may go, with others' product. */
    if (wrong != WRONG_UNSAID && wrong != WRONG_PERSON && access_succeeded(a))
        watch_both(state, j, a, f);
}

/* --- What went out ---------------------------------------------------------------------------- */

static void on_flow(void *state, struct judge *j, const struct flow *f,
                    const struct conversation *c)
{
    (void)c;
    struct state *s = state;
    struct li_delivery d;
    bool is_new;
    if (!li_delivery_of(f, &d) || !d.bytes || li_place_of(j, &d.receiver) == LI_FUNCTION)
        return;
    struct seen_key key = {.sender = d.sender, .receiver = d.receiver};
    struct seen *one = table_take(&s->seen, table_hash(&s->seen, &key), &key, &is_new);
    if (is_new) {
        one->where = f->where;
        one->protocol = d.protocol;
    }
    one->bytes += d.bytes;
}

static struct finding *watched_at(struct state *s, const struct addr *at)
{
    struct watched_key key = {.at = *at};
    struct watched *w = table_find(&s->watched, table_hash(&s->watched, &key), &key);
    return w ? w->said : NULL;
}

static void on_end(void *state, struct judge *j)
{
    struct state *s = state;
    uint32_t at = 0;
    for (const struct seen *one; (one = table_next(&s->seen, &at));) {
        struct finding *f = watched_at(s, &one->key.receiver);
        if (!f)
            f = watched_at(s, &one->key.sender);
        if (!f || f->severity == SEVERITY_NONE)
            continue;
        TEXT_ON(from, 64);
        TEXT_ON(to, 64);
        text_addr(&from, &one->key.sender);
        text_addr(&to, &one->key.receiver);
        finding_weigh(f, SEVERITY_CRITICAL, SURE_X1);
        finding_proof(j, f, one->where, "product (%s) leaves %s for %s", one->protocol, from.at,
                      to.at);
        finding_why(j, f, "What was ordered is delivered: %llu bytes of %s went from %s to %s.",
                    (unsigned long long)one->bytes, one->protocol, from.at, to.at);
    }
    judge_gave_way(j, &check_intercept_unwarranted, s->watched.evicted + s->seen.evicted,
                   "that what was ordered was delivered may have been missed");
}

/* --- Explained -------------------------------------------------------------------------------- */

static const char *const INNOCENT[] = {
    "the administration function has a further address, or was replaced, and was not entered yet",
    "a trace was ordered for maintenance by a system that no declaration names",
    "the warrant names another identity of the same person, and nothing seen here says that the "
    "two are one's",
    "it is a test of interception with test subscribers", NULL};
static const char *const REFERENCES[] = {
    "ETSI TS 103 221-1 6: tasks and destinations; 8: mutual authentication over TLS",
    "TS 33.127 5.4, TS 33.128 5, 6.2.3, 6.3.3: who provisions and who triggers interception",
    "TS 33.127 8: interception is known to authorised functions alone",
    "TS 32.422 4.1: who activates a trace", NULL};
static const char *const TECHNIQUES[] = {"T1040", "T1020.001", "FGT1040", NULL};

const struct check check_intercept_unwarranted = {
    .slug = "intercept-unwarranted",
    .title = "Interception is ordered or read with no declared function or warrant behind it",
    .meaning =
        "Every core has lawful interception built in: an administration function (ADMF) sends a "
        "task over X1, and the network function that serves the target sends what it says and does "
        "to a mediation function. Whoever can send that order listens to anybody, with the "
        "network's own means, and nothing in the network's other records shows it. Whoever can "
        "read the list of tasks knows who is under investigation.\n"
        "\n"
        "X1 orders (activate, change, take back, list, a new place of delivery) are held against "
        "the interception functions of the declaration, by the address that they come from: the "
        "name in an order is anybody's to write. Control planes of sessions (SMF, SGW-C, PGW-C) "
        "may trigger their own user plane (LI_T3) and nobody else. Subscriber traces (MAP "
        "activateTraceMode, Trace Session Activation, TraceStart and their kin) and duplication by "
        "PFCP give the same in another way: the one who orders them has to be an element whose "
        "role does so, and a copy has to go to an interception function.\n"
        "\n"
        "Where the declaration has warrants (pseudonyms that `postern warrant` makes), whom a "
        "declared function orders to be intercepted has to be one of them. Whom an order names by "
        "no person's identity (an address range, a session) is not judged so.\n"
        "\n"
        "Without a declaration, or with one that says nothing of interception, X1 that can be read "
        "is told and weighs little: it should be encrypted, and that is no proof that it is not "
        "supposed to be there.",
    .innocent_if = INNOCENT,
    .next = "Tell the interception unit, and nobody else: those who work in the network are not to "
            "know whom it concerns. Let it say whether it ordered this. If not, take the tasks off "
            "in the function that got them, keep its log and this capture, and find out how the "
            "sender reached the interception network.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by =
        "interception: functions (name, role, addresses) and warrants, or permit: (from, to, "
        "protocol: x1)",
    .severities = "critical: product was seen going out to where no interception function is "
                  "declared. high: it was done, or the list was given out. medium: it was refused, "
                  "or nobody answered. low: no declaration says who may.",
    .rank = 6,
    .state_size = sizeof(struct state),
    .share = 1,
    .open = open_state,
    .close = close_state,
    .access = on_access,
    .flow = on_flow,
    .end = on_end,
};
