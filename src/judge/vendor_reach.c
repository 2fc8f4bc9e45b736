/* A vendor, from its own address or from where it logs in, reaches what it has no business with. */
#include "judge/told.h"
#include "judge/vendor.h"

struct state {
    struct vendors vendors;
};

enum { SURE = 85, SURE_SHARED = 55, WHYS_OF_ONE = 6 };

static bool on_open(void *state, struct judge *j)
{
    struct state *s = state;
    return vendors_open(&s->vendors, j, judge_share(j, &check_vendor_reach));
}

static void on_close(void *state)
{
    struct state *s = state;
    vendors_close(&s->vendors);
}

static void on_flow(void *state, struct judge *j, const struct flow *f,
                    const struct conversation *c)
{
    struct state *s = state;
    vendors_flow(&s->vendors, j, f, c);
}

/* --- What it asks for itself ------------------------------------------------------------------ */

static bool is_meant(struct judge *j, const struct access *a)
{
    const struct maintenance *m;
    const struct referred from = referred_address(j, &a->actor.address);
    const struct referred to = referred_address(j, &a->custodian.address);
    const struct exchange what = exchange_of(a);
    for (size_t i = 0; (m = network_maintenance(judge_network(j), i)); i++)
        if (maintenance_from(m, &from) && maintenance_protocol(m, &what) &&
            maintenance_targets(m, &to))
            return true;
    return false;
}

static void on_access(void *state, struct judge *j, const struct access *a)
{
    struct state *s = state;
    bool is_new;
    if (!s->vendors.is_open || !vendor_is(j, &a->actor.address) || is_meant(j, a))
        return;
    struct finding *f =
        finding_of(j, &check_vendor_reach, &a->actor, &a->custodian, "", a->time, &is_new);
    if (!f)
        return;
    bool intercepts = (a->categories & CATEGORY_INTERCEPT) != 0;
    told_weight(f, a, intercepts ? SEVERITY_CRITICAL : SEVERITY_HIGH, SEVERITY_MEDIUM, SURE);
    if (is_new) {
        TEXT_ON(actor, 60);
        TEXT_ON(custodian, 60);
        TEXT_ON(data, 120);
        text_addr(&actor, &a->actor.address);
        text_short(&custodian, j, &a->custodian);
        text_data(&data, a->categories);
        f->settles = exchange_of(a);
        finding_title(j, f, "vendor's %s asks %s for %s", actor.at, custodian.at, data.at);
        finding_why(j, f,
                    "%s is where a vendor comes from (maintenance:), and asks by %s for %s: to "
                    "maintain an element is not to ask it for its subscribers.",
                    actor.at, a->op->name, data.at);
    }
    told_access(j, f, a);
}

/* --- What its conversations reach --------------------------------------------------------------
 */

struct reach {
    struct holding holding;
    bool data;   /* speaks what stores hand out their data by */
    bool around; /* past the entry point */
    enum severity severity;
};

/* Patches and pages are fetched by any machine, and nobody's data lies there. */
static bool is_fetch(struct judge *j, const struct contact *c, const struct holding *h)
{
    static const char *const WEB[] = {"http", "tls", "quic", "http2", NULL};
    return h->holds == HOLDS_NOTHING && !network_element(judge_network(j), contact_reached(c)) &&
           conversation_speaks(&c->said, WEB);
}

static enum severity weight_of(struct judge *j, const struct contact *c, const struct reach *r)
{
    bool reached = c->said.reached;
    if (c->calls_vendor)
        return SEVERITY_LOW;
    if (r->holding.holds == HOLDS_INTERCEPTION && !r->around)
        return reached && c->said.back ? SEVERITY_CRITICAL : SEVERITY_MEDIUM;
    if (r->data || (r->holding.holds == HOLDS_SUBSCRIBERS && !r->around))
        return reached ? SEVERITY_HIGH : SEVERITY_MEDIUM;
    if (is_fetch(j, c, &r->holding) || !reached)
        return SEVERITY_LOW;
    return SEVERITY_MEDIUM;
}

/* False: it may be reached so. */
static bool reach_of(struct judge *j, const struct contact *c, struct reach *ret)
{
    struct allowance a;
    *ret = (struct reach){0};
    contact_allowed(j, c, 0, &a);
    holding_of(j, contact_reached(c), &ret->holding);
    bool speaks_data = conversation_speaks(&c->said, WORDS_DATA);
    ret->data = speaks_data && (!a.place || !a.protocol) && ret->holding.holds > HOLDS_NOTHING;
    ret->around = a.around;
    if (a.place && !ret->data)
        return false;
    /* The network called: only strangers to maintenance are of interest. */
    if (c->calls_vendor && (a.around || ret->holding.holds < HOLDS_SUBSCRIBERS))
        return false;
    ret->severity = weight_of(j, c, ret);
    return true;
}

