/* Words in the bytes of a protocol that is text. */
#ifndef POSTERN_BASE_SPAN_H
#define POSTERN_BASE_SPAN_H

#include "base/cursor.h"

#include <strings.h>

/* A constant's, or any text's that ends in a zero byte. */
static inline struct span span_of_text(const char *s)
{
    return (struct span){(const uint8_t *)s, strlen(s)};
}

static inline bool span_begins(struct span s, const char *word)
{
    size_t len = strlen(word);
    return s.len >= len && (len == 0 || memcmp(s.at, word, len) == 0);
}

static inline bool span_is(struct span s, const char *word)
{
    return s.len == strlen(word) && span_begins(s, word);
}

/* Case does not matter. */
static inline bool span_begins_caseless(struct span s, const char *word)
{
    size_t len = strlen(word);
    return s.len >= len && (len == 0 || strncasecmp((const char *)s.at, word, len) == 0);
}

static inline bool span_is_caseless(struct span s, const char *word)
{
    return s.len == strlen(word) && span_begins_caseless(s, word);
}

#endif
