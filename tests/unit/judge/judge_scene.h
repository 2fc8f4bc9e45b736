/* A judge with a registry and, where one is given, a declaration: scenes for checks. */
#ifndef POSTERN_TESTS_JUDGE_SCENE_H
#define POSTERN_TESTS_JUDGE_SCENE_H

#include "judge/finding.h"

#include "unit/judge/network_kit.h"
#include "unit/unit.h"

#include <stdlib.h>

enum { SCENE_BUDGET = 4 << 20, SCENE_S6A = 16777251 };

struct scene {
    struct blind blind;
    struct registry *registry;
    struct network *network;
    struct judge *judge;
    uint64_t frame; /* of the last access */
};

static void scene_message(void *arg, const struct message *m)
{
    (void)arg;
    (void)m;
}

static void scene_access_up(void *arg, const struct access *a)
{
    (void)arg;
    (void)a;
}

/* `yaml`: the declaration; NULL: none. */
static void scene_open(struct scene *s, const char *yaml)
{
    struct fault fault;
    *s = (struct scene){0};
    assert_true(blind_init(&s->blind, SCENE_BUDGET, 1));
    struct registry_settings registry = {.budget = SCENE_BUDGET,
                                         .seed = 1,
                                         .blind = &s->blind,
                                         .message = scene_message,
                                         .access = scene_access_up};
    s->registry = registry_new(&registry);
    char name[64];
    s->network = yaml ? network_of(yaml, name, sizeof name, &fault) : NULL;
    if (yaml && !s->network)
        fail_msg("%s", fault.sentence);
    struct judge_settings judge = {.budget = SCENE_BUDGET,
                                   .seed = 1,
                                   .network = s->network,
                                   .registry = s->registry,
                                   .blind = &s->blind};
    s->judge = judge_new(&judge, &fault);
    assert_non_null(s->judge);
}

static void scene_close(struct scene *s)
{
    judge_free(s->judge);
    registry_free(s->registry);
    network_free(s->network);
    blind_free(&s->blind);
}

static inline uint32_t scene_name(const struct scene *s, const char *name)
{
    return name && *name ? names_of(registry_names(s->registry), name, strlen(name)) : 0;
}

static inline struct addr scene_address(const char *text)
{
    struct addr a = {0};
    uint8_t digits[ADDR_SS7_DIGITS];
    if (strncmp(text, "gt:", 3) == 0) {
        for (unsigned i = 0; text[3 + i]; i++)
            digits[i] = (uint8_t)(text[3 + i] - '0');
        addr_add_title(&a, digits, (unsigned)strlen(text + 3));
        return a;
    }
    assert_true(addr_parse(text, &a));
    return a;
}

static inline struct party scene_party(const struct scene *s, const char *address, const char *name)
{
    return (struct party){.address = scene_address(address), .name = scene_name(s, name)};
}

/* An S6a exchange by its command, answered with success; change what is to be otherwise. */
static inline struct access scene_access(struct scene *s, uint32_t command, const char *from,
                                         const char *from_name, const char *to, const char *to_name)
{
    s->frame += 2;
    struct access a = {.op = spec_op(PROTO_DIAMETER, SCENE_S6A, command, PART_REQUEST),
                       .how = HOW_READ,
                       .categories = CATEGORY_CREDENTIAL,
                       .answered = true,
                       .outcome = OUTCOME_SUCCESS,
                       .actor = scene_party(s, from, from_name),
                       .custodian = scene_party(s, to, to_name),
                       .time = s->frame * 1000,
                       .answer_time = s->frame * 1000 + 1,
                       .request = {.frame = s->frame},
                       .answer = {.frame = s->frame + 1}};
    assert_non_null(a.op);
    return a;
}

/* What is found of this slug when all has been seen; NULL: nothing. Call it once. */
static inline const struct finding *scene_found(struct scene *s, const char *slug)
{
    size_t count;
    judge_finish(s->judge);
    const struct finding *const *all = judge_findings(s->judge, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i]->check->slug, slug) == 0)
            return all[i];
    return NULL;
}

#endif
