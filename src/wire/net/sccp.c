/* A link of which only SCCP was captured: who talks stands in its messages, and not in all. */
#include "wire/net/layer.h"
#include "wire/net/udp.h"

enum layer layer_sccp(struct walk *w)
{
    struct packet *p = w->p;
    p->transport = TRANSPORT_SS7;
    struct flow_at at;
    flow_at(&at, w->net->said.seed, p, w->tunnel);
    udp_up(w->net, p, &at, w->c);
    return LAYER_DONE;
}
