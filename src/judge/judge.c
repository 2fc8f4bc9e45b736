/* Runs the checks and keeps what they find. */
#include "base/hash.h"
#include "judge/conversation.h"
#include "judge/finding.h"
#include "judge/merge.h"
#include "judge/network_words.h"
#include "judge/side.h"

#include <stdio.h>
#include <stdlib.h>

static const struct check *const CHECKS[] = {
#define X(name) &check_##name,
#include "judge/checks.def"
#undef X
};

enum { CHECK_COUNT = sizeof CHECKS / sizeof *CHECKS, TEXT_SIZE = 1000 };

/* What makes a finding this finding. */
struct finding_key {
    struct party actor, custodian;
    uint32_t object;
    uint32_t check;
};

struct counted {
    struct table_head head;
    uint32_t finding, person; /* key */
};

struct judge {
    struct judge_settings said;
    struct names texts;
    struct finding *findings;
    struct finding_key *keys; /* of findings, in their order */
    size_t count, cap;
    /* By hash of the key: number of the finding, 0 is empty. Half of it stays so, and nothing ever
     * gives way: a finding that were forgotten would be found twice. */
    uint32_t *slots;
    uint32_t mask;
    struct table persons; /* which persons a finding has counted, beyond those that it lists */
    const struct finding **sorted;
    uint64_t refused;
    uint64_t begins, now; /* time of what was judged, 0: nothing yet */
    unsigned shares;      /* of all checks together */
    void *states[CHECK_COUNT];
};

const struct check *check_at(unsigned i)
{
    return i < CHECK_COUNT ? CHECKS[i] : NULL;
}

unsigned check_number(const struct check *c)
{
    unsigned i = 0;
    while (CHECKS[i] != c)
        i++;
    return i;
}

const char *severity_word(enum severity s)
{
    static const char *const words[] = {"", "low", "medium", "high", "critical"};
    return words[s];
}

static bool open_checks(struct judge *j)
{
    for (unsigned i = 0; i < CHECK_COUNT; i++)
        j->shares += CHECKS[i]->share;
    for (unsigned i = 0; i < CHECK_COUNT; i++) {
        j->states[i] = calloc(1, CHECKS[i]->state_size ? CHECKS[i]->state_size : 1);
        if (!j->states[i] || (CHECKS[i]->open && !CHECKS[i]->open(j->states[i], j)))
            return false;
    }
    return true;
}

static bool make_room(struct judge *j, size_t budget)
{
    enum { MOST = 1 << 30 }; /* slots are numbers of 32 bits */
    size_t slots = 64;
    j->cap = budget / (sizeof *j->findings + sizeof *j->keys + 4 * sizeof *j->slots);
    j->cap = j->cap < MOST ? j->cap : MOST;
    while (slots < j->cap * 2)
        slots *= 2;
    j->mask = (uint32_t)(slots - 1);
    j->findings = calloc(j->cap, sizeof *j->findings);
    j->keys = calloc(j->cap, sizeof *j->keys);
    j->slots = calloc(slots, sizeof *j->slots);
    return j->findings && j->keys && j->slots;
}

struct judge *judge_new(const struct judge_settings *settings, struct fault *ret_fault)
{
    struct judge *j = calloc(1, sizeof *j);
    if (j) {
        size_t eighth = settings->budget / 8; /* four of them are the checks' own */
        j->said = *settings;
        if (make_room(j, eighth) && names_init(&j->texts, 2 * eighth, settings->seed) &&
            table_init(&j->persons, sizeof(struct counted), 2 * sizeof(uint32_t), eighth,
                       settings->seed) &&
            open_checks(j))
            return j;
        judge_free(j);
    }
    fault_set(ret_fault, "out of memory for the checks; give a smaller --memory");
    return NULL;
}

