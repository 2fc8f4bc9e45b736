/* Which protocol a conversation is that no decoder takes, and what of it was not read. */
#include "wire/proto/other.h"

#include <assert.h>

enum over { TCP = 1, UDP = 2, SCTP = 4, ANY = 7 };
enum where { ANYWHERE, ON_PORT, PERHAPS };

/* flow->other: 0 until somebody asked; then a row, counted from 1. */
enum { CERTAIN = 0x80, NOBODY_KNOWS = 0x7f };

static_assert(OTHERS + 1 < NOBODY_KNOWS, "flow->other holds a row in seven bits");

static const struct name {
    const char *word;
    enum blind_reason reason;
} NAMES[] = {
#define OTHER(ID, name, reason) {name, BLIND_##reason},
#include "wire/proto/other.def"
};

static const struct prefix {
    const char *bytes;
    uint8_t len, over, other;
} PREFIXES[] = {
#define BYTES(ID, over, prefix) {prefix, sizeof prefix - 1, over, OTHER_##ID},
#include "wire/proto/other.def"
};

static const struct look {
    bool (*looks)(struct cursor c);
    uint8_t over, where, other;
} LOOKS_OF[] = {
#define LOOKS(ID, over, where, function) {other_looks_##function, over, where, OTHER_##ID},
#include "wire/proto/other.def"
};

static const struct port {
    uint16_t port;
    uint8_t over, other;
} PORTS[] = {
#define PORT(ID, over, port) {port, over, OTHER_##ID},
#include "wire/proto/other.def"
};

static const struct number {
    uint32_t number;
    uint8_t other;
} PPIDS[] =
    {
#define PPID(ID, number) {number, OTHER_##ID},
#include "wire/proto/other.def"
},
  PROTOCOLS[] = {
#define IP(ID, number) {number, OTHER_##ID},
#include "wire/proto/other.def"
};

#define ROWS(array) (sizeof(array) / sizeof *(array))

static uint8_t over_of(uint8_t transport)
{
    return transport == 6 ? TCP : transport == 17 ? UDP : transport == 132 ? SCTP : 0;
}

static enum other by_number(const struct number *rows, size_t count, uint32_t number)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].number == number)
            return rows[i].other;
    return OTHER_UNKNOWN;
}

/* A port that this protocol is served on; 0: neither is. */
static uint16_t port_of(const struct flow_key *key, enum other other)
{
    uint8_t over = over_of(key->transport);
    for (size_t i = 0; i < ROWS(PORTS); i++)
        if (PORTS[i].other == other && (PORTS[i].over & over) &&
            (PORTS[i].port == key->a_port || PORTS[i].port == key->b_port))
            return PORTS[i].port;
    return 0;
}

static enum other by_port(const struct flow_key *key)
{
    uint8_t over = over_of(key->transport);
    for (size_t i = 0; i < ROWS(PORTS); i++)
        if ((PORTS[i].over & over) &&
            (PORTS[i].port == key->a_port || PORTS[i].port == key->b_port))
            return PORTS[i].other;
    return OTHER_UNKNOWN;
}

/* Each datagram of these begins anew, so that bytes which are not theirs speak against the port. */
static bool is_checked(enum other other, uint8_t over)
{
    for (size_t i = 0; i < ROWS(LOOKS_OF); i++)
        if (LOOKS_OF[i].other == other && (LOOKS_OF[i].over & over))
            return true;
    return false;
}

static enum other by_bytes(const struct flow_key *key, struct cursor c)
{
    uint8_t over = over_of(key->transport);
    for (size_t i = 0; i < ROWS(PREFIXES); i++) {
        const struct prefix *row = &PREFIXES[i];
        struct cursor start = c;
        struct span begin = cursor_span(&start, row->len);
        if ((row->over & over) && begin.len && memcmp(begin.at, row->bytes, row->len) == 0)
            return row->other;
    }
    for (size_t i = 0; i < ROWS(LOOKS_OF); i++) {
        const struct look *row = &LOOKS_OF[i];
        if ((row->over & over) && row->where != PERHAPS && row->looks(c) &&
            (row->where == ANYWHERE || port_of(key, row->other)))
            return row->other;
    }
    return OTHER_UNKNOWN;
}

static enum other perhaps(const struct flow_key *key, struct cursor c)
{
    for (size_t i = 0; i < ROWS(LOOKS_OF); i++)
        if (LOOKS_OF[i].where == PERHAPS && (LOOKS_OF[i].over & over_of(key->transport)) &&
            LOOKS_OF[i].looks(c))
            return LOOKS_OF[i].other;
    return OTHER_UNKNOWN;
}

