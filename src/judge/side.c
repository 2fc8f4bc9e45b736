#include "judge/side.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

bool role_relays(enum role role)
{
    return role == ROLE_DRA || role == ROLE_DEA || role == ROLE_STP || role == ROLE_SCP ||
           role == ROLE_SEPP;
}

bool declared_relays(const struct declared *d)
{
    for (unsigned i = 0; d && i < DECLARED_ROLES && d->roles[i]; i++)
        if (role_relays((enum role)d->roles[i]))
            return true;
    return false;
}

static bool digits(const char *s, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (!isdigit((unsigned char)s[i]))
            return false;
    return true;
}

bool plmn_of_name(const char *name, char ret[8])
{
    const char *mnc = strcasestr(name, "mnc");
    ret[0] = 0;
    if (!mnc || !digits(mnc + 3, 3) || strncasecmp(mnc + 6, ".mcc", 4) != 0 || !digits(mnc + 10, 3))
        return false;
    memcpy(ret, mnc + 10, 3);
    memcpy(ret + 3, mnc + 3, 3);
    ret[6] = 0;
    return true;
}

bool imsi_of_plmn(const char *imsi, const char *plmn)
{
    if (strlen(plmn) != 6 || strlen(imsi) < 6 || strncmp(imsi, plmn, 3) != 0)
        return false;
    return strncmp(imsi + 3, plmn + 3, 3) == 0 ||
           (plmn[3] == '0' && strncmp(imsi + 3, plmn + 4, 2) == 0);
}

bool imsi_of_person(struct judge *j, uint32_t person, char ret[16])
{
    const struct registry *r = judge_registry(j);
    const struct person *p = registry_person(r, person);
    const struct identity *i = p ? registry_identity(r, p->identities[IDENTITY_IMSI]) : NULL;
    struct text text = text_in(ret, 16);
    ret[0] = 0;
    if (i)
        registry_identity_text(&text, r, i);
    return ret[0] != 0;
}

/* The operator of a name: its realm as said, and the name itself, which lies below its realm. */
static enum belongs of_names(const struct network *n, struct side *s, const char *name,
                             const char *realm)
{
    const char *said[] = {realm, name};
    enum belongs belongs = BELONGS_UNKNOWN;
    for (unsigned i = 0; i < 2 && belongs == BELONGS_UNKNOWN; i++) {
        char plmn[8];
        if (!*said[i])
            continue;
        bool names = plmn_of_name(said[i], plmn);
        if (names && !s->plmn[0])
            memcpy(s->plmn, plmn, sizeof s->plmn);
        if (network_home_realm(n, said[i]) || (names && network_home_plmn(n, plmn)))
            return BELONGS_HOME;
        s->partner = network_partner_realm(n, said[i]);
        if (!s->partner && names)
            s->partner = network_partner_plmn(n, plmn);
        if (s->partner)
            return BELONGS_PARTNER;
        if (names && (network_has_home(n) || network_has_realms(n)))
            belongs = BELONGS_FOREIGN;
    }
    return belongs;
}

static enum belongs of_title(const struct network *n, struct side *s)
{
    if (!s->title[0])
        return BELONGS_UNKNOWN;
    if (network_home_title(n, s->title))
        return BELONGS_HOME;
    s->partner = network_partner_title(n, s->title);
    if (s->partner)
        return BELONGS_PARTNER;
    return network_has_titles(n) ? BELONGS_FOREIGN : BELONGS_UNKNOWN;
}

static enum belongs of_address(const struct network *n, struct side *s)
{
    if (s->declared)
        return BELONGS_HOME;
    s->partner = network_partner_address(n, &s->party.address);
    return s->partner ? BELONGS_PARTNER : BELONGS_UNKNOWN;
}

/* A name that is nobody's here, from the address of a relay or of another element, is not that
 * element: who it is stays open. */
static void find_declared(const struct network *n, struct side *s, const char *name)
{
    const struct declared *there = network_element(n, &s->party.address);
    s->declared = *name ? network_host(n, name) : NULL;
    if (!s->declared && *name)
        s->declared = network_instance(n, name);
    if (declared_relays(there) && there != s->declared)
        s->relay = there;
    if (!s->declared && !(*name && s->relay))
        s->declared = there;
}

static void find_roles(struct judge *j, struct side *s)
{
    struct role_guess guesses[ELEMENT_ROLES];
    for (unsigned i = 0; s->declared && i < ELEMENT_ROLES; i++)
        s->roles[i] = s->declared->roles[i];
    s->confidence = s->roles[0] ? 100 : 0;
    if (s->roles[0] || s->relay)
        return;
    const struct element *e = registry_element(judge_registry(j), &s->party.address);
    unsigned count = e ? registry_roles(e, guesses) : 0;
    for (unsigned i = 0; i < count; i++)
        s->roles[i] = (uint8_t)guesses[i].role;
    s->confidence = count ? guesses[0].confidence : 0;
}

void side_of(struct judge *j, const struct party *p, uint32_t realm, struct side *ret)
{
    const struct network *n = judge_network(j);
    struct names *names = registry_names(judge_registry(j));
    const char *name = names_text(names, p->name);
    *ret = (struct side){.party = *p};
    struct text title = text_in(ret->title, sizeof ret->title);
    if (p->address.family == ADDR_SS7)
        text_title(&title, &p->address);
    find_declared(n, ret, name);
    find_roles(j, ret);
    ret->belongs = of_names(n, ret, name, names_text(names, realm));
    if (ret->belongs == BELONGS_UNKNOWN)
        ret->belongs = of_title(n, ret);
    if (ret->belongs == BELONGS_UNKNOWN)
        ret->belongs = of_address(n, ret);
}

bool side_plays(const struct side *s, enum role role)
{
    for (unsigned i = 0; i < ELEMENT_ROLES && s->roles[i]; i++)
        if (spec_role_within(role, (enum role)s->roles[i]))
            return true;
    return false;
}

bool side_covers(const struct side *s, const uint8_t roles[SPEC_ROLES])
{
    if (!roles[0])
        return true;
    for (unsigned i = 0; i < SPEC_ROLES && roles[i]; i++)
        if (side_plays(s, (enum role)roles[i]))
            return true;
    return false;
}

struct referred side_referred(const struct side *s)
{
    return (struct referred){.declared = s->declared, .address = s->party.address};
}

struct exchange exchange_of(const struct access *a)
{
    /* Orders of interception have a word of their own, whatever carries them. */
    bool x1 = a->op->proto == PROTO_HTTP2 && strncmp(a->op->name, "X1 ", 3) == 0;
    return (struct exchange){.protocol = x1 ? "x1" : spec_proto_word((enum proto)a->op->proto),
                             .op = a->op,
                             .categories = a->categories};
}
