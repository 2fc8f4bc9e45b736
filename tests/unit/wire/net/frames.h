/* What the tests of the layers share: frames built from the inside out, and a net room whose sink
 * writes down what it is told. */
#ifndef POSTERN_TESTS_WIRE_NET_FRAMES_H
#define POSTERN_TESTS_WIRE_NET_FRAMES_H

#include "wire/net/layer.h"

#include "unit/unit.h"

#include <stdlib.h>

enum { MADE_ROOM = 12000, SAID_ROOM = 16000, ETHERNET = 1 };

/* --- a frame: headers are put before what is there already ------------------------------------ */

struct made {
    uint8_t room[MADE_ROOM];
    size_t from;
};

static inline size_t made_len(const struct made *m)
{
    return MADE_ROOM - m->from;
}

static inline void front(struct made *m, const void *bytes, size_t n)
{
    m->from -= n;
    memcpy(m->room + m->from, bytes, n);
}

static inline void front8(struct made *m, unsigned v)
{
    uint8_t one = (uint8_t)v;
    front(m, &one, 1);
}

static inline void front16(struct made *m, unsigned v)
{
    front8(m, v);
    front8(m, v >> 8);
}

static inline void front32(struct made *m, uint32_t v)
{
    front16(m, v);
    front16(m, v >> 16);
}

static inline struct made made_of(const char *payload)
{
    struct made m;
    m.from = MADE_ROOM;
    front(&m, payload, strlen(payload));
    return m;
}

static inline void wrap_udp(struct made *m, unsigned sport, unsigned dport)
{
    size_t length = made_len(m) + 8;
    front16(m, 0);
    front16(m, (unsigned)length);
    front16(m, dport);
    front16(m, sport);
}

/* An IPv4 header with all that tests turn: addresses are 192.0.2.`src`. */
static inline void wrap_ipv4_part(struct made *m, unsigned protocol, unsigned src, unsigned dst,
                                  unsigned id, unsigned flags_and_offset)
{
    size_t total = made_len(m) + 20;
    front32(m, 0xc0000200 | dst);
    front32(m, 0xc0000200 | src);
    front16(m, 0);
    front8(m, protocol);
    front8(m, 64);
    front16(m, flags_and_offset);
    front16(m, id);
    front16(m, (unsigned)total);
    front16(m, 0x4500);
}

static inline void wrap_ipv4(struct made *m, unsigned protocol, unsigned src, unsigned dst)
{
    wrap_ipv4_part(m, protocol, src, dst, 0, 0);
}

/* 2001:db8::`src` */
static inline void wrap_ipv6(struct made *m, unsigned next, unsigned src, unsigned dst)
{
    static const uint8_t prefix[12] = {0x20, 0x01, 0x0d, 0xb8};
    size_t length = made_len(m);
    front32(m, dst);
    front(m, prefix, sizeof prefix);
    front32(m, src);
    front(m, prefix, sizeof prefix);
    front8(m, 64);
    front8(m, next);
    front16(m, (unsigned)length);
    front32(m, 0x60000000);
}

static inline void wrap_ethernet(struct made *m, unsigned type)
{
    static const uint8_t addresses[12] = {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2};
    front16(m, type);
    front(m, addresses, sizeof addresses);
}

/* UDP 192.0.2.1:1000 to 192.0.2.2:2000 as an IPv4 packet. */
static inline struct made made_udp(const char *payload)
{
    struct made m = made_of(payload);
    wrap_udp(&m, 1000, 2000);
    wrap_ipv4(&m, PROTOCOL_UDP, 1, 2);
    return m;
}

/* What made_udp("hello") becomes in the log when nothing is around it. */
#define HELLO "192.0.2.1:1000 > 192.0.2.2:2000 hello\n"

/* --- a net room that writes down what it says ------------------------------------------------- */

