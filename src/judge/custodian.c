#include "judge/custodian.h"

#include "judge/undeclared.h"

enum { SURE = 70 }; /* one operation that only this role performs, done by itself */

/* TS 23.002, TS 23.501 6.2: who keeps subscriptions, keys, places and sessions of customers. Not
 * those that only forward their packets, nor registers of services. */
static const enum role CUSTODIANS[] = {
    ROLE_HLR,    ROLE_HSS,    ROLE_AUC,  ROLE_EIR,      ROLE_UDM,       ROLE_UDR,
    ROLE_UDSF,   ROLE_AUSF,   ROLE_AMF,  ROLE_SMF,      ROLE_MME,       ROLE_SGSN,
    ROLE_MSC,    ROLE_VLR,    ROLE_GMLC, ROLE_LMF,      ROLE_NWDAF,     ROLE_SMSC,
    ROLE_SMSF,   ROLE_PCF,    ROLE_PCRF, ROLE_CHF,      ROLE_OCS,       ROLE_OFCS,
    ROLE_SCF,    ROLE_EIR_5G, ROLE_AAA,  ROLE_DATABASE, ROLE_DIRECTORY, ROLE_PROVISIONING,
    ROLE_S_CSCF, ROLE_BSF,    ROLE_NEF,  ROLE_E_SMLC};

/* TS 33.107, TS 33.127 */
static const enum role INTERCEPTION[] = {ROLE_ADMF, ROLE_MDF, ROLE_TF, ROLE_LEMF, ROLE_LIMS};

/* Signs of these roles are seen in any telephone network or company too, or are of customers. */
static const enum role ELSEWHERE_TOO[] = {
    ROLE_AAA, ROLE_AS,    ROLE_CSCF,      ROLE_P_CSCF, ROLE_I_CSCF, ROLE_S_CSCF,      ROLE_MGCF,
    ROLE_MGW, ROLE_DNS,   ROLE_NTP,       ROLE_SYSLOG, ROLE_ROUTER, ROLE_COLLECTOR,   ROLE_FIREWALL,
    ROLE_OSS, ROLE_PROBE, ROLE_JUMP_HOST, ROLE_USER,   ROLE_SMSC,   ROLE_PROVISIONING};

/* Declared, but none of the core's own. */
static const enum role BESIDE_CORE[] = {ROLE_DNS,       ROLE_NTP,   ROLE_SYSLOG,   ROLE_COLLECTOR,
                                        ROLE_ROUTER,    ROLE_PROBE, ROLE_FIREWALL, ROLE_USER,
                                        ROLE_JUMP_HOST, ROLE_OSS};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool is_one_of(enum role role, const enum role *all, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (all[i] == role)
            return true;
    return false;
}

static enum holds held_by(enum role role)
{
    if (is_one_of(role, INTERCEPTION, COUNT(INTERCEPTION)))
        return HOLDS_INTERCEPTION;
    if (is_one_of(role, CUSTODIANS, COUNT(CUSTODIANS)))
        return HOLDS_SUBSCRIBERS;
    return is_one_of(role, BESIDE_CORE, COUNT(BESIDE_CORE)) ? HOLDS_NOTHING : HOLDS_CORE;
}

static void take(struct holding *h, enum role role)
{
    enum holds holds = held_by(role);
    if (h->role != ROLE_NONE && holds <= h->holds)
        return;
    h->holds = holds;
    h->role = role;
}

void holding_of(struct judge *j, const struct addr *a, struct holding *ret)
{
    struct side s;
    *ret = (struct holding){.holds = HOLDS_NOTHING};
    side_of(j, &(struct party){.address = *a}, 0, &s);
    ret->declared = s.declared ? s.declared : s.relay;
    if (ret->declared) {
        for (unsigned i = 0; i < DECLARED_ROLES && ret->declared->roles[i]; i++)
            take(ret, (enum role)ret->declared->roles[i]);
        if (ret->declared->interception)
            ret->holds = HOLDS_INTERCEPTION;
    } else if (s.confidence >= SURE &&
               !is_one_of((enum role)s.roles[0], ELSEWHERE_TOO, COUNT(ELSEWHERE_TOO))) {
        take(ret, (enum role)s.roles[0]);
    }
}

bool is_stranger(struct judge *j, const struct addr *a)
{
    if (a->family == ADDR_SS7 || address_is_nobodys(a) ||
        registry_is_subscriber(judge_registry(j), a))
        return false;
    if (judge_network(j))
        return undeclared_address(j, a);
    const struct element *e = registry_element(judge_registry(j), a);
    for (unsigned i = 0; e && i < ELEMENT_ROLES; i++)
        if (e->signs[i].count)
            return false;
    return true;
}

void text_holding(struct text *t, const struct holding *h)
{
    static const char *const words[] = {
        [HOLDS_NOTHING] = "keeps no subscriber data that is known of",
        [HOLDS_CORE] = "is an element of the core",
        [HOLDS_SUBSCRIBERS] = "keeps subscribers' data",
        [HOLDS_INTERCEPTION] = "is part of lawful interception",
    };
    text_put(t, words[h->holds]);
    if (h->role != ROLE_NONE)
        text_format(t, " (%s, %s)", spec_role_word(h->role),
                    h->declared ? "as declared" : "by what it does");
}
