/* ISUP, ITU-T Q.763: calls between exchanges, and BICC (Q.1902.3), which has the same messages
 * behind a longer circuit code. */
#include "wire/proto/isup.h"
#include "base/hash.h"
#include "wire/proto/ss7.h"

enum { RELEASE = 12, PASS_ALONG = 40, ANSI_NETWORK = SS7_WIDE | 2 };

static enum part part_of(uint8_t type)
{
    if (spec_op(PROTO_ISUP, 0, type, PART_REQUEST))
        return PART_REQUEST;
    return spec_op(PROTO_ISUP, 0, type, PART_ANSWER) ? PART_ANSWER : PART_NEITHER;
}

/* A circuit lies between two point codes of one network, whichever of them speaks. */
static uint64_t hash_of(const struct packet *p, uint32_t circuit)
{
    bool turned = addr_order(&p->src, &p->dst) > 0;
    uint64_t low = hash_bytes(PROTO_ISUP, turned ? &p->dst : &p->src, sizeof p->src);
    uint64_t high = hash_bytes(PROTO_ISUP, turned ? &p->src : &p->dst, sizeof p->src);
    return hash_two(hash_two(PROTO_ISUP, low, high), p->network,
                    (uint64_t)p->dport << 32 | circuit);
}

/* The call's name, and what request and answer have in common: both are of this call only. */
static void place(struct message *m, const struct isup_layout *layout,
                  const struct isup_circuit *circuit, uint64_t call)
{
    field_number(m, MEANING_CALL_ID, circuit->number, 0);
    if (layout->circuit)
        call = hash_two(PROTO_ISUP, circuit->hash, 0);
    else
        message_handle(m, call);
    if (!layout->exchange)
        return;
    /* A release that refuses a call answers what began it. */
    bool refuses = m->type == RELEASE && m->part == PART_ANSWER;
    m->pairing = PAIR_PORTS;
    m->transaction = hash_two(PROTO_ISUP, call, refuses ? 1 : layout->exchange);
}

static void read_message(struct message *m, const struct isup_layout *layout, struct cursor c)
{
    if (m->part == PART_ANSWER)
        m->outcome = OUTCOME_SUCCESS;
    isup_parameters(m, layout, c);
    if (m->type == RELEASE && m->part == PART_ANSWER)
        m->outcome = OUTCOME_REFUSED;
}

static void one_message(struct cursor c, const struct packet *p, struct sink *sink,
                        const struct isup_circuit *circuit)
{
    size_t sent = cursor_left(&c);
    uint8_t type = cursor_u8(&c);
    const struct isup_layout *layout = isup_layout(type, circuit->ansi);
    enum part part = layout ? part_of(type) : PART_NEITHER;
    uint64_t call = 0;
    if (layout && circuit->is_known && !layout->circuit)
        part = isup_call(sink, circuit->hash, type, &p->src, part, &call);
    struct message *m = message_begin(sink, p, PROTO_ISUP, 0, type, part);
    m->length = (uint32_t)sent;
    if (layout && circuit->is_known)
        place(m, layout, circuit, call);
    if (layout)
        read_message(m, layout, c);
    message_end(sink, m);
}

/* One that is passed along wraps another of the same call (Q.763 table 38), and that no third. */
enum verdict isup_message(struct cursor c, const struct packet *p, struct sink *sink,
                          const struct isup_circuit *circuit)
{
    if (!cursor_left(&c))
        return VERDICT_BROKEN;
    one_message(c, p, sink, circuit);
    if (cursor_u8(&c) == PASS_ALONG && cursor_left(&c))
        one_message(c, p, sink, circuit);
    return VERDICT_TOOK;
}

/* The circuit: 12 bits, 14 in ANSI's (T1.113.3 1.2), low byte first; 32 bits in BICC. */
static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct isup_circuit circuit = {.is_known = true, .ansi = p->network == ANSI_NETWORK};
    if (p->dport == SS7_BICC)
        circuit.number = cursor_u32le(&c);
    else
        circuit.number = cursor_u16le(&c) & (circuit.ansi ? 0x3fff : 0xfff);
    circuit.hash = hash_of(p, circuit.number);
    return cursor_ok(&c) ? isup_message(c, p, sink, &circuit) : VERDICT_BROKEN;
}

const struct decoder decoder_isup = {
    .name = "isup",
    .looks = looks_inside_only,
    .decode = decode,
    .keep = {{.key_size = sizeof(uint64_t),
              .share = 1,
              .entry_size = sizeof(struct isup_circuit_state)}},
};
