/* HTTP/2 (RFC 9113): frames, and the streams that they belong to. A request or answer is told in
 * the frame that ends it on its side. */
#include "wire/proto/http2.h"

extern const struct decoder decoder_http2;

enum frame_type {
    DATA,
    HEADERS,
    PRIORITY,
    RST_STREAM,
    SETTINGS,
    PUSH_PROMISE,
    PING,
    GOAWAY,
    WINDOW_UPDATE,
    CONTINUATION,
    ALTSVC,
    UNKNOWN_TYPE_MOST = 0x20 /* that we take for a frame's: there are 16 registered */
};
enum { END_STREAM = 1, ACK = 1, END_HEADERS = 4, PADDED = 8, HAS_PRIORITY = 0x20 };
/* FRAME_USUAL: nobody may send more before he is told that he may (RFC 9113 4.2). */
enum {
    TCP = 6,
    HEADER = 9,
    PREFACE = 24,
    FRAME_USUAL = 16 << 10,
    FRAME_MOST = 1 << 20,
    SETTING = 6,
    SETTINGS_KNOWN = 0x10
};

static const char PREFACE_BYTES[] = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

struct frame_head {
    uint32_t length, stream;
    uint8_t type, flags;
};

static struct frame_head read_head(struct cursor *c)
{
    struct frame_head f;
    f.length = cursor_u24(c);
    f.type = cursor_u8(c);
    f.flags = cursor_u8(c);
    f.stream = cursor_u32(c);
    return f;
}

/* What each type allows of flags and length (RFC 9113 6); the reserved bit of the stream is 0. So
 * are the frames of all that we know, and little else is. */
static bool is_plausible(const struct frame_head *f)
{
    static const uint8_t flags[] = {
        [DATA] = 0x09, [HEADERS] = 0x2d,      [SETTINGS] = ACK, [PUSH_PROMISE] = 0x0c,
        [PING] = ACK,  [CONTINUATION] = 0x04, [ALTSVC] = 0};
    if (f->length > FRAME_MOST || f->stream >> 31)
        return false;
    if (f->type > ALTSVC || (f->flags & ~flags[f->type]))
        return false;
    switch (f->type) {
    case DATA:
    case HEADERS:
    case PUSH_PROMISE:
    case CONTINUATION:
        return f->stream != 0;
    case PRIORITY:
        return f->length == 5 && f->stream;
    case RST_STREAM:
        return f->length == 4 && f->stream;
    case SETTINGS:
        return f->length % SETTING == 0 && f->length <= 40 * SETTING && !f->stream;
    case PING:
        return f->length == 8 && !f->stream;
    case GOAWAY:
        return f->length >= 8 && !f->stream;
    case WINDOW_UPDATE:
        return f->length == 4;
    default:
        return f->length >= 2;
    }
}

/* Where a frame has to begin, what a receiver takes: types and flags that he does not know, and the
 * reserved bit, are ignored (RFC 9113 4.1). */
static bool is_frame(const struct frame_head *f)
{
    bool of_stream =
        f->type == DATA || f->type == HEADERS || f->type == PUSH_PROMISE || f->type == CONTINUATION;
    return is_plausible(f) || (f->type <= UNKNOWN_TYPE_MOST && f->length <= FRAME_USUAL &&
                               (!of_stream || f->stream << 1));
}

static bool is_preface(struct cursor c)
{
    struct span begin = cursor_span(&c, PREFACE);
    return begin.len == PREFACE && memcmp(begin.at, PREFACE_BYTES, PREFACE) == 0;
}

/* Identifiers of settings that are registered, none twice as great as that. */
static bool are_settings(struct cursor c, const struct frame_head *f)
{
    struct cursor body = cursor_sub(&c, f->length);
    while (cursor_left(&body)) {
        uint16_t id = cursor_u16(&body);
        cursor_skip(&body, 4);
        if (id == 0 || id > SETTINGS_KNOWN)
            return false;
    }
    return cursor_ok(&c) && cursor_ok(&body);
}

/* Sure are the preface, a server's first SETTINGS, and frames that fill what was sent to its last
 * byte, two at least. */
static enum likeness looks(struct cursor c)
{
    unsigned frames = 0;
    if (is_preface(c))
        return LIKE_SURE;
    while (cursor_left(&c)) {
        struct frame_head f = read_head(&c);
        if (!cursor_ok(&c) || !is_plausible(&f))
            return LIKE_NOT;
        if (f.type == SETTINGS && frames == 0 && f.length && are_settings(c, &f))
            return LIKE_SURE;
        frames++;
        if (f.length > cursor_left(&c))
            return LIKE_PERHAPS;
        cursor_skip(&c, f.length);
    }
    return frames >= 2 ? LIKE_SURE : frames ? LIKE_PERHAPS : LIKE_NOT;
}

