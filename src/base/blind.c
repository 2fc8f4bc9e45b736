#include "base/blind.h"

#include <stdlib.h>
#include <string.h>

static const char *const WORDS[] = {
#define X(ID, word) word,
#include "base/blind.def"
#undef X
};

static const char ELSEWHERE[] = "elsewhere";

bool blind_init(struct blind *b, size_t budget, uint64_t seed)
{
    *b = (struct blind){0};
    if (names_init(&b->names, budget / 2, seed) &&
        table_init(&b->spots, sizeof(struct blind_spot), 2 * sizeof(uint32_t), budget / 2, seed))
        return true;
    blind_free(b);
    return false;
}

void blind_free(struct blind *b)
{
    names_free(&b->names);
    table_free(&b->spots);
}

const char *blind_word(enum blind_reason reason)
{
    return WORDS[reason];
}

static struct blind_spot *spot_of(struct blind *b, enum blind_reason reason, const char *where,
                                  bool *ret_new)
{
    uint32_t key[2] = {names_of(&b->names, where, strlen(where)), reason};
    uint64_t hash = table_hash(&b->spots, key);
    struct blind_spot *spot = table_find(&b->spots, hash, key);
    *ret_new = false;
    if (spot)
        return spot;
    /* Nothing here may be evicted: three quarters full is full, and the rest is summed. */
    if (key[0] == NAMES_FULL || b->spots.used > b->spots.mask / 4 * 3) {
        key[0] = names_of(&b->names, ELSEWHERE, strlen(ELSEWHERE));
        hash = table_hash(&b->spots, key);
    }
    return table_take(&b->spots, hash, key, ret_new);
}

void blind_add(struct blind *b, enum blind_reason reason, const char *where, uint64_t frames,
               uint64_t bytes, struct place first, const char *detail)
{
    bool is_new;
    struct blind_spot *spot = spot_of(b, reason, where, &is_new);
    if (is_new) {
        spot->first = first;
        spot->detail = names_of(&b->names, detail, strlen(detail));
    } else if (first.frame && first.file == spot->first.file && first.frame < spot->first.frame) {
        spot->first = first;
    }
    spot->frames += frames;
    spot->bytes += bytes;
    b->bytes += bytes;
}

struct sortable {
    const struct blind_spot *spot;
    const char *where;
};

static int by_reason_then_where(const void *a, const void *b)
{
    const struct sortable *x = a;
    const struct sortable *y = b;
    if (x->spot->reason != y->spot->reason)
        return x->spot->reason < y->spot->reason ? -1 : 1;
    return strcmp(x->where, y->where);
}

size_t blind_sorted(const struct blind *b, const struct blind_spot **ret, size_t max)
{
    size_t count = 0;
    struct sortable *all = calloc(b->spots.used + 1, sizeof *all);
    if (!all)
        return 0;
    uint32_t at = 0;
    for (const struct blind_spot *s; (s = table_next(&b->spots, &at));)
        all[count++] = (struct sortable){s, names_text(&b->names, s->where)};
    qsort(all, count, sizeof *all, by_reason_then_where);
    for (size_t i = 0; i < count && i < max; i++)
        ret[i] = all[i].spot;
    free(all);
    return count < max ? count : max;
}
