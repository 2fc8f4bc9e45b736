/* Inside the proto room: X1, by which interception is ordered (ETSI TS 103 221-1): XML in the
 * bodies of HTTP.
 *
 * What names a warrant or a task (LIID, XID) is nobody's to see: an XID ties messages of one task
 * together, as a hash, and is not told.
 */
#ifndef POSTERN_WIRE_PROTO_X1_H
#define POSTERN_WIRE_PROTO_X1_H

#include "wire/proto/sbi.h"

/* Whether a body is one of X1's, by its root element and that one's namespace. */
bool x1_is(struct span body);

/* The first of the requests or answers that are in the body, said of the message: its fields, and
 * in s->x1_op its operation. */
void x1_body(struct sbi *s, struct span body);

/* The others, and each task that an answer lists, as messages that are not told: when the first one
 * has been. */
void x1_others(struct sbi *s);

#endif
