/* A scene for tests of the access room: two or more hosts, messages between them, and what the
 * registry hands up. Addresses are of RFC 5737, identities of MCC 001 and +999. */
#ifndef POSTERN_TESTS_SCENE_H
#define POSTERN_TESTS_SCENE_H

#include "wire/access/registry.h"

#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>

enum { SCENE_ACCESSES = 4096, S6A = 16777251, CX = 16777216, SECOND = 1000000000 };
enum { AIR = 318, ULR = 316, IDR = 319, CER = 257 };
enum { PFCP_ESTABLISH = 50, PFCP_MODIFY = 52 };

struct scene {
    struct registry *r;
    struct blind blind;
    struct message m;
    struct packet packet;
    struct frame frame;
    uint8_t bytes[4096]; /* what fields point to */
    size_t used;
    uint64_t frames, time;
    /* What was handed up. */
    struct access accesses[SCENE_ACCESSES];
    size_t access_count;
    struct place answers;
    uint32_t person;
    uint32_t bound[MESSAGE_BOUND];
    unsigned bound_count;
    uint32_t odd;
};

static void scene_message(void *arg, const struct message *m)
{
    struct scene *s = arg;
    s->answers = m->answers;
    s->person = m->person;
    s->bound_count = m->bound_count;
    memcpy(s->bound, m->bound, sizeof s->bound);
    s->odd = m->odd;
}

static void scene_access(void *arg, const struct access *a)
{
    struct scene *s = arg;
    if (s->access_count < SCENE_ACCESSES)
        s->accesses[s->access_count++] = *a;
}

static inline struct scene *scene_with(size_t budget, bool every_access)
{
    struct scene *s = calloc(1, sizeof *s);
    assert_non_null(s);
    assert_true(blind_init(&s->blind, 1 << 16, 7));
    struct registry_settings settings = {.budget = budget,
                                         .seed = 7,
                                         .blind = &s->blind,
                                         .every_access = every_access,
                                         .message = scene_message,
                                         .access = scene_access,
                                         .arg = s};
    s->r = registry_new(&settings);
    assert_non_null(s->r);
    return s;
}

static inline struct scene *scene_new(void)
{
    return scene_with(4 << 20, false);
}

static inline void scene_free(struct scene *s)
{
    registry_free(s->r);
    blind_free(&s->blind);
    free(s);
}

static inline struct addr host(unsigned last)
{
    return addr_v4((const uint8_t[]){192, 0, 2, (uint8_t)last});
}

/* Begins a message of `proto` from one host to another, a millisecond after the last one. */
static inline struct message *scene_begin(struct scene *s, enum proto proto, uint32_t application,
                                          uint32_t type, enum part part, unsigned from, unsigned to)
{
    struct sink sink = {.scratch = &s->m};
    uint16_t port = proto == PROTO_DIAMETER ? 3868 : (proto == PROTO_PFCP ? 8805 : 2123);
    s->time += SECOND / 1000;
    s->used = 0;
    s->frame = (struct frame){.time = s->time, .number = ++s->frames};
    s->packet = (struct packet){.frame = &s->frame,
                                .src = host(from),
                                .dst = host(to),
                                .sport = port,
                                .dport = port,
                                .transport = proto == PROTO_DIAMETER ? 132 : 17};
    struct message *m = message_begin(&sink, &s->packet, proto, application, type, part);
    m->pairing = proto == PROTO_DIAMETER ? PAIR_CONNECTION : PAIR_PORTS;
    m->length = 100;
    return m;
}

static inline struct span scene_keep(struct scene *s, const void *bytes, size_t len)
{
    struct span span = {s->bytes + s->used, len};
    assert_true(s->used + len <= sizeof s->bytes);
    memcpy(s->bytes + s->used, bytes, len);
    s->used += len;
    return span;
}

static inline void put_text(struct scene *s, enum meaning meaning, const char *text)
{
    field_bytes(&s->m, meaning, FORM_TEXT, scene_keep(s, text, strlen(text)), 0);
}

/* Digits as TBCD, or an E.164 number with its first byte. */
static inline void put_tbcd(struct scene *s, enum meaning meaning, enum form form,
                            const char *digits)
{
    uint8_t bytes[32] = {0x91};
    size_t at = form == FORM_E164 ? 1 : 0;
    size_t n = strlen(digits);
    for (size_t i = 0; i < n; i += 2)
        bytes[at++] = (uint8_t)((i + 1 < n ? digits[i + 1] - '0' : 15) << 4 | (digits[i] - '0'));
    field_bytes(&s->m, meaning, form, scene_keep(s, bytes, at), 0);
}

static inline void put_number(struct scene *s, enum meaning meaning, uint64_t number)
{
    field_number(&s->m, meaning, number, 0);
}

static inline void put_address(struct scene *s, enum meaning meaning, unsigned last)
{
    struct addr a = host(last);
    field_bytes(&s->m, meaning, FORM_IP, scene_keep(s, a.bytes, 4), 0);
}

static inline void put_tunnel(struct scene *s, enum meaning meaning, uint64_t id, unsigned last,
                              uint16_t group)
{
    struct addr a = host(last);
    field_tunnel(&s->m, meaning, id, scene_keep(s, a.bytes, 4), 0, group);
}

static inline void scene_send(struct scene *s)
{
    registry_message(s->r, &s->m);
}

static inline void imsi_text(char text[16], uint64_t number)
{
    strcpy(text, "001010000000000");
    for (int i = 14; i > 4 && number; i--, number /= 10)
        text[i] = (char)('0' + number % 10);
}

/* The text of the best identity known of a person. */
static inline const char *best_text(struct scene *s, uint32_t person)
{
    static char bytes[200];
    struct text t = text_in(bytes, sizeof bytes);
    const struct identity *i = registry_identity(s->r, registry_best(s->r, person));
    if (i) {
        text_put(&t, spec_class_word((enum identity_class)i->class));
        text_char(&t, ':');
        registry_identity_text(&t, s->r, i);
    }
    return bytes;
}

/* Diameter: a request with its usual head; hosts are named after their last byte. */
static inline void ask(struct scene *s, uint32_t application, uint32_t code, unsigned from,
                       unsigned to, uint64_t transaction, const char *imsi)
{
    char name[32];
    snprintf(name, sizeof name, "host%u.example", from);
    scene_begin(s, PROTO_DIAMETER, application, code, PART_REQUEST, from, to)->transaction =
        transaction;
    put_text(s, MEANING_ORIGIN_HOST, name);
    put_text(s, MEANING_ORIGIN_REALM, "visited.example");
    put_text(s, MEANING_DESTINATION_REALM, "home.example");
    if (imsi)
        put_text(s, MEANING_IMSI, imsi);
    scene_send(s);
}

static inline void reply(struct scene *s, uint32_t application, uint32_t code, unsigned from,
                         unsigned to, uint64_t transaction, uint32_t result)
{
    char name[32];
    snprintf(name, sizeof name, "host%u.example", from);
    struct message *m = scene_begin(s, PROTO_DIAMETER, application, code, PART_ANSWER, from, to);
    m->transaction = transaction;
    put_text(s, MEANING_ORIGIN_HOST, name);
    put_text(s, MEANING_ORIGIN_REALM, "home.example");
    m->has_cause = true;
    m->cause = result;
    m->outcome = result < 3000 ? OUTCOME_SUCCESS : OUTCOME_REFUSED;
    scene_send(s);
}

#endif
