/* A custodian of subscribers' data talks briefly and regularly to somebody nobody declared. */
#include "judge/conversation.h"
#include "judge/custodian.h"

enum {
    TIMES = 64, /* of the earliest conversations */
    SURE = 70,
    SURE_BY_ROLE = 40,
    SCTP = 132,
    HALF_SECOND = 500000000,
    AT_ONCE = 1000000000, /* begun within a second, two conversations are one occasion */
};

/* Every machine does these regularly, and the core's own have their heartbeats. */
static const char *const INNOCENT_WORDS[] = {
    "dns", "ntp",  "ptp",   "syslog",   "dhcp",     "dhcpv6",  "icmp", "igmp",  "snmp",
    "bfd", "bgp",  "ldp",   "diameter", "gtp",      "gtpv2",   "pfcp", "gtp-u", "gtpprime",
    "sip", "rtp",  "ipsec", "radius",   "kerberos", "netbios", "ssdp", "stun",  "hsrp",
    "rip", "ospf", "vrrp",  "mgcp",     "h248",     "smpp",    "gsup", "ipa",   NULL};

struct channel {
    struct table_head head;
    /* key */
    struct addr custodian, peer;
    uint16_t port;
    uint8_t transport;
    uint8_t begins; /* the custodian does */
    /* what was seen */
    uint32_t count; /* of times[], at most TIMES */
    uint64_t conversations, reached, bytes, longest, last;
    struct conversation sample; /* the earliest */
    uint64_t times[TIMES];
};

enum { KEY_SIZE = 2 * sizeof(struct addr) + 4 };

struct state {
    struct table channels;
    uint64_t bytes, apart, seen, vary;
};

static uint64_t threshold(struct judge *j, const char *word)
{
    return judge_threshold(j, &check_quiet_channel, word);
}

static bool on_open(void *state, struct judge *j)
{
    struct state *s = state;
    s->bytes = threshold(j, "bytes");
    s->apart = threshold(j, "apart");
    s->seen = threshold(j, "conversations");
    s->vary = threshold(j, "vary");
    return table_init(&s->channels, sizeof(struct channel), KEY_SIZE,
                      judge_share(j, &check_quiet_channel), judge_seed(j));
}

static void on_close(void *state)
{
    struct state *s = state;
    table_free(&s->channels);
}

static bool is_custodian(struct judge *j, const struct addr *a)
{
    struct holding h;
    holding_of(j, a, &h);
    return h.holds >= HOLDS_SUBSCRIBERS;
}

/* Conversations end in any order: the earliest are kept, in order. */
static void add_time(struct channel *ch, uint64_t time)
{
    uint32_t at = ch->count;
    while (at > 0 && ch->times[at - 1] > time)
        at--;
    if (at == TIMES)
        return;
    uint32_t moved = (ch->count < TIMES ? ch->count : TIMES - 1) - at;
    memmove(&ch->times[at + 1], &ch->times[at], moved * sizeof *ch->times);
    ch->times[at] = time;
    ch->count += ch->count < TIMES;
}

static void note(struct state *s, const struct conversation *c, bool begins)
{
    bool is_new;
    struct channel key = {.custodian = begins ? c->asks : c->serves,
                          .peer = begins ? c->serves : c->asks,
                          .port = c->port,
                          .transport = c->transport,
                          .begins = begins};
    const void *at = &key.custodian;
    struct channel *ch = table_take(&s->channels, table_hash(&s->channels, at), at, &is_new);
    uint64_t lasts = c->last - c->first;
    if (is_new || c->first < ch->sample.first)
        ch->sample = *c;
    add_time(ch, c->first);
    ch->conversations++;
    ch->reached += c->reached;
    ch->bytes += c->bytes + c->back;
    ch->longest = lasts > ch->longest ? lasts : ch->longest;
    ch->last = c->last > ch->last ? c->last : ch->last;
}

static void on_flow(void *state, struct judge *j, const struct flow *f,
                    const struct conversation *c)
{
    struct state *s = state;
    if (f->key.transport == SCTP)
        return;
    if (c->bytes + c->back > s->bytes || conversation_speaks(c, INNOCENT_WORDS))
        return;
    /* Who asks a custodian is often a monitor; without a declaration nobody can tell. */
    bool served = judge_network(j) && is_stranger(j, &c->asks) && is_custodian(j, &c->serves);
    bool begins = is_stranger(j, &c->serves) && is_custodian(j, &c->asks);
    if ((begins || served) && !conversation_permitted(j, c))
        note(s, c, begins);
}

/* --- Whether it is regular -------------------------------------------------------------------- */

/* Times of occasions: what began at once counts once. */
static uint32_t occasions(struct channel *ch)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < ch->count; i++)
        if (kept == 0 || ch->times[i] - ch->times[kept - 1] > AT_ONCE)
            ch->times[kept++] = ch->times[i];
    return kept;
}

/* The variance of the intervals is at most (vary % of their mean) squared. */
static bool is_regular(const struct channel *ch, uint32_t count, uint64_t vary, double *ret_mean)
{
    double sum = 0;
    double squares = 0;
    double n = count - 1;
    for (uint32_t i = 1; i < count; i++) {
        double interval = (double)(ch->times[i] - ch->times[i - 1]);
        sum += interval;
        squares += interval * interval;
    }
    double mean = sum / n;
    double bound = mean * (double)vary / 100;
    *ret_mean = mean;
    return squares / n - mean * mean <= bound * bound;
}

