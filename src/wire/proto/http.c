/* HTTP/1.1 (RFC 9112): requests and answers, on any port, by their first line.
 *
 * Messages are put together here, not by the driver: a body may be long, and is then kept only as
 * far as it is read. So the driver hands on whatever comes, in order.
 */
#include "wire/proto/http_message.h"

#include <strings.h>

enum { TCP = 6, LINE_MOST = 8 << 10 };
enum { KEPT = 12 << 10, PATH = 256, METHOD = 12, ASKED = 8, HEADERS_AT_ONCE = 64 };

enum state {
    AT_START,    /* the head of a message is coming */
    IN_BODY,     /* so many bytes are left */
    AT_CHUNK,    /* the size of a chunk */
    IN_CHUNK,    /* its bytes, and the line's end */
    IN_TRAILER,  /* lines behind the last chunk */
    TO_THE_END,  /* a body that the connection's end ends */
    BEYOND,      /* another protocol has taken over (101, CONNECT) */
    OUT_OF_STEP, /* bytes were lost, or are none of HTTP's: until a message begins */
};

struct http_way {
    uint8_t state; /* enum state */
    uint32_t len;  /* of bytes[] */
    uint32_t head; /* length of the head, in bytes[] */
    uint64_t left;
    uint64_t body;
    char line[24]; /* of a chunk's size, as it comes */
    uint8_t line_len;
    bool is_told;      /* TO_THE_END: what came with its head was */
    uint32_t messages; /* requests, or answers to them, whose head was seen */
    uint32_t number;   /* of this message; 0: an answer to what was not seen */
    uint8_t bytes[KEPT];
};

/* A request that may still be answered: they are in order (RFC 9112 9.3.2). */
struct asked {
    uint32_t number;
    uint32_t told; /* what http_tell said of it */
    char method[METHOD], path[PATH];
};

struct http_connection {
    struct table_head head;
    struct flow_key key;
    struct http_way ways[2];
    struct asked asked[ASKED];
    uint32_t serial; /* among all connections that the table had */
};

static const char *const METHODS[] = {"GET ",  "POST ",    "PUT ",     "DELETE ", "PATCH ",
                                      "HEAD ", "OPTIONS ", "CONNECT ", "TRACE "};

static bool is_request(struct span s)
{
    for (size_t i = 0; i < sizeof METHODS / sizeof *METHODS; i++)
        if (span_begins(s, METHODS[i]))
            return true;
    return false;
}

static bool is_answer(struct span s)
{
    return span_begins(s, "HTTP/1.");
}

/* The first line of a request is still coming. */
static bool is_request_begun(struct span s)
{
    if (s.len >= LINE_MOST || !is_request(s) || memchr(s.at, '\n', s.len))
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < ' ' && s.at[i] != '\r')
            return false;
    return true;
}

/* A request's line names the version behind its target. */
static bool has_version(struct span s)
{
    const uint8_t *end = memchr(s.at, '\n', s.len < LINE_MOST ? s.len : LINE_MOST);
    size_t len = end ? (size_t)(end - s.at) : 0;
    while (len && s.at[len - 1] == '\r')
        len--;
    return len > 9 && memcmp(s.at + len - 8, "HTTP/1.", 7) == 0;
}

static enum likeness looks(struct cursor c)
{
    struct span s = cursor_rest(&c);
    if (is_answer(s) && s.len > 12 && s.at[8] == ' ' && s.at[9] >= '1' && s.at[9] <= '5')
        return LIKE_SURE;
    return is_request_begun(s) || (is_request(s) && has_version(s)) ? LIKE_SURE : LIKE_NOT;
}

/* Whatever has come. Only a first line has to be whole, so that nobody takes what is not ours. */
static enum verdict length_of(struct cursor c, size_t *ret_length)
{
    *ret_length = cursor_left(&c);
    if (*ret_length == 0 || is_request_begun(cursor_rest(&c)))
        return VERDICT_MORE;
    return VERDICT_TOOK;
}

/* --- Telling ---------------------------------------------------------------------------------- */

static struct span line_of(struct cursor *c)
{
    struct span line = cursor_until(c, '\n');
    while (line.len && strchr("\r \t", line.at[line.len - 1]) && line.at[line.len - 1])
        line.len--;
    return line;
}

