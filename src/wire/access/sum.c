/* Accesses summed by who reached what and how, and each of them where that is wanted. */
#include "wire/access/registry.h"

#include <stdlib.h>

bool sums_init(struct sums *s, size_t budget, uint64_t seed, bool every_access)
{
    *s = (struct sums){0};
    size_t key = offsetof(struct access_sum, count) - offsetof(struct access_sum, actor);
    /* Sums are not told when each access is: then they get what is left over. */
    size_t small = every_access ? budget / 16 : budget / 2;
    if (every_access) {
        s->each_cap = (budget - 2 * small) / sizeof *s->each;
        s->each = calloc(s->each_cap, sizeof *s->each);
        if (!s->each)
            return false;
    }
    return table_init(&s->table, sizeof(struct access_sum), key, small, seed) &&
           numbers_init(&s->numbers, s->table.mask + 1) &&
           table_init(&s->persons, sizeof(struct sum_person), 2 * sizeof(uint32_t), small, seed);
}

void sums_free(struct sums *s)
{
    table_free(&s->table);
    table_free(&s->persons);
    free(s->numbers.at);
    free(s->each);
}

static struct access_sum *sum_of(struct sums *s, const struct access *a)
{
    struct access_sum sought;
    memset(&sought, 0, sizeof sought);
    sought.actor = a->actor;
    sought.custodian = a->custodian;
    sought.operation = op_number(a->op);
    sought.to = a->to;
    sought.categories = a->categories;
    sought.how = (uint8_t)a->how;
    bool is_new;
    const void *key = &sought.actor;
    struct access_sum *sum = table_take(&s->table, table_hash(&s->table, key), key, &is_new);
    if (is_new) {
        sum->number = numbers_next(&s->numbers, table_slot(&s->table, sum));
        sum->first = a->time;
        sum->example = a->request.frame ? a->request : a->answer;
    }
    return sum;
}

static void count_person(struct sums *s, struct access_sum *sum, uint32_t person)
{
    uint32_t key[2] = {sum->number, person};
    bool is_new;
    if (person == 0)
        return;
    table_take(&s->persons, table_hash(&s->persons, key), key, &is_new);
    sum->persons += is_new;
}

static void keep(struct sums *s, const struct access *a)
{
    if (s->each_count < s->each_cap)
        s->each[s->each_count++] = *a;
    else
        s->each_refused++;
}

void sum_add(struct registry *r, const struct access *a)
{
    struct sums *s = &r->sums;
    s->count++;
    if (s->each) {
        keep(s, a);
        return;
    }
    struct access_sum *sum = sum_of(s, a);
    sum->count++;
    if (!a->answered)
        sum->unanswered++;
    else if (a->outcome == OUTCOME_REFUSED)
        sum->refused++;
    else
        sum->answered++;
    if (a->time < sum->first) {
        sum->first = a->time;
        sum->example = a->request.frame ? a->request : a->answer;
    }
    sum->last = a->time > sum->last ? a->time : sum->last;
    count_person(s, sum, a->person);
}

static struct access_sum *sum_at(const struct sums *s, uint32_t number)
{
    if (!numbers_hold(&s->numbers, number))
        return NULL;
    return table_at(&s->table, numbers_slot(&s->numbers, number));
}

void sums_finish(struct registry *r)
{
    struct sums *s = &r->sums;
    uint32_t at = 0;
    for (const struct sum_person *p; (p = table_next(&s->persons, &at));) {
        uint32_t key[2] = {p->sum, registry_same_person(r, p->person)};
        struct access_sum *sum = sum_at(s, p->sum);
        bool is_new;
        if (key[1] == p->person || !sum)
            continue;
        table_take(&s->persons, table_hash(&s->persons, key), key, &is_new);
        if (!is_new)
            sum->persons--;
    }
    /* Where the set had to give up entries, somebody may have been counted again. */
    uint64_t most = registry_person_count(r);
    at = 0;
    for (struct access_sum *sum; (sum = table_next(&s->table, &at));)
        sum->persons = sum->persons < most ? sum->persons : most;
}
