#include "wire/capture/secrets.h"

#include <stdlib.h>

struct span secrets_at(const struct secrets *s, uint32_t block, uint32_t *ret_type)
{
    *ret_type = 0;
    if (block >= s->count)
        return (struct span){0};
    *ret_type = s->blocks[block].type;
    return (struct span){s->bytes + s->blocks[block].at, s->blocks[block].len};
}

static bool is_kept(const struct secrets *s, uint32_t type, struct span bytes)
{
    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t kept_type;
        struct span kept = secrets_at(s, i, &kept_type);
        if (kept_type == type && kept.len == bytes.len && memcmp(kept.at, bytes.at, bytes.len) == 0)
            return true;
    }
    return false;
}

bool secrets_keep(struct secrets *s, uint32_t type, struct span bytes)
{
    if (!bytes.len || is_kept(s, type, bytes))
        return true;
    if (!s->bytes)
        s->bytes = malloc(SECRETS_MOST);
    if (!s->bytes || s->count == SECRETS_BLOCKS || bytes.len > SECRETS_MOST - s->used)
        return false;
    memcpy(s->bytes + s->used, bytes.at, bytes.len);
    s->blocks[s->count].type = type;
    s->blocks[s->count].at = (uint32_t)s->used;
    s->blocks[s->count++].len = (uint32_t)bytes.len;
    s->used += bytes.len;
    return true;
}

void secrets_free(struct secrets *s)
{
    if (s->bytes)
        explicit_bzero(s->bytes, SECRETS_MOST);
    free(s->bytes);
    *s = (struct secrets){0};
}
