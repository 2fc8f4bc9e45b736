/* Messages through registry and judge, for checks of who says he is whom. */
#ifndef POSTERN_TESTS_CLAIMS_KIT_H
#define POSTERN_TESTS_CLAIMS_KIT_H

#include "judge/finding.h"

#include "unit/judge/network_kit.h"
#include "unit/unit.h"

#include <stdlib.h>

enum { KIT_BUDGET = 8 << 20, KIT_S6A = 16777251, KIT_FIELDS = 4096 };

#define KIT_SECOND 1000000000ULL
/* "6b1d2a7e-0000-4000-8000-0000000000NN" */
#define INSTANCE(nn) "6b1d2a7e-0000-4000-8000-0000000000" nn

struct kit {
    struct blind blind;
    struct registry *registry;
    struct network *network;
    struct judge *judge;
    struct message m;
    struct packet packet;
    struct flow flow;
    struct frame frame;
    uint8_t bytes[KIT_FIELDS];
    size_t used;
    uint64_t frames, time, transaction;
};

static void kit_message(void *arg, const struct message *m)
{
    judge_message(((struct kit *)arg)->judge, m);
}

static void kit_access(void *arg, const struct access *a)
{
    judge_access(((struct kit *)arg)->judge, a);
}

/* `yaml`: the declaration; NULL: none. */
static inline struct kit *kit_open(const char *yaml)
{
    struct kit *k = calloc(1, sizeof *k);
    struct fault fault;
    char name[64];
    assert_non_null(k);
    assert_true(blind_init(&k->blind, KIT_BUDGET, 1));
    struct registry_settings registry = {.budget = KIT_BUDGET,
                                         .seed = 1,
                                         .blind = &k->blind,
                                         .message = kit_message,
                                         .access = kit_access,
                                         .arg = k};
    k->registry = registry_new(&registry);
    k->network = yaml ? network_of(yaml, name, sizeof name, &fault) : NULL;
    if (yaml && !k->network)
        fail_msg("%s", fault.sentence);
    struct judge_settings judge = {.budget = KIT_BUDGET,
                                   .seed = 1,
                                   .network = k->network,
                                   .registry = k->registry,
                                   .blind = &k->blind};
    k->judge = judge_new(&judge, &fault);
    assert_non_null(k->judge);
    k->time = 1767225600ULL * KIT_SECOND;
    return k;
}

static inline void kit_close(struct kit *k)
{
    judge_free(k->judge);
    registry_free(k->registry);
    network_free(k->network);
    blind_free(&k->blind);
    free(k);
}

static inline struct addr kit_address(const char *text)
{
    struct addr a = {0};
    uint8_t digits[ADDR_SS7_DIGITS];
    if (strncmp(text, "gt:", 3) == 0) {
        for (unsigned i = 0; text[3 + i]; i++)
            digits[i] = (uint8_t)(text[3 + i] - '0');
        a = addr_point_code(1, false);
        addr_add_title(&a, digits, (unsigned)strlen(text + 3));
        return a;
    }
    assert_true(addr_parse(text, &a));
    return a;
}

static inline struct span kit_keep(struct kit *k, const void *bytes, size_t len)
{
    struct span s = {k->bytes + k->used, len};
    assert_true(k->used + len <= sizeof k->bytes);
    if (len)
        memcpy(k->bytes + k->used, bytes, len);
    k->used += len;
    return s;
}

static inline void kit_put(struct kit *k, enum meaning meaning, const char *text)
{
    if (text && *text)
        field_bytes(&k->m, meaning, FORM_TEXT, kit_keep(k, text, strlen(text)), 0);
}

static inline void kit_put_address(struct kit *k, enum meaning meaning, const char *text)
{
    struct addr a = kit_address(text);
    field_bytes(&k->m, meaning, FORM_IP, kit_keep(k, a.bytes, a.family == 4 ? 4 : 16), 0);
}

/* The rows' operation of this name. */
static inline const struct spec_op *kit_op(enum proto proto, const char *name, enum part part)
{
    const struct spec_op *op;
    for (uint32_t i = 0; (op = spec_op_at(i)); i++)
        if (op->proto == proto && op->part == part && strcmp(op->name, name) == 0)
            return op;
    fail_msg("%s has no row", name);
    return NULL;
}

