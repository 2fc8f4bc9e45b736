/* Inside the judge: what the checks of interception share. Who is declared to run it, where its
 * product may go, and what of an access or conversation belongs to it. */
#ifndef POSTERN_JUDGE_INTERCEPTION_H
#define POSTERN_JUDGE_INTERCEPTION_H

#include "judge/side.h"

/* Whose a place is that intercepted or copied traffic goes to. */
enum li_place {
    LI_UNSAID,    /* no declaration says who runs interception */
    LI_FUNCTION,  /* an interception function, or a place of deliver_to */
    LI_ELEMENT,   /* another element of the declaration */
    LI_ELSEWHERE, /* nobody's */
};
enum li_place li_place_of(struct judge *j, const struct addr *a);

/* Whether this element is declared as an interception function: under interception, or by its role.
 */
bool li_function(const struct declared *d);

/* An operation of X1, by which interception is ordered. */
bool li_order(const struct spec_op *op);

/* An end of an access as it is to be told. Names in an order are anybody's to write: those that
 * give one are known by their addresses, and by the names that the declaration gives these. */
struct party li_end(const struct access *a, const struct party *p);

/* The title, under 100 characters however long addresses and names are: else the short one. */
void li_title(struct judge *j, struct finding *f, const struct text *whole,
              const struct text *shorter);

/* As told_access; the filter is one for whatever carries an order, on a port that Wireshark may
 * take for another protocol's. */
void li_told(struct judge *j, struct finding *f, const struct access *a);

/* What an access's `to` says: "192.0.2.9:4000", "[2001:db8::9]:4000", an address alone. False: it
 * is none. */
bool li_address(const char *to, struct addr *ret);

/* Product on its way: X2/X3, HI2, HI3. False: the conversation is none. */
struct li_delivery {
    const char *protocol;
    struct addr sender, receiver; /* the one who sends more is the sender */
    uint64_t bytes;
};
bool li_delivery_of(const struct flow *f, struct li_delivery *ret);

#endif
