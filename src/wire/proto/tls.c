/* TLS, opened where secrets were given (RFC 5246, RFC 8446): a connection's records become the
 * stream inside, which the driver reads like any other. Without secrets this decoder is never
 * asked, and such a conversation is told as encrypted.
 */
#include "wire/proto/tls.h"

#include "wire/proto/other.h"

enum { CHANGE_CIPHER_SPEC = 20, ALERT, HANDSHAKE, APPLICATION_DATA };
enum { CLIENT_HELLO = 1, SERVER_HELLO = 2, FINISHED = 20, KEY_UPDATE = 24 };
enum { HEADER = 5, SUPPORTED_VERSIONS = 43, TLS_1_3 = 0x0304, REST_MOST = 24 << 10 };

/* The beginning of a message of the stream inside, whose end is in a record to come. */
struct rest_key {
    struct flow_key flow;
    uint32_t way;
};

struct rest {
    struct table_head head;
    struct rest_key key;
    uint32_t len;
    uint8_t bytes[REST_MOST];
};

enum { CONNECTIONS, RESTS };

static enum likeness looks(struct cursor c)
{
    if (!other_looks_tls(c))
        return LIKE_NOT;
    uint16_t length = cursor_peek16(&c, 3);
    bool hello = cursor_peek8(&c, 0) == HANDSHAKE && cursor_peek8(&c, HEADER) == CLIENT_HELLO &&
                 cursor_peek16(&c, 7) == length - 4U && cursor_peek8(&c, 6) == 0;
    return hello ? LIKE_SURE : LIKE_PERHAPS;
}

static enum verdict length_of(struct cursor c, size_t *ret_length)
{
    *ret_length = HEADER;
    if (cursor_left(&c) < HEADER)
        return VERDICT_MORE;
    if (!other_looks_tls(c))
        return VERDICT_NOT_MINE;
    *ret_length = HEADER + cursor_peek16(&c, 3);
    return VERDICT_TOOK;
}

/* --- The stream inside ------------------------------------------------------------------------ */

static void begin_inner(struct tls_connection *c, const struct packet *p)
{
    c->inner = (struct flow){.key = p->flow->key, .state = UINT32_MAX};
    c->inner.key.spare[0] = 1; /* not the same conversation, and none that TLS is looked for in */
    c->inner.begun_by = c->client_way;
    c->inner.first = p->frame->time;
    c->inner.where = (struct place){.file = p->frame->file, .frame = p->frame->number};
}

static struct rest *rest_of(struct table *t, const struct flow *f, unsigned way)
{
    struct rest_key key = {.flow = f->key, .way = way};
    return t ? table_find(t, table_hash(t, &key), &key) : NULL;
}

static void keep(struct table *t, const struct packet *p, struct rest *old, struct span left,
                 struct sink *sink)
{
    struct rest_key key = {.flow = p->flow->key, .way = p->way};
    bool is_new;
    if (!left.len) {
        if (old)
            table_drop(t, old);
        return;
    }
    struct rest *r = old ? old : table_take(t, table_hash(t, &key), &key, &is_new);
    if (left.len > REST_MOST) {
        sink_blind(sink, p, BLIND_OVER_BUDGET, left.len, "a message inside TLS was too long");
        table_drop(t, r);
        return;
    }
    memmove(r->bytes, left.at, left.len);
    r->len = (uint32_t)left.len;
}

static void unread(struct flow *inner, const struct packet *p, size_t bytes)
{
    if (inner->unread_frames++ == 0)
        inner->unread_first = (struct place){.file = p->frame->file, .frame = p->frame->number};
    inner->unread_bytes += bytes;
}

static void hand_on(struct tls_connection *c, const struct packet *p, struct span plain,
                    struct sink *sink)
{
    struct table *t = sink_table(sink, DECODER_tls, RESTS);
    struct rest *r = rest_of(t, p->flow, p->way);
    if (r && plain.len <= REST_MOST - r->len) {
        memcpy(r->bytes + r->len, plain.at, plain.len);
        plain = (struct span){r->bytes, r->len + plain.len};
    } else if (r) {
        sink_blind(sink, p, BLIND_OVER_BUDGET, r->len, "a message inside TLS was too long");
        table_drop(t, r);
        r = NULL;
    }
    struct packet inside = *p;
    size_t taken = 0;
    inside.flow = &c->inner;
    inside.odd = (uint8_t)((inside.odd & ~PACKET_EARLY) | PACKET_SEALED);
    c->inner.frames[p->way]++;
    c->inner.bytes[p->way] += plain.len;
    c->inner.last = p->frame->time;
    enum verdict said =
        sink->inner_stream(sink->arg, &inside, cursor_of(plain.at, plain.len), &taken);
    struct span left = {plain.at + taken, plain.len - taken};
    if (said == VERDICT_NOT_MINE || said == VERDICT_BROKEN || !t) {
        if (left.len)
            unread(&c->inner, p, left.len);
        left.len = 0;
    }
    if (t)
        keep(t, p, r, left, sink);
}

