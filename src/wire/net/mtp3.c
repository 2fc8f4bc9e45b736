/* A message of MTP3: two point codes talk, and there are no ports. */
#include "wire/net/layer.h"
#include "wire/net/udp.h"

enum layer layer_mtp3(struct walk *w)
{
    struct packet *p = w->p;
    struct cursor user = w->c;
    struct ss7_label label;
    if (!ss7_label_read(&user, &label))
        return walk_broken(w);
    ss7_label_set(p, &label);
    p->odd = 0; /* they are the flow's own */
    p->sport = p->dport = 0;
    p->transport = TRANSPORT_SS7;
    struct flow_at at;
    flow_at(&at, w->net->said.seed, p, w->tunnel);
    udp_up(w->net, p, &at, w->c);
    return LAYER_DONE;
}