static enum verdict length_of(struct cursor c, size_t *ret_length)
{
    struct span all = cursor_rest(&c);
    size_t same = 0;
    while (same < all.len && same < PREFACE && all.at[same] == (uint8_t)PREFACE_BYTES[same])
        same++;
    *ret_length = HEADER;
    if (same == PREFACE || (same && same == all.len)) {
        *ret_length = PREFACE;
        return same == PREFACE ? VERDICT_TOOK : VERDICT_MORE;
    }
    if (cursor_left(&c) < HEADER)
        return VERDICT_MORE;
    struct frame_head f = read_head(&c);
    if (!is_frame(&f))
        return VERDICT_NOT_MINE;
    *ret_length = HEADER + f.length;
    return VERDICT_TOOK;
}

/* --- Frames ----------------------------------------------------------------------------------- */

/* Ports of the service-based interfaces are the decoder's own, the others HTTP's. */
static bool is_home(uint16_t port)
{
    for (unsigned i = 0; i < DECODER_PORTS && decoder_http2.tcp[i]; i++)
        if (decoder_http2.tcp[i] == port)
            return true;
    return port == 80 || port == 8080;
}

static struct http2_connection *connection_of(const struct packet *p, struct sink *sink)
{
    struct table *t = sink_table(sink, DECODER_http2, HTTP2_CONNECTIONS);
    bool is_new;
    struct http2_connection *one =
        t ? table_take(t, table_hash(t, &p->flow->key), &p->flow->key, &is_new) : NULL;
    if (one && is_new) {
        one->is_told = is_home(p->sport) || is_home(p->dport) || (p->odd & PACKET_SEALED);
        one->serial = one->head.touched;
        for (unsigned way = 0; way < 2; way++)
            one->ways[way].heap = &one->heaps[way];
    }
    return one;
}

static void tell_open(const struct http2_connection *one, const struct packet *p, struct sink *sink)
{
    TEXT_ON(detail, 100);
    text_format(&detail, "requests or answers of HTTP/2 that had not ended: %u", one->open);
    if (one->open && one->is_told)
        sink_blind(sink, p, BLIND_CAPTURE_CUT, 0, detail.at);
}

/* The preface: another connection than the one that may have been between these ports. What the
 * server has said since bytes of its were lost or since it was first seen, is of this one. */
static void connection_begins(struct http2_connection *one, const struct packet *p,
                              struct sink *sink)
{
    struct http2_way *client = &one->ways[p->way];
    struct http2_way *server = &one->ways[!p->way];
    tell_open(one, p, sink);
    one->open = 0;
    one->serial = one->head.touched;
    *client = (struct http2_way){.begun = true, .from_beginning = true, .heap = client->heap};
    if (!server->from_beginning)
        *server = (struct http2_way){.begun = true, .from_beginning = true, .heap = server->heap};
}

/* Without padding and, of HEADERS, the priority (RFC 9113 6.1, 6.2). */
static struct span content(struct cursor c, const struct frame_head *f, uint32_t *ret_promised)
{
    size_t padding =
        f->flags & PADDED && (f->type == DATA || f->type == HEADERS || f->type == PUSH_PROMISE)
            ? cursor_u8(&c)
            : 0;
    if (f->type == HEADERS && f->flags & HAS_PRIORITY)
        cursor_skip(&c, 5);
    if (f->type == PUSH_PROMISE)
        *ret_promised = cursor_u32(&c) & 0x7fffffff;
    size_t left = cursor_left(&c);
    return cursor_span(&c, padding < left ? left - padding : 0);
}

struct taker {
    struct sink *sink;
    struct http2_connection *one;
    struct http2_stream *stream; /* NULL: the block is expanded for its table only */
    unsigned way;
};

static void take_header(void *arg, struct span name, struct span value)
{
    struct taker *t = arg;
    if (t->stream)
        http2_stream_header(t->sink, t->one, t->stream, t->way, name, value);
}

static void header_block(struct http2_connection *one, const struct packet *p,
                         const struct frame_head *f, struct span block, struct sink *sink)
{
    struct http2_way *w = &one->ways[p->way];
    struct taker taker = {.sink = sink, .one = one};
    bool last = f->flags & END_HEADERS;
    /* A promise is what the server takes the client to want: kept as if it had asked, and not told.
     */
    taker.way = w->block_promised ? !p->way : p->way;
    taker.stream =
        http2_stream_of(sink, one, w->block_promised ? w->block_promised : w->block_stream, true);
    if (!http2_expand(w, block, last, take_header, &taker)) {
        sink_blind(sink, p, BLIND_UNRESOLVED, block.len,
                   "a header block of HTTP/2 that cannot be expanded: its table was not seen");
        last = true;
    }
    if (!last)
        return;
    w->block_stream = 0;
    if (!taker.stream)
        return;
    if (w->block_promised) {
        http2_stream_promised(sink, one, taker.stream, taker.way);
        return;
    }
    http2_stream_headers_end(sink, one, taker.stream, p->way);
    if (w->block_ends_stream)
        http2_stream_end(sink, p, one, taker.stream, p->way, false);
}

