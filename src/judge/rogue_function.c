/* Somebody asks to be taken into the core as a function of it, and is none. */
#include "judge/rogue_function.h"

#include "judge/told.h"
#include "judge/undeclared.h"

#include <string.h>

enum { SHARES = 8 };

/* Who may come in by each: by the names of the operations. */
static const struct {
    enum proto proto;
    const char *ask, *answer, *what;
    uint8_t known[8];
    enum severity attempted, answered;
} ENTRANCE_ROWS[ENTRANCES] = {
    [ENTRANCE_NF] = {PROTO_HTTP2,
                     "Nnrf_NFManagement_NFRegister",
                     "Nnrf_NFManagement_NFRegister",
                     "an NF",
                     {ROLE_AMF, ROLE_SMF, ROLE_UDM, ROLE_UDR, ROLE_AUSF, ROLE_PCF, ROLE_NRF},
                     SEVERITY_MEDIUM,
                     SEVERITY_HIGH},
    {PROTO_NGAP,
     "NGSetupRequest",
     "NGSetupResponse",
     "a gNB",
     {ROLE_GNB},
     SEVERITY_LOW,
     SEVERITY_MEDIUM},
    {PROTO_S1AP,
     "S1SetupRequest",
     "S1SetupResponse",
     "an eNB",
     {ROLE_ENB},
     SEVERITY_LOW,
     SEVERITY_MEDIUM},
    {PROTO_PFCP,
     "PFCP Association Setup Request",
     "PFCP Association Setup Response",
     "a peer of the user plane's control",
     {ROLE_SMF, ROLE_UPF, ROLE_SGW_C, ROLE_PGW_C, ROLE_SGW_U, ROLE_PGW_U},
     SEVERITY_MEDIUM,
     SEVERITY_HIGH},
    {PROTO_DIAMETER,
     "Capabilities-Exchange-Request",
     "Capabilities-Exchange-Answer",
     "a Diameter peer",
     {ROLE_HSS, ROLE_MME, ROLE_DRA, ROLE_PCRF, ROLE_OCS},
     SEVERITY_MEDIUM,
     SEVERITY_HIGH},
};

static bool open_state(void *state, struct judge *j)
{
    struct rogue_function *s = state;
    size_t share = judge_share(j, &check_rogue_function) / SHARES;
    s->accusations.by_address = true;
    s->grace = judge_threshold(j, &check_rogue_function, "grace");
    for (unsigned i = 0; i < ENTRANCES; i++) {
        struct entrance *e = &s->entrances[i];
        e->ask = spec_op_named(ENTRANCE_ROWS[i].proto, ENTRANCE_ROWS[i].ask, PART_REQUEST);
        e->answer = spec_op_named(ENTRANCE_ROWS[i].proto, ENTRANCE_ROWS[i].answer, PART_ANSWER);
        e->what = ENTRANCE_ROWS[i].what;
        e->attempted = ENTRANCE_ROWS[i].attempted;
        e->answered = ENTRANCE_ROWS[i].answered;
        memcpy(e->known, ENTRANCE_ROWS[i].known, sizeof e->known);
        for (unsigned k = 0; k < sizeof e->known && e->known[k]; k++)
            s->declared[i] |= network_has_role(judge_network(j), (enum role)e->known[k]);
    }
    return accusations_open(&s->accusations, j, &check_rogue_function, 2 * share) &&
           speakers_open(&s->speakers, j, 5 * share) &&
           table_init(&s->twice, sizeof(struct twice), sizeof(uint32_t), share, judge_seed(j));
}

static void close_state(void *state)
{
    struct rogue_function *s = state;
    accusations_close(&s->accusations);
    speakers_close(&s->speakers);
    table_free(&s->twice);
}

/* --- Saying it -------------------------------------------------------------------------------- */

struct accused *rogue_say(struct rogue_function *s, struct judge *j, const struct entrant *e,
                          const struct reason *reason, const char *title, const char *why)
{
    bool is_new;
    struct accused *a =
        accuse(&s->accusations, j, &e->party, reason, e->m->packet->frame->time, &is_new);
    if (!a)
        return NULL;
    if (!is_new)
        return a;
    if (!a->said->title) {
        TEXT_ON(who, 64);
        const char *at = strstr(title, "%s");
        text_short(&who, j, &(struct party){.address = e->party.address});
        finding_title(j, a->said, "%s%s", who.at, at ? at + 2 : title);
    }
    finding_why(j, a->said, "%s", why);
    accused_prove(j, a->said, e->m, e->m->part == PART_ANSWER ? "is answered" : "is sent");
    return a;
}

