/* An element does what its role never does.
 *
 * Each operation's row names the roles that send it. Who is declared is held against that at once.
 * Who is not declared has shown by its other doings what it is, and says so itself where the
 * protocol has a word for it (an NF's type in its registration and User-Agent); but that is known
 * only when all has been seen, so that such accesses are put by and weighed at the end. There the
 * odd operation is itself a sign of the role that may do it, and counts for nothing; and functions
 * that are often built as one (SMF and PGW-C, UDM and UDR) are taken for one.
 */
#include "judge/side.h"
#include "judge/told.h"

#include <string.h>

enum {
    CLAIMS = 4,
    SURE_DECLARED = 90,
    SURE_CLAIMED = 80,
    SURE_SHOWN = 60,
    SHOWN_KINDS = 3,       /* so many kinds of operations make a role plain */
    SHOWN_CONFIDENCE = 80, /* as the registry reckons */
};

/* What an NF says it is, by its name or address. */
struct claim {
    struct table_head head;
    uint64_t who; /* key */
    uint8_t roles[CLAIMS];
};

/* One whose role has to be weighed at the end. */
struct suspect {
    struct table_head head;
    uint32_t finding; /* key: its number */
    uint32_t spare;
    struct finding *said;
    const struct spec_op *op;
    struct party sender;
    enum severity severity; /* if it is one */
};

struct state {
    struct table claims, suspects;
};

static bool open_state(void *state, struct judge *j)
{
    struct state *s = state;
    size_t half = judge_share(j, &check_role_violation) / 2;
    return table_init(&s->claims, sizeof(struct claim), sizeof(uint64_t), half, judge_seed(j)) &&
           table_init(&s->suspects, sizeof(struct suspect), sizeof(uint32_t), half, judge_seed(j));
}

static void close_state(void *state)
{
    struct state *s = state;
    table_free(&s->claims);
    table_free(&s->suspects);
}

/* --- What it says it is ----------------------------------------------------------------------- */

static void claim(struct state *s, uint64_t by, enum role role)
{
    bool is_new;
    struct claim *c = table_take(&s->claims, table_hash(&s->claims, &by), &by, &is_new);
    for (unsigned i = 0; i < CLAIMS; i++) {
        if (c->roles[i] == role)
            return;
        if (c->roles[i] == ROLE_NONE) {
            c->roles[i] = (uint8_t)role;
            return;
        }
    }
}

/* What it says it is; NULL: nothing, or its address is that of several functions. */
static const struct claim *claim_of(struct state *s, const struct judge *j, const struct party *p)
{
    uint64_t by = judge_party(j, p);
    const struct claim *c = table_find(&s->claims, table_hash(&s->claims, &by), &by);
    return c && (p->name || c->roles[1] == ROLE_NONE) ? c : NULL;
}

/* The 5G core's word for an application server (TS 23.501 6.2.10) is no role's own. */
static enum role role_of_type(const char *type)
{
    return strcmp(type, "AF") == 0 ? ROLE_AS : spec_role_of(type);
}

/* Under its name, and under its address unless a relay stands there. */
static void on_message(void *state, struct judge *j, const struct message *m)
{
    const struct field *type = message_field(m, MEANING_NF_TYPE);
    if (!type || m->part != PART_REQUEST)
        return;
    TEXT_ON(word, 32);
    text_field(&word, type);
    enum role role = role_of_type(word.at);
    if (role == ROLE_NONE || message_field(m, MEANING_ROUTE))
        return;
    struct party sender = {.address = m->packet->src};
    claim(state, judge_party(j, &sender), role);
    const struct field *instance = message_field(m, MEANING_NF_INSTANCE);
    if (!instance)
        return;
    text_clear(&word);
    TEXT_ON(name, 64);
    text_field(&name, instance);
    sender.name = names_of(registry_names(judge_registry(j)), name.at, name.len);
    claim(state, judge_party(j, &sender), role);
}

/* --- What may be one -------------------------------------------------------------------------- */

/* Functions that vendors build as one, in groups: AMF with MME (TS 23.501 annex), UDM with HSS
 * (TS 23.632), SMF with PGW-C (TS 23.501 4.3) and so on. Within one, doings tell no roles apart. */
