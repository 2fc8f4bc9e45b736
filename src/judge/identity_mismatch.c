/* What names the sender contradicts itself. */
#include "judge/identity_mismatch.h"
#include "judge/filter.h"
#include "judge/told.h"

#include <string.h>

enum { TITLE = 100, QUARTER = 4 };

static bool open_state(void *state, struct judge *j)
{
    struct identity_mismatch *s = state;
    const struct check *c = &check_identity_mismatch;
    size_t quarter = judge_share(j, c) / QUARTER;
    s->within = judge_threshold(j, c, "within");
    return accusations_open(&s->accusations, j, c, quarter) &&
           speakers_open(&s->speakers, j, (QUARTER - 1) * quarter);
}

static void close_state(void *state)
{
    struct identity_mismatch *s = state;
    accusations_close(&s->accusations);
    speakers_close(&s->speakers);
}

/* --- Saying it -------------------------------------------------------------------------------- */

static bool is_plain(const char *name)
{
    return *name && !name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789.-_")];
}

static void set_filter(struct judge *j, struct finding *f, const struct mismatched *c)
{
    TEXT_ON(t, 500);
    if (c->m->proto == PROTO_DIAMETER && is_plain(c->host)) {
        text_format(&t, "diameter.Origin-Host == \"%s\"", c->host);
    } else {
        const char *field = filter_type_field((enum proto)c->m->proto);
        if (field)
            text_format(&t, "%s == %u", field, c->m->type);
        else
            text_put(&t, filter_proto((enum proto)c->m->proto));
        filter_address(&t, &c->sender.address);
    }
    finding_filter(j, f, "%s", t.at);
}

/* `form` has one %s: who. */
static void set_title(struct judge *j, struct finding *f, const struct mismatched *c,
                      const char *form)
{
    TEXT_ON(title, TITLE);
    TEXT_ON(who, 48);
    const char *at = strstr(form, "%s");
    /* An NF's instance is a name that tells nobody anything. */
    bool nf = c->m->proto == PROTO_HTTP2;
    text_short(&who, j, nf ? &(struct party){.address = c->sender.address} : &c->sender);
    text_put_n(&title, form, at ? (size_t)(at - form) : strlen(form));
    text_put(&title, at ? who.at : "");
    text_put(&title, at ? at + 2 : "");
    finding_title(j, f, "%s", title.at);
}

struct accused *mismatch_say(struct identity_mismatch *s, struct judge *j,
                             const struct mismatched *c, const struct reason *reason,
                             const char *title, const char *why)
{
    bool is_new;
    struct accused *a =
        accuse(&s->accusations, j, &c->sender, reason, c->m->packet->frame->time, &is_new);
    if (!a)
        return NULL;
    struct finding *f = a->said;
    accused_request(&s->accusations, a, c->m, c->sender.name);
    if (!f->title)
        set_title(j, f, c, title);
    if (!is_new)
        return a;
    if (f->proof_count == 0)
        set_filter(j, f, c);
    finding_why(j, f, "%s", why);
    accused_prove(j, f, c->m, "bears the names that do not agree");
    return a;
}

/* --- Messages and accesses -------------------------------------------------------------------- */

static void of_names(struct identity_mismatch *s, struct judge *j, const struct message *m)
{
    struct says says;
    struct spoken *spoken;
    TEXT_ON(host, 256);
    bool diameter = m->proto == PROTO_DIAMETER;
    if (m->part == PART_ANSWER) {
        speakers_answer(&s->speakers, m);
        return;
    }
    if (m->part != PART_REQUEST || addr_equal(&m->packet->src, &m->packet->dst))
        return;
    says_of(m, &says);
    if (says.host)
        text_field(&host, says.host);
    struct mismatched c = {
        .m = m,
        .says = &says,
        .host = host.at,
        .sender = {.address = m->packet->src, .name = says_name(j, says.host)},
    };
    speakers_request(&s->speakers, j, m, &says, c.sender.name, &spoken);
    if (judge_network(j) && c.sender.name)
        mismatch_of_place(s, j, &c, spoken);
    if (diameter)
        mismatch_of_diameter(s, j, &c, spoken);
    else
        mismatch_of_nf(s, j, &c);
}

static void on_message(void *state, struct judge *j, const struct message *m)
{
    switch ((enum proto)m->proto) {
    case PROTO_DIAMETER:
    case PROTO_HTTP2:
        of_names(state, j, m);
        break;
    case PROTO_GSM_MAP:
    case PROTO_CAMEL:
        if (m->part != PART_ANSWER)
            mismatch_of_ss7(state, j, m);
        break;
    case PROTO_GTPV2:
    case PROTO_PFCP:
        mismatch_of_tunnel(state, j, m);
        break;
    default:
        break;
    }
}

static void on_access(void *state, struct judge *j, const struct access *a)
{
    struct identity_mismatch *s = state;
    accused_access(&s->accusations, j, a);
}