static enum severity weight_of(struct judge *j, const struct channel *ch)
{
    return judge_network(j) && ch->begins && ch->reached ? SEVERITY_MEDIUM : SEVERITY_LOW;
}

static void tell(struct judge *j, const struct channel *ch, uint64_t interval)
{
    bool is_new;
    struct holding h;
    const struct conversation *c = &ch->sample;
    const struct party custodian = {.address = ch->custodian};
    const struct party peer = {.address = ch->peer};
    TEXT_ON(means, 40);
    TEXT_ON(name, 60);
    TEXT_ON(other, 60);
    TEXT_ON(whole, 120);
    TEXT_ON(holds, 100);
    TEXT_ON(span, 40);
    text_conversation(&means, c);
    text_called(&name, j, &ch->custodian);
    text_addr(&other, &ch->peer);
    text_whole(&whole, j, &ch->custodian);
    text_format(&span, "%llu s", (unsigned long long)((interval + HALF_SECOND) / AT_ONCE));
    holding_of(j, &ch->custodian, &h);
    text_holding(&holds, &h);
    struct finding *f = finding_of(j, &check_quiet_channel, ch->begins ? &custodian : &peer,
                                   ch->begins ? &peer : &custodian, means.at, c->first, &is_new);
    if (!f)
        return;
    f->last = ch->last;
    f->count = ch->conversations;
    finding_weigh(f, weight_of(j, ch), judge_network(j) ? SURE : SURE_BY_ROLE);
    finding_title(j, f, "%s talks to %s every %s, briefly", name.at, other.at, span.at);
    conversation_filter(j, f, c);
    finding_proof(j, f, c->where, "the first of %llu conversations, by %s",
                  (unsigned long long)ch->conversations, means.at);
    finding_why(j, f, "%s %s.", whole.at, holds.at);
    finding_why(j, f,
                "It %s %s by %s %llu times, every %s, with %llu bytes in all%s; nobody declared "
                "that address.",
                ch->begins ? "calls" : "is called by", other.at, means.at,
                (unsigned long long)ch->conversations, span.at, (unsigned long long)ch->bytes,
                ch->reached ? "" : ", and never gets an answer");
}

static void on_end(void *state, struct judge *j)
{
    struct state *s = state;
    uint32_t at = 0;
    for (struct channel *ch; (ch = table_next(&s->channels, &at));) {
        double mean;
        uint32_t count = occasions(ch);
        if (count < 2 || count < s->seen || !is_regular(ch, count, s->vary, &mean))
            continue;
        if (mean >= (double)s->apart && (double)ch->longest * 2 <= mean)
            tell(j, ch, (uint64_t)mean);
    }
    judge_gave_way(j, &check_quiet_channel, s->channels.evicted,
                   "a rhythm of theirs may have been missed");
}

static const struct threshold_row THRESHOLDS[] = {
    {"conversations", "6",
     "so many make a rhythm: of six that come by chance one set in some hundreds is as even as "
     "the next row asks"},
    {"vary", "25",
     "by how many percent of their mean the intervals may vary (standard deviation): timers with "
     "a tenth or a fifth of chance stay below, people and load do not"},
    {"bytes", "20000",
     "of one conversation at most: a question and its answer, with the certificates of TLS; who "
     "carries off data in more is told by bulk-egress"},
    {"apart", "5s",
     "between two at least: what comes faster is load, or retries of something that is broken"},
    {0}};
static const char *const INNOCENT[] = {
    "it is a monitor, a licence server or a clock that nobody declared",
    "a scheduled task asks for updates or reports that it lives",
    "the custodian tries again and again to reach a server that moved (it never gets an answer)",
    NULL};
static const char *const REFERENCES[] = {
    "MITRE ATT&CK T1071, T1029: command and control by ordinary protocols, at set times",
    "TS 33.117 4.2.6.2: filtering of what an element may reach", NULL};
static const char *const TECHNIQUES[] = {"T1071", "T1029", NULL};

const struct check check_quiet_channel = {
    .slug = "quiet-channel",
    .title = "A custodian of subscriber data calls an undeclared address at even intervals",
    .meaning =
        "Who waits in a machine for orders asks for them by a timer. An element that keeps "
        "subscribers' data (as declared or, with little confidence, by what it does) had short "
        "conversations of few bytes at nearly equal intervals with an address that nobody "
        "declared.\n"
        "\n"
        "Names, clocks, logs, watchdogs and the heartbeats of the core's own protocols do the "
        "same and are not counted. A rhythm inside one long connection cannot be seen: of "
        "conversations only their sums are kept. Of more than 64 the earliest are looked at.",
    .innocent_if = INNOCENT,
    .next = "Find the process on the element that opens these (its sockets at the next interval), "
            "and the owner of the address.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "elements:, or permit: (from, to, protocol)",
    .severities = "low: without a declaration; the custodian is called, or never gets an answer. "
                  "medium: by the declaration, and it is answered.",
    .thresholds = THRESHOLDS,
    .rank = 3,
    .state_size = sizeof(struct state),
    .share = 4,
    .open = on_open,
    .flow = on_flow,
    .end = on_end,
    .close = on_close,
};
