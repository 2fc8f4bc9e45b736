/* The registry: which number leads to which layer. */
#include "wire/net/layer.h"

enum { NUMBERS = 8 };

struct row {
    const char *name;
    uint32_t links[NUMBERS], ethertypes[NUMBERS], protocols[NUMBERS], ports[NUMBERS];
};

#define NO(n) ((n) + 1)

static const struct row ROWS[LAYERS] = {
#define LAYER(ID, function, label, ...) [LAYER_##ID] = {.name = label, __VA_ARGS__},
#include "wire/net/layers.def"
#undef LAYER
};

static bool holds(const uint32_t numbers[NUMBERS], uint32_t number)
{
    for (unsigned i = 0; i < NUMBERS && numbers[i]; i++)
        if (numbers[i] == NO(number))
            return true;
    return false;
}

const char *layer_name(enum layer layer)
{
    return ROWS[layer].name;
}

enum layer layer_of_link(uint16_t link)
{
    for (unsigned i = 1; i < LAYERS; i++)
        if (holds(ROWS[i].links, link))
            return (enum layer)i;
    return LAYER_DONE;
}

enum layer layer_of_port(uint16_t udp_port)
{
    for (unsigned i = 1; i < LAYERS; i++)
        if (holds(ROWS[i].ports, udp_port))
            return (enum layer)i;
    return LAYER_DONE;
}

void layer_ports(uint16_t ret[TUNNEL_PORTS])
{
    unsigned count = 0;
    memset(ret, 0, TUNNEL_PORTS * sizeof *ret);
    for (unsigned i = 1; i < LAYERS; i++)
        for (const uint32_t *port = ROWS[i].ports; *port && count < TUNNEL_PORTS - 1; port++)
            ret[count++] = (uint16_t)(*port - 1);
}

enum layer next_ethertype(struct walk *w, uint16_t ethertype)
{
    w->ethertype = ethertype;
    for (unsigned i = 1; i < LAYERS; i++)
        if (holds(ROWS[i].ethertypes, ethertype))
            return (enum layer)i;
    return walk_unread(w, UNREAD_ETHERTYPE, ethertype);
}

/* Its protocol is in the flow's key, so that whoever is told of its end can name it. */
enum layer next_conversation(struct walk *w)
{
    struct packet *p = w->p;
    p->sport = p->dport = 0;
    struct flow_at at;
    flow_at(&at, w->net->said.seed, p, w->tunnel);
    struct flow *f = flow_take(w->net, p->frame, &at, cursor_left(&w->c));
    flow_left(f, p->frame, cursor_left(&w->c));
    return LAYER_DONE;
}

enum layer next_protocol(struct walk *w, uint8_t protocol)
{
    w->p->transport = protocol;
    for (unsigned i = 1; i < LAYERS; i++)
        if (holds(ROWS[i].protocols, protocol))
            return (enum layer)i;
    return next_conversation(w);
}

enum layer next_version(struct walk *w)
{
    switch (cursor_peek8(&w->c, 0) >> 4) {
    case 4:
        return LAYER_IPV4;
    case 6:
        return LAYER_IPV6;
    default:
        return walk_broken(w);
    }
}
