/* What vendors do from outside: their conversations with the network, and what goes on from there
 * while they are logged in. Shared by maintenance-outside-window and vendor-reach.
 *
 * Conversations end in no order, so they are kept until the end and chained then: one begun by the
 * machine that a vendor works on, in that time, is taken for the vendor's.
 */
#ifndef POSTERN_JUDGE_VENDOR_H
#define POSTERN_JUDGE_VENDOR_H

#include "judge/conversation.h"
#include "judge/custodian.h"

enum contact_kind {
    CONTACT_VENDOR, /* one side is the vendor's address */
    CONTACT_ONWARD, /* begun by an entry point or a target of maintenance */
    CONTACT_STAFF,  /* somebody else works on an entry point */
};

struct contact {
    struct table_head head;
    struct contact_key {
        struct flow_key flow;
        uint32_t spare;
        uint64_t first; /* ports are used again */
    } key;
    struct conversation said;
    enum contact_kind kind;
    bool calls_vendor; /* begun by the network's side */
    bool permitted;    /* onward, and not to be told; yet a vendor may go on from there */
    bool shared;       /* onward: somebody else worked there too, and it may be his */
    /* Onward: the one through which the vendor came here, and the vendor's own; NULL: not his. */
    struct contact *through, *root;
    struct finding *finding; /* the check's */
};

struct vendors {
    struct table table; /* of struct contact */
    struct contact **all;
    size_t count;
    bool is_open; /* the declaration has maintenance: */
};

bool vendors_open(struct vendors *v, struct judge *j, size_t budget);
void vendors_close(struct vendors *v);
void vendors_flow(struct vendors *v, struct judge *j, const struct flow *f,
                  const struct conversation *said);
/* Orders them by time and chains them. */
void vendors_chain(struct vendors *v, struct judge *j);

/* Whether this is where a vendor comes from. */
bool vendor_is(struct judge *j, const struct addr *a);
/* The vendor's address and the network's of CONTACT_VENDOR. */
const struct addr *contact_vendor(const struct contact *c);
const struct addr *contact_other(const struct contact *c);
/* What the contact reaches: contact_other, or who serves an onward one. */
const struct addr *contact_reached(const struct contact *c);

/* How far the declaration's maintenance allows a contact: by the entry that goes furthest. */
struct allowance {
    const struct maintenance *by;
    bool place, time, protocol;
    bool around; /* a target, but past the entry point that is declared */
};
void contact_allowed(struct judge *j, const struct contact *c, uint64_t grace,
                     struct allowance *ret);

/* "192.0.2.130 of Example Systems" */
void text_vendor(struct text *t, struct judge *j, const struct contact *root);

#endif