/* Names become lower case where they stand: the bytes are ours. */
static unsigned read_headers(struct http_way *w, struct cursor c, struct http_header *to)
{
    unsigned count = 0;
    while (cursor_left(&c) && count < HEADERS_AT_ONCE) {
        struct span line = line_of(&c);
        const uint8_t *colon = line.len ? memchr(line.at, ':', line.len) : NULL;
        if (!colon)
            continue;
        size_t name = (size_t)(colon - line.at);
        uint8_t *own = w->bytes + (line.at - w->bytes);
        for (size_t i = 0; i < name; i++)
            own[i] |= own[i] >= 'A' && own[i] <= 'Z' ? 0x20 : 0;
        struct span value = {colon + 1, line.len - name - 1};
        while (value.len && (*value.at == ' ' || *value.at == '\t')) {
            value.at++;
            value.len--;
        }
        to[count++] = (struct http_header){{line.at, name}, value};
    }
    return count;
}

/* An answer is to the first request that has none; of what was asked before the capture began, or
 * in bytes that were lost, nothing is known. */
static uint32_t next_number(const struct http_connection *one, unsigned way)
{
    const struct http_way *w = &one->ways[way], *other = &one->ways[!way];
    bool answers = is_answer((struct span){w->bytes, w->head});
    return answers && w->messages >= other->messages ? 0 : w->messages + 1;
}

static void read_start(struct http_connection *one, struct span line, uint32_t number,
                       struct http_message *m)
{
    struct asked *a = &one->asked[number % ASKED];
    struct cursor words = cursor_of(line.at, line.len);
    m->part = is_answer(line) ? PART_ANSWER : PART_REQUEST;
    if (m->part == PART_ANSWER) {
        cursor_until(&words, ' ');
        m->status = http_status(cursor_until(&words, ' '));
        if (number && a->number == number) {
            m->method = span_of_text(a->method);
            m->path = span_of_text(a->path);
            m->asked = a->told;
        }
        return;
    }
    m->method = cursor_until(&words, ' ');
    m->path = cursor_until(&words, ' ');
    a->number = number;
    http_keep(a->method, sizeof a->method, m->method);
    http_keep(a->path, sizeof a->path, m->path);
}

/* The start line and the headers of what lies in `w`. */
static void read_head(struct http_connection *one, struct http_way *w, struct http_message *m,
                      struct http_header *headers)
{
    struct cursor c = cursor_of(w->bytes, w->head);
    m->proto = PROTO_HTTP;
    m->transaction = w->number ? (uint64_t)one->serial << 32 | w->number : 0;
    read_start(one, line_of(&c), w->number, m);
    m->headers = headers;
    m->header_count = read_headers(w, c, headers);
}

static struct span header_of(const struct http_message *m, const char *name)
{
    for (unsigned i = 0; i < m->header_count; i++)
        if (span_is(m->headers[i].name, name))
            return m->headers[i].value;
    return (struct span){0};
}

static void tell(struct http_connection *one, const struct packet *p, struct sink *sink,
                 bool unfinished)
{
    struct http_way *w = &one->ways[p->way];
    struct http_header headers[HEADERS_AT_ONCE];
    struct http_message m = {.unfinished = unfinished, .body_length = w->body};
    read_head(one, w, &m, headers);
    m.authority = header_of(&m, "host");
    m.body = http_decoded(&m, (struct span){w->bytes + w->head, w->len - w->head}, sink);
    m.length = (uint32_t)(w->head + w->body);
    uint32_t told = http_tell(&m, p, sink);
    if (m.part == PART_REQUEST)
        one->asked[w->number % ASKED].told = told;
}

/* --- Putting together ------------------------------------------------------------------------- */

static void begin_next(struct http_way *w)
{
    w->state = AT_START;
    w->len = w->head = 0;
    w->left = w->body = 0;
    w->line_len = 0;
    w->is_told = false;
}

static bool asked_by(const struct http_message *m, const char *method)
{
    return m->method.len == strlen(method) && memcmp(m->method.at, method, m->method.len) == 0;
}