struct room {
    struct net *net;
    struct blind blind;
    enum verdict answer;
    uint64_t number, time;
    struct packet last;
    uint64_t last_frame;
    unsigned calls;
    char said_bytes[SAID_ROOM], flows_bytes[SAID_ROOM];
    struct text said, flows;
};

static inline enum verdict on_datagram(void *arg, const struct packet *p, struct cursor payload)
{
    struct room *r = arg;
    r->calls++;
    r->last = *p;
    r->last_frame = p->frame->number;
    text_endpoint(&r->said, &p->src, p->sport);
    text_put(&r->said, " > ");
    text_endpoint(&r->said, &p->dst, p->dport);
    for (unsigned i = 0; i < p->depth; i++) {
        text_put(&r->said, " [");
        text_tunnel(&r->said, &p->tunnels[i]);
        text_char(&r->said, ']');
    }
    text_char(&r->said, ' ');
    struct span s = cursor_rest(&payload);
    text_put_n(&r->said, (const char *)s.at, s.len);
    text_char(&r->said, '\n');
    return r->answer;
}

static inline enum verdict on_stream(void *arg, const struct packet *p, struct cursor bytes,
                                     size_t *ret_taken)
{
    struct room *r = arg;
    *ret_taken = cursor_left(&bytes);
    return on_datagram(r, p, bytes) == VERDICT_NOT_MINE ? VERDICT_NOT_MINE : VERDICT_TOOK;
}

static inline void on_gap(void *arg, const struct packet *p)
{
    (void)arg;
    (void)p;
}

static inline void on_user_plane(void *arg, const struct packet *p, uint32_t teid,
                                 struct cursor gtpu)
{
    struct room *r = arg;
    r->calls++;
    r->last = *p;
    r->last_frame = p->frame->number;
    text_put(&r->said, "g-pdu ");
    text_endpoint(&r->said, &p->src, p->sport);
    text_put(&r->said, " > ");
    text_endpoint(&r->said, &p->dst, p->dport);
    text_format(&r->said, " 0x%08x %zu\n", teid, cursor_left(&gtpu));
}

static inline void on_same_host(void *arg, const struct addr *a, const struct addr *b)
{
    (void)arg;
    (void)a;
    (void)b;
}

/* PROTOCOL A B, frames and bytes from a, from b, unread. */
static inline void on_flow_ends(void *arg, const struct flow *f)
{
    struct room *r = arg;
    text_format(&r->flows, "%u ", f->key.transport);
    text_endpoint(&r->flows, &f->key.a, f->key.a_port);
    text_char(&r->flows, ' ');
    text_endpoint(&r->flows, &f->key.b, f->key.b_port);
    text_format(&r->flows, " %lu/%lu %lu/%lu unread %lu/%lu\n", (unsigned long)f->frames[0],
                (unsigned long)f->bytes[0], (unsigned long)f->frames[1], (unsigned long)f->bytes[1],
                (unsigned long)f->unread_frames, (unsigned long)f->unread_bytes);
}

static inline const char *on_file_name(void *arg, uint32_t file)
{
    (void)arg;
    (void)file;
    return "test";
}

static inline void room_open(struct room *r, size_t budget, bool every_g_pdu)
{
    memset(r, 0, sizeof *r);
    r->said = text_in(r->said_bytes, sizeof r->said_bytes);
    r->flows = text_in(r->flows_bytes, sizeof r->flows_bytes);
    r->answer = VERDICT_TOOK;
    r->time = 1000000000;
    assert_true(blind_init(&r->blind, 1 << 20, 1));
    struct net_settings settings = {.budget = budget,
                                    .seed = 1,
                                    .blind = &r->blind,
                                    .file_name = on_file_name,
                                    .every_g_pdu = every_g_pdu};
    struct packet_sink sink = {.arg = r,
                               .datagram = on_datagram,
                               .stream = on_stream,
                               .gap = on_gap,
                               .user_plane = on_user_plane,
                               .same_host = on_same_host,
                               .flow_ends = on_flow_ends};
    r->net = net_new(&settings, &sink);
    assert_non_null(r->net);
}