static enum other certain(const struct packet *p, struct cursor payload)
{
    const struct flow_key *key = &p->flow->key;
    if (!over_of(key->transport))
        return by_number(PROTOCOLS, ROWS(PROTOCOLS), key->transport);
    if (key->transport == 132) {
        enum other other = by_number(PPIDS, ROWS(PPIDS), p->ppid);
        if (other == OTHER_UNKNOWN && p->ppid) /* sent in the order of the sender's memory */
            other = by_number(PPIDS, ROWS(PPIDS), __builtin_bswap32(p->ppid));
        if (other != OTHER_UNKNOWN)
            return other;
    }
    return by_bytes(key, payload);
}

bool other_is_certain(const struct flow *f)
{
    return (f->other & CERTAIN) != 0;
}

void other_is_user_plane(struct flow *f)
{
    if (!other_is_certain(f))
        f->other = CERTAIN | (OTHER_GTP_U + 1);
}

void other_is_media(struct flow *f)
{
    f->other = CERTAIN | (OTHER_RTP + 1);
}

void driver_guess_other(const struct packet *p, struct cursor payload)
{
    struct flow *f = p->flow;
    if (other_is_certain(f))
        return;
    enum other other = certain(p, payload);
    if (other != OTHER_UNKNOWN) {
        f->other = (uint8_t)(CERTAIN | (other + 1));
        return;
    }
    other = by_port(&f->key);
    if (f->key.transport == 17 && is_checked(other, UDP))
        other = OTHER_UNKNOWN;
    if (other == OTHER_UNKNOWN)
        other = perhaps(&f->key, payload);
    f->other = (uint8_t)(other == OTHER_UNKNOWN ? NOBODY_KNOWS : other + 1);
}

/* What a flow is: by what was remembered, else (its bytes were shown to nobody) by number. */
static enum other other_of(const struct flow *f)
{
    if (f->other == NOBODY_KNOWS)
        return OTHER_UNKNOWN;
    if (f->other)
        return (enum other)((f->other & ~CERTAIN) - 1);
    if (!over_of(f->key.transport))
        return by_number(PROTOCOLS, ROWS(PROTOCOLS), f->key.transport);
    return by_port(&f->key);
}

const char *flow_protocol(const struct flow *f)
{
    enum other other = other_of(f);
    return other == OTHER_UNKNOWN ? NULL : NAMES[other].word;
}

bool flow_is_snmp_v3(const struct flow *f)
{
    return other_of(f) == OTHER_SNMP_V3;
}

static const char *detail_of(const struct flow *f, enum other other, const char *media)
{
    if (other == OTHER_RTP && media)
        return media;
    if (other == OTHER_GTP_U)
        return "customers' content: only headers are read";
    if (other == OTHER_X2X3 || other == OTHER_HI2 || other == OTHER_HI3)
        return "intercepted traffic: only the headers that tell it are read";
    if (other == OTHER_UNKNOWN)
        return "a conversation whose protocol neither its bytes nor its ports tell";
    if (other == OTHER_RTP)
        return other_is_certain(f) ? "media that no call announced: customers' content"
                                   : "media by its shape, which no call announced";
    bool by_port_only = over_of(f->key.transport) && !other_is_certain(f);
    if (NAMES[other].reason == BLIND_ENCRYPTED)
        return by_port_only ? "encrypted, as its port has it: nothing in it can be read"
                            : "encrypted: who speaks with whom is seen, and how much";
    return by_port_only ? "outside what postern knows yet; named by no more than its port or shape"
                        : "outside what postern knows yet";
}

void other_tell(struct blind *b, const struct flow *f, uint16_t served, const char *media)
{
    enum other other = other_of(f);
    if (media && !other_is_certain(f))
        other = OTHER_RTP;
    enum blind_reason reason = BLIND_UNKNOWN_PROTOCOL;
    TEXT_ON(where, 160);
    if (other != OTHER_UNKNOWN) {
        uint16_t port = port_of(&f->key, other);
        served = port ? port : served;
        reason = NAMES[other].reason;
    }
    text_flow(&where, f, flow_to_server(f, served));
    if (other != OTHER_UNKNOWN) {
        text_char(&where, ' ');
        text_put(&where, NAMES[other].word);
    }
    blind_add(b, reason, where.at, f->unread_frames, f->unread_bytes, f->unread_first,
              detail_of(f, other, media));
}
