/* A body with its content coding undone. */
#include "wire/proto/http_message.h"
#include "wire/proto/x1.h"

#include "base/unzip.h"

struct span http_decoded(const struct http_message *h, struct span body, struct sink *sink)
{
    bool packed = false;
    for (unsigned i = 0; i < h->header_count; i++) {
        struct span value = h->headers[i].value;
        if (span_is_caseless(h->headers[i].name, "content-encoding") && value.at)
            packed = span_is_caseless(value, "gzip") || span_is_caseless(value, "x-gzip") ||
                     span_is_caseless(value, "deflate");
    }
    if (!packed || !sink->unzip || !sink->room || !body.len)
        return body;
    uint8_t *to = sink->room + HTTP_DECODED;
    return (struct span){to, unzip(sink->unzip, body, to, SINK_ROOM - HTTP_DECODED)};
}

/* .../nudm-sdm/v2/...: a service's name has a prefix, "n" and a function's (TS 29.501 4.4.1). */
static bool is_resource(struct span path)
{
    struct cursor c = cursor_of(path.at, path.len);
    bool service = false;
    while (cursor_left(&c)) {
        struct span rest = cursor_rest(&c);
        const uint8_t *end = memchr(rest.at, '/', rest.len);
        struct span part = cursor_span(&c, end ? (size_t)(end - rest.at) : rest.len);
        if (service && part.len >= 2 && part.at[0] == 'v' && part.at[1] >= '0' && part.at[1] <= '9')
            return true;
        service = part.len > 4 && part.at[0] == 'n' && memchr(part.at, '-', part.len);
        cursor_skip(&c, 1);
    }
    return false;
}

bool http_is_sbi(const struct http_message *h)
{
    for (unsigned i = 0; i < h->header_count; i++)
        if (span_begins_caseless(h->headers[i].name, "3gpp-sbi-"))
            return true;
    return is_resource(h->path) || x1_is(h->body);
}
