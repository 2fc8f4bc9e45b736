/* A judge that is shown PFCP written as hex, and G-PDUs. */
#ifndef POSTERN_TESTS_USER_PLANE_COPY_KIT_H
#define POSTERN_TESTS_USER_PLANE_COPY_KIT_H

#include "judge/user_plane_copy.h"
#include "unit/wire/proto/pfcp_kit.h"

#include <stdio.h>
#include <stdlib.h>

struct bench {
    struct blind blind;
    struct registry *registry;
    struct judge *judge;
    struct network *network;
    uint64_t frame;
    uint32_t person; /* whose the next messages are */
    struct kit kit;
};

static inline void bench_message(void *arg, const struct message *m)
{
    (void)arg;
    (void)m;
}

static inline void bench_access(void *arg, const struct access *a)
{
    (void)arg;
    (void)a;
}

/* `declaration`: YAML, or NULL. */
static inline void bench_open(struct bench *b, const char *declaration)
{
    struct fault fault;
    memset(b, 0, sizeof *b);
    if (declaration) {
        char path[] = "/tmp/postern-copy-XXXXXX";
        int fd = mkstemp(path);
        assert_true(fd >= 0);
        FILE *f = fdopen(fd, "w");
        (void)fputs(declaration, f);
        (void)fclose(f);
        b->network = network_read(path, &fault);
        (void)remove(path);
        assert_non_null(b->network);
    }
    struct registry_settings registry = {.budget = 1 << 20,
                                         .seed = 7,
                                         .blind = &b->blind,
                                         .message = bench_message,
                                         .access = bench_access};
    assert_true(blind_init(&b->blind, 1 << 16, 7));
    b->registry = registry_new(&registry);
    struct judge_settings judge = {.budget = 1 << 20,
                                   .seed = 7,
                                   .network = b->network,
                                   .registry = b->registry,
                                   .blind = &b->blind};
    b->judge = judge_new(&judge, &fault);
    assert_non_null(b->judge);
}

static inline void bench_close(struct bench *b)
{
    judge_free(b->judge);
    registry_free(b->registry);
    if (b->network)
        network_free(b->network);
    blind_free(&b->blind);
}

static inline struct addr bench_addr(const char *s)
{
    struct addr a;
    assert_true(addr_parse(s, &a));
    return a;
}

/* One message, a second after the last. `answers`: frame of its request, 0: none. Its frame. */
static inline uint64_t bench_pfcp(struct bench *b, const char *from, const char *to,
                                  const char *hex, uint64_t answers)
{
    b->frame++;
    struct frame frame = {.number = b->frame, .time = b->frame * 1000000000U};
    struct packet packet = {.frame = &frame, .src = bench_addr(from), .dst = bench_addr(to)};
    kit_read(&b->kit, hex);
    for (unsigned i = 0; i < b->kit.count; i++) {
        struct message *m = &b->kit.all[i];
        m->packet = &packet;
        m->person = b->person;
        m->answers.frame = answers;
        judge_message(b->judge, m);
        m->packet = NULL; /* it ends with this function */
    }
    return b->frame;
}

static inline void bench_g_pdu(struct bench *b, const char *to, uint32_t teid)
{
    b->frame++;
    struct frame frame = {.number = b->frame, .time = b->frame * 1000000000U};
    struct packet packet = {.frame = &frame, .src = bench_addr("192.0.2.1"), .dst = bench_addr(to)};
    judge_user_plane(b->judge, &packet, teid);
}

/* The n-th finding after all was shown, NULL past the end. */
static inline const struct finding *bench_finding(struct bench *b, unsigned n)
{
    size_t count;
    judge_finish(b->judge);
    const struct finding *const *all = judge_findings(b->judge, &count);
    return n < count ? all[n] : NULL;
}

static inline bool bench_says(const struct bench *b, const struct finding *f, const char *words)
{
    for (unsigned i = 0; i < f->why_count; i++)
        if (strstr(judge_text(b->judge, f->whys[i]), words))
            return true;
    return false;
}

#endif
