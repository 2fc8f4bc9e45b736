/* Ports and payload protocols, and who is at home there: made once, looked up for each new flow. */
#include "wire/proto/driver.h"

static uint32_t slot_of(uint64_t key)
{
    return (uint32_t)(key * 0x9e3779b97f4a7c15U >> 40) % HOME_SLOTS;
}

static void add(struct homes *h, enum home where, uint32_t number, unsigned decoder)
{
    uint64_t key = (uint64_t)where << 32 | number;
    uint32_t slot = slot_of(key);
    while (h->slots[slot].key && h->slots[slot].key != key)
        slot = (slot + 1) % HOME_SLOTS;
    h->slots[slot].key = key;
    h->slots[slot].decoders |= (uint64_t)1 << decoder;
}

static void add_ports(struct homes *h, enum home where, const uint16_t *ports, unsigned decoder)
{
    for (unsigned i = 0; i < DECODER_PORTS && ports[i]; i++)
        add(h, where, ports[i], decoder);
}

void homes_init(struct homes *h, const struct decoder *const *decoders, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        add_ports(h, HOME_UDP, decoders[i]->udp, i);
        add_ports(h, HOME_TCP, decoders[i]->tcp, i);
        add_ports(h, HOME_SCTP, decoders[i]->sctp, i);
        for (unsigned k = 0; k < DECODER_PORTS && decoders[i]->ppids[k]; k++)
            add(h, HOME_PPID, decoders[i]->ppids[k], i);
        for (unsigned k = 0; k < DECODER_LINKS && decoders[i]->links[k]; k++)
            add(h, HOME_LINK, decoders[i]->links[k], i);
    }
}

uint64_t homes_of(const struct homes *h, enum home where, uint32_t number)
{
    uint64_t key = (uint64_t)where << 32 | number;
    for (uint32_t slot = slot_of(key); h->slots[slot].key; slot = (slot + 1) % HOME_SLOTS)
        if (h->slots[slot].key == key)
            return h->slots[slot].decoders;
    return 0;
}

static enum home home_of(uint8_t transport)
{
    return transport == 17 ? HOME_UDP : transport == 6 ? HOME_TCP : HOME_SCTP;
}

uint64_t homes_of_packet(const struct homes *h, const struct packet *p)
{
    if (p->transport == TRANSPORT_SS7 && p->src.family != 4 && p->src.family != 6)
        return homes_of(h, HOME_LINK, p->frame->link);
    if (p->transport != 17 && p->transport != 6 && p->transport != 132)
        return 0;
    if (p->transport == 132 && p->ppid) {
        uint64_t decoders = homes_of(h, HOME_PPID, p->ppid);
        if (!decoders) /* some stacks send it in the order of their own memory */
            decoders = homes_of(h, HOME_PPID, __builtin_bswap32(p->ppid));
        if (decoders)
            return decoders;
    }
    enum home where = home_of(p->transport);
    return homes_of(h, where, p->dport) | homes_of(h, where, p->sport);
}

uint16_t homes_served(const struct homes *h, const struct flow *f)
{
    enum home where = home_of(f->key.transport);
    bool a = homes_of(h, where, f->key.a_port) != 0;
    bool b = homes_of(h, where, f->key.b_port) != 0;
    if (a == b)
        return 0;
    return a ? f->key.a_port : f->key.b_port;
}
