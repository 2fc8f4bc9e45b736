/* Remote maintenance at another time, or by other means, than the declaration says. */
#include "judge/vendor.h"

struct state {
    struct vendors vendors;
};

enum {
    SURE = 90,
    SURE_SHARED = 60, /* somebody else was logged in at the same time */
    WHYS_OF_ONE = 6,  /* later sessions are counted, and told by their frames */
};

static bool on_open(void *state, struct judge *j)
{
    struct state *s = state;
    return vendors_open(&s->vendors, j, judge_share(j, &check_maintenance_outside_window));
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

/* What is wrong with a contact; NULL: nothing, or nothing of time and means. */
static const char *wrong_of(struct judge *j, const struct contact *c, uint64_t grace)
{
    struct allowance a;
    contact_allowed(j, c, grace, &a);
    if (!a.by)
        return NULL;
    if (!a.time)
        return "outside its window";
    bool means_only = a.place && !a.protocol && !conversation_speaks(&c->said, WORDS_DATA);
    return means_only && (c->said.reached || c->kind == CONTACT_VENDOR)
               ? "by other means than declared"
               : NULL;
}

static void text_hours(struct text *t, const struct conversation *c)
{
    text_put(t, "from ");
    text_time(t, c->first);
    text_put(t, " to ");
    text_time(t, c->last);
}

static void tell_session(struct judge *j, struct finding *f, const struct contact *root)
{
    struct allowance a;
    TEXT_ON(vendor, 100);
    TEXT_ON(other, 120);
    TEXT_ON(means, 40);
    TEXT_ON(hours, 80);
    TEXT_ON(windows, 200);
    text_vendor(&vendor, j, root);
    text_whole(&other, j, contact_other(root));
    text_conversation(&means, &root->said);
    text_hours(&hours, &root->said);
    contact_allowed(j, root, 0, &a);
    if (a.by)
        maintenance_windows(&windows, a.by);
    finding_proof(j, f, root->said.where, "%s %s %s by %s", vendor.at,
                  root->calls_vendor   ? "is called by"
                  : root->said.reached ? "talks to"
                                       : "tries",
                  other.at, means.at);
    if (f->why_count < WHYS_OF_ONE)
        finding_why(j, f, "%s and %s: %s %s%s%s%s.", vendor.at, other.at, means.at, hours.at,
                    root->said.reached ? "" : ", which is not taken up",
                    windows.len ? "; it may work " : "", windows.at);
}

static struct finding *finding_of_session(struct judge *j, struct contact *root, const char *wrong)
{
    bool is_new;
    if (root->finding)
        return root->finding;
    const struct party vendor = {.address = *contact_vendor(root)};
    const struct party other = {.address = *contact_other(root)};
    struct finding *f = finding_of(j, &check_maintenance_outside_window, &vendor, &other, "",
                                   root->said.first, &is_new);
    root->finding = f;
    if (!f)
        return NULL;
    f->last = root->said.last > f->last ? root->said.last : f->last;
    if (is_new) {
        TEXT_ON(title, 100);
        text_vendor(&title, j, root);
        text_put(&title, root->said.reached ? " works on " : " tries ");
        text_called(&title, j, contact_other(root));
        finding_title(j, f, "%s %s", title.at, wrong);
        conversation_filter(j, f, &root->said);
    }
    tell_session(j, f, root);
    return f;
}

static bool is_ssh(const struct contact *c)
{
    return conversation_speaks(&c->said, (const char *const[]){"ssh", NULL});
}

static enum severity weight_of(struct judge *j, const struct contact *c)
{
    struct holding h;
    holding_of(j, contact_reached(c), &h);
    bool custodian = h.holds >= HOLDS_SUBSCRIBERS && !c->calls_vendor;
    if (!c->said.reached)
        return custodian ? SEVERITY_MEDIUM : SEVERITY_LOW;
    /* Licences and telemetry are fetched at any hour. */
    if (c->calls_vendor && !is_ssh(c))
        return SEVERITY_LOW;
    return custodian ? SEVERITY_HIGH : SEVERITY_MEDIUM;
}

static void tell_onward(struct judge *j, struct finding *f, const struct contact *c)
{
    struct holding h;
    TEXT_ON(from, 120);
    TEXT_ON(to, 120);
    TEXT_ON(means, 40);
    TEXT_ON(holds, 100);
    holding_of(j, &c->said.serves, &h);
    text_whole(&from, j, &c->said.asks);
    text_whole(&to, j, &c->said.serves);
    text_conversation(&means, &c->said);
    text_holding(&holds, &h);
    finding_proof(j, f, c->said.where, "%s goes on to %s by %s", from.at, to.at, means.at);
    if (f->why_count < WHYS_OF_ONE)
        finding_why(j, f, "While it is logged in, %s %s %s by %s, which %s.%s", from.at,
                    c->said.reached ? "reaches" : "tries", to.at, means.at, holds.at,
                    c->shared ? " Somebody else works there too, and it may be his." : "");
    f->last = c->said.last > f->last ? c->said.last : f->last;
}

static void judge_contact(struct judge *j, struct contact *c, uint64_t grace)
{
    const char *wrong = wrong_of(j, c, grace);
    struct contact *root = c->root;
    if (!wrong && !root->finding)
        return;
    struct finding *f = finding_of_session(j, root, wrong ? wrong : "outside its window");
    if (!f)
        return;
    if (c != root)
        tell_onward(j, f, c);
    if (c->shared)
        finding_weigh(f, SEVERITY_MEDIUM, SURE_SHARED);
    else
        finding_weigh(f, weight_of(j, c), SURE);
}

static void on_end(void *state, struct judge *j)
{
    struct state *s = state;
    uint64_t grace = judge_threshold(j, &check_maintenance_outside_window, "grace");
    vendors_chain(&s->vendors, j);
    for (size_t i = 0; i < s->vendors.count; i++)
        if (s->vendors.all[i]->root && !s->vendors.all[i]->permitted)
            judge_contact(j, s->vendors.all[i], grace);
    judge_gave_way(j, &check_maintenance_outside_window, s->vendors.table.evicted,
                   "vendors' conversations and what went on from them may have been missed");
}

static const struct threshold_row THRESHOLDS[] = {
    {"grace", "15m",
     "by how much a session that began in a window may outlast it: who is at work finishes the "
     "step, and idle sessions end by a timer of ten minutes or so; an hour is another appointment"},
    {0}};
static const char *const INNOCENT[] = {
    "there was an emergency, and the ticket was not entered",
    "the operator's own staff used the address or the jump host at that time",
    "the window was moved, or is declared in another time zone than meant", NULL};
static const char *const REFERENCES[] = {
    "TS 33.117 4.2.3.2: access to management is authorised, for a time and a purpose",
    "Athens 2005: software that the vendor maintained was changed unseen (IEEE Spectrum, The "
    "Athens Affair)",
    "NIS Cooperation Group, EU toolbox on 5G cybersecurity, TM05: remote access of third parties "
    "only under control",
    NULL};
static const char *const TECHNIQUES[] = {"T1199", "T1133", NULL};

const struct check check_maintenance_outside_window = {
    .slug = "maintenance-outside-window",
    .title = "A vendor works on the network outside its window or by other means",
    .meaning =
        "The declaration says when a vendor may work (windows, tickets), through which entry "
        "point, and by which protocols. A conversation with the vendor's address began or ended "
        "outside that, or speaks something else. What the entry point begins while the vendor is "
        "logged in is taken for the vendor's, and so on from there; it is told in the reasons.\n"
        "\n"
        "A session is one finding, however many conversations it has. That time and means are "
        "wrong says nothing of what was done: that is encrypted. Connections that were not taken "
        "up are attempts, and told as such. Calls by the network to its vendor for licences and "
        "telemetry are common, and low.",
    .innocent_if = INNOCENT,
    .next = "Ask the vendor and whoever lets it in for the ticket of that hour. Without one, take "
            "the session's recording from the jump host, and look at what was changed on each "
            "element that the finding names.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "maintenance: (windows, tickets, protocols), or permit: (from, to, protocol)",
    .severities = "low: an attempt at an entry point, or the network calls its vendor. medium: a "
                  "session; an attempt at an element that keeps subscribers' data. high: it "
                  "reached such an element.",
    .thresholds = THRESHOLDS,
    .rank = 6,
    .state_size = sizeof(struct state),
    .share = 4,
    .open = on_open,
    .flow = on_flow,
    .end = on_end,
    .close = on_close,
};
