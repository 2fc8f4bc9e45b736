/* A custodian of subscribers' data sends much to one address, and no answer of its explains it. */
#include "judge/conversation.h"
#include "judge/custodian.h"
#include "judge/undeclared.h"

enum { SURE = 75, SURE_BY_ROLE = 45 };

/* Traffic that elements carry for customers, and what is read message by message elsewhere. */
static const char *const CARRIED[] = {"gtp-u", "gtp",   "rtp",    "gre",  "ipsec",
                                      "l2tp",  "vxlan", "geneve", "msrp", NULL};

struct outflow {
    struct table_head head;
    struct addr custodian, peer; /* key */
    uint64_t sent, got, conversations, last;
    struct conversation most; /* the one in which most was sent */
    uint64_t most_sent;
};

struct state {
    struct table outflows;
    uint64_t bytes, times;
};

static bool on_open(void *state, struct judge *j)
{
    struct state *s = state;
    s->bytes = judge_threshold(j, &check_bulk_egress, "bytes");
    s->times = judge_threshold(j, &check_bulk_egress, "times");
    return table_init(&s->outflows, sizeof(struct outflow), 2 * sizeof(struct addr),
                      judge_share(j, &check_bulk_egress), judge_seed(j));
}

static void on_close(void *state)
{
    struct state *s = state;
    table_free(&s->outflows);
}

/* Answers in a protocol that is read explain themselves; but not what a page's upload carries. */
static bool is_unexplained(const struct flow *f, const struct conversation *c)
{
    static const char *const WEB[] = {"http", NULL};
    uint64_t all = f->bytes[0] + f->bytes[1];
    return !conversation_speaks(c, CARRIED) &&
           (f->unread_bytes >= all / 2 || conversation_speaks(c, WEB));
}

static void add(struct state *s, struct judge *j, const struct conversation *c, bool asks)
{
    struct {
        struct addr custodian, peer;
    } key = {asks ? c->asks : c->serves, asks ? c->serves : c->asks};
    uint64_t sent = asks ? c->bytes : c->back;
    struct holding h;
    bool is_new;
    if (sent == 0 || address_is_nobodys(&key.peer) || key.peer.family == ADDR_SS7)
        return;
    holding_of(j, &key.custodian, &h);
    if (h.holds < HOLDS_SUBSCRIBERS)
        return;
    struct outflow *o = table_take(&s->outflows, table_hash(&s->outflows, &key), &key, &is_new);
    o->sent += sent;
    o->got += asks ? c->back : c->bytes;
    o->conversations++;
    o->last = c->last > o->last ? c->last : o->last;
    if (is_new || sent > o->most_sent) {
        o->most = *c;
        o->most_sent = sent;
    }
}

static void on_flow(void *state, struct judge *j, const struct flow *f,
                    const struct conversation *c)
{
    struct state *s = state;
    if (!c->reached || !is_unexplained(f, c) || conversation_permitted(j, c))
        return;
    add(s, j, c, true);
    add(s, j, c, false);
}

/* --- At the end ------------------------------------------------------------------------------- */

/* What it sends to each of its other peers on average; 0: it has none. */
static uint64_t normal_of(const struct state *s, const struct outflow *of)
{
    uint64_t sum = 0;
    uint64_t count = 0;
    uint32_t at = 0;
    for (const struct outflow *o; (o = table_next(&s->outflows, &at));) {
        if (o == of || !addr_equal(&o->custodian, &of->custodian))
            continue;
        sum += o->sent;
        count++;
    }
    return count ? sum / count : 0;
}

static bool same_role(const struct declared *a, const struct declared *b)
{
    for (unsigned i = 0; i < DECLARED_ROLES && a->roles[i]; i++)
        if (declared_plays(b, (enum role)a->roles[i]))
            return true;
    return false;
}

/* Those that are there to be sent much. */
static bool collects(const struct declared *d)
{
    static const enum role COLLECTS[] = {ROLE_OSS,      ROLE_COLLECTOR, ROLE_PROVISIONING,
                                         ROLE_DATABASE, ROLE_SYSLOG,    ROLE_PROBE};
    for (size_t i = 0; i < sizeof COLLECTS / sizeof *COLLECTS; i++)
        if (declared_plays(d, COLLECTS[i]))
            return true;
    return d->interception;
}

/* Addresses that are of a site, not of the world (RFC 1918, RFC 4193). */
static bool is_private(const struct addr *a)
{
    const uint8_t *b = a->bytes;
    if (a->family == 6)
        return (b[0] & 0xfe) == 0xfc;
    return b[0] == 10 || (b[0] == 172 && (b[1] & 0xf0) == 16) || (b[0] == 192 && b[1] == 168);
}

static enum severity weight_of(struct judge *j, const struct state *s, const struct outflow *o)
{
    const struct network *n = judge_network(j);
    const struct declared *peer = network_element(n, &o->peer);
    const struct declared *own = network_element(n, &o->custodian);
    if (peer)
        return collects(peer) || (own && same_role(own, peer)) ? SEVERITY_NONE : SEVERITY_LOW;
    if (n && network_partner_address(n, &o->peer))
        return SEVERITY_MEDIUM;
    if (!is_stranger(j, &o->peer))
        return SEVERITY_NONE;
    if (n)
        return SEVERITY_HIGH;
    /* Copies for safety stay in the house; without a declaration nobody knows whose it is. */
    bool normal = o->sent / s->times < normal_of(s, o);
    return normal || is_private(&o->peer) ? SEVERITY_LOW : SEVERITY_MEDIUM;
}

