/* Which association a packet is of. An association is two ports and two verification tags; each
 * side may use several addresses. Found by the flow that led to it before, else by ports, tag and
 * one address that is known of it: tags alone are not enough, since copies of one capture under
 * other addresses carry the same. */
#include "base/hash.h"
#include "wire/net/sctp_state.h"

#include <stdlib.h>

struct tag_key {
    struct addr addr;
    uint32_t tag;
    uint32_t tunnel;
    uint16_t sport, dport;
    uint32_t is_source; /* whether `addr` sends */
};

struct tag_entry {
    struct table_head head;
    struct tag_key key;
    uint32_t serial;
    uint32_t direction;
};

static void report(struct sctp *s, const struct sctp_association *a)
{
    if (!a->missing.times && !a->over.times && !a->broken.times)
        return;
    struct flow f = {.key.transport = 132};
    f.key.a = a->side[0].addrs[0];
    f.key.b = a->side[1].addrs[0];
    f.key.a_port = a->side[0].port;
    f.key.b_port = a->side[1].port;
    TEXT_ON(where, 160);
    text_flow(&where, &f, flow_to_server(&f, 0));
    if (a->missing.times)
        blind_add(s->said.blind, BLIND_FRAGMENT_MISSING, where.at, a->missing.times,
                  a->missing.bytes, a->missing.first,
                  "SCTP messages of which a fragment is missing");
    if (a->broken.times)
        blind_add(s->said.blind, BLIND_BROKEN, where.at, a->broken.times, a->broken.bytes,
                  a->broken.first, "SCTP chunks that contradict their lengths");
    if (a->over.times)
        blind_add(s->said.blind, BLIND_OVER_BUDGET, where.at, a->over.times, a->over.bytes,
                  a->over.first, "SCTP messages in fragments that were too long or too many");
}

static void on_evict(void *arg, void *entry)
{
    report(arg, entry);
}

bool sctp_associations_init(struct sctp *s, size_t budget)
{
    if (!table_init(&s->associations, sizeof(struct sctp_association), sizeof(uint32_t),
                    budget / 4 * 3, s->said.seed) ||
        !table_init(&s->tags, sizeof(struct tag_entry), sizeof(struct tag_key), budget / 4,
                    s->said.seed))
        return false;
    s->associations.on_evict = on_evict;
    s->associations.arg = s;
    return true;
}

void sctp_associations_free(struct sctp *s)
{
    table_free(&s->associations);
    table_free(&s->tags);
}

void sctp_associations_report(struct sctp *s)
{
    uint32_t at = 0;
    for (const struct sctp_association *a; (a = table_next(&s->associations, &at));)
        report(s, a);
}

struct sctp_association *sctp_association_find(struct sctp *s, uint32_t serial)
{
    struct sctp_association *a =
        table_find(&s->associations, table_hash(&s->associations, &serial), &serial);
    if (a)
        a->head.touched = ++s->associations.tick;
    return a;
}

static int index_of(const struct sctp_side *side, const struct addr *addr)
{
    for (uint8_t i = 0; i < side->count; i++)
        if (addr_equal(&side->addrs[i], addr))
            return i;
    return -1;
}

static void remember(struct sctp *s, const struct sctp_association *a, unsigned direction,
                     const struct addr *addr, bool is_source)
{
    struct tag_key key = {.addr = *addr,
                          .tag = a->side[direction].tag,
                          .tunnel = a->tunnel,
                          .sport = a->side[direction].port,
                          .dport = a->side[!direction].port,
                          .is_source = is_source};
    bool is_new;
    struct tag_entry *e = table_take(&s->tags, table_hash(&s->tags, &key), &key, &is_new);
    e->serial = a->serial;
    e->direction = direction;
}

/* After a tag or an address came to be known. */
static void remember_all(struct sctp *s, const struct sctp_association *a)
{
    for (unsigned direction = 0; direction < 2; direction++) {
        if (!a->side[direction].tag)
            continue;
        for (uint8_t i = 0; i < a->side[direction].count; i++)
            remember(s, a, direction, &a->side[direction].addrs[i], true);
        for (uint8_t i = 0; i < a->side[!direction].count; i++)
            remember(s, a, direction, &a->side[!direction].addrs[i], false);
    }
}

static struct sctp_association *by_tag(struct sctp *s, const struct tag_key *key,
                                       unsigned *ret_direction)
{
    const struct tag_entry *e = table_find(&s->tags, table_hash(&s->tags, key), key);
    if (!e)
        return NULL;
    *ret_direction = e->direction;
    return sctp_association_find(s, e->serial);
}

