/* One pass over a message's fields, so that nobody else has to search them. */
#include "wire/access/registry.h"

static const bool IS_IDENTITY[MEANINGS] = {
    false,
#define X(ID, word, kind, what) IDENTITY_##kind > IDENTITY_SECRET,
#include "spec/meanings.def"
#undef X
};

static void list(struct facts *f, uint8_t *to, uint8_t *count, unsigned max, unsigned field)
{
    if (*count < max)
        to[(*count)++] = (uint8_t)field;
    else
        f->crowded = true;
}

/* The same bytes once more: a session's rules name one address many times. */
static bool again(const struct facts *f, const struct message *m, const struct field *next)
{
    if (f->identity_count == 0)
        return false;
    const struct field *last = &m->fields[f->identities[f->identity_count - 1]];
    return last->meaning == next->meaning && last->form == next->form && last->len == next->len &&
           last->at && next->at && memcmp(last->at, next->at, next->len) == 0;
}

void facts_gather(struct facts *f, const struct message *m)
{
    f->has = (struct meanings){0};
    f->identity_count = 0;
    f->key_count = 0;
    f->crowded = false;
    for (unsigned i = 0; i < m->field_count; i++) {
        unsigned meaning = m->fields[i].meaning;
        uint64_t bit = 1ULL << (meaning % 64);
        uint64_t *word = &f->has.bits[meaning / 64];
        if (!(*word & bit))
            f->first[meaning] = (uint8_t)i;
        *word |= bit;
        if (IS_IDENTITY[meaning]) {
            if (!again(f, m, &m->fields[i]))
                list(f, f->identities, &f->identity_count, FACTS_IDENTITIES, i);
        } else if (meaning == MEANING_SESSION_TUNNEL || meaning == MEANING_SESSION_ENDPOINT) {
            list(f, f->keys, &f->key_count, FACTS_KEYS, i);
        }
    }
}
