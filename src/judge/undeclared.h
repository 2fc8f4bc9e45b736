/* What the declaration does not know: shared by undeclared-element and undeclared-access. */
#ifndef POSTERN_JUDGE_UNDECLARED_H
#define POSTERN_JUDGE_UNDECLARED_H

#include "judge/side.h"

/* One that nobody has by himself: multicast, broadcast, link-local, loopback, unspecified. */
bool address_is_nobodys(const struct addr *a);
/* Whether the declaration has no entry that this address could be: no element, partner, user pool,
 * origin of maintenance or place of delivery. Not said of addresses that are nobody's, nor of
 * global titles of other countries' networks, of which nobody has a list. */
bool undeclared_address(struct judge *j, const struct addr *a);
/* Whether one side of an access is nobody the declaration knows. */
bool undeclared_side(struct judge *j, const struct side *s);

#endif
