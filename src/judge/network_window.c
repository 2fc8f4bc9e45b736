#include "judge/network_window.h"

#include "base/cursor.h"
#include "judge/network_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY = 86400, ZONE_BYTES = 64 << 10 };

/* --- The tz database: RFC 8536 ---------------------------------------------------------------- */

struct tz_counts {
    uint32_t utc, standard, leaps, times, types, letters;
};

static bool read_header(struct cursor *c, uint8_t *ret_version, struct tz_counts *n)
{
    struct span magic = cursor_span(c, 4);
    *ret_version = cursor_u8(c);
    cursor_skip(c, 15);
    n->utc = cursor_u32(c);
    n->standard = cursor_u32(c);
    n->leaps = cursor_u32(c);
    n->times = cursor_u32(c);
    n->types = cursor_u32(c);
    n->letters = cursor_u32(c);
    return cursor_ok(c) && memcmp(magic.at, "TZif", 4) == 0;
}

static size_t block_size(const struct tz_counts *n, size_t time_size)
{
    return n->times * (time_size + 1) + (size_t)n->types * 6 + n->letters +
           (size_t)n->leaps * (time_size + 4) + n->standard + n->utc;
}

/* Only the latest changes are kept: captures are not older than the protocols in them. */
static bool read_block(struct cursor *c, const struct tz_counts *n, struct zone *ret)
{
    struct cursor times = cursor_sub(c, (size_t)n->times * 8);
    struct cursor which = cursor_sub(c, n->times);
    struct span types = cursor_span(c, (size_t)n->types * 6);
    if (!cursor_ok(c) || n->types == 0)
        return false;
    size_t dropped = n->times > ZONE_CHANGES ? n->times - ZONE_CHANGES : 0;
    for (size_t i = 0; i < n->times; i++) {
        int64_t at = (int64_t)cursor_u64(&times);
        size_t type = cursor_u8(&which);
        if (type >= n->types)
            return false;
        struct cursor one = cursor_of(types.at + type * 6, 4);
        int32_t offset = (int32_t)cursor_u32(&one);
        if (i < dropped) {
            ret->before = offset;
            continue;
        }
        ret->at[ret->count] = at;
        ret->offset[ret->count++] = offset;
    }
    struct cursor first = cursor_of(types.at, 4);
    if (!dropped)
        ret->before = (int32_t)cursor_u32(&first);
    return true;
}

static bool read_zone(struct cursor c, struct zone *ret)
{
    uint8_t version;
    struct tz_counts n;
    *ret = (struct zone){0};
    if (!read_header(&c, &version, &n) || version < '2')
        return false;
    cursor_skip(&c, block_size(&n, 4));
    return read_header(&c, &version, &n) && read_block(&c, &n, ret);
}

bool zone_read(struct zone *ret, const char *name)
{
    char path[128];
    *ret = (struct zone){0};
    if (strcmp(name, "UTC") == 0)
        return true;
    if (strstr(name, "..") || *name == '/' ||
        snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name) >= (int)sizeof path)
        return false;
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = file ? malloc(ZONE_BYTES) : NULL;
    size_t size = bytes ? fread(bytes, 1, ZONE_BYTES, file) : 0;
    bool ok = bytes && read_zone(cursor_of(bytes, size), ret);
    free(bytes);
    if (file)
        (void)fclose(file);
    return ok;
}

int32_t zone_offset(const struct zone *z, int64_t at)
{
    int32_t offset = z->before;
    for (size_t i = 0; i < z->count && z->at[i] <= at; i++)
        offset = z->offset[i];
    return offset;
}

/* --- Windows ---------------------------------------------------------------------------------- */

bool window_parse(struct window *ret, const char *text)
{
    struct window_words words = word_window_parts(text);
    ret->days = words.days;
    ret->from = words.from;
    ret->until = words.until;
    return zone_read(&ret->zone, words.zone);
}

/* Monday is 0; 1970-01-01 was a Thursday. */
static unsigned weekday(int64_t day)
{
    return (unsigned)(((day + 3) % 7 + 7) % 7);
}

bool window_covers(const struct window *w, uint64_t from, uint64_t until)
{
    int64_t begin = (int64_t)(from / 1000000000U);
    int64_t end = (int64_t)(until / 1000000000U);
    int64_t local_begin = begin + zone_offset(&w->zone, begin);
    int64_t local_end = end + zone_offset(&w->zone, end);
    int64_t today = local_begin / DAY;
    /* An opening that began yesterday may last until today. */
    for (int64_t day = today - 1; day <= today; day++) {
        int64_t opens = day * DAY + w->from * 60;
        int64_t shuts = day * DAY + w->until * 60 + (w->until <= w->from ? DAY : 0);
        if ((w->days >> weekday(day) & 1) && opens <= local_begin && local_end <= shuts)
            return true;
    }
    return false;
}