static void of_unknown(struct rogue_function *s, struct judge *j, const struct entrant *e)
{
    const struct network *n = judge_network(j);
    TEXT_ON(name, 256);
    TEXT_ON(where, 64);
    TEXT_ON(title, 120);
    TEXT_ON(why, 500);
    if (!s->declared[e->by - s->entrances] || !undeclared_address(j, &e->party.address) ||
        speaker_relays(&s->speakers, j, &e->party.address, e->party.name))
        return;
    text_put(&name, names_text(registry_names(judge_registry(j)), e->party.name));
    const struct declared *d = network_host(n, name.at);
    if (!d)
        d = network_instance(n, name.at);
    /* Declared by name alone, or a partner's that is met for the first time. */
    if ((d && !network_has_place(n, d)) || network_partner_realm(n, name.at))
        return;
    const struct reason reason = {ROGUE_UNKNOWN, e->by->attempted, e->by->answered, 75};
    text_addr(&where, &e->party.address);
    text_format(&title, "%%s asks to be taken in as %s, and is in no declaration", e->by->what);
    text_format(&why,
                "%s asks to be taken into the core as %s by %s; the declaration, which names such "
                "functions, has none at its address%s.",
                where.at, e->by->what, e->by->ask->name,
                d ? ", and another address for its name" : "");
    rogue_say(s, j, e, &reason, title.at, why.at);
}

/* --- Messages and accesses -------------------------------------------------------------------- */

static const struct entrance *entrance_of(const struct rogue_function *s, const struct message *m)
{
    for (unsigned i = 0; m->op && i < ENTRANCES; i++)
        if (m->op == s->entrances[i].ask || m->op == s->entrances[i].answer)
            return &s->entrances[i];
    return NULL;
}

static void on_accepted(struct rogue_function *s, struct judge *j, const struct message *m,
                        const struct entrance *by)
{
    const struct entrant e = {.m = m, .by = by, .party = {.address = m->packet->dst}};
    struct accused *a = accused_of(&s->accusations, j, &e.party);
    if (!a || m->outcome == OUTCOME_REFUSED || (a->reasons & ROGUE_ACCEPTED))
        return;
    const struct reason reason = {ROGUE_ACCEPTED, SEVERITY_MEDIUM, SEVERITY_MEDIUM, 80};
    TEXT_ON(by_whom, 300);
    TEXT_ON(why, 400);
    text_party(&by_whom, j, &(struct party){.address = m->packet->src});
    text_format(&why, "%s takes it in.", by_whom.at);
    rogue_say(s, j, &e, &reason, "%s is taken in", why.at);
}

static void on_answer(struct rogue_function *s, struct judge *j, const struct message *m)
{
    struct addr before[2] = {{{0}, 0, {0}}, {{0}, 0, {0}}};
    const struct speaker *to = speaker_of(&s->speakers, &m->packet->dst);
    const struct spoken_name *n = speakers_name(&s->speakers, to ? to->asks : 0);
    if (n)
        memcpy(before, n->own, sizeof before);
    uint32_t name = speakers_answer(&s->speakers, m);
    if (name && m->proto == PROTO_HTTP2 && !address_tells_nobody(&m->packet->dst))
        rogue_of_instance(s, j, m, name, before);
    const struct entrance *by = entrance_of(s, m);
    if (by)
        on_accepted(s, j, m, by);
}

static void on_request(struct rogue_function *s, struct judge *j, const struct message *m)
{
    struct says says;
    struct spoken *spoken;
    const struct entrance *by = entrance_of(s, m);
    bool keeps = m->proto == PROTO_HTTP2 || m->proto == PROTO_DIAMETER;
    if (!by && !keeps)
        return;
    says_of(m, &says);
    uint32_t name = says_name(j, says.host);
    if (keeps)
        speakers_request(&s->speakers, j, m, &says, name, &spoken);
    if (name && s->twice.used && !says.route)
        rogue_of_speech(s, j, m, name);
    if (!by || says.route || address_tells_nobody(&m->packet->src))
        return;
    const struct entrant e = {.m = m, .says = &says, .by = by, .party = {m->packet->src, name, 0}};
    of_unknown(s, j, &e);
    if (by == &s->entrances[ENTRANCE_NF] && !speaker_relays(&s->speakers, j, &m->packet->src, name))
        rogue_of_profile(s, j, &e);
}

static void on_message(void *state, struct judge *j, const struct message *m)
{
    if (m->part == PART_ANSWER)
        on_answer(state, j, m);
    else if (m->part == PART_REQUEST && !addr_equal(&m->packet->src, &m->packet->dst))
        on_request(state, j, m);
}

