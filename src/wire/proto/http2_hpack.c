/* Header blocks, by nghttp2.
 *
 * A capture may begin in the middle of a connection: then indices point to entries that nobody saw.
 * One unknown index would end nghttp2's inflater, so its table is first filled with entries that we
 * know again: what they stand for is unknown, and what is added later is right, since the newest
 * entries count from the front (RFC 7541 2.3.3) and the unknown ones are the first to go.
 */
#include "wire/proto/http2.h"

/* Sizes that a decoder may announce, as far as our heap goes (RFC 9113 6.5.2); and how many entries
 * of 33 octets the table holds at first: as many as a sender can have (RFC 7541 4.1, 4.2). */
enum { TABLE_MOST = 16 << 10, UNKNOWNS = 4096 / 33 };

enum { UNKNOWN = 1 }; /* the name of them: no octet of a field's (RFC 9110 5.6.2) */

static void *get(size_t size, void *heap)
{
    return heap_get(heap, size);
}

static void put(void *block, void *heap)
{
    heap_put(heap, block);
}

static void *get_clear(size_t count, size_t size, void *heap)
{
    size_t whole = count * size;
    void *block = heap_get(heap, whole);
    if (block)
        memset(block, 0, whole);
    return block;
}

static void *resize(void *block, size_t size, void *heap)
{
    return heap_resize(heap, block, size);
}

/* Literals with incremental indexing: a new name, then the name of the newest entry again, which
 * costs our heap nothing; no value (RFC 7541 6.2.1). */
static void fill_unknown(nghttp2_hd_inflater *inflater)
{
    static const uint8_t first[] = {0x40, 1, UNKNOWN, 0}, again[] = {0x40 | 62, 0};
    for (unsigned i = 0; i < UNKNOWNS; i++) {
        nghttp2_nv nv;
        int flags = 0;
        nghttp2_hd_inflate_hd2(inflater, &nv, &flags, i ? again : first,
                               i ? sizeof again : sizeof first, 1);
        nghttp2_hd_inflate_end_headers(inflater);
    }
}

static bool begin(struct http2_way *w)
{
    memset(w->heap, 0, offsetof(struct heap, words));
    w->memory = (nghttp2_mem){w->heap, get, put, get_clear, resize};
    if (nghttp2_hd_inflate_new2(&w->inflater, &w->memory) != 0) {
        w->inflater = NULL;
        return false;
    }
    nghttp2_hd_inflate_change_table_size(w->inflater, TABLE_MOST);
    if (!w->from_beginning)
        fill_unknown(w->inflater);
    return true;
}

void http2_forget(struct http2_way *w)
{
    w->inflater = NULL; /* with its heap */
    w->from_beginning = false;
    w->block_stream = 0;
}

static void tell(const nghttp2_nv *nv, http2_header *told, void *arg)
{
    struct span name = {nv->name, nv->namelen};
    struct span value = {nv->value, nv->valuelen};
    if (name.len == 1 && name.at[0] == UNKNOWN) {
        name = (struct span){0};
        if (!value.len)
            value = (struct span){0};
    } else if (!value.at) {
        value.at = (const uint8_t *)"";
    }
    told(arg, name, value);
}

bool http2_expand(struct http2_way *w, struct span block, bool last, http2_header *told, void *arg)
{
    if (!w->inflater && !begin(w))
        return false;
    struct cursor c = cursor_of(block.at, block.len);
    for (;;) {
        nghttp2_nv nv;
        int flags = 0;
        struct span rest = cursor_rest(&c);
        ssize_t used = nghttp2_hd_inflate_hd2(w->inflater, &nv, &flags, rest.at, rest.len, last);
        if (used < 0) {
            http2_forget(w);
            return false;
        }
        cursor_skip(&c, (size_t)used);
        if (flags & NGHTTP2_HD_INFLATE_EMIT)
            tell(&nv, told, arg);
        if (flags & NGHTTP2_HD_INFLATE_FINAL)
            nghttp2_hd_inflate_end_headers(w->inflater);
        if ((flags & NGHTTP2_HD_INFLATE_FINAL) ||
            (!(flags & NGHTTP2_HD_INFLATE_EMIT) && !cursor_left(&c)))
            return true;
    }
}