static void data(struct http2_connection *one, const struct packet *p, const struct frame_head *f,
                 struct span body, struct sink *sink)
{
    /* Without its headers nobody knows what it is of. */
    struct http2_stream *s = http2_stream_of(sink, one, f->stream, false);
    if (!s || (!s->halves[p->way].open && body.len)) {
        if (body.len)
            sink_blind(sink, p, BLIND_UNRESOLVED, body.len,
                       "a body of HTTP/2 whose headers were not seen");
        if (!s)
            return;
    }
    if (s->halves[p->way].open)
        http2_stream_body(sink, one, s, p->way, body);
    if (f->flags & END_STREAM)
        http2_stream_end(sink, p, one, s, p->way, false);
}

static void reset(struct http2_connection *one, const struct packet *p, uint32_t stream,
                  struct sink *sink)
{
    for (unsigned way = 0; way < 2; way++) {
        struct http2_stream *s = http2_stream_of(sink, one, stream, false);
        if (s)
            http2_stream_end(sink, p, one, s, way, true);
    }
}

/* The first frame of a connection is SETTINGS, of the server at once, of the client behind the
 * preface (RFC 9113 3.4). */
static void note_beginning(struct http2_way *w, const struct frame_head *f)
{
    if (!w->begun && f->type == SETTINGS && !(f->flags & ACK))
        w->from_beginning = true;
    w->begun = true;
}

static void frame(struct http2_connection *one, const struct packet *p, const struct frame_head *f,
                  struct cursor c, struct sink *sink)
{
    struct http2_way *w = &one->ways[p->way];
    uint32_t promised = 0;
    struct span bytes = content(c, f, &promised);
    note_beginning(w, f);
    w->in_doubt = false;
    switch (f->type) {
    case HEADERS:
    case PUSH_PROMISE:
        w->block_stream = f->stream;
        w->block_promised = promised;
        w->block_ends_stream = f->type == HEADERS && f->flags & END_STREAM;
        header_block(one, p, f, bytes, sink);
        break;
    case CONTINUATION:
        if (w->block_stream == f->stream)
            header_block(one, p, f, bytes, sink);
        break;
    case DATA:
        data(one, p, f, bytes, sink);
        break;
    case RST_STREAM:
        reset(one, p, f->stream, sink);
        break;
    default: /* of the connection, or unknown and to be ignored (RFC 9113 4.1) */
        break;
    }
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    if (p->transport != TCP)
        return VERDICT_NOT_MINE;
    struct http2_connection *one = connection_of(p, sink);
    if (is_preface(c)) {
        if (one)
            connection_begins(one, p, sink);
        return VERDICT_TOOK;
    }
    struct frame_head f = read_head(&c);
    if (!cursor_ok(&c) || !is_frame(&f))
        return VERDICT_NOT_MINE;
    if (one && one->ways[p->way].in_doubt && !is_plausible(&f))
        return VERDICT_NOT_MINE;
    f.stream &= 0x7fffffff;
    if (one)
        frame(one, p, &f, c, sink);
    return VERDICT_TOOK;
}

static void lost(const struct packet *p, struct sink *sink)
{
    struct table *t = sink_table(sink, DECODER_http2, HTTP2_CONNECTIONS);
    struct http2_connection *one =
        t ? table_find(t, table_hash(t, &p->flow->key), &p->flow->key) : NULL;
    if (!one)
        return;
    http2_forget(&one->ways[p->way]);
    one->ways[p->way].in_doubt = true;
    one->ways[p->way].losses++;
}

static void ends(const struct flow *f, struct sink *sink)
{
    struct table *t = sink_table(sink, DECODER_http2, HTTP2_CONNECTIONS);
    struct http2_connection *one = t ? table_find(t, table_hash(t, &f->key), &f->key) : NULL;
    if (!one)
        return;
    /* Bytes of the last frame that was seen are not at hand: the first one stands for it. */
    struct frame frame = {.file = f->where.file, .number = f->where.frame};
    struct flow flow = *f;
    struct packet p = {.frame = &frame, .flow = &flow};
    tell_open(one, &p, sink);
    table_drop(t, one);
}

const struct decoder decoder_http2 = {
    .name = "http2",
    /* TS 29.500 and customs of implementations */
    .tcp = {29500, 29501, 29502, 29503, 29504, 29505, 29506, 29507, 29508, 29509, 29510,
            29511, 29512, 29513, 29514, 29515, 29516, 29517, 29518, 29519, 29520, 7777},
    .looks = looks,
    .decode = decode,
    .length = length_of,
    .in_order = true,
    .keep = {[HTTP2_CONNECTIONS] = {.key_size = sizeof(struct flow_key),
                                    .share = 16,
                                    .entry_size = sizeof(struct http2_connection),
                                    .clear_size = offsetof(struct http2_connection, heaps)},
             [HTTP2_STREAMS] = {.key_size = sizeof(struct http2_stream_key),
                                .share = 6,
                                .entry_size = sizeof(struct http2_stream)},
             [HTTP2_PIECES] = {.key_size = sizeof(struct http2_piece_key),
                               .share = 10,
                               .entry_size = sizeof(struct http2_piece)}},
    .lost = lost,
    .ends = ends,
};