/* The association in which packets from `src` to `dst` carry this tag. */
static struct sctp_association *known(struct sctp *s, const struct packet *p, uint32_t tag,
                                      bool backwards, unsigned *ret_direction)
{
    struct tag_key key = {.addr = backwards ? p->dst : p->src,
                          .tag = tag,
                          .tunnel = p->flow->key.tunnel,
                          .sport = backwards ? p->dport : p->sport,
                          .dport = backwards ? p->sport : p->dport,
                          .is_source = 1};
    struct sctp_association *a = by_tag(s, &key, ret_direction);
    if (!a) {
        key.addr = backwards ? p->src : p->dst;
        key.is_source = 0;
        a = by_tag(s, &key, ret_direction);
    }
    if (a && backwards)
        *ret_direction = !*ret_direction;
    return a;
}

static bool learn(struct sctp_side *side, const struct addr *addr, bool named)
{
    int i = index_of(side, addr);
    if (i < 0) {
        if (side->count == SCTP_ADDRESSES)
            return false;
        i = side->count++;
        side->addrs[i] = *addr;
    } else if (!named || (side->named >> i & 1)) {
        return false;
    }
    if (named)
        side->named |= (uint8_t)(1U << i);
    return true;
}

static void attach(const struct packet *p, const struct sctp_association *a, unsigned direction)
{
    p->flow->state = a->serial << 1 | (p->way ^ direction);
}

static struct sctp_association *make(struct sctp *s, const struct packet *p)
{
    bool is_new;
    if (++s->serial == POOL_NONE >> 1) /* a flow's state holds it beside a bit */
        s->serial = 1;
    struct sctp_association *a =
        table_take(&s->associations, table_hash(&s->associations, &s->serial), &s->serial, &is_new);
    a->tunnel = p->flow->key.tunnel;
    a->side[0].port = p->sport;
    a->side[1].port = p->dport;
    learn(&a->side[0], &p->src, true);
    learn(&a->side[1], &p->dst, true);
    return a;
}

static struct sctp_association *on_init(struct sctp *s, const struct packet *p, uint32_t tag,
                                        unsigned *ret_direction)
{
    struct sctp_association *a = known(s, p, tag, true, ret_direction);
    if (a)
        return a;
    a = make(s, p);
    a->side[1].tag = tag; /* the one that the other side is to use */
    remember_all(s, a);
    *ret_direction = 0;
    return a;
}

/* The flow does not say, or says another association than the tag does. */
static struct sctp_association *search(struct sctp *s, const struct packet *p, uint32_t tag,
                                       const struct cursor *chunks, struct sctp_association *last,
                                       unsigned *direction)
{
    uint8_t type = cursor_peek8(chunks, 0);
    uint32_t initiate = cursor_peek32(chunks, 4);
    if (tag == 0 && type == CHUNK_INIT && initiate)
        return on_init(s, p, initiate, direction);
    if (last && tag == 0) /* no association has it; tools that write captures do */
        return last;
    /* RFC 9260 8.5.1: these may carry the tag of the other direction. */
    bool reflects = type == CHUNK_ABORT || type == CHUNK_SHUTDOWN_COMPLETE;
    if (last && reflects && last->side[!*direction].tag == tag)
        return last;
    struct sctp_association *a = tag ? known(s, p, tag, false, direction) : NULL;
    if (a) {
        bool news = learn(&a->side[*direction], &p->src, false);
        news |= learn(&a->side[!*direction], &p->dst, false);
        if (news)
            remember_all(s, a);
        return a;
    }
    if (!last || last->side[*direction].tag) {
        last = make(s, p);
        *direction = 0;
    }
    last->side[*direction].tag = tag;
    remember_all(s, last);
    return last;
}

struct sctp_association *sctp_association_of(struct sctp *s, const struct packet *p, uint32_t tag,
                                             const struct cursor *chunks, unsigned *ret_direction)
{
    uint32_t state = p->flow->state;
    struct sctp_association *a = NULL;
    *ret_direction = 0;
    if (state != 0 && state != POOL_NONE) {
        *ret_direction = p->way ^ (state & 1);
        a = sctp_association_find(s, state >> 1);
        if (a && tag && a->side[*ret_direction].tag == tag)
            return a;
    }
    a = search(s, p, tag, chunks, a, ret_direction);
    attach(p, a, *ret_direction);
    return a;
}

