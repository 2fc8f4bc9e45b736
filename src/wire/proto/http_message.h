/* Inside the proto room: one HTTP request or answer, whole, whatever version carried it.
 *
 * http2.c and http.c put it together; http_message.c says what it means (TS 29.500: the
 * service-based interfaces).
 */
#ifndef POSTERN_WIRE_PROTO_HTTP_MESSAGE_H
#define POSTERN_WIRE_PROTO_HTTP_MESSAGE_H

#include "base/span.h"
#include "wire/proto/message.h"

/* Names are lower case (RFC 9113 8.2). A value whose index could not be resolved has at == NULL. */
struct http_header {
    struct span name, value;
};

struct http_message {
    enum proto proto; /* PROTO_HTTP2, PROTO_HTTP */
    enum part part;   /* PART_REQUEST, PART_ANSWER */
    /* Of the request; for an answer those of the request it answers, where that was seen. */
    struct span method, path, authority;
    uint32_t status; /* answers */
    uint32_t asked;  /* answers: what http_tell said of the request; 0: not seen, or not kept */
    const struct http_header *headers; /* without pseudo headers */
    unsigned header_count;
    bool unresolved;      /* some of them nobody can know, not even their names */
    struct span body;     /* as far as it was kept, content coding undone */
    uint64_t body_length; /* as sent; more than body.len when it was cut */
    bool unfinished;      /* its end was not seen */
    uint64_t transaction; /* one a request and its answer on this connection */
    uint32_t odd;         /* ODD_* */
    uint32_t length;      /* bytes in all */
};

/* A status line's number, as far as it has three digits. */
static inline uint32_t http_status(struct span digits)
{
    uint32_t n = 0;
    for (size_t i = 0; digits.at && i < digits.len && i < 3; i++)
        n = n * 10 + (digits.at[i] - '0') % 10U;
    return n;
}

/* Kept as a text of at most `room` bytes with its end. */
static inline void http_keep(char *to, size_t room, struct span value)
{
    struct text t = text_in(to, room);
    if (value.at)
        text_put_n(&t, (const char *)value.at, value.len);
}

/* The body with its content coding undone, at sink->room + HTTP_DECODED; as it is where it has none
 * that we know. */
struct span http_decoded(const struct http_message *h, struct span body, struct sink *sink);

enum { HTTP_DECODED = 128 << 10 };

/* Whether it is of a service-based interface: by its resource, or by a header of 3GPP's; or of X1,
 * by its body. */
bool http_is_sbi(const struct http_message *h);

/* Says it as a message. Of a request: the number of its operation, to be given back as `asked` of
 * its answer, since a callback is only known by its body. */
uint32_t http_tell(const struct http_message *h, const struct packet *p, struct sink *sink);

#endif