/* Of one name at two addresses: that both are one element's may have shown later (an association
 * of SCTP that names both). */
static void on_end(void *state, struct judge *j)
{
    const uint32_t of_address = MISMATCH_TURNS | MISMATCH_ELSEWHERE | MISMATCH_INSTANCE;
    struct identity_mismatch *s = state;
    const struct network *n = judge_network(j);
    uint32_t at = 0;
    for (struct accused *a; (a = table_next(&s->accusations.accused, &at));) {
        if ((a->reasons & ~of_address) || !a->here.family)
            continue;
        const struct element *e = registry_element(judge_registry(j), &a->here);
        const char *name = names_text(registry_names(judge_registry(j)), a->said->actor.name);
        bool one = a->there.family && same_host(j, &a->here, &a->there);
        bool declared =
            e && network_host(n, name) && network_host(n, name) == network_element(n, &e->address);
        if (one || declared)
            a->said->severity = SEVERITY_NONE;
    }
    accusations_end(&s->accusations, j);
    speakers_end(&s->speakers, j, &check_identity_mismatch);
}

/* --- Explained -------------------------------------------------------------------------------- */

static const struct threshold_row THRESHOLDS[] = {
    {"within", "10m",
     "the time in which one name is heard from one site, from another, and from the first again: "
     "nodes that fail over go and stay for longer"},
    {0}};
static const char *const INNOCENT[] = {
    "an operator with several networks (PLMNs) whose shared node has the host name of one and the "
    "realm of another",
    "a node that moved, or stands by for another, and took its name along",
    "a relay that adds no Route-Record, or hides the names behind it (topology hiding)",
    "a partner's test equipment whose names were copied from a manual", NULL};
static const char *const REFERENCES[] = {
    "RFC 6733 6.3, 6.4: Origin-Host and Origin-Realm; 6.1.9, 6.7.1: relays add to Route-Record",
    "TS 23.003 19.2, 19.3: realms and host names of the network",
    "TS 33.501 13.3, 13.4: who asks is who the token was issued to",
    "TS 29.500 5.2.2.2, 6.10: User-Agent, indirect communication",
    "TS 29.002 17.7: addresses of the sender inside MAP's arguments",
    "TS 29.274 8.22, TS 29.244 8.2.37: endpoints that the sender gives out",
    NULL};
static const char *const TECHNIQUES[] = {"T1656", "FGT5012", NULL};

const struct check check_identity_mismatch = {
    .slug = "identity-mismatch",
    .title = "What names the sender of a request contradicts itself",
    .meaning =
        "Requests between networks and inside one say who sends them, several times over: a host "
        "and its realm, the relays that were passed, an NF's instance, the address, a global title "
        "and the numbers inside. None of it is proven by itself; but who borrows a name seldom "
        "gets all of them right, since the answer has to come back to him. Where two of them name "
        "different parties, one is false.\n"
        "\n"
        "Held against each other are: a host of one network (mncXXX.mccYYY) with a realm of "
        "another; a name of the home network that a relay of another network passed on; a declared "
        "name from an address that is not its own; an NF's instance from the address of a "
        "different instance, and a type other than the declared or registered one; a title of the "
        "home network "
        "from a partner's link, and MAP's own addresses of another network than the title; a "
        "tunnel endpoint of another declared element. Each needs something to be held against: "
        "without a declaration only what the names themselves say, and what registered where.\n"
        "\n"
        "One name at two addresses is told only when both speak to the same peer by turns within "
        "ten minutes (`within`), from different sites (/24 or /64), with no Route-Record and no "
        "sign that one of them is a relay: nodes that fail over go and stay; nodes that share "
        "the load open their connections to different peers (RFC 6733 2.1 allows one connection "
        "to each); SCTP names its further addresses itself; an edge agent, an SCP or a translator "
        "of addresses speaks under many names. In a laboratory where all functions share one "
        "address, addresses say nothing and are not held against a name. Two networks of one "
        "country that nobody declared may be one operator's, and count low.",
    .innocent_if = INNOCENT,
    .next = "See which of the two is false: by the link and the address the frames came in by, and "
            "by asking the owner of the name. If the name is yours and the way is not, have the "
            "edge (DEA, STP, SEPP) drop your own names from outside, and treat what was handed "
            "over as taken.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "elements: hosts, addresses, nf_instances and roles; home: plmns and realms (all "
                  "of them); thresholds: identity-mismatch (within)",
    .severities = "high: under the contradicting names something was read or changed. medium: it "
                  "was attempted. low: two networks of one country, or a realm outside 3GPP's "
                  "domains, with no declaration that says whose.",
    .thresholds = THRESHOLDS,
    .rank = 6,
    .share = 8,
    .state_size = sizeof(struct identity_mismatch),
    .open = open_state,
    .message = on_message,
    .access = on_access,
    .end = on_end,
    .close = close_state,
};
