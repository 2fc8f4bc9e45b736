/* credential-in-clear: what proves who a subscriber is passes where anybody on the way can read it.
 *
 * A message that carries a secret is held until the next event. When that is the access which the
 * message answers, the access tells who asked; a secret in a request, or in an answer whose request
 * was not seen, is judged by what the message says alone. */
#include "judge/filter.h"
#include "judge/finding.h"

#include <stdio.h>
#include <strings.h>

enum secret {
    SECRET_NONE,
    SECRET_PASSWORD,
    SECRET_SESSION_KEY,
    SECRET_VECTOR,
    SECRET_KEY,
    SECRETS
};

static const struct {
    const char *many, *subject;
    unsigned confidence; /* inside one network; there the standards ask least */
} SECRET_ROWS[SECRETS] = {
    [SECRET_PASSWORD] = {"passwords", "Passwords", 60},
    [SECRET_SESSION_KEY] = {"session keys", "Session keys", 60},
    [SECRET_VECTOR] = {"authentication vectors", "Authentication vectors", 70},
    [SECRET_KEY] = {"long-term keys", "Long-term keys", 95},
};

#define TELL_INSIDE "tell-inside"

enum { CONFIDENCE_BETWEEN = 85, NAME_SIZE = 256, TITLE_MOST = 100 };

/* A country and a network in it; mnc by its value, since names pad it to three digits and messages
 * do not (TS 23.003 19.2). */
struct plmn {
    bool known;
    unsigned mcc, mnc;
};

/* One side of a transfer, as far as it is known by name. */
struct side {
    struct party party;
    struct plmn plmn;
    bool home; /* by the declaration */
};

struct transfer {
    struct side holder, asker; /* the asker is who got it */
    struct plmn visited;
    struct place place, request;
    uint64_t time;
    uint32_t person;
    uint32_t type;
    uint8_t proto, part;
    uint8_t secret; /* enum secret, the worst one in it */
    unsigned count; /* how many of that */
    const char *operation;
};

struct state {
    bool held;
    struct transfer last;
};

/* --- What the message holds --------------------------------------------------------------------
 */

static enum secret secret_of(const struct field *f)
{
    switch ((enum meaning)f->meaning) {
    case MEANING_PASSWORD:
        return SECRET_PASSWORD;
    case MEANING_SESSION_KEY:
        return SECRET_SESSION_KEY;
    case MEANING_VECTOR:
        return SECRET_VECTOR;
    case MEANING_KEY:
        return SECRET_KEY;
    default:
        return SECRET_NONE;
    }
}

/* The worst secret of a message, and how often it is in it. */
static enum secret worst(const struct message *m, unsigned *ret_count)
{
    enum secret ret = SECRET_NONE;
    *ret_count = 0;
    for (unsigned i = 0; i < m->field_count; i++) {
        if (m->fields[i].form != FORM_PRESENT)
            continue;
        enum secret here = secret_of(&m->fields[i]);
        if (here > ret) {
            ret = here;
            *ret_count = 0;
        }
        *ret_count += here == ret;
    }
    return ret;
}

/* --- Whose network -----------------------------------------------------------------------------
 */

static bool digits_of(const char *s, size_t least, size_t most, unsigned *ret, size_t *ret_len)
{
    size_t len = strspn(s, "0123456789");
    *ret_len = len;
    *ret = 0;
    for (size_t i = 0; i < len && i < 4; i++)
        *ret = *ret * 10 + (unsigned)(s[i] - '0');
    return len >= least && len <= most;
}

/* "...mnc070.mcc999.3gppnetwork.org" */
static struct plmn plmn_of_name(const char *name)
{
    struct plmn p = {0};
    size_t len;
    const char *at = strcasestr(name, "mnc");
    if (!at || !digits_of(at + 3, 2, 3, &p.mnc, &len))
        return (struct plmn){0};
    at += 3 + len;
    p.known = strncasecmp(at, ".mcc", 4) == 0 && digits_of(at + 4, 3, 3, &p.mcc, &len);
    return p.known ? p : (struct plmn){0};
}

/* "00101", "999070" */
static struct plmn plmn_of_digits(const char *digits)
{
    struct plmn p = {0};
    char country[4] = {0};
    size_t len = strspn(digits, "0123456789");
    if (digits[len] || len < 5 || len > 6)
        return p;
    memcpy(country, digits, 3);
    p.known = digits_of(country, 3, 3, &p.mcc, &len) && digits_of(digits + 3, 2, 3, &p.mnc, &len);
    return p;
}

static struct plmn plmn_of(const char *text)
{
    struct plmn p = plmn_of_digits(text);
    return p.known ? p : plmn_of_name(text);
}

static bool same_plmn(const struct plmn *a, const struct plmn *b)
{
    return a->mcc == b->mcc && a->mnc == b->mnc;
}

