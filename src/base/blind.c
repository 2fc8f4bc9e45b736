#include "base/blind.h"

#include <stdlib.h>
#include <string.h>

static const char *const WORDS[] = {
#define X(ID, word) word,
#include "base/blind.def"
#undef X
};

static const char ELSEWHERE[] = "elsewhere";

static void sum(struct blind_spot *spot, const struct blind_spot *more)
{
    const struct place *first = &more->first;
    bool is_earlier = first->file == spot->first.file && first->frame < spot->first.frame;
    if (first->frame && (spot->first.frame == 0 || is_earlier))
        spot->first = *first;
    if (!spot->is_told)
        spot->detail = more->detail;
    spot->is_told = true;
    spot->frames += more->frames;
    spot->bytes += more->bytes;
}

/* A full window: what has to give way is not lost. */
static void on_evict(void *arg, void *entry)
{
    struct blind *b = arg;
    const struct blind_spot *spot = entry;
    sum(&b->elsewhere[spot->reason], spot);
}

bool blind_init(struct blind *b, size_t budget, uint64_t seed)
{
    *b = (struct blind){0};
    if (!names_init(&b->names, budget / 2, seed) ||
        !table_init(&b->spots, sizeof(struct blind_spot), 2 * sizeof(uint32_t), budget / 2, seed)) {
        blind_free(b);
        return false;
    }
    b->spots.on_evict = on_evict;
    b->spots.arg = b;
    for (uint32_t i = 0; i < BLIND_REASONS; i++) {
        b->elsewhere[i].where = names_of(&b->names, ELSEWHERE, strlen(ELSEWHERE));
        b->elsewhere[i].reason = i;
    }
    return true;
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

static struct blind_spot *spot_of(struct blind *b, enum blind_reason reason, const char *where)
{
    uint32_t key[2] = {names_of(&b->names, where, strlen(where)), reason};
    uint64_t hash = table_hash(&b->spots, key);
    bool is_new;
    if (key[0] == NAMES_FULL)
        return &b->elsewhere[reason];
    struct blind_spot *spot = table_find(&b->spots, hash, key);
    /* Three quarters full is full: the places that are known stay. */
    if (!spot && b->spots.used > b->spots.mask / 4 * 3)
        return &b->elsewhere[reason];
    return table_take(&b->spots, hash, key, &is_new);
}

void blind_add(struct blind *b, enum blind_reason reason, const char *where, uint64_t frames,
               uint64_t bytes, struct place first, const char *detail)
{
    struct blind_spot *spot = spot_of(b, reason, where);
    struct blind_spot more = {.frames = frames, .bytes = bytes, .first = first};
    if (!spot->is_told)
        more.detail = names_of(&b->names, detail, strlen(detail));
    sum(spot, &more);
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

size_t blind_most(const struct blind *b)
{
    return b->spots.used + BLIND_REASONS;
}

size_t blind_sorted(const struct blind *b, const struct blind_spot **ret, size_t max)
{
    size_t count = 0;
    struct sortable *all = calloc(blind_most(b), sizeof *all);
    if (!all)
        return 0;
    uint32_t at = 0;
    for (const struct blind_spot *s; (s = table_next(&b->spots, &at));)
        all[count++] = (struct sortable){s, names_text(&b->names, s->where)};
    for (unsigned i = 0; i < BLIND_REASONS; i++)
        if (b->elsewhere[i].is_told)
            all[count++] = (struct sortable){&b->elsewhere[i], ELSEWHERE};
    qsort(all, count, sizeof *all, by_reason_then_where);
    for (size_t i = 0; i < count && i < max; i++)
        ret[i] = all[i].spot;
    free(all);
    return count < max ? count : max;
}