static void tell_why(struct judge *j, const struct state *s, struct finding *f,
                     const struct outflow *o)
{
    struct holding h;
    TEXT_ON(whole, 120);
    TEXT_ON(peer, 120);
    TEXT_ON(holds, 100);
    uint64_t normal = normal_of(s, o);
    holding_of(j, &o->custodian, &h);
    text_whole(&whole, j, &o->custodian);
    text_whole(&peer, j, &o->peer);
    text_holding(&holds, &h);
    finding_why(j, f, "%s %s.", whole.at, holds.at);
    finding_why(j, f,
                "It sent %llu bytes to %s in %llu conversations and got %llu; what they carried "
                "was not read.",
                (unsigned long long)o->sent, peer.at, (unsigned long long)o->conversations,
                (unsigned long long)o->got);
    if (normal)
        finding_why(j, f, "To each of its other peers it sent %llu on average.",
                    (unsigned long long)normal);
}

static void tell(struct judge *j, const struct state *s, const struct outflow *o,
                 enum severity severity)
{
    bool is_new;
    const struct party custodian = {.address = o->custodian};
    const struct party peer = {.address = o->peer};
    TEXT_ON(name, 60);
    TEXT_ON(other, 60);
    TEXT_ON(means, 40);
    text_called(&name, j, &o->custodian);
    text_called(&other, j, &o->peer);
    text_conversation(&means, &o->most);
    struct finding *f =
        finding_of(j, &check_bulk_egress, &custodian, &peer, "", o->most.first, &is_new);
    if (!f)
        return;
    f->last = o->last;
    f->count = o->conversations;
    finding_weigh(f, severity, judge_network(j) ? SURE : SURE_BY_ROLE);
    finding_title(j, f, "%s sends %llu kB to %s, unexplained", name.at,
                  (unsigned long long)(o->sent / 1000), other.at);
    conversation_filter(j, f, &o->most);
    finding_proof(j, f, o->most.where, "a conversation by %s begins, in which %llu bytes are sent",
                  means.at, (unsigned long long)o->most_sent);
    tell_why(j, s, f, o);
}

static void on_end(void *state, struct judge *j)
{
    struct state *s = state;
    uint32_t at = 0;
    for (const struct outflow *o; (o = table_next(&s->outflows, &at));) {
        if (o->sent < s->bytes || o->sent / s->times < o->got)
            continue;
        enum severity severity = weight_of(j, s, o);
        if (severity != SEVERITY_NONE)
            tell(j, s, o, severity);
    }
    judge_gave_way(j, &check_bulk_egress, s->outflows.evicted,
                   "what was sent to those peers may have been missed");
}

static const struct threshold_row THRESHOLDS[] = {
    {"bytes", "5000000",
     "sent to one address at least: the records of some ten thousand subscribers, and more than "
     "a day of administration by a terminal shows"},
    {"times", "10",
     "as much as the peer sent: who answers questions or shows pages sends a few times as much "
     "as it is asked, who copies out sends hundreds; also, without a declaration, as much as its "
     "other peers got on average"},
    {0}};
static const char *const INNOCENT[] = {
    "it is a backup, a migration or a report that nobody declared",
    "the address is a further one of a collector or of the operator's other site", NULL};
static const char *const REFERENCES[] = {
    "MITRE ATT&CK T1048, T1567: exfiltration over other protocols and web services",
    "TS 23.002, TS 23.501 6.2: which functions hold subscriber data", NULL};
static const char *const TECHNIQUES[] = {"T1048", "T1030", NULL};

const struct check check_bulk_egress = {
    .slug = "bulk-egress",
    .title = "A custodian of subscriber data sends far more than its answers explain",
    .meaning =
        "Registers answer: a question, a record. Here an element that keeps subscribers' data "
        "(as declared or, with less confidence, by what it does) sent much to one address and "
        "got little, in conversations that are encrypted or that nobody reads.\n"
        "\n"
        "What is read message by message is judged there and does not count, nor does traffic "
        "carried for customers. Copies between elements of one role, and to declared systems of "
        "operation, collectors and stores, are their purpose. Slow drains stay below the "
        "threshold of one capture: put the captures of a day together.",
    .innocent_if = INNOCENT,
    .next = "Find out on the element what was sent (process, account, files read at that time), "
            "and whose the address is. Until then take it for a loss of subscribers' data.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "elements: (a collector or OSS), or permit: (from, to, protocol)",
    .severities = "low: to a declared element that is no collector; without a declaration, to an "
                  "address of the same site or as much as others get. medium: to a partner; "
                  "without a declaration, to an outside address. high: the declaration does not "
                  "know the address.",
    .thresholds = THRESHOLDS,
    .rank = 3,
    .state_size = sizeof(struct state),
    .share = 4,
    .open = on_open,
    .flow = on_flow,
    .end = on_end,
    .close = on_close,
};
