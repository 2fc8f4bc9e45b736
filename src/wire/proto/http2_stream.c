/* One stream: a request and its answer. What each side sends is collected in pieces, so that a
 * thousand small messages and a few large ones fit in the same room; when a side has sent all, its
 * message is put together once and told. */
#include "wire/proto/http2.h"

enum {
    HEAD_MOST = 512,
    HEADERS_AT_ONCE = 96,
    BODY_AT = HTTP2_HEADERS_MOST,
    PIECES_OF_HEADERS = HTTP2_HEADERS_MOST / HTTP2_PIECE
};

static struct http2_piece *piece_of(struct sink *sink, const struct http2_stream *s, unsigned way,
                                    uint32_t number, bool make)
{
    struct table *t = sink_table(sink, DECODER_http2, HTTP2_PIECES);
    struct http2_piece_key key = {.stream = s->key, .number = number << 1 | way};
    bool is_new;
    if (!t)
        return NULL;
    uint64_t h = table_hash(t, &key);
    return make ? table_take(t, h, &key, &is_new) : table_find(t, h, &key);
}

static void put(struct sink *sink, const struct http2_stream *s, unsigned way, uint32_t first,
                uint32_t at, struct span bytes)
{
    for (size_t done = 0; done < bytes.len;) {
        struct http2_piece *piece = piece_of(sink, s, way, first + at / HTTP2_PIECE, true);
        size_t room = HTTP2_PIECE - at % HTTP2_PIECE;
        size_t now = bytes.len - done < room ? bytes.len - done : room;
        if (!piece)
            return;
        memcpy(piece->bytes + at % HTTP2_PIECE, bytes.at + done, now);
        done += now;
        at += (uint32_t)now;
    }
}

/* Copies `len` bytes back and gives the pieces up; how many there were before the first that gave
 * way. */
static size_t collect(struct sink *sink, const struct http2_stream *s, unsigned way, uint32_t first,
                      uint32_t len, uint8_t *to)
{
    size_t whole = 0;
    bool hole = false;
    for (uint32_t at = 0; at < len; at += HTTP2_PIECE) {
        struct http2_piece *piece = piece_of(sink, s, way, first + at / HTTP2_PIECE, false);
        uint32_t now = len - at < HTTP2_PIECE ? len - at : HTTP2_PIECE;
        hole |= !piece;
        if (!hole) {
            memcpy(to + at, piece->bytes, now);
            whole += now;
        }
        if (piece)
            table_drop(sink_table(sink, DECODER_http2, HTTP2_PIECES), piece);
    }
    return whole;
}

struct http2_stream *http2_stream_of(struct sink *sink, const struct http2_connection *one,
                                     uint32_t id, bool make)
{
    struct table *t = sink_table(sink, DECODER_http2, HTTP2_STREAMS);
    struct http2_stream_key key = {.flow = one->key, .connection = one->serial, .id = id};
    bool is_new;
    if (!t)
        return NULL;
    uint64_t h = table_hash(t, &key);
    return make ? table_take(t, h, &key, &is_new) : table_find(t, h, &key);
}

/* Names that begin with a colon (RFC 9113 8.3). */
static void pseudo(struct http2_stream *s, unsigned way, struct span name, struct span value)
{
    if (span_is(name, ":status")) {
        s->halves[way].status = http_status(value);
        s->asks = !way;
        s->is_asked = true;
        return;
    }
    s->asks = (uint8_t)way;
    s->is_asked = true;
    if (span_is(name, ":method")) {
        http_keep(s->method, sizeof s->method, value);
    } else if (span_is(name, ":path") && value.at) {
        s->path_len = (uint16_t)(value.len < sizeof s->path ? value.len : sizeof s->path);
        memcpy(s->path, value.at, s->path_len);
        s->path_over = value.len - s->path_len;
        s->is_sbi = http_is_sbi(&(struct http_message){.path = value});
    } else if (span_is(name, ":authority")) {
        http_keep(s->authority, sizeof s->authority, value);
    }
}

static struct http2_half *opened(struct http2_connection *one, struct http2_stream *s, unsigned way)
{
    struct http2_half *h = &s->halves[way];
    if (!h->open) {
        h->losses = one->ways[way].losses;
        one->open++;
    }
    h->open = true;
    return h;
}

static void closed(struct http2_connection *one, struct http2_half *h)
{
    if (h->open && one->open)
        one->open--;
    h->open = false;
}

/* A remote call of some program's that will be counted and not told, unless a header of 3GPP's
 * comes: the others are not kept. */
static bool is_others(const struct http2_connection *one, const struct http2_stream *s)
{
    return !one->is_told && s->path_len && !s->is_sbi;
}

void http2_stream_header(struct sink *sink, struct http2_connection *one, struct http2_stream *s,
                         unsigned way, struct span name, struct span value)
{
    struct http2_half *h = opened(one, s, way);
    uint16_t lens[2] = {(uint16_t)name.len, value.at ? (uint16_t)value.len : UINT16_MAX};
    size_t size = sizeof lens + name.len + value.len;
    h->unknown |= !name.at || !value.at;
    if (!name.at)
        return;
    if (name.len && name.at[0] == ':') {
        pseudo(s, way, name, value);
        return;
    }
    if (name.len >= UINT16_MAX || value.len >= UINT16_MAX || h->headers + size > HTTP2_HEADERS_MOST)
        return;
    if (is_others(one, s) && !span_begins(name, "3gpp-"))
        return;
    uint8_t head[HEAD_MOST];
    size_t front = sizeof lens + name.len;
    if (front > sizeof head)
        return;
    memcpy(head, lens, sizeof lens);
    memcpy(head + sizeof lens, name.at, name.len);
    size_t whole = size <= sizeof head ? value.len : 0; /* mostly one piece takes all at once */
    if (whole)
        memcpy(head + front, value.at, whole);
    put(sink, s, way, 0, h->headers, (struct span){head, front + whole});
    if (!whole)
        put(sink, s, way, 0, h->headers + (uint32_t)front, value);
    h->headers += (uint32_t)size;
}

