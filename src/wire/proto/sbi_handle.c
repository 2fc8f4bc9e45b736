/* Handles: the name of what was made for somebody, in the POST's Location and in what is asked of
 * it afterwards; the URI that somebody gave, and the notification that comes there. So messages
 * that say only `sm-contexts/5` are known to be about the person of whom 5 was made.
 *
 * An identifier is its producer's own: 5 is another one's at the next SMF. So the authority is part
 * of the name, unless the identifier is so long that it is nobody else's anyway, as a UUID is.
 */
#include "base/hash.h"
#include "wire/proto/sbi.h"

enum { LONG_IDENTIFIER = 16, RESOURCES = 0x5b1, CALLBACKS = 0x5b2 };

struct span sbi_path(struct span target)
{
    struct cursor c = cursor_of(target.at, target.len);
    return cursor_until(&c, '?');
}

struct span sbi_uri(struct span uri, struct span *ret_authority)
{
    struct cursor c = cursor_of(uri.at, uri.len);
    size_t scheme = span_begins(uri, "http://") ? 7 : span_begins(uri, "https://") ? 8 : 0;
    *ret_authority = (struct span){0};
    if (scheme) {
        cursor_skip(&c, scheme);
        size_t n = 0;
        while (n < cursor_left(&c) && cursor_peek8(&c, n) != '/')
            n++;
        *ret_authority = cursor_span(&c, n);
    }
    return sbi_path(cursor_rest(&c));
}

/* How long the longest segment is that holds a digit and is no version. */
static size_t longest_identifier(struct span path)
{
    size_t longest = 0;
    struct cursor c = cursor_of(path.at, path.len);
    while (cursor_left(&c)) {
        struct span segment = cursor_until(&c, '/');
        bool digit = false;
        for (size_t i = 0; i < segment.len; i++)
            digit |= segment.at[i] >= '0' && segment.at[i] <= '9';
        bool version = segment.len <= 3 && segment.len && segment.at[0] == 'v';
        if (digit && !version && segment.len > longest)
            longest = segment.len;
    }
    return longest;
}

static uint64_t handle_of(uint64_t sort, struct span authority, struct span path, size_t identifier)
{
    uint64_t scope = sort;
    if (identifier < LONG_IDENTIFIER)
        scope = hash_bytes(sort, authority.at ? (const void *)authority.at : "", authority.len);
    return hash_bytes(scope, path.at, path.len);
}

void sbi_handle_resource(struct sbi *s, struct span uri)
{
    struct span authority;
    struct spec_resource found;
    struct span path = sbi_uri(uri, &authority);
    if (!path.len || !spec_resource(path, METHOD_NONE, PART_REQUEST, &found) || !found.end)
        return;
    struct span name = span_part(path, found.begin, found.end - found.begin);
    size_t identifier = 0;
    while (identifier < name.len && name.at[name.len - 1 - identifier] != '/')
        identifier++;
    if (!authority.len)
        authority = s->authority;
    message_handle(s->m, handle_of(RESOURCES, authority, name, identifier));
}

void sbi_handle_callback(struct sbi *s, struct span uri)
{
    struct span authority;
    struct span path = sbi_uri(uri, &authority);
    size_t identifier = longest_identifier(path);
    if (identifier) /* else it is the same for everybody */
        message_handle(s->m, handle_of(CALLBACKS, authority, path, identifier));
}

void sbi_handle_notified(struct sbi *s, struct span path)
{
    size_t identifier = longest_identifier(path);
    if (!identifier)
        return;
    message_handle(s->m, handle_of(CALLBACKS, s->authority, path, identifier));
    size_t last = path.len;
    while (last && path.at[last - 1] != '/')
        last--;
    struct span given = span_part(path, 0, last ? last - 1 : 0);
    if (longest_identifier(given) == identifier)
        message_handle(s->m, handle_of(CALLBACKS, s->authority, given, identifier));
}
