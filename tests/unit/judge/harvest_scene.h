/* A register that is asked for subscribers, and what the check makes of it. */
#ifndef POSTERN_TESTS_HARVEST_SCENE_H
#define POSTERN_TESTS_HARVEST_SCENE_H

#include "judge/identity_harvest.h"

#include "unit/wire/access/scene.h"

enum { HSS = 5, MME = 1, OTHER_MME = 2, THIRD_MME = 3, STRANGER = 9, SMSC = 7 };
enum { KNOWN = 2001, USER_UNKNOWN = 5001, S6C = 16777312, SRR = 8388647 };

struct harvest_scene {
    struct scene *s;
    struct judge *j;
    size_t handed;
    uint64_t transaction;
};

static inline struct harvest_scene harvest_scene(void)
{
    struct harvest_scene h = {.s = scene_new()};
    struct fault fault;
    struct judge_settings settings = {
        .budget = 8 << 20, .seed = 7, .registry = h.s->r, .blind = &h.s->blind};
    h.j = judge_new(&settings, &fault);
    assert_non_null(h.j);
    return h;
}

static inline void harvest_free(struct harvest_scene *h)
{
    judge_free(h->j);
    scene_free(h->s);
}

static inline void hand_on(struct harvest_scene *h)
{
    for (; h->handed < h->s->access_count; h->handed++)
        judge_access(h->j, &h->s->accesses[h->handed]);
    h->s->access_count = h->handed = 0;
}

/* One exchange; result 0: no answer. An answer that refuses names its cause. */
static inline void exchange(struct harvest_scene *h, uint32_t application, uint32_t code,
                            unsigned from, unsigned to, const char *imsi, uint32_t result)
{
    uint64_t transaction = ++h->transaction;
    ask(h->s, application, code, from, to, transaction, imsi);
    if (result) {
        char name[32];
        snprintf(name, sizeof name, "host%u.example", to);
        struct message *m =
            scene_begin(h->s, PROTO_DIAMETER, application, code, PART_ANSWER, to, from);
        m->transaction = transaction;
        put_text(h->s, MEANING_ORIGIN_HOST, name);
        message_cause(m, result == USER_UNKNOWN ? "experimental" : "result", result);
        scene_send(h->s);
    }
    hand_on(h);
}

static inline void fetch(struct harvest_scene *h, unsigned from, uint64_t number, uint32_t result)
{
    char imsi[16];
    imsi_text(imsi, number);
    exchange(h, S6A, AIR, from, HSS, imsi, result);
}

static inline void attach(struct harvest_scene *h, unsigned from, uint64_t number)
{
    char imsi[16];
    imsi_text(imsi, number);
    exchange(h, S6A, AIR, from, HSS, imsi, KNOWN);
    exchange(h, S6A, ULR, from, HSS, imsi, KNOWN);
}

/* Numbers without order, each once. */
static inline uint64_t scattered(uint64_t i)
{
    return 1000 + i * 104729 % 1000003;
}

/* The finding of the check, or NULL; there may be at most one. */
static inline const struct finding *found(struct harvest_scene *h)
{
    size_t count;
    const struct finding *ret = NULL;
    registry_finish(h->s->r);
    hand_on(h);
    judge_finish(h->j);
    const struct finding *const *all = judge_findings(h->j, &count);
    for (size_t i = 0; i < count; i++) {
        if (all[i]->check != &check_identity_harvest)
            continue;
        assert_null(ret);
        ret = all[i];
    }
    return ret;
}

#endif
