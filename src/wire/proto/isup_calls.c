/* Calls of ISUP follow each other on one circuit and have no other name (ITU-T Q.764 2.1): a new
 * one begins with its IAM. */
#include "base/hash.h"
#include "wire/proto/isup.h"

enum { IAM = 1, CONNECT = 7, ANSWER = 9, RELEASE = 12, RELEASE_COMPLETE = 16 };
enum { STATE_NONE, STATE_SET_UP, STATE_ANSWERED, STATE_REFUSED, STATE_RELEASED };

/* An IAM that is seen twice begins one call. */
static void begin(struct isup_circuit_state *s, const struct addr *from)
{
    if (s->state != STATE_SET_UP || !addr_equal(&s->caller, from))
        s->calls++;
    s->state = STATE_SET_UP;
    s->caller = *from;
}

/* Before the call is answered, the called side's release is its answer: it says why the call did
 * not come about (Q.764 2.2). Any other is answered itself (2.3). */
static enum part release(struct isup_circuit_state *s, const struct addr *from)
{
    bool waits = s->state == STATE_SET_UP || s->state == STATE_REFUSED;
    bool refuses = waits && !addr_equal(&s->caller, from);
    s->state = refuses ? STATE_REFUSED : STATE_RELEASED;
    return refuses ? PART_ANSWER : PART_REQUEST;
}

static enum part step(struct isup_circuit_state *s, uint8_t type, const struct addr *from,
                      enum part part)
{
    switch (type) {
    case IAM:
        begin(s, from);
        return part;
    case CONNECT:
    case ANSWER:
        s->state = STATE_ANSWERED;
        return part;
    case RELEASE:
        return release(s, from);
    case RELEASE_COMPLETE:
        return s->state == STATE_REFUSED ? PART_NEITHER : part;
    default:
        return part;
    }
}

enum part isup_call(struct sink *sink, uint64_t circuit, uint8_t type, const struct addr *from,
                    enum part part, uint64_t *ret_call)
{
    struct table *t = sink_table(sink, DECODER_isup, 0);
    struct isup_circuit_state *s = NULL;
    bool is_new;
    if (t)
        s = table_take(t, table_hash(t, &circuit), &circuit, &is_new);
    if (s)
        part = step(s, type, from, part);
    *ret_call = hash_two(PROTO_ISUP, circuit, s ? s->calls + 1U : 1U);
    return part;
}
