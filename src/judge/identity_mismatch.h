/* Inside the check identity-mismatch: what its files share.
 *
 * identity_mismatch.c takes messages and accesses and explains; each of the others knows in which
 * ways names contradict themselves in one family of protocols: identity_mismatch_names.c Diameter
 * and what it shares with the SBI, identity_mismatch_nf.c the SBI, identity_mismatch_ss7.c SS7,
 * identity_mismatch_gtp.c GTP and PFCP.
 */
#ifndef POSTERN_JUDGE_IDENTITY_MISMATCH_H
#define POSTERN_JUDGE_IDENTITY_MISMATCH_H

#include "judge/accused.h"
#include "judge/speaker.h"

enum mismatch {
    MISMATCH_REALM = 1 << 0,     /* host of one network, realm of another */
    MISMATCH_BELOW = 1 << 1,     /* host of 3GPP's domains that is not below its realm */
    MISMATCH_ROUTE = 1 << 2,     /* a home name that comes by way of another network */
    MISMATCH_TURNS = 1 << 3,     /* one name at two addresses by turns */
    MISMATCH_ELSEWHERE = 1 << 4, /* a declared name from where it is not */
    MISMATCH_INSTANCE = 1 << 5,  /* another NF's instance than the one that registered there */
    MISMATCH_TYPE = 1 << 6,      /* another NF type than declared */
    MISMATCH_LINK = 1 << 7,      /* a title of ours from a link that is not */
    MISMATCH_INSIDE = 1 << 8,    /* MAP's own addresses are another network's than the title */
    MISMATCH_TUNNEL = 1 << 9,    /* the sender's tunnel endpoint is another element's */
};

struct identity_mismatch {
    struct accusations accusations;
    struct speakers speakers;
    uint64_t within; /* two addresses take turns within this time */
};

/* One claim that does not hold, said of a request. */
struct mismatched {
    const struct message *m;
    const struct says *says;
    struct party sender;
    const char *host; /* "": it has no name */
};

/* Says it: the reason, and once for each the sentence. NULL: there is no room. */
struct accused *mismatch_say(struct identity_mismatch *s, struct judge *j,
                             const struct mismatched *c, const struct reason *reason,
                             const char *title, const char *why);

void mismatch_of_diameter(struct identity_mismatch *s, struct judge *j, const struct mismatched *c,
                          const struct spoken *spoken);
/* A declared name from elsewhere: Diameter and SBI. */
void mismatch_of_place(struct identity_mismatch *s, struct judge *j, const struct mismatched *c,
                       const struct spoken *spoken);
void mismatch_of_nf(struct identity_mismatch *s, struct judge *j, const struct mismatched *c);
void mismatch_of_ss7(struct identity_mismatch *s, struct judge *j, const struct message *m);
void mismatch_of_tunnel(struct identity_mismatch *s, struct judge *j, const struct message *m);

#endif
