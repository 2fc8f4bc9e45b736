/* Messages of SS7 written as hex, and what the driver makes of them: a line a message, with its
 * ends, its subsystems and its oddities. */
#ifndef POSTERN_TESTS_SS7_KIT_H
#define POSTERN_TESTS_SS7_KIT_H

#include "driver_kit.h"
#include "unit/hex.h"
#include "wire/proto/ss7.h"

#include <stdlib.h>

enum { PPID_M2UA = 2, PPID_M3UA, PPID_SUA, PPID_M2PA, SS7_BYTES = 9000, LINK_MTP3 = 141 };

struct ss7 {
    struct blind blind;
    struct frame frame;
    struct flow flow;
    struct driver *driver;
    struct message last;
    char said[2048];
    struct text log;
    uint8_t bytes[SS7_BYTES];
    size_t length;
    uint8_t *sent; /* what the last message's fields point to */
};

static inline void ss7_message(void *arg, struct message *m)
{
    struct ss7 *s = arg;
    s->last = *m;
    text_format(&s->log, "%s%s %u ", s->log.len ? ", " : "", spec_proto_word((enum proto)m->proto),
                m->type);
    text_addr(&s->log, &m->packet->src);
    text_char(&s->log, '>');
    text_addr(&s->log, &m->packet->dst);
    if (m->packet->sport || m->packet->dport)
        text_format(&s->log, " %u>%u", m->packet->sport, m->packet->dport);
    if (m->packet->odd & PACKET_RETURNED)
        text_put(&s->log, " returned");
}

static inline void ss7_open(struct ss7 *s)
{
    memset(s, 0, sizeof *s);
    s->log = text_in(s->said, sizeof s->said);
    assert_true(blind_init(&s->blind, 1 << 16, 7));
    kit_flow(&s->flow, 132, 9);
    struct driver_settings settings = {.blind = &s->blind, .message = ss7_message, .arg = s};
    s->driver = driver_new(&settings);
    assert_non_null(s->driver);
}

static inline void ss7_close(struct ss7 *s)
{
    driver_free(s->driver);
    blind_free(&s->blind);
    free(s->sent);
}

/* The bytes lie in memory of their own size, so that the sanitizers see each step beyond. */
static inline enum verdict ss7_send(struct ss7 *s, uint32_t ppid, const uint8_t *bytes, size_t n)
{
    struct packet p = {.frame = &s->frame, .flow = &s->flow, .transport = 132, .ppid = ppid};
    free(s->sent);
    s->sent = malloc(n ? n : 1);
    assert_non_null(s->sent);
    if (n)
        memcpy(s->sent, bytes, n);
    s->frame.number++;
    s->log = text_in(s->said, sizeof s->said);
    s->flow.proto = 0;
    p.src = s->flow.key.a;
    p.dst = s->flow.key.b;
    return driver_datagram(s->driver, &p, cursor_of(s->sent, n));
}

static inline enum verdict ss7_read(struct ss7 *s, uint32_t ppid, const char *hex)
{
    s->length = hex_bytes(s->bytes, sizeof s->bytes, hex);
    return ss7_send(s, ppid, s->bytes, s->length);
}

/* M3UA's DATA with one parameter: OPC 1-2-3, DPC 4-5-6, this service, network 2, `user`. */
static inline enum verdict ss7_m3ua(struct ss7 *s, unsigned service, const uint8_t *user, size_t n)
{
    uint8_t *b = s->bytes;
    size_t padded = (n + 3) / 4 * 4;
    memset(b, 0, 24 + padded);
    hex_bytes(b, sizeof s->bytes, "01 00 01 01 00000000 0210 0000 00000813 0000202e");
    b[7] = (uint8_t)(24 + padded);
    b[6] = (uint8_t)((24 + padded) >> 8);
    b[11] = (uint8_t)(16 + n);
    b[10] = (uint8_t)((16 + n) >> 8);
    b[20] = (uint8_t)service;
    b[21] = 2;
    if (n)
        memcpy(b + 24, user, n);
    return ss7_send(s, PPID_M3UA, b, 24 + padded);
}

/* A user's message between the same two points. */
static inline enum verdict ss7_user(struct ss7 *s, unsigned service, const char *hex)
{
    uint8_t user[SS7_BYTES / 2];
    return ss7_m3ua(s, service, user, hex_bytes(user, sizeof user, hex));
}

static inline enum verdict ss7_sccp(struct ss7 *s, const char *hex)
{
    return ss7_user(s, SS7_SCCP, hex);
}

/* Whether a blind spot of this reason is there, when the conversation is over. */
static inline uint64_t ss7_blind(struct ss7 *s, enum blind_reason reason)
{
    static const struct blind_spot *all[64];
    driver_flow_ends(s->driver, &s->flow);
    size_t n = blind_sorted(&s->blind, all, 64);
    for (size_t i = 0; i < n; i++)
        if (all[i]->reason == reason)
            return all[i]->frames;
    return 0;
}

#endif
