#include "judge/accused.h"

#include "judge/told.h"

/* A request that stands for a reason, until its outcome is known. */
struct request {
    struct table_head head;
    struct {
        uint64_t frame;
        uint32_t file;
        uint32_t name;
    } key;
    uint64_t who;
};

bool accusations_open(struct accusations *s, struct judge *j, const struct check *c, size_t bytes)
{
    uint64_t seed = judge_seed(j);
    struct request *r = NULL;
    s->check = c;
    return table_init(&s->accused, sizeof(struct accused), sizeof(uint64_t), bytes / 2, seed) &&
           table_init(&s->requests, sizeof *r, sizeof r->key, bytes / 2, seed);
}

void accusations_end(const struct accusations *s, struct judge *j)
{
    judge_gave_way(j, s->check, s->accused.evicted,
                   "one who was accused and comes again is told of by a second finding");
    judge_gave_way(j, s->check, s->requests.evicted,
                   "what an odd request got is not told, and it stays an attempt");
}

void accusations_close(struct accusations *s)
{
    table_free(&s->accused);
    table_free(&s->requests);
}

uint64_t accused_who(const struct accusations *s, const struct judge *j, const struct party *p)
{
    struct party nameless = {.address = p->address};
    return judge_party(j, s->by_address && p->address.family ? &nameless : p);
}

struct accused *accused_of(struct accusations *s, const struct judge *j, const struct party *p)
{
    uint64_t who = accused_who(s, j, p);
    return table_find(&s->accused, table_hash(&s->accused, &who), &who);
}

struct accused *accuse(struct accusations *s, struct judge *j, const struct party *p,
                       const struct reason *reason, uint64_t time, bool *ret_new)
{
    bool is_new;
    uint64_t who = accused_who(s, j, p);
    struct accused *a = table_take(&s->accused, table_hash(&s->accused, &who), &who, &is_new);
    /* Named by the address from which it was first seen, whichever way it comes later. */
    const struct party first = a->said ? a->said->actor : *p;
    a->said = finding_of(j, s->check, &first, NULL, "", time, &is_new);
    if (!a->said) {
        table_drop(&s->accused, a);
        return NULL;
    }
    *ret_new = !(a->reasons & reason->bit);
    a->reasons |= reason->bit;
    a->attempted = reason->attempted > a->attempted ? (uint8_t)reason->attempted : a->attempted;
    a->answered = reason->answered > a->answered ? (uint8_t)reason->answered : a->answered;
    a->confidence =
        reason->confidence > a->confidence ? (uint8_t)reason->confidence : a->confidence;
    finding_weigh(a->said, (enum severity)(a->got ? a->answered : a->attempted), a->confidence);
    return a;
}

void accused_request(struct accusations *s, const struct accused *a, const struct message *m,
                     uint32_t name)
{
    bool is_new;
    struct place place = message_place(m);
    struct request key = {.key = {.frame = place.frame, .file = place.file, .name = name}};
    struct request *r =
        table_take(&s->requests, table_hash(&s->requests, &key.key), &key.key, &is_new);
    r->who = a->who;
}

void accused_prove(struct judge *j, struct finding *f, const struct message *m, const char *what)
{
    const struct place here = message_place(m);
    const struct place *last = f->proof_count ? &f->proofs[f->proof_count - 1].place : NULL;
    if (!last || last->frame != here.frame || last->file != here.file)
        finding_proof(j, f, here, "%s %s", m->name, what);
}

void accused_gets(struct judge *j, struct accused *accused, const struct access *a)
{
    struct finding *f = accused->said;
    told_access(j, f, a);
    if (!access_succeeded(a))
        return;
    if (!accused->got) {
        TEXT_ON(from, 300);
        TEXT_ON(data, 120);
        text_party(&from, j, access_receiver(a));
        text_data(&data, a->categories);
        finding_why(j, f, "It succeeds: %s hands over or takes %s by %s.", from.at, data.at,
                    a->op->name);
    }
    accused->got = true;
    finding_weigh(f, (enum severity)accused->answered, accused->confidence);
}

void accused_access(struct accusations *s, struct judge *j, const struct access *a)
{
    struct request key = {.key = {.frame = a->request.frame,
                                  .file = a->request.file,
                                  .name = access_sender(a)->name}};
    const struct request *r =
        a->request.frame ? table_find(&s->requests, table_hash(&s->requests, &key.key), &key.key)
                         : NULL;
    struct accused *accused =
        r ? table_find(&s->accused, table_hash(&s->accused, &r->who), &r->who) : NULL;
    if (accused)
        accused_gets(j, accused, a);
}
