/* What the tests of the driver share: a conversation, packets in it, and what was told of it. */
#ifndef POSTERN_TESTS_UNIT_DRIVER_KIT_H
#define POSTERN_TESTS_UNIT_DRIVER_KIT_H

#include "base/pool.h"
#include "unit/unit.h"
#include "wire/proto/message.h"

struct kit {
    struct blind blind;
    struct frame frame;
    struct flow flow;
    struct driver *driver;
    char said[1024];
    struct text log;
};

static inline void kit_message(void *arg, struct message *m)
{
    struct kit *k = arg;
    text_format(&k->log, "%s%s %u", k->log.len ? ", " : "", spec_proto_word((enum proto)m->proto),
                m->type);
}

static inline void kit_flow(struct flow *f, uint8_t transport, uint16_t port)
{
    const uint8_t a[] = {192, 0, 2, 1};
    const uint8_t b[] = {192, 0, 2, 2};
    *f = (struct flow){.state = POOL_NONE};
    f->key.a = addr_v4(a);
    f->key.b = addr_v4(b);
    f->key.a_port = transport == 6 || transport == 17 || transport == 132 ? 40000 : 0;
    f->key.b_port = port;
    f->key.transport = transport;
}

/* `transport` to a port of 192.0.2.2. */
static inline void kit_begin(struct kit *k, uint8_t transport, uint16_t port)
{
    memset(k, 0, sizeof *k);
    k->log = text_in(k->said, sizeof k->said);
    assert_true(blind_init(&k->blind, 1 << 16, 7));
    kit_flow(&k->flow, transport, port);
    struct driver_settings settings = {.blind = &k->blind, .message = kit_message, .arg = k};
    k->driver = driver_new(&settings);
    assert_non_null(k->driver);
}

static inline void kit_end(struct kit *k)
{
    driver_free(k->driver);
    blind_free(&k->blind);
}

static inline struct packet kit_packet(struct kit *k)
{
    k->frame.number++;
    struct packet p = {.frame = &k->frame, .flow = &k->flow};
    p.transport = k->flow.key.transport;
    p.src = k->flow.key.a;
    p.dst = k->flow.key.b;
    p.sport = k->flow.key.a_port;
    p.dport = k->flow.key.b_port;
    k->flow.frames[0]++;
    return p;
}

/* As the net room does: what nobody takes is counted. */
static inline enum verdict kit_datagram(struct kit *k, const void *bytes, size_t n)
{
    struct packet p = kit_packet(k);
    k->frame.captured = k->frame.original = (uint32_t)n;
    enum verdict said = driver_datagram(k->driver, &p, cursor_of(bytes, n));
    if (said == VERDICT_NOT_MINE) {
        k->flow.unread_frames++;
        k->flow.unread_bytes += n;
    }
    return said;
}

static inline enum verdict kit_stream(struct kit *k, const void *bytes, size_t n, size_t *ret_taken)
{
    struct packet p = kit_packet(k);
    return driver_stream(k->driver, &p, cursor_of(bytes, n), ret_taken);
}

static inline const struct blind_spot *kit_spot(struct kit *k, enum blind_reason reason)
{
    static const struct blind_spot *all[64];
    size_t n = blind_sorted(&k->blind, all, 64);
    for (size_t i = 0; i < n; i++)
        if (all[i]->reason == reason)
            return all[i];
    return NULL;
}

static inline const char *kit_where(struct kit *k, enum blind_reason reason)
{
    const struct blind_spot *spot = kit_spot(k, reason);
    return spot ? names_text(&k->blind.names, spot->where) : "";
}

#endif