void http2_stream_body(struct sink *sink, struct http2_connection *one, struct http2_stream *s,
                       unsigned way, struct span bytes)
{
    struct http2_half *h = opened(one, s, way);
    size_t room = HTTP2_BODY_MOST - h->kept;
    struct span now = {bytes.at, bytes.len < room ? bytes.len : room};
    h->body += bytes.len;
    put(sink, s, way, PIECES_OF_HEADERS, h->kept, now);
    h->kept += (uint32_t)now.len;
}

/* Back to nothing, and its headers given up. */
static void clear(struct sink *sink, struct http2_connection *one, struct http2_stream *s,
                  unsigned way)
{
    struct http2_half *h = &s->halves[way];
    if (sink->room)
        collect(sink, s, way, 0, h->headers, sink->room);
    closed(one, h);
    *h = (struct http2_half){0};
}

void http2_stream_headers_end(struct sink *sink, struct http2_connection *one,
                              struct http2_stream *s, unsigned way)
{
    const struct http2_half *h = &s->halves[way];
    if (h->status >= 100 && h->status < 200)
        clear(sink, one, s, way);
}

void http2_stream_promised(struct sink *sink, struct http2_connection *one, struct http2_stream *s,
                           unsigned way)
{
    clear(sink, one, s, way);
    s->halves[way].ended = true;
}

static unsigned read_headers(struct span bytes, struct http_header *to)
{
    unsigned count = 0;
    struct cursor c = cursor_of(bytes.at, bytes.len);
    while (cursor_left(&c) && count < HEADERS_AT_ONCE) {
        uint16_t lens[2];
        struct span head = cursor_span(&c, sizeof lens);
        if (head.len != sizeof lens)
            break;
        memcpy(lens, head.at, sizeof lens);
        to[count].name = cursor_span(&c, lens[0]);
        to[count].value = (struct span){0};
        if (lens[1] != UINT16_MAX)
            to[count].value = cursor_span(&c, lens[1]);
        count += cursor_ok(&c);
    }
    return count;
}

/* Somebody's remote calls between ports that nobody knows: named, counted, and not told one by one.
 */
static void pass_over(struct sink *sink, const struct packet *p, const struct http_message *m)
{
    TEXT_ON(detail, 200);
    text_put(&detail, "HTTP/2 of no service-based interface of 3GPP");
    if (m->path.len) {
        text_put(&detail, ", first for ");
        text_put_n(&detail, (const char *)m->path.at, m->path.len < 100 ? m->path.len : 100);
    }
    sink_blind(sink, p, BLIND_NOT_READ, m->length, detail.at);
}

static void tell(struct sink *sink, const struct packet *p, struct http2_connection *one,
                 struct http2_stream *s, unsigned way, bool unfinished)
{
    const struct http2_half *h = &s->halves[way];
    struct http_header headers[HEADERS_AT_ONCE];
    bool asks = s->is_asked && s->asks == way;
    size_t head = collect(sink, s, way, 0, h->headers, sink->room);
    uint8_t *body = sink->room + BODY_AT;
    size_t kept = collect(sink, s, way, PIECES_OF_HEADERS, h->kept, body);
    struct http_message m = {
        .proto = PROTO_HTTP2,
        .part = asks ? PART_REQUEST : PART_ANSWER,
        .method = span_of_text(s->method),
        .path = {(const uint8_t *)s->path, s->path_len},
        .authority = span_of_text(s->authority),
        .status = h->status,
        .headers = headers,
        .body_length = h->body,
        .unfinished = unfinished || h->losses != one->ways[way].losses,
        .unresolved = h->unknown,
        .transaction = (uint64_t)one->serial << 32 | s->key.id,
        .length = (uint32_t)(h->headers + h->body),
    };
    m.header_count = read_headers((struct span){sink->room, head}, headers);
    m.body = http_decoded(&m, (struct span){body, kept}, sink);
    if (asks)
        s->is_told = one->is_told || http_is_sbi(&m);
    one->is_told |= asks && s->is_told;
    if (!s->is_told && !one->is_told) {
        pass_over(sink, p, &m);
        return;
    }
    if (h->unknown)
        sink_blind(sink, p, BLIND_UNRESOLVED, 0,
                   "headers of HTTP/2 by an index that was given before the capture began");
    if (asks && s->path_over)
        sink_blind(sink, p, BLIND_OVER_BUDGET, s->path_over,
                   "a path was longer than is kept to be read");
    if (kept < h->body)
        sink_blind(sink, p, BLIND_OVER_BUDGET, h->body - kept,
                   "a body was longer than is kept to be read");
    m.asked = asks ? 0 : s->asked;
    uint32_t told = http_tell(&m, p, sink);
    if (asks)
        s->asked = told;
}

void http2_stream_end(struct sink *sink, const struct packet *p, struct http2_connection *one,
                      struct http2_stream *s, unsigned way, bool unfinished)
{
    struct http2_half *h = &s->halves[way];
    if (h->open && !h->ended && s->is_asked && (s->asks == way || h->status) && sink->room)
        tell(sink, p, one, s, way, unfinished);
    else if (h->open && !h->ended)
        sink_blind(sink, p, BLIND_UNRESOLVED, h->headers + h->body,
                   "a message of HTTP/2 without anything that says what it is");
    closed(one, h);
    h->ended = true;
    if (s->halves[0].ended && s->halves[1].ended)
        table_drop(sink_table(sink, DECODER_http2, HTTP2_STREAMS), s);
}