void judge_free(struct judge *j)
{
    if (!j)
        return;
    for (unsigned i = 0; i < CHECK_COUNT; i++) {
        if (j->states[i] && CHECKS[i]->close)
            CHECKS[i]->close(j->states[i]);
        free(j->states[i]);
    }
    names_free(&j->texts);
    table_free(&j->persons);
    free(j->findings);
    free(j->keys);
    free(j->slots);
    free(j->sorted);
    free(j);
}

static void pass_time(struct judge *j, uint64_t time)
{
    j->begins = j->begins == 0 || time < j->begins ? time : j->begins;
    j->now = time > j->now ? time : j->now;
}

void judge_message(struct judge *j, const struct message *m)
{
    pass_time(j, m->packet->frame->time);
    for (unsigned i = 0; i < CHECK_COUNT; i++)
        if (CHECKS[i]->message)
            CHECKS[i]->message(j->states[i], j, m);
}

void judge_access(struct judge *j, const struct access *a)
{
    for (unsigned i = 0; i < CHECK_COUNT; i++)
        if (CHECKS[i]->access)
            CHECKS[i]->access(j->states[i], j, a);
}

void judge_user_plane(struct judge *j, const struct packet *p, uint32_t teid)
{
    for (unsigned i = 0; i < CHECK_COUNT; i++)
        if (CHECKS[i]->user_plane)
            CHECKS[i]->user_plane(j->states[i], j, p, teid);
}

void judge_inside(struct judge *j, const struct packet *p, uint32_t teid,
                  const struct inner_ip *inner)
{
    pass_time(j, p->frame->time);
    for (unsigned i = 0; i < CHECK_COUNT; i++)
        if (CHECKS[i]->inside)
            CHECKS[i]->inside(j->states[i], j, p, teid, inner);
}

void judge_flow(struct judge *j, const struct flow *f)
{
    pass_time(j, f->first);
    pass_time(j, f->last);
    struct conversation c;
    conversation_of(f, &c);
    for (unsigned i = 0; i < CHECK_COUNT; i++)
        if (CHECKS[i]->flow)
            CHECKS[i]->flow(j->states[i], j, f, &c);
}

static void say_what_was_refused(struct judge *j)
{
    if (j->refused == 0)
        return;
    TEXT_ON(detail, 120);
    text_format(&detail, "%llu further findings did not fit; raise --memory",
                (unsigned long long)j->refused);
    blind_add(j->said.blind, BLIND_OVER_BUDGET, "findings", 0, 0, (struct place){0}, detail.at);
}

/* Who was counted and gave way is counted twice when he comes again: then the sketch says. */
static void count_persons(struct judge *j)
{
    for (size_t i = 0; j->persons.evicted && i < j->count; i++) {
        struct finding *f = &j->findings[i];
        uint64_t about = sketch_count(&f->seen);
        if (f->person_count > FINDING_PERSONS && about < f->person_count)
            f->person_count = about > FINDING_PERSONS ? about : FINDING_PERSONS;
    }
    if (j->persons.evicted)
        blind_add(j->said.blind, BLIND_OVER_BUDGET, "findings", j->persons.evicted, 0,
                  (struct place){0},
                  "numbers of subscribers above ten are estimates: nineteen of twenty are within "
                  "18 %; raise --memory");
}

void judge_gave_way(struct judge *j, const struct check *c, uint64_t entries, const char *meaning)
{
    TEXT_ON(detail, 200);
    if (entries == 0)
        return;
    text_format(&detail, "%llu entries of %s gave way to later ones: %s; raise --memory",
                (unsigned long long)entries, c->slug, meaning);
    blind_add(j->said.blind, BLIND_OVER_BUDGET, c->slug, 0, 0, (struct place){0}, detail.at);
}

