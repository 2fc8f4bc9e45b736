/* What the tests of HTTP share: a conversation whose sides send bytes or frames of HTTP/2, header
 * blocks made by nghttp2, and what was told of it. */
#ifndef POSTERN_TESTS_UNIT_WEB_KIT_H
#define POSTERN_TESTS_UNIT_WEB_KIT_H

#include "base/pool.h"
#include "unit/unit.h"
#include "wire/proto/message.h"

#include <nghttp2/nghttp2.h>

enum { WEB_HELD = 256 << 10, WEB_SAID = 2048, WEB_CLIENT = 0, WEB_SERVER = 1 };
enum { WEB_DATA, WEB_HEADERS, WEB_PRIORITY, WEB_RESET, WEB_SETTINGS, WEB_PROMISE, WEB_PING };
enum {
    WEB_CONTINUATION = 9,
    WEB_END = 1,
    WEB_END_HEADERS = 4,
    WEB_PADDED = 8,
    WEB_HAS_PRIORITY = 32
};

#define WEB_PREFACE "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

struct web {
    struct blind blind;
    struct frame frame;
    struct flow flow;
    struct driver *driver;
    char said[WEB_SAID];
    struct text log; /* "> GET /path" and "< 200", as they were told */
    uint32_t length; /* of the last message */
    unsigned count;
    uint64_t asked, answered; /* transactions of the last request and answer */
    uint8_t held[2][WEB_HELD];
    size_t held_len[2];
    nghttp2_hd_deflater *deflaters[2];
};

static inline void web_message(void *arg, struct message *m)
{
    struct web *w = arg;
    bool asks = m->part == PART_REQUEST;
    w->count++;
    w->length = m->length;
    *(asks ? &w->asked : &w->answered) = m->transaction;
    if (w->log.len)
        text_put(&w->log, ", ");
    if (!asks) {
        text_format(&w->log, "< %u", m->type);
        return;
    }
    const struct field *method = message_field(m, MEANING_METHOD);
    text_put(&w->log, "> ");
    if (method)
        text_put_n(&w->log, (const char *)method->at, method->len);
    text_put(&w->log, " ");
    text_put_n(&w->log, (const char *)m->type_text.at, m->type_text.len);
}

static inline void web_connect(struct web *w, uint16_t client, uint16_t server)
{
    const uint8_t a[] = {192, 0, 2, 1};
    const uint8_t b[] = {192, 0, 2, 2};
    w->flow = (struct flow){.state = POOL_NONE};
    w->flow.key.a = addr_v4(a);
    w->flow.key.b = addr_v4(b);
    w->flow.key.a_port = client;
    w->flow.key.b_port = server;
    w->flow.key.transport = 6;
    w->held_len[0] = w->held_len[1] = 0;
    for (unsigned i = 0; i < 2; i++) {
        if (w->deflaters[i])
            nghttp2_hd_deflate_del(w->deflaters[i]);
        assert_int_equal(nghttp2_hd_deflate_new(&w->deflaters[i], 4096), 0);
    }
}

static inline struct web *web_begin(uint16_t server)
{
    static struct web web;
    struct web *w = &web;
    memset(w, 0, sizeof *w);
    w->log = text_in(w->said, sizeof w->said);
    assert_true(blind_init(&w->blind, 1 << 16, 7));
    struct driver_settings settings = {
        .blind = &w->blind, .message = web_message, .arg = w, .budget = 8 << 20, .seed = 7};
    w->driver = driver_new(&settings);
    assert_non_null(w->driver);
    web_connect(w, 40000, server);
    return w;
}

static inline void web_end(struct web *w)
{
    driver_free(w->driver);
    blind_free(&w->blind);
    for (unsigned i = 0; i < 2; i++)
        nghttp2_hd_deflate_del(w->deflaters[i]);
}

static inline struct packet web_packet(struct web *w, unsigned way)
{
    w->frame.number++;
    struct packet p = {.frame = &w->frame, .flow = &w->flow, .transport = 6, .way = (uint8_t)way};
    p.src = way ? w->flow.key.b : w->flow.key.a;
    p.dst = way ? w->flow.key.a : w->flow.key.b;
    p.sport = way ? w->flow.key.b_port : w->flow.key.a_port;
    p.dport = way ? w->flow.key.a_port : w->flow.key.b_port;
    w->flow.frames[way]++;
    return p;
}