static unsigned families(enum role r)
{
    static const uint8_t GROUPS[][10] = {
        {ROLE_AMF, ROLE_MME, ROLE_SGSN, ROLE_MSC, ROLE_VLR, ROLE_GMSC},
        {ROLE_UDM, ROLE_UDR, ROLE_HSS, ROLE_HLR, ROLE_AUC, ROLE_AUSF, ROLE_EIR, ROLE_EIR_5G},
        {ROLE_SMF, ROLE_SGW, ROLE_SGW_C, ROLE_PGW, ROLE_PGW_C, ROLE_GGSN, ROLE_SGSN},
        {ROLE_UPF, ROLE_SGW, ROLE_SGW_U, ROLE_PGW, ROLE_PGW_U, ROLE_GGSN},
        {ROLE_PCF, ROLE_PCRF, ROLE_CHF, ROLE_OCS, ROLE_OFCS, ROLE_BSF},
        {ROLE_SMSC, ROLE_SMSF, ROLE_GMSC, ROLE_MSC, ROLE_AS},
        {ROLE_GMLC, ROLE_LMF, ROLE_E_SMLC},
        {ROLE_CSCF, ROLE_P_CSCF, ROLE_I_CSCF, ROLE_S_CSCF, ROLE_AS, ROLE_MGCF, ROLE_MGW},
        {ROLE_NEF, ROLE_AS, ROLE_SCF, ROLE_NWDAF, ROLE_GMLC},
        {ROLE_EPDG, ROLE_AAA, ROLE_PGW, ROLE_PGW_C},
    };
    unsigned bits = 0;
    for (unsigned g = 0; g < sizeof GROUPS / sizeof *GROUPS; g++)
        for (unsigned i = 0; i < sizeof GROUPS[g]; i++)
            if (GROUPS[g][i] == r && r)
                bits |= 1U << g;
    return bits;
}

static unsigned families_of_row(const uint8_t roles[SPEC_ROLES])
{
    unsigned bits = 0;
    for (unsigned i = 0; i < SPEC_ROLES && roles[i]; i++)
        bits |= families((enum role)roles[i]);
    return bits;
}

static bool row_has(const uint8_t roles[SPEC_ROLES], enum role r)
{
    for (unsigned i = 0; i < SPEC_ROLES && roles[i]; i++)
        if (spec_role_within((enum role)roles[i], r))
            return true;
    return false;
}

/* TS 23.502 calls its consumers of a service known ones and lets operators add others, so that one
 * who is not listed is a question; not so where keys are concerned (TS 33.501 6.1.1, TS 23.502
 * 5.2.3.3), or the repository, which serves three functions and no other (TS 23.501 6.2.11). */
static bool is_strict(const struct access *a)
{
    bool sbi = a->op->proto == PROTO_HTTP2 || a->op->proto == PROTO_HTTP;
    return !sbi || (a->categories & CATEGORY_CREDENTIAL) || a->op->to[0] == ROLE_UDR;
}

/* One step less for what is only a question, and for what was not handed over. */
static enum severity severity_of(const struct access *a, bool declared)
{
    enum severity severity =
        is_strict(a) ? SEVERITY_HIGH : (declared ? SEVERITY_MEDIUM : SEVERITY_LOW);
    if (!access_succeeded(a) && severity > SEVERITY_LOW)
        severity--;
    return severity;
}

/* --- Telling ---------------------------------------------------------------------------------- */

static void put_roles(struct text *t, const uint8_t roles[SPEC_ROLES])
{
    for (unsigned i = 0; i < SPEC_ROLES && roles[i]; i++)
        text_format(t, "%s%s", i ? ", " : "", spec_role_word((enum role)roles[i]));
}

static void say(struct judge *j, struct finding *f, const struct spec_op *op,
                const struct party *sender, enum role role, const char *how)
{
    TEXT_ON(short_name, 100);
    TEXT_ON(name, 300);
    TEXT_ON(roles, 200);
    text_short(&short_name, j, sender);
    text_party(&name, j, sender);
    put_roles(&roles, op->from);
    finding_title(j, f, "%s, %s %s, sends %s", short_name.at,
                  strchr("AEFHLMNORSX", spec_role_word(role)[0]) ? "an" : "a", spec_role_word(role),
                  op->name);
    finding_why(j, f, "%s is %s %s.", name.at, how, spec_role_word(role));
    finding_why(j, f, "%s is sent by %s (%s %s), and by nobody else.", op->name, roles.at,
                op->document, op->clause);
}