/* What the declaration permits is no finding. */
static void settle(struct judge *j)
{
    for (size_t i = 0; i < j->count; i++) {
        struct finding *f = &j->findings[i];
        const struct exchange *what = &f->settles;
        if (f->severity == SEVERITY_NONE || (!what->protocol && !what->op && !what->transport))
            continue;
        struct side actor;
        struct side custodian;
        side_of(j, &f->actor, 0, &actor);
        side_of(j, &f->custodian, 0, &custodian);
        struct referred from = side_referred(&actor);
        struct referred to = side_referred(&custodian);
        if (network_permits(j->said.network, &from, &to, what))
            f->severity = SEVERITY_NONE;
    }
}

void judge_finish(struct judge *j)
{
    for (unsigned i = 0; i < CHECK_COUNT; i++)
        if (CHECKS[i]->end)
            CHECKS[i]->end(j->states[i], j);
    count_persons(j);
    settle(j);
    if (!merge_findings(j, j->findings, j->count))
        j->refused++;
    say_what_was_refused(j);
}

static int by_severity_time_slug(const void *a, const void *b)
{
    const struct finding *x = *(const struct finding *const *)a;
    const struct finding *y = *(const struct finding *const *)b;
    if (x->severity != y->severity)
        return x->severity > y->severity ? -1 : 1;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    int order = strcmp(x->check->slug, y->check->slug);
    return order ? order : (x->number < y->number ? -1 : 1);
}

const struct finding *const *judge_findings(struct judge *j, size_t *ret_count)
{
    size_t count = 0;
    free(j->sorted);
    j->sorted = calloc(j->count + 1, sizeof *j->sorted);
    for (size_t i = 0; j->sorted && i < j->count; i++)
        if (j->findings[i].severity != SEVERITY_NONE)
            j->sorted[count++] = &j->findings[i];
    if (count)
        qsort(j->sorted, count, sizeof *j->sorted, by_severity_time_slug);
    *ret_count = count;
    return j->sorted;
}

const char *judge_text(const struct judge *j, uint32_t text)
{
    return names_text(&j->texts, text);
}

const struct network *judge_network(const struct judge *j)
{
    return j->said.network;
}

struct registry *judge_registry(struct judge *j)
{
    return j->said.registry;
}

uint64_t judge_seed(const struct judge *j)
{
    return j->said.seed;
}

uint64_t judge_party(const struct judge *j, const struct party *p)
{
    uint64_t seed = j->said.seed;
    uint64_t h =
        p->name ? hash_two(seed, 1, p->name) : hash_bytes(seed, &p->address, sizeof p->address);
    return h ? h : 1;
}

size_t judge_share(const struct judge *j, const struct check *c)
{
    return j->shares ? j->said.budget / 2 / j->shares * c->share : 0;
}

uint64_t judge_threshold(const struct judge *j, const struct check *c, const char *word)
{
    uint64_t otherwise = 0;
    for (const struct threshold_row *row = c->thresholds; row && row->word; row++)
        if (strcmp(row->word, word) == 0 && !word_amount(row->otherwise, &otherwise))
            return 0;
    return network_threshold(j->said.network, c->slug, word, otherwise);
}

uint64_t judge_begins(const struct judge *j)
{
    return j->begins;
}

uint64_t judge_now(const struct judge *j)
{
    return j->now;
}

void judge_watch(struct judge *j, const struct addr *destination)
{
    if (j->said.watch)
        j->said.watch(j->said.arg, destination);
}

bool judge_warranted(const struct judge *j, uint32_t person)
{
    return person && j->said.warranted && j->said.warranted(j->said.arg, person);
}

void judge_guard(struct judge *j, const struct addr *address, unsigned bits)
{
    if (j->said.guard)
        j->said.guard(j->said.arg, address, bits);
}

/* The slot that holds this key, or the empty one that is to hold it. */
static uint32_t *slot_of(struct judge *j, const struct finding_key *key)
{
    uint32_t at = (uint32_t)hash_bytes(j->said.seed, key, sizeof *key) & j->mask;
    while (j->slots[at] && memcmp(&j->keys[j->slots[at] - 1], key, sizeof *key) != 0)
        at = (at + 1) & j->mask;
    return &j->slots[at];
}