static bool home_plmn(const struct network *n, const struct plmn *p)
{
    char two[16];
    char three[16];
    snprintf(two, sizeof two, "%03u%02u", p->mcc, p->mnc);
    snprintf(three, sizeof three, "%03u%03u", p->mcc, p->mnc);
    return network_home_plmn(n, two) || network_home_plmn(n, three);
}

static void name_side(struct judge *j, struct side *s, const char *host, const char *realm)
{
    const struct network *n = judge_network(j);
    s->plmn = plmn_of(host);
    if (!s->plmn.known)
        s->plmn = plmn_of(realm);
    if (!n)
        return;
    s->home = (*realm && network_home_realm(n, realm)) || network_host(n, host) ||
              (s->plmn.known && home_plmn(n, &s->plmn));
}

/* Between two networks only where both are known to be different: a laboratory whose names say
 * nothing is one network. What is declared as home is one network too, however many PLMNs. */
static bool between_networks(const struct judge *j, const struct transfer *t)
{
    const struct side *a = &t->asker;
    const struct side *h = &t->holder;
    const struct network *n = judge_network(j);
    if (a->home && h->home)
        return false;
    if (a->plmn.known && h->plmn.known)
        return !same_plmn(&a->plmn, &h->plmn);
    if ((a->home && h->plmn.known) || (h->home && a->plmn.known))
        return true;
    if (a->home || a->plmn.known || !t->visited.known || (n && home_plmn(n, &t->visited)))
        return false;
    return h->home || (h->plmn.known && !same_plmn(&t->visited, &h->plmn));
}

/* --- The finding -------------------------------------------------------------------------------
 */

static void set_filter(struct judge *j, struct finding *f, const struct transfer *t)
{
    TEXT_ON(filter, 240);
    const char *field = filter_type_field((enum proto)t->proto);
    if (field)
        text_format(&filter, "%s == %u", field, t->type);
    else
        text_put(&filter, filter_proto((enum proto)t->proto));
    if (t->proto == PROTO_DIAMETER)
        text_format(&filter, " && diameter.flags.request == %d", t->part == PART_REQUEST);
    filter_address(&filter, &t->holder.party.address);
    filter_address(&filter, &t->asker.party.address);
    f->filter = finding_text(j, filter.at);
}

static void set_title(struct judge *j, struct finding *f, const struct transfer *t)
{
    const char *what = SECRET_ROWS[t->secret].subject;
    TEXT_ON(title, TITLE_MOST);
    text_format(&title, "%s pass unprotected to ", what);
    text_party(&title, j, &t->asker.party);
    if (title.cut && t->asker.party.address.family) { /* names may be long: the address is never */
        text_clear(&title);
        text_format(&title, "%s pass unprotected to ", what);
        text_addr(&title, &t->asker.party.address);
    }
    f->title = finding_text(j, title.at);
}

static void why_carried(struct judge *j, struct finding *f, const struct transfer *t)
{
    TEXT_ON(from, NAME_SIZE);
    TEXT_ON(to, NAME_SIZE);
    TEXT_ON(who, 32);
    text_party(&from, j, &t->holder.party);
    text_party(&to, j, &t->asker.party);
    text_put(&who, t->person ? " of " : "");
    if (t->person)
        text_person(&who, t->person);
    finding_why(j, f, "%s sends %s%s to %s in a message that was read here without any key.",
                from.at, SECRET_ROWS[t->secret].many, who.at, to.at);
}

/* RFC 1122 3.2.1.3, RFC 4291 2.5.3: such an address is on no link. */
static bool is_loopback(const struct addr *a)
{
    static const uint8_t ZERO[15];
    if (a->family == 4)
        return a->bytes[0] == 127;
    return a->family == 6 && memcmp(a->bytes, ZERO, sizeof ZERO) == 0 && a->bytes[15] == 1;
}

static bool within_host(const struct transfer *t)
{
    return is_loopback(&t->asker.party.address) && is_loopback(&t->holder.party.address);
}

static void why_where(struct judge *j, struct finding *f, const struct transfer *t, bool between)
{
    struct plmn asker = t->asker.plmn.known ? t->asker.plmn : t->visited;
    const struct plmn *holder = &t->holder.plmn;
    if (within_host(t))
        finding_why(j, f,
                    "Both are functions of one host that speak over its loopback: it passed no "
                    "link, and only who is on that host can read it.");
    else if (!between)
        finding_why(j, f,
                    "Nothing says that the two belong to different networks: inside one, an "
                    "operator may leave links it thinks safe without encryption.");
    else if (asker.known && holder->known)
        finding_why(j, f,
                    "The receiver belongs to network %03u-%02u and the sender to %03u-%02u: the "
                    "message crosses an interconnection, where it has to be protected.",
                    asker.mcc, asker.mnc, holder->mcc, holder->mnc);
    else
        finding_why(j, f,
                    "By the declaration one of the two is at home and the other is not: the "
                    "message crosses an interconnection, where it has to be protected.");
}