/* What it reaches, and what is sent to it. */
static void on_access(void *state, struct judge *j, const struct access *a)
{
    struct rogue_function *s = state;
    struct accused *one =
        s->accusations.accused.used ? accused_of(&s->accusations, j, access_sender(a)) : NULL;
    if (!one && s->accusations.accused.used)
        one = accused_of(&s->accusations, j, access_receiver(a));
    if (one && a->categories != CATEGORY_TOPOLOGY)
        accused_gets(j, one, a);
}

static void on_end(void *state, struct judge *j)
{
    struct rogue_function *s = state;
    uint32_t at = 0;
    for (struct accused *a; (a = table_next(&s->accusations.accused, &at));)
        if (!(a->reasons & ~(uint32_t)(ROGUE_TWICE | ROGUE_ACCEPTED)) &&
            same_host(j, &a->here, &a->there))
            a->said->severity = SEVERITY_NONE;
    accusations_end(&s->accusations, j);
    speakers_end(&s->speakers, j, &check_rogue_function);
    judge_gave_way(j, &check_rogue_function, s->twice.evicted,
                   "that an instance registered from elsewhere is forgotten");
}

/* --- Explained -------------------------------------------------------------------------------- */

static const struct threshold_row THRESHOLDS[] = {
    {"grace", "1m",
     "how long an instance may still make requests from where it was, after it registered "
     "elsewhere: what shuts down is given half a minute as a rule"},
    {0}};
static const char *const INNOCENT[] = {
    "a function or site that is new and was not entered in the declaration yet",
    "an NF that was moved, with its instance, while the old one was still shutting down",
    "an NF that has its service address behind a balancer which the declaration does not name",
    "a partner's new edge", NULL};
static const char *const REFERENCES[] = {
    "TS 29.510 5.2.2.2, 6.1.6.2.2: registration with the NRF, and the profile",
    "TS 33.501 13.1, 13.3.1: NFs and the NRF know each other by certificates",
    "TS 38.413 8.7.1, TS 36.413 8.7.3: setup of N2 and S1",
    "TS 29.244 6.2.6: association of N4 and Sx",
    "RFC 6733 5.3: Capabilities-Exchange between peers",
    NULL};
static const char *const TECHNIQUES[] = {"T1036", "FGT5029", "FGT1583.501", NULL};

const struct check check_rogue_function = {
    .slug = "rogue-function",
    .title = "Somebody comes into the core as a function of it, and is none",
    .meaning =
        "A core believes whoever was let in: an NF that registered with the NRF is found and asked "
        "by others, an SMF that set up an association orders the user plane, a base station is "
        "given keys, a Diameter peer is answered. So coming in is the moment to look at: "
        "registering with the NRF, the setup of N2 and S1, the association of N4 and Sx, the "
        "capabilities exchange of Diameter.\n"
        "\n"
        "With a declaration that names functions of that kind (an address or an instance of an NF; "
        "a gNB; and so on), whoever comes in there from an address that it does not know is told; "
        "where it names none of a kind, nobody of that kind is. An NF is told as well when it "
        "registers a type that its address is not declared to have, or a profile that leads "
        "others' requests out of the network: a public address registered from a private one, or "
        "a name of another network. Functions that face outside (SEPP, NEF, UPF) may have public "
        "addresses.\n"
        "\n"
        "Without a declaration an instance is told that is registered from a second address while "
        "the first one goes on: it updates its registration, or makes requests under that name "
        "more than a minute (`grace`) later. An NF that moves, or restarts with a new address, "
        "is still heard of for some seconds from the old one, and registers there again when it "
        "goes back; relays that register for others were themselves sent "
        "the request.",
    .innocent_if = INNOCENT,
    .next = "Find what stands at the address. If it belongs there, enter it in the declaration. If "
            "not: take it out of the NRF (deregister the instance) or block the peer, and go "
            "through all that it reached and was sent since it came in.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "elements: addresses, roles and nf_instances of the function; thresholds: "
                  "rogue-function (grace)",
    .severities = "high: it was taken in, and subscribers' data was reached by it or sent to it. "
                  "medium: it was taken in, or asked for it; a base station that reached data. "
                  "low: a base station that asked and was not taken in.",
    .thresholds = THRESHOLDS,
    .rank = 6,
    .share = 6,
    .state_size = sizeof(struct rogue_function),
    .open = open_state,
    .message = on_message,
    .access = on_access,
    .end = on_end,
    .close = close_state,
};