static inline void room_begin(struct room *r)
{
    room_open(r, 4 << 20, false);
}

/* `captured` of the bytes, in memory of exactly that size, so that a read past them is seen. */
static inline void push_cut(struct room *r, unsigned link, const struct made *m, size_t captured,
                            size_t original)
{
    uint8_t *bytes = malloc(captured ? captured : 1);
    assert_non_null(bytes);
    memcpy(bytes, m->room + m->from, captured);
    struct frame f = {.bytes = bytes,
                      .captured = (uint32_t)captured,
                      .original = (uint32_t)original,
                      .time = r->time,
                      .number = ++r->number,
                      .link = (uint16_t)link};
    net_push(r->net, &f, 1);
    free(bytes);
}

static inline void push(struct room *r, unsigned link, const struct made *m)
{
    push_cut(r, link, m, made_len(m), made_len(m));
}

/* The log since the last time. */
static inline void says(struct room *r, const char *expected)
{
    assert_string_equal(r->said.at, expected);
    text_clear(&r->said);
}

static inline int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Ends the room; which flows there were (in order of their text), and which blind spots as
 * "REASON WHERE FRAMES/BYTES". */
static inline void ends(struct room *r, const char *flows, const char *blind)
{
    const struct blind_spot *spots[64];
    char *lines[64];
    unsigned count = 0;
    TEXT_ON(sorted, SAID_ROOM);
    TEXT_ON(t, 8000);
    net_finish(r->net);
    for (char *line = strtok(r->flows_bytes, "\n"); line && count < 64; line = strtok(NULL, "\n"))
        lines[count++] = line;
    qsort(lines, count, sizeof *lines, by_text);
    for (unsigned i = 0; i < count; i++)
        text_format(&sorted, "%s\n", lines[i]);
    size_t spot_count = blind_sorted(&r->blind, spots, 64);
    for (size_t i = 0; i < spot_count; i++)
        text_format(&t, "%s %s %lu/%lu\n", blind_word(spots[i]->reason),
                    names_text(&r->blind.names, spots[i]->where), (unsigned long)spots[i]->frames,
                    (unsigned long)spots[i]->bytes);
    if (flows)
        assert_string_equal(sorted.at, flows);
    assert_string_equal(t.at, blind);
    net_free(r->net);
    blind_free(&r->blind);
}

/* One frame in a fresh room. */
static inline void reads(unsigned link, const struct made *m, const char *said, const char *blind)
{
    struct room r;
    room_begin(&r);
    push(&r, link, m);
    says(&r, said);
    ends(&r, NULL, blind);
}

/* How often anything at all was told or counted. */
static inline uint64_t accounted(const struct room *r)
{
    const struct net *n = r->net;
    uint64_t sum = r->calls + n->unread.sums.tick + n->fragments.packets.tick + n->flows.tick;
    for (unsigned i = 0; i < LAYERS; i++)
        sum += n->broken[i].frames + n->deep[i].frames;
    return sum;
}

/* A frame that ends anywhere, as if it had been sent so, leaves a trace each time; one that the
 * capture cut is not called broken. */
static inline void cut_everywhere(unsigned link, const struct made *m)
{
    struct room r;
    room_begin(&r);
    for (size_t len = 0; len < made_len(m); len++) {
        uint64_t before = accounted(&r);
        push_cut(&r, link, m, len, len);
        assert_true(accounted(&r) > before);
        uint64_t broken = 0, now = 0;
        for (unsigned i = 0; i < LAYERS; i++)
            broken += r.net->broken[i].frames;
        push_cut(&r, link, m, len, made_len(m));
        for (unsigned i = 0; i < LAYERS; i++)
            now += r.net->broken[i].frames;
        assert_int_equal(now, broken);
    }
    net_free(r.net);
    blind_free(&r.blind);
}

#endif
