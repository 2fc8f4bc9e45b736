/* Inside the net room: the first of two looks at a batch of frames.
 *
 * A table entry that is not in the cache costs 130-160 ns, and ten on their way at once cost the
 * same. So plain frames (Ethernet or cooked, perhaps one VLAN tag, whole IPv4 or IPv6, UDP, TCP or
 * SCTP) are read first and the entries that they need are sent for; whatever is unusual goes
 * through the layers one by one, in its turn.
 */
#ifndef POSTERN_WIRE_NET_QUICK_H
#define POSTERN_WIRE_NET_QUICK_H

#include "wire/net/layer.h"

enum quick_is { QUICK_NOT, QUICK_UDP, QUICK_SEGMENT, QUICK_G_PDU };

struct quick {
    enum quick_is is;
    bool tagged;
    bool guarded; /* the customer's packet may be of a guarded address */
    uint16_t vlan;
    struct flow_at at;
    struct cursor payload; /* of UDP; TCP and SCTP with their headers */
    struct g_pdu_at g;
};

void quick_look(const struct net *n, const struct frame *f, struct quick *ret);
/* Between the two: the tags have come, the entries are sent for. */
void quick_send_for(const struct net *n, const struct quick *q);
/* The second look, in order of frames; false: not a plain one. */
bool quick_up(struct net *n, const struct frame *f, const struct quick *q);

#endif
