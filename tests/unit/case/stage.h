/* A stage for tests of what is told: a witness with rooms of its own, messages given by hand, and
 * what reaches the sink. Addresses are of RFC 5737, identities of MCC 001 and +999. */
#ifndef POSTERN_TESTS_STAGE_H
#define POSTERN_TESTS_STAGE_H

#include "case/teller.h"

#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { STAGE_KEPT = 64 << 10, STAGE_SECOND = 1000000000 };

struct stage {
    struct postern p;
    struct postern_sink sink;
    struct message m;
    struct packet packet;
    struct frame frame;
    uint8_t bytes[8192]; /* what fields point to */
    size_t used;
    char kept[STAGE_KEPT]; /* what was told, as the test writes it down */
    size_t len;
    unsigned told;
};

static inline void stage_keep(struct stage *s, const char *name, const char *value)
{
    s->len += (size_t)snprintf(s->kept + s->len, STAGE_KEPT - s->len, "%s=%s\n", name,
                               value ? value : "(none)");
    assert_true(s->len < STAGE_KEPT);
}

static inline void stage_keep_number(struct stage *s, const char *name, uint64_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%llu", (unsigned long long)value);
    stage_keep(s, name, text);
}

static inline void stage_keep_texts(struct stage *s, const char *name, struct postern_texts texts)
{
    for (size_t i = 0; i < texts.count; i++)
        stage_keep(s, name, texts.at[i]);
}

static inline void assert_kept(const struct stage *s, const char *line)
{
    char whole[600];
    snprintf(whole, sizeof whole, "%s\n", line);
    if (!strstr(s->kept, whole))
        print_error("not told: %s\nbut:\n%s", line, s->kept);
    assert_non_null(strstr(s->kept, whole));
}

static inline void assert_not_kept(const struct stage *s, const char *part)
{
    if (strstr(s->kept, part))
        print_error("told: %s\n%s", part, s->kept);
    assert_null(strstr(s->kept, part));
}

static inline void stage_completed(void *arg, const struct message *m)
{
    struct stage *s = arg;
    if (s->p.said.decode)
        tell_message(s->p.teller, m);
}

static inline void stage_access(void *arg, const struct access *a)
{
    struct stage *s = arg;
    judge_access(s->p.judge, a);
}

/* A classic capture without frames, so that there is a file with a name. */
static inline int stage_capture_file(void)
{
    static const uint8_t head[24] = {0xd4, 0xc3, 0xb2, 0xa1, 2,    0,    4, 0, 0, 0, 0, 0,
                                     0,    0,    0,    0,    0xff, 0xff, 0, 0, 1, 0, 0, 0};
    int fd = memfd_create("capture", 0);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, head, sizeof head), sizeof head);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    return fd;
}

static inline struct stage *stage_new(bool decode, bool reveal, bool every_access)
{
    struct stage *s = calloc(1, sizeof *s);
    struct fault fault;
    struct frame frames[FRAME_BATCH];
    assert_non_null(s);
    struct postern *p = &s->p;
    postern_defaults(&p->said);
    p->said.decode = decode;
    p->said.reveal = reveal;
    p->said.every_access = every_access;
    for (uint8_t i = 0; i < 32; i++)
        p->said.key[i] = i;
    p->seed = 7;
    p->sink = &s->sink;
    s->sink.arg = s;
    assert_true(blind_init(&p->blind, 1 << 20, 7));
    struct registry_settings registry = {.budget = 4 << 20,
                                         .seed = 7,
                                         .blind = &p->blind,
                                         .every_access = every_access,
                                         .message = stage_completed,
                                         .access = stage_access,
                                         .arg = s};
    p->registry = registry_new(&registry);
    struct judge_settings judge = {
        .budget = 4 << 20, .seed = 7, .registry = p->registry, .blind = &p->blind};
    p->judge = judge_new(&judge, &fault);
    struct capture_settings capture = {.budget = 4 << 20, .workers = 1, .blind = &p->blind};
    p->capture = capture_new(&capture, &fault);
    struct packet_sink nowhere = {0};
    struct net_settings net = {.budget = 4 << 20, .seed = 7, .blind = &p->blind};
    p->net = net_new(&net, &nowhere);
    p->teller = teller_new(p);
    assert_non_null(p->registry);
    assert_non_null(p->judge);
    assert_non_null(p->capture);
    assert_non_null(p->net);
    assert_non_null(p->teller);
    assert_true(capture_add(p->capture, stage_capture_file(), "core.pcap", &fault));
    assert_int_equal(capture_next(p->capture, frames), 0);
    return s;
}

static inline void stage_free(struct stage *s)
{
    teller_free(s->p.teller);
    judge_free(s->p.judge);
    registry_free(s->p.registry);
    net_free(s->p.net);
    capture_free(s->p.capture);
    blind_free(&s->p.blind);
    free(s);
}

static inline struct addr stage_host(unsigned last)
{
    return addr_v4((const uint8_t[]){192, 0, 2, (uint8_t)last});
}

/* Begins a message from one host to another, a millisecond after the last one. */
static inline struct message *stage_begin(struct stage *s, enum proto proto, uint32_t application,
                                          uint32_t type, enum part part, unsigned from, unsigned to)
{
    struct sink sink = {.scratch = &s->m};
    uint16_t port = proto == PROTO_DIAMETER ? 3868 : 2123;
    s->used = 0;
    s->frame.time = s->frame.time ? s->frame.time + STAGE_SECOND / 1000 : STAGE_SECOND;
    s->frame.number++;
    s->packet = (struct packet){.frame = &s->frame,
                                .src = stage_host(from),
                                .dst = stage_host(to),
                                .sport = port,
                                .dport = port,
                                .transport = proto == PROTO_DIAMETER ? 132 : 17};
    struct message *m = message_begin(&sink, &s->packet, proto, application, type, part);
    m->pairing = proto == PROTO_DIAMETER ? PAIR_CONNECTION : PAIR_PORTS;
    return m;
}

static inline void stage_field(struct stage *s, enum meaning meaning, enum form form,
                               const void *bytes, size_t len)
{
    assert_true(s->used + len <= sizeof s->bytes);
    memcpy(s->bytes + s->used, bytes, len);
    field_bytes(&s->m, meaning, form, (struct span){s->bytes + s->used, len}, 0);
    s->used += len;
}

static inline void stage_text(struct stage *s, enum meaning meaning, const char *text)
{
    stage_field(s, meaning, FORM_TEXT, text, strlen(text));
}

static inline void stage_send(struct stage *s)
{
    registry_message(s->p.registry, &s->m);
}

enum { STAGE_S6A = 16777251, STAGE_AIR = 318 };

/* A whole Authentication-Information exchange: host 1 (mme) asks host 2 (hss) for a person. */
static inline void stage_vectors(struct stage *s, const char *imsi, uint32_t result)
{
    struct message *m = stage_begin(s, PROTO_DIAMETER, STAGE_S6A, STAGE_AIR, PART_REQUEST, 1, 2);
    m->transaction = s->frame.number;
    stage_text(s, MEANING_ORIGIN_HOST, "mme.epc.mnc001.mcc001.3gppnetwork.org");
    stage_text(s, MEANING_IMSI, imsi);
    stage_send(s);
    uint64_t transaction = m->transaction;
    m = stage_begin(s, PROTO_DIAMETER, STAGE_S6A, STAGE_AIR, PART_ANSWER, 2, 1);
    m->transaction = transaction;
    stage_text(s, MEANING_ORIGIN_HOST, "hss.epc.mnc001.mcc001.3gppnetwork.org");
    message_cause(m, "result", result);
    stage_send(s);
}

#endif