/* --- The hand-shake --------------------------------------------------------------------------- */

static void client_hello(struct tls_connection *c, const struct packet *p, struct cursor m)
{
    cursor_skip(&m, 2);
    struct span random = cursor_span(&m, TLS_RANDOM);
    if (random.len != TLS_RANDOM)
        return;
    bool again = c->has_client && memcmp(c->client_random, random.at, TLS_RANDOM) == 0;
    if (again) /* after a HelloRetryRequest */
        return;
    memcpy(c->client_random, random.at, TLS_RANDOM);
    memset(c->ways, 0, sizeof c->ways);
    c->has_client = true;
    c->has_server = c->known = c->is_13 = false;
    c->client_way = p->way;
    begin_inner(c, p);
}

static bool is_retry(struct span random)
{
    static const uint8_t retry[] = {0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11};
    return memcmp(random.at, retry, sizeof retry) == 0; /* RFC 8446 4.1.3, its first bytes */
}

static bool chose_13(struct cursor extensions)
{
    while (cursor_left(&extensions)) {
        uint16_t type = cursor_u16(&extensions);
        struct cursor value = cursor_sub(&extensions, cursor_u16(&extensions));
        if (type == SUPPORTED_VERSIONS)
            return cursor_u16(&value) == TLS_1_3;
    }
    return false;
}

static void server_hello(struct tls_connection *c, struct cursor m, struct tls_secrets *s)
{
    cursor_skip(&m, 2);
    struct span random = cursor_span(&m, TLS_RANDOM);
    cursor_skip(&m, cursor_u8(&m));
    uint16_t suite = cursor_u16(&m);
    cursor_skip(&m, 1);
    if (!cursor_ok(&m) || !c->has_client || is_retry(random))
        return;
    uint16_t length = cursor_left(&m) ? cursor_u16(&m) : 0;
    c->is_13 = chose_13(cursor_sub(&m, length));
    memcpy(c->server_random, random.at, TLS_RANDOM);
    c->has_server = true;
    tls_choose(c, suite);
    tls_keys(c, s);
}

static void ended(struct tls_connection *c, const struct packet *p, unsigned type,
                  struct tls_secrets *s)
{
    if (c->is_13 && type == FINISHED && c->ways[p->way].handshake)
        tls_keys_traffic(c, p->way, s);
    else if (c->is_13 && type == KEY_UPDATE)
        tls_keys_update(c, p->way);
}

/* Messages of the hand-shake, which may go on in the next record: only the two hellos are read, and
 * they stand whole in one. What changes keys does so behind its last byte. */
static void handshake(struct tls_connection *c, const struct packet *p, struct cursor bytes,
                      struct tls_secrets *s)
{
    struct tls_way *w = &c->ways[p->way];
    while (cursor_left(&bytes)) {
        size_t left = cursor_left(&bytes);
        if (w->skip) {
            size_t more = w->skip < left ? w->skip : left;
            cursor_skip(&bytes, more);
            w->skip -= (uint32_t)more;
            if (w->skip == 0 && w->ends_after)
                ended(c, p, FINISHED, s);
            continue;
        }
        uint8_t type = cursor_u8(&bytes);
        uint32_t len = cursor_u24(&bytes);
        if (!cursor_ok(&bytes))
            return;
        bool whole = len <= cursor_left(&bytes);
        struct cursor m = cursor_sub(&bytes, whole ? len : cursor_left(&bytes));
        if (type == CLIENT_HELLO && !w->sealed)
            client_hello(c, p, m);
        else if (type == SERVER_HELLO && !w->sealed)
            server_hello(c, m, s);
        w->skip = whole ? 0 : len - (uint32_t)cursor_left(&m);
        w->ends_after = type == FINISHED;
        if (whole)
            ended(c, p, type, s);
    }
}