static void tell_reach(struct judge *j, struct finding *f, const struct contact *c,
                       const struct reach *r)
{
    TEXT_ON(vendor, 100);
    TEXT_ON(way, 200);
    TEXT_ON(to, 120);
    TEXT_ON(means, 40);
    TEXT_ON(holds, 120);
    text_vendor(&vendor, j, c->root);
    text_whole(&to, j, contact_reached(c));
    text_conversation(&means, &c->said);
    text_holding(&holds, &r->holding);
    if (c->through) {
        text_put(&way, " from ");
        text_whole(&way, j, &c->said.asks);
        text_put(&way, ", where it is logged in,");
    } else if (r->around) {
        text_put(&way, ", past the entry point that is declared for it,");
    }
    finding_why(j, f, "%s%s %s %s by %s, which %s%s.", vendor.at, way.at,
                c->calls_vendor   ? "is called by"
                : c->said.reached ? "reaches"
                                  : "tries",
                to.at, means.at, holds.at, r->around ? "" : " and is no target of maintenance");
    if (r->data)
        finding_why(j, f, "%s is how data is asked for, not how elements are maintained.",
                    means.at);
    if (c->said.reached && !c->calls_vendor)
        finding_why(j, f, "%llu bytes came back.", (unsigned long long)c->said.back);
    if (c->shared)
        finding_why(j, f,
                    "Somebody else works on that machine at the same time, and it may be "
                    "his.");
}

static void told_proofs(struct judge *j, struct finding *f, const struct contact *c)
{
    TEXT_ON(from, 120);
    TEXT_ON(to, 120);
    TEXT_ON(means, 40);
    text_whole(&from, j, &c->said.asks);
    text_whole(&to, j, &c->said.serves);
    text_conversation(&means, &c->said);
    finding_proof(j, f, c->said.where, "%s %s %s by %s", from.at,
                  c->said.reached ? "reaches" : "tries", to.at, means.at);
    if (c->through) {
        TEXT_ON(vendor, 100);
        text_vendor(&vendor, j, c->root);
        finding_proof(j, f, c->root->said.where, "%s is logged in since here", vendor.at);
    }
}

static void judge_contact(struct judge *j, const struct contact *c)
{
    bool is_new;
    struct reach r;
    if (!reach_of(j, c, &r))
        return;
    const struct party vendor = {.address = *contact_vendor(c->root)};
    const struct party to = {.address = *contact_reached(c)};
    struct finding *f =
        finding_of(j, &check_vendor_reach, &vendor, &to, "", c->said.first, &is_new);
    if (!f)
        return;
    f->last = c->said.last > f->last ? c->said.last : f->last;
    if (is_new) {
        TEXT_ON(title, 100);
        text_vendor(&title, j, c->root);
        text_put(&title, c->said.reached ? " reaches " : " tries ");
        text_called(&title, j, contact_reached(c));
        finding_title(j, f, "%s", title.at);
        conversation_filter(j, f, &c->said);
    }
    bool capped = c->shared && r.severity > SEVERITY_MEDIUM;
    finding_weigh(f, capped ? SEVERITY_MEDIUM : r.severity, c->shared ? SURE_SHARED : SURE);
    told_proofs(j, f, c);
    if (f->why_count < WHYS_OF_ONE)
        tell_reach(j, f, c, &r);
}

static void on_end(void *state, struct judge *j)
{
    struct state *s = state;
    vendors_chain(&s->vendors, j);
    for (size_t i = 0; i < s->vendors.count; i++)
        if (s->vendors.all[i]->root && !s->vendors.all[i]->permitted)
            judge_contact(j, s->vendors.all[i]);
    judge_gave_way(j, &check_vendor_reach, s->vendors.table.evicted,
                   "vendors' conversations and what went on from them may have been missed");
}

static const char *const INNOCENT[] = {
    "the declaration's targets are behind what the contract says, or a permit is missing",
    "the operator's own staff used the jump host at the same time",
    "the address is a monitoring or licence server of the vendor that nobody declared", NULL};
static const char *const REFERENCES[] = {
    "TS 33.117 4.2.3.2: who maintains an element is authorised for that element",
    "TS 33.127 8: interception is hidden from those who maintain the network",
    "NIS Cooperation Group, EU toolbox on 5G cybersecurity, TM05: remote access of third parties "
    "only under control",
    NULL};
static const char *const TECHNIQUES[] = {"T1199", "T1021", "T1213", NULL};

const struct check check_vendor_reach = {
    .slug = "vendor-reach",
    .title = "A vendor reaches subscriber data or elements that are not its to maintain",
    .meaning =
        "A vendor comes from the addresses that the declaration names, into its entry point, and "
        "may go on from there to its targets. Here it reached something else: from its own "
        "address, past the entry point, or from the entry point or a target while it was logged "
        "in there. Worse is an element that keeps subscribers' data, a protocol in which stores "
        "hand data out, and worst what belongs to lawful interception.\n"
        "\n"
        "That an element is of the vendor's make does not make it the vendor. What the entry "
        "point did already before any vendor came is its own habit (updates, checks of logins) "
        "and not told; sessions are never taken for that.",
    .innocent_if = INNOCENT,
    .next = "Look what was reached, and by whose account: the session's recording on the jump "
            "host, the login and query records of the element. Close the way (firewall, routes) "
            "from the entry point to all that is no target.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "maintenance: (targets, to, protocols), or permit: (from, to, protocol)",
    .severities = "low: nothing of the core, or an attempt at such. medium: an element that is no "
                  "target; an attempt at what keeps data. high: an element that keeps subscribers' "
                  "data, or a protocol that hands it out. critical: interception answered.",
    .rank = 6,
    .state_size = sizeof(struct state),
    .share = 4,
    .open = on_open,
    .access = on_access,
    .flow = on_flow,
    .end = on_end,
    .close = on_close,
};