struct finding *finding_of(struct judge *j, const struct check *c, const struct party *actor,
                           const struct party *custodian, const char *object, uint64_t time,
                           bool *ret_new)
{
    struct finding_key key = {.object = finding_text(j, object), .check = check_number(c)};
    if (actor)
        key.actor = *actor;
    if (custodian)
        key.custodian = *custodian;
    uint32_t *slot = slot_of(j, &key);
    *ret_new = *slot == 0;
    if (*slot == 0) {
        if (j->count == j->cap || key.object == NAMES_FULL) {
            j->refused++;
            return NULL;
        }
        j->keys[j->count] = key;
        j->findings[j->count] = (struct finding){.check = c,
                                                 .actor = key.actor,
                                                 .custodian = key.custodian,
                                                 .object = key.object,
                                                 .first = time,
                                                 .number = (uint32_t)j->count + 1};
        *slot = (uint32_t)++j->count;
    }
    struct finding *f = &j->findings[*slot - 1];
    f->first = time < f->first ? time : f->first;
    f->last = time > f->last ? time : f->last;
    f->count++;
    return f;
}

uint32_t finding_text(struct judge *j, const char *text)
{
    return names_of(&j->texts, text, strlen(text));
}

__attribute__((format(printf, 2, 0))) static uint32_t said_text(struct judge *j, const char *form,
                                                                va_list args)
{
    TEXT_ON(text, TEXT_SIZE);
    text_vformat(&text, form, args);
    return finding_text(j, text.at);
}

void finding_title(struct judge *j, struct finding *f, const char *form, ...)
{
    va_list args;
    va_start(args, form);
    f->title = said_text(j, form, args);
    va_end(args);
}

void finding_filter(struct judge *j, struct finding *f, const char *form, ...)
{
    va_list args;
    va_start(args, form);
    f->filter = said_text(j, form, args);
    va_end(args);
}

void finding_weigh(struct finding *f, enum severity severity, unsigned confidence)
{
    if (severity > f->severity)
        f->severity = severity;
    if (confidence > f->confidence)
        f->confidence = confidence;
}

void finding_person(struct judge *j, struct finding *f, uint32_t person)
{
    bool is_new;
    uint32_t key[2] = {f->number, person};
    if (person == 0)
        return;
    sketch_add(&f->seen, hash_two(j->said.seed, 0, person));
    table_take(&j->persons, table_hash(&j->persons, key), key, &is_new);
    if (!is_new)
        return;
    if (f->person_count < FINDING_PERSONS)
        f->persons[f->person_count] = person;
    f->person_count++;
}

void finding_proof(struct judge *j, struct finding *f, struct place place, const char *form, ...)
{
    if (f->proof_count == FINDING_PROOFS)
        return;
    va_list args;
    va_start(args, form);
    f->proofs[f->proof_count++] = (struct proof){place, said_text(j, form, args)};
    va_end(args);
}

void finding_why(struct judge *j, struct finding *f, const char *form, ...)
{
    if (f->why_count == FINDING_WHYS)
        return;
    va_list args;
    va_start(args, form);
    f->whys[f->why_count++] = said_text(j, form, args);
    va_end(args);
}

/* Control characters around the person's number: they stand in no other text. */
void text_person(struct text *t, uint32_t person)
{
    text_format(t, "\001%u\002", person);
}

void text_party(struct text *t, const struct judge *j, const struct party *p)
{
    const struct declared *d = network_element(j->said.network, &p->address);
    const char *name = d ? d->name : names_text(registry_names(j->said.registry), p->name);
    if (!*name) {
        text_addr(t, &p->address);
        return;
    }
    text_put(t, name);
    if (p->address.family) {
        text_put(t, " (");
        text_addr(t, &p->address);
        text_put(t, ")");
    }
}
