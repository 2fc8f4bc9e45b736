#include "case/talks.h"

#include "wire/proto/message.h"

#include <stdlib.h>

enum { BUDGET = 2 << 20 }; /* some ten thousand of them */

bool talks_init(struct talks *t, uint64_t seed)
{
    size_t key = offsetof(struct talk, protocol) - offsetof(struct talk, asks);
    return table_init(&t->table, sizeof(struct talk), key, BUDGET, seed);
}

void talks_free(struct talks *t)
{
    table_free(&t->table);
}

void talks_add(struct talks *t, const struct flow *f)
{
    unsigned to_server = flow_to_server(f, 0);
    struct talk sought = {.asks = to_server ? f->key.b : f->key.a,
                          .serves = to_server ? f->key.a : f->key.b,
                          .port = to_server ? f->key.a_port : f->key.b_port,
                          .transport = f->key.transport};
    bool is_new;
    if (f->key.tunnel || f->key.a.family == 0)
        return;
    const void *key = &sought.asks;
    struct talk *talk = table_take(&t->table, table_hash(&t->table, key), key, &is_new);
    const char *word = flow_word(f);
    if (is_new)
        talk->first = f->first;
    if (word)
        talk->protocol = word;
    talk->count++;
    talk->frames += f->frames[0] + f->frames[1];
    talk->bytes += f->bytes[0] + f->bytes[1];
    talk->first = f->first < talk->first ? f->first : talk->first;
    talk->last = f->last > talk->last ? f->last : talk->last;
}

static int by_ends(const void *a, const void *b)
{
    const struct talk *x = *(const struct talk *const *)a;
    const struct talk *y = *(const struct talk *const *)b;
    int order = addr_order(&x->asks, &y->asks);
    if (order == 0)
        order = addr_order(&x->serves, &y->serves);
    if (order == 0)
        order = (int)x->transport - (int)y->transport;
    return order ? order : (int)x->port - (int)y->port;
}

const struct talk **talks_sorted(const struct talks *t, size_t *ret_count)
{
    const struct talk **all = calloc((size_t)t->table.used + 1, sizeof(void *));
    size_t count = 0;
    uint32_t at = 0;
    for (const struct talk *one; all && (one = table_next(&t->table, &at));)
        all[count++] = one;
    if (count)
        qsort(all, count, sizeof(void *), by_ends);
    *ret_count = count;
    return all;
}