/* --- Records ---------------------------------------------------------------------------------- */

static void sealed(struct tls_connection *c, const struct packet *p, const struct tls_record *r,
                   struct sink *sink)
{
    uint8_t type;
    struct span plain;
    if (!tls_open(c, p->way, sink->secrets, r, &type, &plain)) {
        sink_blind(sink, p, BLIND_ENCRYPTED, r->body.len, "TLS for which no secret was given");
        return;
    }
    if (type == APPLICATION_DATA)
        hand_on(c, p, plain, sink);
    else if (type == HANDSHAKE)
        handshake(c, p, cursor_of(plain.at, plain.len), sink->secrets);
}

static struct tls_connection *connection_of(const struct packet *p, struct sink *sink, bool make)
{
    struct table *t = sink_table(sink, DECODER_tls, CONNECTIONS);
    bool is_new;
    if (!t || !sink->secrets)
        return NULL;
    uint64_t h = table_hash(t, &p->flow->key);
    return make ? table_take(t, h, &p->flow->key, &is_new) : table_find(t, h, &p->flow->key);
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    if (!other_looks_tls(c) || p->flow->key.spare[0])
        return VERDICT_NOT_MINE;
    struct tls_record r = {.type = cursor_peek8(&c, 0)};
    r.header = cursor_span(&c, HEADER);
    r.body = cursor_rest(&c);
    struct tls_connection *one = connection_of(p, sink, r.type == HANDSHAKE);
    if (!one || (!one->has_client && r.type != HANDSHAKE)) {
        sink_blind(sink, p, BLIND_ENCRYPTED, r.body.len, "TLS whose beginning was not seen");
        return VERDICT_TOOK;
    }
    struct tls_way *w = &one->ways[p->way];
    if (r.type == CHANGE_CIPHER_SPEC && !one->is_13) {
        w->sealed = one->has_server;
        w->skip = 0;
    } else if (r.type != CHANGE_CIPHER_SPEC && w->sealed) {
        sealed(one, p, &r, sink);
    } else if (r.type == HANDSHAKE) {
        handshake(one, p, c, sink->secrets);
    } else if (r.type == APPLICATION_DATA) {
        sink_blind(sink, p, BLIND_ENCRYPTED, r.body.len, "TLS for which no secret was given");
    }
    return VERDICT_TOOK;
}

static void wipe(void *arg, void *entry)
{
    struct tls_connection *c = entry;
    const struct sink *sink = arg;
    if (sink->inner_ends && c->has_client)
        sink->inner_ends(sink->arg, &c->inner);
    explicit_bzero(c->ways, sizeof c->ways);
}

/* The number of the next record is found again by trying; what was inside is not. */
static void lost(const struct packet *p, struct sink *sink)
{
    struct tls_connection *c = connection_of(p, sink, false);
    if (!c || !c->has_client || !sink->inner_gap)
        return;
    struct packet inside = *p;
    inside.flow = &c->inner;
    c->ways[p->way].skip = 0;
    struct table *t = sink_table(sink, DECODER_tls, RESTS);
    struct rest *r = rest_of(t, p->flow, p->way);
    if (r)
        table_drop(t, r);
    sink->inner_gap(sink->arg, &inside);
}

static void ends(const struct flow *f, struct sink *sink)
{
    struct table *t = sink_table(sink, DECODER_tls, CONNECTIONS);
    struct tls_connection *c = t ? table_find(t, table_hash(t, &f->key), &f->key) : NULL;
    if (!c)
        return;
    wipe(sink, c);
    table_drop(t, c);
    t = sink_table(sink, DECODER_tls, RESTS);
    for (unsigned way = 0; way < 2; way++) {
        struct rest *r = rest_of(t, f, way);
        if (r)
            table_drop(t, r);
    }
}

const struct decoder decoder_tls = {
    .name = "tls",
    .looks = looks,
    .decode = decode,
    .length = length_of,
    .in_order = true,
    .needs_secrets = true,
    .keep = {[CONNECTIONS] = {.key_size = sizeof(struct flow_key),
                              .share = 2,
                              .entry_size = sizeof(struct tls_connection),
                              .evict = wipe},
             [RESTS] = {.key_size = sizeof(struct rest_key),
                        .share = 6,
                        .entry_size = sizeof(struct rest)}},
    .lost = lost,
    .ends = ends,
};