static void prove(struct judge *j, struct finding *f, const struct transfer *t, bool is_new)
{
    finding_proof(j, f, t->place, "%s carries %s (%u)", t->operation, SECRET_ROWS[t->secret].many,
                  t->count);
    if (is_new && t->request.frame)
        finding_proof(j, f, t->request, "the request that it answers");
}

static void judge_transfer(struct judge *j, const struct transfer *t)
{
    bool is_new;
    bool between = between_networks(j, t);
    enum severity severity = within_host(t)            ? SEVERITY_LOW
                             : t->secret == SECRET_KEY ? SEVERITY_HIGH
                             : between                 ? SEVERITY_MEDIUM
                                                       : SEVERITY_LOW;
    TEXT_ON(object, 64);
    text_format(&object, "%s%s", SECRET_ROWS[t->secret].many, between ? " abroad" : "");
    if (severity == SEVERITY_LOW && !judge_threshold(j, &check_credential_in_clear, TELL_INSIDE))
        return;
    struct finding *f = finding_of(j, &check_credential_in_clear, &t->asker.party, &t->holder.party,
                                   object.at, t->time, &is_new);
    if (!f)
        return;
    finding_person(j, f, t->person);
    prove(j, f, t, is_new);
    if (!is_new)
        return;
    f->severity = severity;
    if (severity == SEVERITY_LOW)
        f->threshold = TELL_INSIDE;
    f->confidence =
        between && t->secret != SECRET_KEY ? CONFIDENCE_BETWEEN : SECRET_ROWS[t->secret].confidence;
    set_title(j, f, t);
    set_filter(j, f, t);
    why_carried(j, f, t);
    why_where(j, f, t, between);
}

/* --- Events ------------------------------------------------------------------------------------
 */

static void let_go(struct state *s, struct judge *j)
{
    if (s->held)
        judge_transfer(j, &s->last);
    s->held = false;
}

/* No access came of it. When its request was seen and it is known whose it is, the access came with
 * an earlier copy of the same answer, and so did the finding. */
static void give_up(struct state *s, struct judge *j)
{
    if (s->last.request.frame && s->last.person)
        s->held = false;
    let_go(s, j);
}

static void text_of(struct text *t, const struct message *m, enum meaning meaning)
{
    const struct field *f = message_field(m, meaning);
    if (f)
        text_field(t, f);
}

/* What the message says alone: who sent it, to whom, and of which networks they call themselves. */
static void sides_of_message(struct judge *j, struct transfer *t, const struct message *m)
{
    struct names *names = registry_names(judge_registry(j));
    TEXT_ON(host, NAME_SIZE);
    TEXT_ON(realm, NAME_SIZE);
    text_of(&host, m, MEANING_ORIGIN_HOST);
    text_of(&realm, m, MEANING_ORIGIN_REALM);
    t->holder.party.address = m->packet->src;
    t->holder.party.name = host.len ? names_of(names, host.at, host.len) : 0;
    name_side(j, &t->holder, host.at, realm.at);
    text_clear(&host);
    text_clear(&realm);
    text_of(&host, m, MEANING_DESTINATION_HOST);
    text_of(&realm, m, MEANING_DESTINATION_REALM);
    const struct element *e = registry_element(judge_registry(j), &m->packet->dst);
    if (host.len == 0 && e) /* answers do not name their receiver */
        text_put(&host, names_text(names, e->names[0]));
    t->asker.party.address = m->packet->dst;
    t->asker.party.name = host.len ? names_of(names, host.at, host.len) : 0;
    name_side(j, &t->asker, host.at, realm.at);
    text_clear(&realm);
    text_of(&realm, m, MEANING_VISITED);
    t->visited = plmn_of(realm.at);
}

static void on_message(void *state, struct judge *j, const struct message *m)
{
    struct state *s = state;
    unsigned count;
    enum secret secret = worst(m, &count);
    give_up(s, j);
    /* What we could open with the secrets of its owner is not in clear. */
    if (secret == SECRET_NONE || (m->packet->odd & PACKET_SEALED))
        return;
    s->last = (struct transfer){.place = {m->packet->frame->number, m->packet->frame->file},
                                .request = m->answers,
                                .time = m->packet->frame->time,
                                .person = m->person,
                                .type = m->type,
                                .proto = m->proto,
                                .part = m->part,
                                .secret = (uint8_t)secret,
                                .count = count,
                                .operation = m->op ? m->op->name : "The message"};
    sides_of_message(j, &s->last, m);
    s->held = true;
    if (m->part != PART_ANSWER)
        let_go(s, j);
}

