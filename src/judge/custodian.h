/* What of customers' data an address holds: by its declaration, else by what it is seen to do. */
#ifndef POSTERN_JUDGE_CUSTODIAN_H
#define POSTERN_JUDGE_CUSTODIAN_H

#include "judge/side.h"

enum holds {
    HOLDS_NOTHING,      /* nothing that is known of */
    HOLDS_CORE,         /* it is an element of the mobile core */
    HOLDS_SUBSCRIBERS,  /* it keeps who customers are, where they are, or their keys and sessions */
    HOLDS_INTERCEPTION, /* it keeps whose calls are listened to, or what was heard */
};

struct holding {
    enum holds holds;
    enum role role;                  /* that it is by; ROLE_NONE: none */
    const struct declared *declared; /* NULL: signs speak for it */
};

void holding_of(struct judge *j, const struct addr *a, struct holding *ret);
/* Whether nobody knows this peer of a custodian: with a declaration it has no entry; without one,
 * it does nothing that a role of 3GPP does. Never said of customers, nor of nobody's addresses. */
bool is_stranger(struct judge *j, const struct addr *a);
/* "keeps subscribers' data, being an HSS" for a sentence behind its name. */
void text_holding(struct text *t, const struct holding *h);

#endif
