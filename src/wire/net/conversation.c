/* How a conversation is named where a person reads it. */
#include "wire/net/packet.h"

enum { PORT_WELL_KNOWN = 1024 };

unsigned flow_to_server(const struct flow *f, uint16_t port)
{
    bool a_serves = port && f->key.a_port == port;
    bool b_serves = port && f->key.b_port == port;
    if (a_serves == b_serves) {
        a_serves = f->key.a_port && f->key.a_port < PORT_WELL_KNOWN;
        b_serves = f->key.b_port && f->key.b_port < PORT_WELL_KNOWN;
    }
    if (a_serves == b_serves)
        return f->begun_by;
    return a_serves ? 1 : 0;
}

static void text_transport(struct text *t, uint8_t transport)
{
    if (transport == 6)
        text_put(t, "/tcp");
    else if (transport == 17)
        text_put(t, "/udp");
    else if (transport == 132)
        text_put(t, "/sctp");
    else
        text_format(t, " ip/%u", transport);
}

void text_flow(struct text *t, const struct flow *f, unsigned to_server)
{
    const struct addr *asks = to_server ? &f->key.b : &f->key.a;
    const struct addr *serves = to_server ? &f->key.a : &f->key.b;
    uint16_t port = to_server ? f->key.a_port : f->key.b_port;
    if (!asks->family && !serves->family) { /* a link that does not say whose it is */
        text_put(t, "sccp");
        return;
    }
    text_addr(t, asks);
    text_put(t, " > ");
    if (f->key.transport == 6 || f->key.transport == 17 || f->key.transport == 132)
        text_endpoint(t, serves, port);
    else
        text_addr(t, serves);
    if (asks->family == ADDR_SS7)
        text_put(t, " mtp3");
    else
        text_transport(t, f->key.transport);
}
