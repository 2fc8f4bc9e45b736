/* ISUP, ITU-T Q.763: calls between exchanges, and BICC (Q.1902.3), which has the same messages
 * behind a longer circuit code. */
#include "wire/proto/isup.h"
#include "base/hash.h"
#include "wire/proto/ss7.h"

enum {
    RELEASE = 12,
    NORMAL_CLEARING = 16, /* ITU-T Q.850 table 1 */
    ANSI_NETWORK = SS7_WIDE | 2,
};

/* A release that clears a call is answered itself; one with another cause says why the call did not
 * come about (Q.764 2.2, 2.3). */
static enum part part_of(const struct isup_layout *layout, uint8_t type, struct cursor c)
{
    if (type == RELEASE)
        return isup_cause(layout, c) == NORMAL_CLEARING ? PART_REQUEST : PART_ANSWER;
    if (spec_op(PROTO_ISUP, 0, type, PART_REQUEST))
        return PART_REQUEST;
    return spec_op(PROTO_ISUP, 0, type, PART_ANSWER) ? PART_ANSWER : PART_NEITHER;
}

/* A circuit lies between two point codes of one network, whichever of them speaks. */
static uint64_t handle_of(const struct packet *p, uint32_t circuit)
{
    bool turned = addr_order(&p->src, &p->dst) > 0;
    uint64_t low = hash_bytes(PROTO_ISUP, turned ? &p->dst : &p->src, sizeof p->src);
    uint64_t high = hash_bytes(PROTO_ISUP, turned ? &p->src : &p->dst, sizeof p->src);
    return hash_two(hash_two(PROTO_ISUP, low, high), p->network,
                    (uint64_t)p->dport << 32 | circuit);
}

static void place(struct message *m, const struct isup_layout *layout,
                  const struct isup_circuit *circuit)
{
    if (!circuit->is_known)
        return;
    message_handle(m, handle_of(m->packet, circuit->number));
    field_number(m, MEANING_CALL_ID, circuit->number, 0);
    if (!layout || !layout->exchange)
        return;
    /* A release that refuses a call answers what began it. */
    bool refuses = m->type == RELEASE && m->part == PART_ANSWER;
    uint8_t exchange = refuses ? 1 : layout->exchange;
    m->pairing = PAIR_PORTS;
    m->transaction =
        (uint64_t)m->packet->network << 48 | (uint64_t)exchange << 32 | circuit->number;
}

enum verdict isup_message(struct cursor c, const struct packet *p, struct sink *sink,
                          const struct isup_circuit *circuit)
{
    size_t sent = cursor_left(&c);
    uint8_t type = cursor_u8(&c);
    if (!cursor_ok(&c))
        return VERDICT_BROKEN;
    const struct isup_layout *layout = isup_layout(type, circuit->ansi);
    enum part part = layout ? part_of(layout, type, c) : PART_NEITHER;
    struct message *m = message_begin(sink, p, PROTO_ISUP, 0, type, part);
    m->length = (uint32_t)sent;
    place(m, layout, circuit);
    if (m->part == PART_ANSWER)
        m->outcome = OUTCOME_SUCCESS;
    if (layout)
        isup_parameters(m, layout, c);
    message_end(sink, m);
    return VERDICT_TOOK;
}

/* Handed down by MTP3; nobody else may take bytes for it. */
static enum likeness looks(struct cursor c)
{
    (void)c;
    return LIKE_NOT;
}

/* The circuit: 12 bits, 14 in ANSI's (T1.113.3 1.2), low byte first; 32 bits in BICC. */
static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct isup_circuit circuit = {.is_known = true, .ansi = p->network == ANSI_NETWORK};
    if (p->dport == SS7_BICC)
        circuit.number = cursor_u32le(&c);
    else
        circuit.number = cursor_u16le(&c) & (circuit.ansi ? 0x3fff : 0xfff);
    return cursor_ok(&c) ? isup_message(c, p, sink, &circuit) : VERDICT_BROKEN;
}

const struct decoder decoder_isup = {
    .name = "isup",
    .looks = looks,
    .decode = decode,
};