/* How the body is framed (RFC 9112 6.3); false: there is none. */
static bool frame_body(struct http_way *w, const struct http_message *m)
{
    struct span length = header_of(m, "content-length");
    struct span coding = header_of(m, "transfer-encoding");
    bool asks = m->part == PART_REQUEST;
    if (!asks && (m->status == 101 || (asked_by(m, "CONNECT") && m->status < 300))) {
        w->state = BEYOND;
        return false;
    }
    if (!asks && (m->status == 204 || m->status == 304 || asked_by(m, "HEAD")))
        return false;
    if (coding.len >= 7 &&
        strncasecmp((const char *)coding.at + coding.len - 7, "chunked", 7) == 0) {
        w->state = AT_CHUNK;
        return true;
    }
    if (length.len) {
        for (size_t i = 0; i < length.len && length.at[i] >= '0' && length.at[i] <= '9'; i++)
            w->left = w->left * 10 + (length.at[i] - '0');
        w->state = IN_BODY;
        return w->left > 0;
    }
    w->state = asks ? AT_START : TO_THE_END;
    return !asks;
}

/* Where the head ends: behind its empty line; 0: not yet. */
static uint32_t head_length(const struct http_way *w, uint32_t from)
{
    for (uint32_t i = from > 3 ? from - 3 : 0; i + 1 < w->len; i++) {
        if (w->bytes[i] != '\n')
            continue;
        if (w->bytes[i + 1] == '\n')
            return i + 2;
        if (w->bytes[i + 1] == '\r' && i + 2 < w->len && w->bytes[i + 2] == '\n')
            return i + 3;
    }
    return 0;
}

/* What follows the head that lies in the way's bytes. */
static void head_is_whole(struct http_connection *one, const struct packet *p, struct sink *sink)
{
    struct http_way *w = &one->ways[p->way];
    struct http_header headers[HEADERS_AT_ONCE];
    struct http_message m = {0};
    w->number = next_number(one, p->way);
    read_head(one, w, &m, headers);
    /* 100 (Continue) and the like come before an answer (RFC 9110 15.2). */
    if (m.part == PART_ANSWER && m.status < 200 && m.status != 101) {
        begin_next(w);
        return;
    }
    w->messages += w->number != 0;
    if (frame_body(w, &m))
        return;
    bool beyond = w->state == BEYOND;
    tell(one, p, sink, false);
    begin_next(w);
    for (unsigned way = 0; way < 2 && beyond; way++)
        one->ways[way].state = BEYOND;
}

/* Takes bytes of a head; how many. */
static size_t take_head(struct http_connection *one, const struct packet *p, struct span s,
                        struct sink *sink)
{
    struct http_way *w = &one->ways[p->way];
    uint32_t before = w->len;
    size_t now = s.len < KEPT - w->len ? s.len : KEPT - w->len;
    memcpy(w->bytes + w->len, s.at, now);
    w->len += (uint32_t)now;
    uint32_t head = head_length(w, before);
    if (!head) {
        bool hopeless = w->len == KEPT;
        if (hopeless)
            sink_blind(sink, p, BLIND_OVER_BUDGET, w->len, "a head of HTTP is too long");
        if (hopeless)
            w->state = OUT_OF_STEP;
        return now;
    }
    w->head = w->len = head;
    head_is_whole(one, p, sink);
    return head - before;
}

/* Bytes of a body: kept as far as there is room. */
static void keep(struct http_way *w, struct span s)
{
    size_t now = s.len < KEPT - w->len ? s.len : KEPT - w->len;
    memcpy(w->bytes + w->len, s.at, now);
    w->len += (uint32_t)now;
    w->body += s.len;
}

static size_t take_body(struct http_connection *one, const struct packet *p, struct span s,
                        struct sink *sink)
{
    struct http_way *w = &one->ways[p->way];
    size_t now = w->left < s.len ? (size_t)w->left : s.len;
    keep(w, (struct span){s.at, now});
    w->left -= now;
    if (w->left == 0 && w->state == IN_CHUNK)
        w->state = AT_CHUNK;
    if (w->left == 0 && w->state == IN_BODY) {
        tell(one, p, sink, false);
        begin_next(w);
    }
    return now;
}

