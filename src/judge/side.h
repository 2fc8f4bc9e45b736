/* Who one side of an access is: what the declaration says of it, else what its doings show. */
#ifndef POSTERN_JUDGE_SIDE_H
#define POSTERN_JUDGE_SIDE_H

#include "judge/finding.h"

enum belongs {
    BELONGS_UNKNOWN,
    BELONGS_HOME,    /* declared, or of a home realm or global title */
    BELONGS_PARTNER, /* of a declared partner */
    BELONGS_FOREIGN, /* names another network, of which the declaration knows nothing */
};

struct side {
    struct party party;
    /* The declared element of its name; where it gives none, of its address. Who only passes on
     * what another one says is `relay`, and not this. */
    const struct declared *declared;
    const struct declared *relay;
    const struct partner *partner;
    enum belongs belongs;
    char plmn[8];                 /* MCC and MNC (three digits) that its realm names; "": none */
    char title[24];               /* its global title's digits; "": none */
    uint8_t roles[ELEMENT_ROLES]; /* as declared, else those that signs speak for, best first */
    unsigned confidence;          /* of roles[0]: 100 when declared, 0 when there is none */
};

/* `realm`: names_text of the registry, 0: none. */
void side_of(struct judge *j, const struct party *p, uint32_t realm, struct side *ret);

/* Whether it plays this role (spec_role_within). */
bool side_plays(const struct side *s, enum role role);
/* Whether one of a row's roles is played; a row without roles is anybody's. */
bool side_covers(const struct side *s, const uint8_t roles[SPEC_ROLES]);
/* Whether it only passes on: a DRA, DEA, STP, SCP, SEPP. */
bool role_relays(enum role role);
bool declared_relays(const struct declared *d); /* NULL does not */

/* What a permit is held against. */
struct referred side_referred(const struct side *s);
struct exchange exchange_of(const struct access *a);

/* "mnc001.mcc001" in a realm or host name: "001001" (TS 23.003 19.2); false: it names none. */
bool plmn_of_name(const char *name, char ret[8]);
/* The digits of the best IMSI known of a person into `ret`; false: none known. */
bool imsi_of_person(struct judge *j, uint32_t person, char ret[16]);
/* Whether an IMSI is of the network that a name of 3GPP's domains names: a two-digit MNC is
 * written with a zero before it, so 00101... is of 001001 too. */
bool imsi_of_plmn(const char *imsi, const char *plmn);

#endif