static struct finding *put_by(struct judge *j, const struct access *a)
{
    bool is_new;
    struct finding *f = finding_of(j, &check_role_violation, &a->actor, &a->custodian, a->op->name,
                                   a->time, &is_new);
    if (!f)
        return NULL;
    if (is_new)
        f->settles = exchange_of(a);
    told_access(j, f, a);
    return f;
}

static void suspect(struct state *s, struct judge *j, const struct access *a)
{
    struct finding *f = put_by(j, a);
    if (!f)
        return;
    bool is_new;
    struct suspect *one =
        table_take(&s->suspects, table_hash(&s->suspects, &f->number), &f->number, &is_new);
    enum severity severity = severity_of(a, false);
    one->said = f;
    one->op = a->op;
    one->sender = *access_sender(a);
    one->severity = severity > one->severity ? severity : one->severity;
}

/* --- Weighing --------------------------------------------------------------------------------- */

static void weigh_declared(struct judge *j, const struct access *a, const struct side *sender)
{
    struct finding *f = side_covers(sender, a->op->from) ? NULL : put_by(j, a);
    if (!f)
        return;
    if (f->severity == SEVERITY_NONE)
        say(j, f, a->op, access_sender(a), (enum role)sender->roles[0], "declared to be");
    finding_weigh(f, severity_of(a, true), SURE_DECLARED);
}

/* Nobody of its kind sends it: nothing that it says it is, or else something that it shows. */
static bool is_odd(struct state *s, const struct judge *j, const struct access *a,
                   const struct side *sender)
{
    const struct claim *c = claim_of(s, j, access_sender(a));
    unsigned allowed = families_of_row(a->op->from);
    for (unsigned i = 0; c && i < CLAIMS && c->roles[i]; i++)
        if (row_has(a->op->from, (enum role)c->roles[i]))
            return false;
    for (unsigned i = 0; !c && i < ELEMENT_ROLES && sender->roles[i]; i++)
        if (!(families((enum role)sender->roles[i]) & allowed))
            return true;
    return c != NULL;
}

/* A host that asks itself runs several functions. */
static bool one_host(const struct access *a)
{
    return addr_equal(&a->actor.address, &a->custodian.address);
}

static void on_access(void *state, struct judge *j, const struct access *a)
{
    struct side sender;
    if (!a->op->from[0])
        return;
    side_of(j, access_sender(a), access_sender_realm(a), &sender);
    if (role_relays((enum role)sender.roles[0]))
        return; /* it passes on what it does not name the originator of */
    if (sender.declared && sender.declared->roles[0])
        weigh_declared(j, a, &sender);
    else if (!sender.relay && a->op->proto != PROTO_SIP && !one_host(a) &&
             is_odd(state, j, a, &sender))
        suspect(state, j, a);
}

/* By its own word: nothing that it says it is may send this. ROLE_NONE: it says nothing, or
 * something that may. */
static enum role claimed_otherwise(struct state *s, const struct judge *j,
                                   const struct suspect *one)
{
    const struct claim *c = claim_of(s, j, &one->sender);
    for (unsigned i = 0; c && i < CLAIMS && c->roles[i]; i++)
        if (row_has(one->op->from, (enum role)c->roles[i]))
            return ROLE_NONE;
    return c ? (enum role)c->roles[0] : ROLE_NONE;
}

/* How many kinds of operations this sender is put by for, with the same roles. */
static unsigned kinds_of(struct state *s, const struct suspect *one)
{
    unsigned count = 0;
    uint32_t at = 0;
    for (const struct suspect *other; (other = table_next(&s->suspects, &at));)
        count += addr_equal(&other->sender.address, &one->sender.address) &&
                 other->op->from[0] == one->op->from[0];
    return count;
}

