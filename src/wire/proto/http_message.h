/* Inside the proto room: one HTTP request or answer, whole, whatever version carried it.
 *
 * http2.c and http.c put it together; http_message.c says what it means (TS 29.500: the
 * service-based interfaces).
 */
#ifndef POSTERN_WIRE_PROTO_HTTP_MESSAGE_H
#define POSTERN_WIRE_PROTO_HTTP_MESSAGE_H

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
    uint32_t status;                   /* answers */
    const struct http_header *headers; /* without pseudo headers */
    unsigned header_count;
    struct span body;     /* as far as it was kept, content coding undone */
    uint64_t body_length; /* as sent; more than body.len when it was cut */
    bool unfinished;      /* its end was not seen */
    uint64_t transaction; /* one a request and its answer on this connection */
    uint32_t odd;         /* ODD_* */
    uint32_t length;      /* bytes in all */
};

/* The body with its content coding undone, at sink->room + HTTP_DECODED; as it is where it has none
 * that we know. */
struct span http_decoded(const struct http_message *h, struct span body, struct sink *sink);

enum { HTTP_DECODED = 128 << 10 };

/* Whether it is of a service-based interface: by its resource, or by a header of 3GPP's. */
bool http_is_sbi(const struct http_message *h);

/* Says it as a message. */
void http_tell(const struct http_message *h, const struct packet *p, struct sink *sink);

#endif