/* RFC 9260 3.3.2.1: parameters 5 and 6. */
static bool read_address(struct cursor *c, struct addr *ret, uint16_t *ret_type)
{
    *ret_type = cursor_u16(c);
    uint16_t length = cursor_u16(c);
    struct cursor value = cursor_sub(c, length < 4 ? 0 : length - 4U);
    size_t padding = -length & 3U;
    cursor_skip(c, padding < cursor_left(c) ? padding : cursor_left(c));
    if (length < 4)
        cursor_fail(c, LACK_VALUE);
    bool is_address = (*ret_type == 5 && length == 8) || (*ret_type == 6 && length == 20);
    *ret = is_address ? addr_of(cursor_rest(&value)) : (struct addr){0};
    /* 0.0.0.0 says: the address that this comes from (RFC 5061 4.2.4). */
    static const uint8_t ZERO[16];
    if (memcmp(ret->bytes, ZERO, sizeof ZERO) == 0)
        ret->family = 0;
    return ret->family != 0;
}

void sctp_association_init(struct sctp *s, struct sctp_association *a, unsigned direction,
                           uint8_t type, struct cursor body)
{
    uint32_t tag = cursor_u32(&body);
    cursor_skip(&body, 12);
    bool news = false;
    if (type == CHUNK_INIT_ACK && tag && a->side[!direction].tag != tag) {
        a->side[!direction].tag = tag;
        news = true;
    }
    while (cursor_left(&body)) {
        struct addr addr;
        uint16_t parameter;
        if (read_address(&body, &addr, &parameter))
            news |= learn(&a->side[direction], &addr, true);
    }
    if (news)
        remember_all(s, a);
}

/* RFC 5061 4.1.1: the sender's address, then what is to be added (0xc001). */
void sctp_association_asconf(struct sctp *s, struct sctp_association *a, unsigned direction,
                             struct cursor body)
{
    bool news = false;
    cursor_skip(&body, 4);
    while (cursor_left(&body)) {
        struct addr addr;
        uint16_t parameter = cursor_peek16(&body, 0);
        if (parameter == 0xc001)
            cursor_skip(&body, 8); /* its header and correlation id; the address follows */
        if (read_address(&body, &addr, &parameter))
            news |= learn(&a->side[direction], &addr, true);
    }
    if (news)
        remember_all(s, a);
}

static void tell(struct sctp *s, struct sctp_side *side, const struct addr *addr)
{
    int i = index_of(side, addr);
    if (i <= 0 || side->told >> i & 1 || !(side->named >> i & 1))
        return;
    side->told |= (uint8_t)(1U << i);
    if (s->said.sink->same_host)
        s->said.sink->same_host(s->said.sink->arg, &side->addrs[0], addr);
}

/* Anybody can name anybody's address in an INIT, and would then pass for its owner. So a named
 * address counts when something with the right tag came from it, or when the other side sends it
 * more than the question whether it is there (RFC 9260 5.4). */
void sctp_association_paths(struct sctp *s, struct sctp_association *a, const struct packet *p,
                            unsigned direction, uint8_t first_chunk)
{
    struct sctp_side *from = &a->side[direction];
    struct sctp_side *to = &a->side[!direction];
    if (first_chunk == CHUNK_INIT || first_chunk == CHUNK_ABORT)
        return;
    if (!addr_equal(&from->addrs[0], &p->src))
        tell(s, from, &p->src);
    if (first_chunk != CHUNK_HEARTBEAT && !addr_equal(&to->addrs[0], &p->dst))
        tell(s, to, &p->dst);
}

/* The first and the last bytes and the length tell retransmissions from other things under the same
 * number (captures that tools wrote), at the price of no more than one cache line. */
static uint32_t print_of(const struct sctp_data *d)
{
    struct cursor c = cursor_of(d->payload.at, d->payload.len);
    size_t n = d->payload.len < 32 ? d->payload.len : 32;
    uint64_t h = hash_bytes(d->payload.len, cursor_span(&c, n).at, n);
    if (cursor_left(&c) >= 32) {
        cursor_skip(&c, cursor_left(&c) - 32);
        h = hash_bytes(h, cursor_span(&c, 32).at, 32);
    }
    h = hash_two(h, (uint64_t)d->stream << 32 | d->number, (uint64_t)d->ppid << 8 | d->flags);
    return (uint32_t)h | 1;
}

bool sctp_association_saw(const struct sctp_association *a, unsigned direction, uint32_t tsn)
{
    const struct sctp_seen *seen = &a->seen[direction][tsn % SCTP_TSNS];
    return seen->print && seen->tsn == tsn;
}

bool sctp_association_repeated(struct sctp_association *a, const struct sctp_data *d)
{
    struct sctp_seen *seen = &a->seen[d->direction][d->tsn % SCTP_TSNS];
    struct sctp_seen now = {.tsn = d->tsn, .print = print_of(d)};
    if (seen->tsn == now.tsn && seen->print == now.print)
        return a->side[d->direction].tag !=
               0; /* without a tag it is a tool's work: no number holds */
    *seen = now;
    return false;
}