/* By what else it does: a role that is plain, and no more than the odd operations for another. */
static enum role shown_otherwise(struct state *s, struct judge *j, const struct suspect *one)
{
    struct role_guess guesses[ELEMENT_ROLES];
    const struct element *e = registry_element(judge_registry(j), &one->sender.address);
    unsigned count = e ? registry_roles(e, guesses) : 0;
    unsigned allowed = families_of_row(one->op->from);
    enum role plain = ROLE_NONE;
    for (unsigned i = 0; i < count; i++) {
        const struct role_sign *sign = guesses[i].why;
        if (role_relays(guesses[i].role) && sign->acted)
            return ROLE_NONE;
        if (row_has(one->op->from, guesses[i].role)) {
            if (sign->count > kinds_of(s, one))
                return ROLE_NONE;
            continue;
        }
        bool is_plain = sign->acted && sign->among == 1 && sign->count >= SHOWN_KINDS &&
                        guesses[i].confidence >= SHOWN_CONFIDENCE;
        if (is_plain && (families(guesses[i].role) & allowed))
            return ROLE_NONE;
        if (is_plain && plain == ROLE_NONE)
            plain = guesses[i].role;
    }
    return plain;
}

static void weigh(struct state *s, struct judge *j, const struct suspect *one)
{
    enum role role = claimed_otherwise(s, j, one);
    const char *how = "by its own word";
    unsigned sure = SURE_CLAIMED;
    if (role == ROLE_NONE) {
        if (claim_of(s, j, &one->sender))
            return;
        role = shown_otherwise(s, j, one);
        how = "by all that it does";
        sure = SURE_SHOWN;
    }
    if (role == ROLE_NONE)
        return;
    say(j, one->said, one->op, &one->sender, role, how);
    finding_weigh(one->said, one->severity, sure);
}

static void on_end(void *state, struct judge *j)
{
    struct state *s = state;
    uint32_t at = 0;
    for (const struct suspect *one; (one = table_next(&s->suspects, &at));)
        weigh(s, j, one);
    judge_gave_way(j, &check_role_violation, s->claims.evicted + s->suspects.evicted,
                   "what some elements said they are was forgotten");
}

static const char *const INNOCENT[] = {
    "one host runs several functions, and only one of them has been declared or has said its type",
    "a laboratory core lets functions ask that 3GPP does not (free5GC's functions ask the UDR "
    "themselves)",
    "a relay passes on what another one asks and does not say so", NULL};
static const char *const REFERENCES[] = {
    "TS 23.501 6.2, TS 23.502 5.2: services and their consumers",
    "TS 23.002 4.1, 5: which entity speaks to which over which interface",
    "TS 33.501 13.4.1: a producer authorises each consumer by its type", NULL};
static const char *const TECHNIQUES[] = {"FGT5012", "T1078", NULL};

const struct check check_role_violation = {
    .slug = "role-violation",
    .title = "An element does what its role never does",
    .meaning =
        "3GPP says for each operation which functions send it: long-term keys are read in the UDR "
        "by the UDM alone, an IDR comes from the HSS alone. An element that does what its role "
        "never does has been taken over, has a function that nobody asked for, or is not what it "
        "is said to be.\n"
        "\n"
        "With a declaration the declared roles count. Without one, what the element says of itself "
        "(the type in its registration, token or User-Agent) counts, and else what it does: a role "
        "is plain when at least three kinds of operations that only this role sends or answers "
        "were seen of it. The odd operation itself speaks for the role that may send it; it is not "
        "counted. Functions that are often built as one are taken for one: AMF and MME, UDM, UDR "
        "and HSS, SMF and PGW-C.",
    .innocent_if = INNOCENT,
    .next =
        "Ask the vendor which feature sends this operation, and whether it was ordered. Compare "
        "with other elements of the same make and role. Take the subscribers named here as "
        "reached until that is answered.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "elements: (roles), or permit: (from, to, protocol, operations)",
    .severities =
        "high: it was answered with data. medium: it was refused, or nobody answered. Of "
        "services of the 5G core, whose consumers 3GPP lists as known ones, only those of "
        "keys and of the repository weigh so much; the others one step less with a "
        "declaration, and low without.",
    .rank = 4,
    .state_size = sizeof(struct state),
    .share = 4,
    .open = open_state,
    .message = on_message,
    .access = on_access,
    .end = on_end,
    .close = close_state,
};