/* A segment, held as the net room would until a message is whole. */
static inline enum verdict web_send(struct web *w, unsigned way, const void *bytes, size_t len)
{
    struct packet p = web_packet(w, way);
    size_t taken = 0;
    assert_true(len <= WEB_HELD - w->held_len[way]);
    if (len)
        memcpy(w->held[way] + w->held_len[way], bytes, len);
    w->held_len[way] += len;
    enum verdict said =
        driver_stream(w->driver, &p, cursor_of(w->held[way], w->held_len[way]), &taken);
    if (said == VERDICT_NOT_MINE || said == VERDICT_BROKEN)
        taken = w->held_len[way];
    w->held_len[way] -= taken;
    memmove(w->held[way], w->held[way] + taken, w->held_len[way]);
    return said;
}

static inline enum verdict web_text(struct web *w, unsigned way, const char *bytes)
{
    return web_send(w, way, bytes, strlen(bytes));
}

/* What was on its way is lost. */
static inline void web_gap(struct web *w, unsigned way)
{
    struct packet p = web_packet(w, way);
    w->held_len[way] = 0;
    driver_gap(w->driver, &p);
}

static inline void web_flow_ends(struct web *w)
{
    driver_flow_ends(w->driver, &w->flow);
}

/* --- Frames of HTTP/2 ------------------------------------------------------------------------- */

static inline size_t web_frame(uint8_t *to, uint8_t type, uint8_t flags, uint32_t stream,
                               const void *body, size_t len)
{
    const uint8_t head[] = {(uint8_t)(len >> 16),
                            (uint8_t)(len >> 8),
                            (uint8_t)len,
                            type,
                            flags,
                            (uint8_t)(stream >> 24),
                            (uint8_t)(stream >> 16),
                            (uint8_t)(stream >> 8),
                            (uint8_t)stream};
    memcpy(to, head, sizeof head);
    if (len)
        memcpy(to + sizeof head, body, len);
    return sizeof head + len;
}

static inline void web_send_frame(struct web *w, unsigned way, uint8_t type, uint8_t flags,
                                  uint32_t stream, const void *body, size_t len)
{
    static uint8_t bytes[WEB_HELD];
    web_send(w, way, bytes, web_frame(bytes, type, flags, stream, body, len));
}

/* Names and values in turn, NULL ends. */
static inline size_t web_block(struct web *w, unsigned way, uint8_t *to, size_t room,
                               const char *const *pairs)
{
    nghttp2_nv nv[32];
    size_t count = 0;
    for (; pairs[2 * count]; count++)
        nv[count] = (nghttp2_nv){(uint8_t *)pairs[2 * count], (uint8_t *)pairs[2 * count + 1],
                                 strlen(pairs[2 * count]), strlen(pairs[2 * count + 1]), 0};
    ssize_t len = nghttp2_hd_deflate_hd(w->deflaters[way], to, room, nv, count);
    assert_true(len >= 0);
    return (size_t)len;
}

static inline void web_headers(struct web *w, unsigned way, uint32_t stream, uint8_t flags,
                               const char *const *pairs)
{
    static uint8_t block[64 << 10];
    size_t len = web_block(w, way, block, sizeof block, pairs);
    web_send_frame(w, way, WEB_HEADERS, flags | WEB_END_HEADERS, stream, block, len);
}

static inline void web_get(struct web *w, uint32_t stream, const char *path)
{
    const char *const pairs[] = {":method",    "GET",  ":scheme",    "http", ":path", path,
                                 ":authority", "udm1", "user-agent", "AMF",  NULL};
    web_headers(w, WEB_CLIENT, stream, WEB_END, pairs);
}

static inline void web_answer(struct web *w, uint32_t stream, const char *status)
{
    const char *const pairs[] = {":status", status, "content-type", "application/json", NULL};
    web_headers(w, WEB_SERVER, stream, WEB_END, pairs);
}

static inline void web_preface(struct web *w)
{
    web_text(w, WEB_CLIENT, WEB_PREFACE);
    web_send_frame(w, WEB_CLIENT, WEB_SETTINGS, 0, 0, NULL, 0);
    web_send_frame(w, WEB_SERVER, WEB_SETTINGS, 0, 0, "\0\3\0\0\0\144", 6);
}

/* What was counted for a reason: how often; *ret_detail its sentence. */
static inline uint64_t web_blind(struct web *w, enum blind_reason reason, const char **ret_detail)
{
    static const struct blind_spot *all[64];
    size_t n = blind_sorted(&w->blind, all, 64);
    for (size_t i = 0; i < n; i++)
        if (all[i]->reason == reason) {
            if (ret_detail)
                *ret_detail = names_text(&w->blind.names, all[i]->detail);
            return all[i]->frames;
        }
    return 0;
}

#endif