/* Begins a message, a millisecond after the last one. Of an answer, `from` answers. */
static inline struct message *kit_begin(struct kit *k, enum proto proto, const char *name,
                                        enum part part, const char *from, const char *to)
{
    struct sink sink = {.scratch = &k->m};
    const struct spec_op *op = kit_op(proto, name, part);
    bool diameter = proto == PROTO_DIAMETER;
    k->time += KIT_SECOND / 1000;
    k->used = 0;
    k->frame = (struct frame){.time = k->time, .number = ++k->frames};
    k->packet = (struct packet){.frame = &k->frame,
                                .src = kit_address(from),
                                .dst = kit_address(to),
                                .sport = diameter ? 3868 : 7777,
                                .dport = diameter ? 3868 : 7777,
                                .transport = diameter ? 132 : 6};
    struct message *m = message_begin(&sink, &k->packet, proto, op->application, op->code, part);
    m->op = op;
    m->name = op->name;
    m->pairing = PAIR_CONNECTION;
    m->transaction = part == PART_REQUEST ? ++k->transaction : k->transaction;
    m->length = 100;
    return m;
}

static inline void kit_send(struct kit *k)
{
    registry_message(k->registry, &k->m);
}

/* Answers the last request of this name. */
static inline void kit_answer(struct kit *k, enum proto proto, const char *name, const char *from,
                              const char *to, enum outcome outcome, uint32_t cause)
{
    struct message *m = kit_begin(k, proto, name, PART_ANSWER, from, to);
    m->outcome = (uint8_t)outcome;
    m->has_cause = true;
    m->cause = cause;
    kit_send(k);
}

/* What is found of this slug when all has been seen; NULL: nothing. Call it once. */
static inline const struct finding *kit_found(struct kit *k, const char *slug)
{
    size_t count;
    registry_finish(k->registry);
    judge_finish(k->judge);
    const struct finding *const *all = judge_findings(k->judge, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i]->check->slug, slug) == 0)
            return all[i];
    return NULL;
}

/* Whether a reason says these words. */
static inline bool kit_says(const struct kit *k, const struct finding *f, const char *words)
{
    for (unsigned i = 0; i < f->why_count; i++)
        if (strstr(judge_text(k->judge, f->whys[i]), words))
            return true;
    return false;
}

/* --- Exchanges that several tests have --------------------------------------------------------
 */

/* An S6a request for vectors, answered or not. `relay`: in the Route-Record, NULL: none. */
static inline void kit_vectors(struct kit *k, const char *from, const char *host, const char *realm,
                               const char *relay, enum outcome outcome)
{
    static const char AIR[] = "Authentication-Information-Request";
    struct message *m = kit_begin(k, PROTO_DIAMETER, AIR, PART_REQUEST, from, "192.0.2.2");
    (void)m;
    kit_put(k, MEANING_ORIGIN_HOST, host);
    kit_put(k, MEANING_ORIGIN_REALM, realm);
    kit_put(k, MEANING_ROUTE, relay);
    kit_put(k, MEANING_IMSI, "001010000000001");
    kit_send(k);
    if (outcome != OUTCOME_NONE)
        kit_answer(k, PROTO_DIAMETER, "Authentication-Information-Answer", "192.0.2.2", from,
                   outcome, outcome == OUTCOME_SUCCESS ? 2001 : 5001);
}

/* An NF registers or is heard of again, and is accepted. */
static inline void kit_nrf(struct kit *k, const char *name, const char *from, const char *instance,
                           const char *type, enum outcome outcome)
{
    TEXT_ON(path, 100);
    text_format(&path, "/nnrf-nfm/v1/nf-instances/%s", instance);
    kit_begin(k, PROTO_HTTP2, name, PART_REQUEST, from, "10.0.0.10");
    kit_put(k, MEANING_RESOURCE, path.at);
    kit_put(k, MEANING_NF_TYPE, type);
    kit_put(k, MEANING_ORIGIN_HOST, instance);
    kit_send(k);
    kit_answer(k, PROTO_HTTP2, name, "10.0.0.10", from, outcome,
               outcome == OUTCOME_SUCCESS ? 201 : 403);
}

static inline void kit_registers(struct kit *k, const char *from, const char *instance,
                                 const char *type)
{
    kit_nrf(k, "Nnrf_NFManagement_NFRegister", from, instance, type, OUTCOME_SUCCESS);
}

/* Begins a request for subscription data under a name. */
static inline void kit_reads(struct kit *k, const char *from, const char *to, const char *host)
{
    kit_begin(k, PROTO_HTTP2, "Nudm_SDM_Get am-data", PART_REQUEST, from, to);
    kit_put(k, MEANING_RESOURCE, "/nudm-sdm/v2/imsi-001010000000001/am-data");
    kit_put(k, MEANING_ORIGIN_HOST, host);
    kit_put(k, MEANING_IMSI, "001010000000001");
}

static inline void kit_data(struct kit *k, const char *from, const char *to, enum outcome outcome)
{
    kit_answer(k, PROTO_HTTP2, "Nudm_SDM_Get am-data", from, to, outcome,
               outcome == OUTCOME_SUCCESS ? 200 : 403);
}

#endif
