/* Two networks with a border between them: scenes for foreign-request and subscriber-tracking. */
#ifndef POSTERN_TESTS_BORDER_SCENE_H
#define POSTERN_TESTS_BORDER_SCENE_H

#include "unit/judge/judge_scene.h"

static const char BORDER[] =
    "version: 1\n"
    "home: {plmns: [\"00101\"], realms: [epc.mnc001.mcc001.3gppnetwork.org], "
    "global_titles: [\"99901\"]}\n"
    "elements:\n"
    "  - {name: hlr1, role: HLR, addresses: [192.0.2.11], global_titles: [\"9990100011\"]}\n"
    "  - {name: msc1, roles: [MSC, VLR], addresses: [192.0.2.12], global_titles: "
    "[\"9990100012\"]}\n"
    "  - {name: gmlc1, role: GMLC, addresses: [192.0.2.13], global_titles: [\"9990100013\"]}\n"
    "  - {name: smsc1, role: SMSC, addresses: [192.0.2.14], global_titles: [\"9990100014\"]}\n"
    "partners:\n"
    "  - {name: Roam Co, plmns: [\"99970\"], realms: [epc.mnc070.mcc999.3gppnetwork.org], "
    "global_titles: [\"99970\"], may: [roaming, sms]}\n"
    "  - {name: Isle, plmns: [\"00102\"], realms: [epc.mnc002.mcc001.3gppnetwork.org], "
    "global_titles: [\"99902\"], may: [roaming, location]}\n";

#define HLR1 "gt:9990100011"
#define MSC1 "gt:9990100012"
#define GMLC1 "gt:9990100013"
#define SMSC1 "gt:9990100014"
#define PARTNER_VLR "gt:9997000021"
#define PARTNER_HLR "gt:9997000011"
#define ISLE_VLR "gt:9990200021"
#define STRANGER "gt:9995500147"
#define UNLISTED "gt:9990100099" /* a title of ours that no element has */
#define MINUTES(n) ((n)*60000000000ULL)
#define SECONDS(n) ((n)*1000000000ULL)

enum {
    UPDATE_LOCATION = 2,
    INSERT_DATA = 7,
    MT_FORWARD = 44,
    SRI_SM = 45,
    SEND_VECTORS = 56,
    SEND_IMSI = 58,
    SUBSCRIBER_INFO = 70,
    ANY_TIME = 71,
    LCS_ROUTING = 85
};

struct crossings {
    struct scene scene;
    uint64_t time;
};

static inline void border_open(struct crossings *b, const char *yaml)
{
    *b = (struct crossings){.time = SECONDS(1000)};
    scene_open(&b->scene, yaml);
}

/* Nothing that matters passes: time does. */
static inline void border_time(struct crossings *b, uint64_t time)
{
    struct frame frame = {.time = time, .number = 1};
    struct packet packet = {.frame = &frame};
    struct message m = {.packet = &packet, .proto = PROTO_GTPV2, .part = PART_REQUEST, .type = 1};
    b->time = time;
    judge_message(b->scene.judge, &m);
}

/* The person of an IMSI. */
static inline uint32_t border_person(struct crossings *b, const char *imsi)
{
    static struct message scratch;
    struct sink sink = {.scratch = &scratch};
    struct frame frame = {.time = b->time, .number = 1};
    struct packet packet = {.frame = &frame,
                            .src = scene_address("192.0.2.1"),
                            .dst = scene_address("192.0.2.2"),
                            .transport = 132};
    struct message *m = message_begin(&sink, &packet, PROTO_DIAMETER, SCENE_S6A, 316, PART_REQUEST);
    field_bytes(m, MEANING_IMSI, FORM_TEXT, (struct span){(const void *)imsi, strlen(imsi)}, 0);
    registry_message(b->scene.registry, m);
    assert_int_not_equal(m->person, 0);
    return m->person;
}

/* The first access of a MAP operation's row, answered with success. */
static inline struct access border_map(struct crossings *b, uint32_t code, const char *from,
                                       const char *to, const char *imsi)
{
    const struct spec_op *op = spec_op(PROTO_GSM_MAP, 0, code, PART_REQUEST);
    assert_non_null(op);
    b->time += SECONDS(1);
    b->scene.frame += 2;
    struct access a = {.op = op,
                       .how = (enum how)op->access[0].how,
                       .categories = op->access[0].categories,
                       .answered = true,
                       .outcome = OUTCOME_SUCCESS,
                       .actor = scene_party(&b->scene, from, NULL),
                       .custodian = scene_party(&b->scene, to, NULL),
                       .person = imsi ? border_person(b, imsi) : 0,
                       .time = b->time,
                       .answer_time = b->time + 1000,
                       .request = {.frame = b->scene.frame},
                       .answer = {.frame = b->scene.frame + 1}};
    if (a.how == HOW_DELIVER) { /* the sender holds what he sends */
        struct party swap = a.actor;
        a.actor = a.custodian;
        a.custodian = swap;
    }
    return a;
}

static inline void border_does(struct crossings *b, uint32_t code, const char *from, const char *to,
                               const char *imsi)
{
    struct access a = border_map(b, code, from, to, imsi);
    judge_access(b->scene.judge, &a);
}

/* What a check found, also where another one gave the finding its name. */
static inline const struct finding *border_found(struct crossings *b, const struct check *c)
{
    size_t count;
    unsigned bit = 0;
    judge_finish(b->scene.judge);
    const struct finding *const *all = judge_findings(b->scene.judge, &count);
    while (check_at(bit) != c)
        bit++;
    for (size_t i = 0; i < count; i++)
        if (all[i]->check == c || (all[i]->also >> bit & 1))
            return all[i];
    return NULL;
}

static inline bool border_says(const struct crossings *b, const struct finding *f, const char *what)
{
    for (unsigned i = 0; i < f->why_count; i++)
        if (strstr(judge_text(b->scene.judge, f->whys[i]), what))
            return true;
    return false;
}

#endif
