/* An element of the core is worked on, or asked for its data, by means that send passwords in
 * clear. */
#include "judge/conversation.h"
#include "judge/custodian.h"
#include "judge/undeclared.h"

#include <string.h>

enum { SURE = 80, TCP = 6, REXEC = 512, RSH = 514, TRAPS = 162, WHYS = 8 };

static const char *const CLEAR[] = {"telnet", "ftp",       "tftp",       "vnc",    "snmp",
                                    "ldap",   "mysql",     "tds",        "oracle", "mongodb",
                                    "redis",  "cassandra", "postgresql", NULL};
/* Elements fetch their software and configuration by these: then the element asks. */
static const char *const FETCHES[] = {"ftp", "tftp", NULL};

/* NULL: it hides passwords, or nobody knows. */
static const char *word_of(const struct flow *f, const struct conversation *c)
{
    bool snmp = c->protocol && strcmp(c->protocol, "snmp") == 0;
    if (snmp && (flow_is_snmp_v3(f) || c->port == TRAPS))
        return NULL;
    if (conversation_speaks(c, CLEAR))
        return c->protocol;
    /* BSD's rexec, rlogin (RFC 1282) and rsh */
    bool remote_shell = c->transport == TCP && c->port >= REXEC && c->port <= RSH;
    return remote_shell && !c->protocol ? "rsh" : NULL;
}

/* With a declaration its elements count, without one those that play a role of the core. */
static bool is_element(struct judge *j, const struct addr *a, struct holding *ret)
{
    holding_of(j, a, ret);
    bool declared = ret->declared && ret->role != ROLE_NONE && ret->role != ROLE_USER;
    return declared || ret->holds >= HOLDS_CORE;
}

static bool is_here(const struct addr *a)
{
    return a->family == 4 ? a->bytes[0] != 127 : a->family == 6;
}

static enum severity weight_of(struct judge *j, const struct conversation *c,
                               const struct holding *h)
{
    bool stranger = undeclared_address(j, &c->asks);
    return h->holds >= HOLDS_SUBSCRIBERS && stranger ? SEVERITY_MEDIUM : SEVERITY_LOW;
}

/* One that asks many elements is one finding, unless it is grave. */
static struct finding *finding_for(struct judge *j, const struct conversation *c, const char *word,
                                   enum severity severity, bool *ret_new)
{
    const struct party asks = {.address = c->asks};
    const struct party serves = {.address = c->serves};
    bool grave = severity > SEVERITY_LOW;
    struct finding *f = finding_of(j, &check_management_in_clear, &asks, grave ? &serves : NULL,
                                   word, c->first, ret_new);
    if (f && *ret_new)
        f->custodian = serves;
    return f;
}

static void title(struct judge *j, struct finding *f, const struct conversation *c,
                  const char *word)
{
    TEXT_ON(asks, 60);
    TEXT_ON(serves, 60);
    bool one = addr_equal(&f->custodian.address, &c->serves);
    text_called(&asks, j, &c->asks);
    if (one)
        text_called(&serves, j, &c->serves);
    else
        text_put(&serves, "several elements");
    if (!one)
        f->custodian = (struct party){0};
    finding_title(j, f, "%s and %s speak %s, in clear", asks.at, serves.at, word);
}

static void tell(struct judge *j, struct finding *f, const struct conversation *c,
                 const struct holding *h, const char *word)
{
    TEXT_ON(asks, 120);
    TEXT_ON(serves, 120);
    TEXT_ON(holds, 100);
    text_whole(&asks, j, &c->asks);
    text_whole(&serves, j, &c->serves);
    text_holding(&holds, h);
    finding_proof(j, f, c->where, "%s to %s: %s", asks.at, serves.at, word);
    if (f->why_count < WHYS)
        finding_why(j, f,
                    "%s and %s speak %s: %llu bytes and %llu back. The element %s, and who "
                    "listens on the way gets passwords and data.",
                    asks.at, serves.at, word, (unsigned long long)c->bytes,
                    (unsigned long long)c->back, holds.at);
}

static void on_flow(void *state, struct judge *j, const struct flow *flow,
                    const struct conversation *c)
{
    bool is_new;
    struct holding h;
    (void)state;
    const char *word = word_of(flow, c);
    if (!word || !c->reached || !is_here(&c->asks) || !is_here(&c->serves) ||
        addr_equal(&c->asks, &c->serves))
        return;
    if (!is_element(j, &c->serves, &h) &&
        !(conversation_speaks(c, FETCHES) && is_element(j, &c->asks, &h)))
        return;
    if (conversation_permitted(j, c))
        return;
    enum severity severity = weight_of(j, c, &h);
    struct finding *f = finding_for(j, c, word, severity, &is_new);
    if (!f)
        return;
    finding_weigh(f, severity, SURE);
    f->last = c->last > f->last ? c->last : f->last;
    if (is_new)
        conversation_filter(j, f, c);
    bool told = !is_new && addr_equal(&f->custodian.address, &c->serves);
    if (is_new || f->custodian.address.family)
        title(j, f, c, word);
    if (!told)
        tell(j, f, c, &h, word);
}

static const char *const INNOCENT[] = {
    "the way between both is protected by other means (IPsec, a network of its own)",
    "it changes to TLS within the conversation (StartTLS, SSLRequest), or the bind is by SASL",
    "it is a laboratory", NULL};
static const char *const REFERENCES[] = {
    "TS 33.117 4.2.3.2.4: management by protected protocols only; telnet, FTP and SNMPv1/v2c off",
    "RFC 3414 1.1: what SNMPv1 and v2c do not protect",
    "GSMA FS.31: baseline controls, management traffic is encrypted", NULL};
static const char *const TECHNIQUES[] = {"T1040", "T1078", NULL};

const struct check check_management_in_clear = {
    .slug = "management-in-clear",
    .title = "An element is managed, or asked for data, by means that send passwords in clear",
    .meaning =
        "Telnet, FTP, TFTP, the remote shells of BSD, VNC, SNMP before version 3, LDAP and the "
        "protocols of databases carry passwords or communities, and then all that is done, as "
        "they are typed. An element of the core was reached by one of them.\n"
        "\n"
        "Companies' networks are full of these, so only elements count that are declared or, "
        "without a declaration, play a role of the core; one asker is one finding for each "
        "protocol. What is told is the protocol: whether a conversation changes to TLS on its way "
        "is not followed. Web pages of management are not told, since their passwords look like "
        "any page's.",
    .innocent_if = INNOCENT,
    .next = "Turn the protocol off on the element and take SSH, HTTPS, SNMPv3 or LDAPS. Change the "
            "passwords that passed.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "permit: (from, to, protocol)",
    .severities = "low: an element is reached so. medium: one that keeps subscribers' data, by "
                  "somebody whom the declaration does not know.",
    .rank = 1,
    .flow = on_flow,
};
