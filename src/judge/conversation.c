#include "judge/conversation.h"

#include "judge/filter.h"

#include <string.h>

enum { TCP = 6, UDP = 17, SCTP = 132, SCTP_HANDSHAKE = 2 };

const char *const WORDS_WORK[] = {"ssh",  "telnet", "rdp",     "vnc",  "ftp",  "tftp",
                                  "http", "tls",    "netconf", "nfs",  "smb",  "rsync",
                                  "ica",  "msrpc",  "rpcap",   "quic", "snmp", NULL};

const char *const WORDS_DATA[] = {"ldap",  "mysql",     "postgresql", "tds",  "oracle", "mongodb",
                                  "redis", "cassandra", "kafka",      "nfs",  "smb",    "diameter",
                                  "http2", "gsm_map",   "radius",     "gsup", "gtp",    "gtpv2",
                                  "pfcp",  "x1",        "x2x3",       "hi2",  "hi3",    "m3ua",
                                  "sua",   "m2pa",      "s1ap",       "ngap", "sgsap",  NULL};

/* TCP carries payload only when both have agreed to talk; a request of UDP is an attempt until it
 * is answered; associations begin with chunks both ways, and those that are refused end there. */
static bool is_reached(const struct flow *f, unsigned to_server)
{
    switch (f->key.transport) {
    case TCP:
        return f->bytes[0] + f->bytes[1] > 0;
    case SCTP:
        return f->frames[to_server] > SCTP_HANDSHAKE && f->frames[!to_server] > 1;
    default:
        return f->bytes[!to_server] > 0;
    }
}

void conversation_of(const struct flow *f, struct conversation *ret)
{
    unsigned to_server = flow_to_server(f, 0);
    *ret = (struct conversation){.asks = to_server ? f->key.b : f->key.a,
                                 .serves = to_server ? f->key.a : f->key.b,
                                 .protocol = flow_word(f),
                                 .transport = f->key.transport,
                                 .port = to_server ? f->key.a_port : f->key.b_port,
                                 .reached = is_reached(f, to_server),
                                 .bytes = f->bytes[to_server],
                                 .back = f->bytes[!to_server],
                                 .first = f->first,
                                 .last = f->last,
                                 .where = f->where};
}

bool conversation_speaks(const struct conversation *c, const char *const *words)
{
    for (; c->protocol && *words; words++)
        if (strcmp(c->protocol, *words) == 0)
            return true;
    return false;
}

struct exchange conversation_exchange(const struct conversation *c)
{
    return (struct exchange){.protocol = c->protocol, .transport = c->transport, .port = c->port};
}

struct referred referred_address(struct judge *j, const struct addr *a)
{
    return (struct referred){.declared = network_element(judge_network(j), a), .address = *a};
}

bool conversation_permitted(struct judge *j, const struct conversation *c)
{
    struct referred asks = referred_address(j, &c->asks);
    struct referred serves = referred_address(j, &c->serves);
    struct exchange what = conversation_exchange(c);
    return network_permits(judge_network(j), &asks, &serves, &what);
}

static const char *transport_word(uint8_t transport)
{
    return transport == TCP ? "tcp" : transport == UDP ? "udp" : transport == SCTP ? "sctp" : NULL;
}

void text_conversation(struct text *t, const struct conversation *c)
{
    const char *over = transport_word(c->transport);
    if (c->protocol)
        text_put(t, c->protocol);
    else if (over)
        text_format(t, "%s/%u", over, c->port);
    else
        text_format(t, "IP protocol %u", c->transport);
}

void conversation_filter(struct judge *j, struct finding *f, const struct conversation *c)
{
    TEXT_ON(filter, 200);
    const char *over = transport_word(c->transport);
    if (over)
        text_format(&filter, "%s.port == %u", over, c->port);
    filter_address(&filter, &c->asks);
    filter_address(&filter, &c->serves);
    finding_filter(j, f, "%s", filter.at);
}

void text_called(struct text *t, struct judge *j, const struct addr *a)
{
    const struct declared *d = network_element(judge_network(j), a);
    if (d)
        text_put(t, d->name);
    else
        text_addr(t, a);
}

void text_whole(struct text *t, struct judge *j, const struct addr *a)
{
    text_party(t, j, &(struct party){.address = *a});
}