/* A line that ends a chunk, gives the next one's size, or is of the trailer (RFC 9112 7.1). */
static size_t take_line(struct http_connection *one, const struct packet *p, struct span s,
                        struct sink *sink)
{
    struct http_way *w = &one->ways[p->way];
    const uint8_t *end = memchr(s.at, '\n', s.len);
    size_t now = end ? (size_t)(end - s.at) + 1 : s.len;
    for (size_t i = 0; i < now && w->line_len < sizeof w->line - 1; i++)
        if (s.at[i] > ' ')
            w->line[w->line_len++] = (char)s.at[i];
    if (!end)
        return now;
    w->line[w->line_len] = 0;
    bool empty = w->line_len == 0;
    w->line_len = 0;
    if (w->state == IN_TRAILER && empty) {
        tell(one, p, sink, false);
        begin_next(w);
    } else if (w->state == AT_CHUNK && !empty) {
        w->left = 0;
        for (const char *at = w->line; strchr("0123456789abcdefABCDEF", *at) && *at; at++)
            w->left = w->left << 4 | (uint64_t)((*at & 15) + (*at > '9' ? 9 : 0));
        w->state = w->left ? IN_CHUNK : IN_TRAILER;
    }
    return now;
}

static size_t take(struct http_connection *one, const struct packet *p, struct span s,
                   struct sink *sink)
{
    struct http_way *w = &one->ways[p->way];
    switch ((enum state)w->state) {
    case AT_START:
        if (w->len == 0 && (*s.at == '\r' || *s.at == '\n'))
            return 1; /* to be ignored (RFC 9112 2.2) */
        if (w->len == 0 && !is_request(s) && !is_answer(s) && s.len >= 8) {
            w->state = OUT_OF_STEP;
            return 0;
        }
        return take_head(one, p, s, sink);
    case IN_BODY:
    case IN_CHUNK:
        return take_body(one, p, s, sink);
    case AT_CHUNK:
    case IN_TRAILER:
        return take_line(one, p, s, sink);
    case TO_THE_END:
        if (w->is_told)
            sink_blind(sink, p, BLIND_NOT_READ, s.len, "a body that the end of a connection ends");
        else
            keep(w, s);
        return s.len;
    case BEYOND:
        sink_blind(sink, p, BLIND_NOT_READ, s.len, "what HTTP was changed for or carries");
        return s.len;
    case OUT_OF_STEP:
        sink_blind(sink, p, BLIND_BROKEN, s.len, "no message of HTTP begins where one should");
        return s.len;
    }
    return s.len;
}

static struct http_connection *connection_of(const struct flow *f, struct sink *sink, bool make)
{
    struct table *t = sink_table(sink, DECODER_http, 0);
    bool is_new;
    if (!t)
        return NULL;
    uint64_t h = table_hash(t, &f->key);
    if (!make)
        return table_find(t, h, &f->key);
    struct http_connection *one = table_take(t, h, &f->key, &is_new);
    if (is_new)
        one->serial = one->head.touched;
    return one;
}

/* A message begins behind lost bytes. An answer there is to the request before it. */
static void begin_again(struct http_connection *one, unsigned way, bool answers)
{
    struct http_way *w = &one->ways[way], *other = &one->ways[!way];
    begin_next(w);
    if (answers && w->messages + 1 < other->messages)
        w->messages = other->messages - 1;
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    if (p->transport != TCP)
        return VERDICT_NOT_MINE;
    struct http_connection *one = connection_of(p->flow, sink, true);
    if (!one)
        return looks(c) == LIKE_SURE ? VERDICT_TOOK : VERDICT_NOT_MINE;
    struct http_way *w = &one->ways[p->way];
    if (w->state == OUT_OF_STEP && looks(c) == LIKE_SURE)
        begin_again(one, p->way, is_answer(cursor_rest(&c)));
    while (cursor_left(&c))
        cursor_skip(&c, take(one, p, cursor_rest(&c), sink));
    /* Its end has no frame of its own: told with what came so far. */
    if (w->state == TO_THE_END && !w->is_told) {
        tell(one, p, sink, true);
        w->is_told = true;
    }
    return VERDICT_TOOK;
}

static void lost(const struct packet *p, struct sink *sink)
{
    struct http_connection *one = connection_of(p->flow, sink, false);
    if (!one)
        return;
    begin_next(&one->ways[p->way]);
    one->ways[p->way].state = OUT_OF_STEP;
}

static void ends(const struct flow *f, struct sink *sink)
{
    struct http_connection *one = connection_of(f, sink, false);
    if (one)
        table_drop(sink_table(sink, DECODER_http, 0), one);
}

const struct decoder decoder_http = {
    .name = "http",
    .looks = looks,
    .decode = decode,
    .length = length_of,
    .in_order = true,
    .keep = {{.key_size = sizeof(struct flow_key),
              .share = 4,
              .entry_size = sizeof(struct http_connection)}},
    .lost = lost,
    .ends = ends,
};
