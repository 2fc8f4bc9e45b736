/* Wireshark's display filters for proofs: what a message's type and an address are called there. */
#ifndef POSTERN_JUDGE_FILTER_H
#define POSTERN_JUDGE_FILTER_H

#include "base/addr.h"
#include "spec/spec.h"

/* Wireshark's field that holds the type of a message, where that is a number; else NULL. */
const char *filter_type_field(enum proto proto);

/* Wireshark's name of the protocol itself. */
const char *filter_proto(enum proto proto);

/* Adds that a packet comes from or goes to this address, behind " && " when something stands there;
 * nothing for none. */
void filter_address(struct text *t, const struct addr *a);

#endif