/* Where answers have codes of their own (a status), the frame alone tells. */
static bool answers_this(const struct transfer *t, const struct access *a)
{
    bool coded = filter_type_field((enum proto)t->proto) != NULL;
    return a->op->proto == t->proto && (!coded || a->op->answer == t->type) &&
           a->answer.frame == t->place.frame && a->answer.file == t->place.file;
}

/* The access knows who asked, also from behind a relay. */
static void on_access(void *state, struct judge *j, const struct access *a)
{
    struct state *s = state;
    struct transfer *t = &s->last;
    struct names *names = registry_names(judge_registry(j));
    if (!s->held || a->how == HOW_DELIVER || !answers_this(t, a))
        return;
    t->asker.party = a->actor;
    t->holder.party = a->custodian;
    name_side(j, &t->asker, names_text(names, a->actor.name), names_text(names, a->actor_realm));
    name_side(j, &t->holder, names_text(names, a->custodian.name),
              names_text(names, a->custodian_realm));
    if (a->visited)
        t->visited = plmn_of(names_text(names, a->visited));
    if (a->person)
        t->person = a->person;
    let_go(s, j);
}

static void on_end(void *state, struct judge *j)
{
    give_up(state, j);
}

/* --- Explained ---------------------------------------------------------------------------------
 */

static const char *const INNOCENT_IF[] = {
    "both ends belong to one operator and the link between them is thought safe by other means "
    "(TS 33.210 leaves it to the operator inside one security domain)",
    "the capture was taken behind the gateway that encrypts: on the way between the networks the "
    "same message is in IPsec, TLS or DTLS",
    "it is a test network with test subscribers", NULL};

static const char *const REFERENCES[] = {
    "TS 33.210 5: signalling between security domains is protected by IPsec or TLS",
    "TS 33.401 11: protection of the control plane between network elements",
    "TS 29.272 5.2.3 and 7.3.17: authentication information on S6a and S6d",
    "TS 29.273 8.1.2.1: authentication on SWx",
    "TS 29.229 6.1.8: Multimedia-Auth-Answer on Cx",
    "TS 29.274 8.38: MM Context with keys and vectors between serving nodes",
    "RFC 6733 13: Diameter is not to be used without TLS, DTLS or IPsec",
    NULL};

static const struct threshold_row THRESHOLDS[] = {
    {TELL_INSIDE, "1",
     "whether what passes inside one network is told (1) or not (0): it is worth knowing once; an "
     "operator who has decided to leave its own links unprotected (TS 33.210 5.1) sets 0, and is "
     "still told of what passes between networks and of long-term keys"},
    {0}};
static const char *const TECHNIQUES[] = {"T1040", "FGT1040", NULL};

const struct check check_credential_in_clear = {
    .slug = "credential-in-clear",
    .title = "Vectors, keys or passwords pass where they can be read on the way",
    .meaning =
        "A message was read here that carries what proves who a subscriber is: authentication "
        "vectors (RAND, XRES, AUTN and the key made from them), keys derived for a registration, a "
        "long-term key, or a password. Nothing had to be broken for that: whoever sees the same "
        "link, a carrier in between, a mirrored port, a device that was taken over, sees them too. "
        "With a vector one can pose as the network towards that subscriber, or listen to a call; "
        "with a session key, decrypt what the radio protects; with a long-term key, be the "
        "subscriber from then on.\n\n"
        "Every HSS gives out vectors, and many operators carry them in the clear inside their own "
        "walls, so inside one network this is only worth knowing. Between two networks it is a "
        "fault: an interconnection passes through others' hands, and the standards ask for IPsec, "
        "TLS or DTLS there. Two networks are only assumed where realms, host names (mncXXX.mccYYY) "
        "or the visited network say so, or where the declaration knows one side as home. A "
        "long-term key should leave the authentication centre on no link at all; between functions "
        "of one host, over its loopback, nothing passes a link.",
    .innocent_if = INNOCENT_IF,
    .next = "See by which way the frames went and where the capture was taken. Between networks: "
            "have IPsec or DTLS set up with that partner or its carrier, and until then take the "
            "vectors it was given for known to others. Inside: put the link to the HSS into the "
            "protected part first. For a long-term key: replace the SIM.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "home: plmns and realms (both ends at home are one network); what is low, "
                  "thresholds: credential-in-clear: {tell-inside: 0}",
    .severities =
        "low: vectors, session keys or passwords inside one network. medium: the same "
        "between two networks. high: a long-term key, on whichever link it passes. critical: never "
        "by itself.",
    .thresholds = THRESHOLDS,
    .state_size = sizeof(struct state),
    .message = on_message,
    .access = on_access,
    .end = on_end,
};
