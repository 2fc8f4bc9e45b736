/* The lists of a declaration: texts and prefixes, and what is in them. */
#include "judge/network_inside.h"
#include "judge/network_keys.h"
#include "judge/network_words.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *network_text(const struct tree *t, uint32_t map, const char *key)
{
    uint32_t n = network_child(t, map, key);
    return n ? tree_text(t, n) : NULL;
}

static size_t length_of(const struct tree *t, uint32_t list)
{
    size_t count = 0;
    for (uint32_t one = list_first(t, list); one; one = list_next(t, one))
        count++;
    return count;
}

bool texts_fill(struct texts *texts, const struct tree *t, uint32_t list)
{
    texts->all = calloc(length_of(t, list) + 1, sizeof *texts->all);
    for (uint32_t one = list_first(t, list); texts->all && one; one = list_next(t, one))
        texts->all[texts->count++] = tree_text(t, one);
    return texts->all != NULL;
}

bool prefixes_fill(struct prefix **ret, size_t *ret_count, const struct tree *t, uint32_t list)
{
    *ret = calloc(length_of(t, list) + 1, sizeof **ret);
    for (uint32_t one = list_first(t, list); *ret && one; one = list_next(t, one))
        word_prefix(tree_text(t, one), &(*ret)[(*ret_count)++]);
    return *ret != NULL;
}

bool texts_have(const struct texts *texts, const char *word)
{
    for (size_t i = 0; i < texts->count; i++)
        if (strcasecmp(texts->all[i], word) == 0)
            return true;
    return false;
}

bool texts_begin(const struct texts *texts, const char *digits)
{
    for (size_t i = 0; i < texts->count; i++)
        if (strncmp(digits, texts->all[i], strlen(texts->all[i])) == 0)
            return true;
    return false;
}

bool texts_above(const struct texts *texts, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < texts->count; i++) {
        size_t above = strlen(texts->all[i]);
        if (above > length || strcasecmp(name + (length - above), texts->all[i]) != 0)
            continue;
        if (above == length || name[length - above - 1] == '.')
            return true;
    }
    return false;
}

bool prefixes_hold(const struct prefix *all, size_t count, const struct addr *a)
{
    for (size_t i = 0; i < count; i++)
        if (all[i].address.family == a->family && a->family != ADDR_SS7 &&
            addr_within(a, &all[i].address, all[i].bits))
            return true;
    return false;
}

bool plmns_have(const struct texts *plmns, const char *digits)
{
    for (size_t i = 0; i < plmns->count; i++) {
        const char *one = plmns->all[i];
        if (strcmp(one, digits) == 0)
            return true;
        if (strlen(digits) == 6 && digits[3] == '0' && strlen(one) == 5 &&
            strncmp(one, digits, 3) == 0 && strcmp(one + 3, digits + 4) == 0)
            return true;
    }
    return false;
}
