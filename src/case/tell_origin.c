/* Where subscribers are from, and who talks with whom: what a declaration is drafted from. */
#include "base/hash.h"
#include "case/teller.h"

#include <stdlib.h>

enum { BUDGET = 1 << 20, VALUE = 48, IMSI_LEAST = 14, POOL_V4 = 24, POOL_V6 = 64 };
enum { TCP = 6, UDP = 17, SCTP = 132 };

static const char *const SORTS[] = {"country", "plmn", "pool"};
enum sort { SORT_COUNTRY, SORT_PLMN, SORT_POOL };

struct origin {
    struct table_head head;
    char value[VALUE]; /* key: the sort's first letter, then the value */
    uint64_t count;
};

static void put_pool(struct text *t, const char *value)
{
    struct addr a;
    if (!addr_parse(value, &a))
        return;
    unsigned keep = (a.family == 4 ? POOL_V4 : POOL_V6) / 8;
    memset(a.bytes + keep, 0, sizeof a.bytes - keep);
    text_addr(t, &a);
    text_format(t, "/%u", keep * 8);
}

/* How much of an identity is its network's: no more than every pseudonym shows, but of an address,
 * whose pool has to be told from the elements beside it. */
static void put_value(struct text *t, const struct identity *i, const char *value)
{
    size_t len = strlen(value);
    if (i->class == IDENTITY_IMSI && len >= IMSI_LEAST) {
        text_put(t, "p");
        text_put_n(t, value, numbering_plmn(value));
    } else if (i->class == IDENTITY_MSISDN && len > 3) {
        text_put(t, "c");
        text_put_n(t, value, numbering_country(value));
    } else if (i->class == IDENTITY_UE_IP) {
        text_put(t, "u");
        put_pool(t, value);
    }
}

static int by_value(const void *a, const void *b)
{
    const struct origin *x = *(const struct origin *const *)a;
    const struct origin *y = *(const struct origin *const *)b;
    return strcmp(x->value, y->value);
}

static void tell_sorted(struct teller *t, const struct table *table)
{
    const struct origin **all = calloc((size_t)table->used + 1, sizeof(void *));
    size_t count = 0;
    uint32_t at = 0;
    for (const struct origin *o; all && (o = table_next(table, &at));)
        all[count++] = o;
    if (count)
        qsort(all, count, sizeof(void *), by_value);
    for (size_t i = 0; i < count; i++) {
        enum sort sort = all[i]->value[0] == 'c'   ? SORT_COUNTRY
                         : all[i]->value[0] == 'p' ? SORT_PLMN
                                                   : SORT_POOL;
        struct postern_origin said = {SORTS[sort], all[i]->value + 1, all[i]->count};
        t->p->sink->origin(t->p->sink->arg, &said);
    }
    free(all);
}

void tell_origins(struct teller *t)
{
    struct table table;
    const struct registry *r = t->p->registry;
    const struct identity *i;
    if (!t->p->sink->origin ||
        !table_init(&table, sizeof(struct origin), VALUE, BUDGET, t->p->seed))
        return;
    for (uint32_t at = 0; (i = registry_identity_next(r, &at));) {
        char key[VALUE] = {0};
        bool is_new;
        TEXT_ON(value, 256);
        struct text kept = text_in(key, sizeof key);
        registry_identity_text(&value, r, i);
        put_value(&kept, i, value.at);
        if (kept.len < 2)
            continue;
        struct origin *o = table_take(&table, table_hash(&table, key), key, &is_new);
        o->count++;
    }
    tell_sorted(t, &table);
    table_free(&table);
}

const char *transport_word(uint8_t transport)
{
    return transport == TCP ? "tcp" : transport == UDP ? "udp" : transport == SCTP ? "sctp" : NULL;
}

void tell_conversations(struct teller *t)
{
    size_t count = 0;
    struct registry *r = t->p->registry;
    const struct talk **all = t->p->sink->conversation ? talks_sorted(&t->p->talks, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        const struct talk *talk = all[i];
        line_begin(t);
        /* What customers say to each other is not ours. */
        if (registry_is_subscriber(r, &talk->asks) && registry_is_subscriber(r, &talk->serves))
            continue;
        bool has_word = talk->protocol && network_has_protocol(talk->protocol);
        struct postern_conversation said = {.asks = line_addr(t, &talk->asks),
                                            .serves = line_addr(t, &talk->serves),
                                            .protocol = has_word ? talk->protocol : NULL,
                                            .transport = transport_word(talk->transport),
                                            .port = talk->port,
                                            .count = talk->count,
                                            .frames = talk->frames,
                                            .bytes = talk->bytes,
                                            .first = talk->first,
                                            .last = talk->last};
        t->p->sink->conversation(t->p->sink->arg, &said);
    }
    free(all);
}
