/* Inside the proto room: what the files of HTTP/2 share.
 *
 *     http2.c         frames (RFC 9113 4), connections and streams
 *     http2_hpack.c   header blocks (RFC 7541), by nghttp2
 *     http2_stream.c  one request and its answer: what was collected of each, told when it ends
 */
#ifndef POSTERN_WIRE_PROTO_HTTP2_H
#define POSTERN_WIRE_PROTO_HTTP2_H

#include "base/heap.h"
#include "wire/proto/http_message.h"

#include <nghttp2/nghttp2.h>

/* Tables of the decoder. */
enum { HTTP2_CONNECTIONS, HTTP2_STREAMS, HTTP2_PIECES };

/* One way of a connection. */
struct http2_way {
    nghttp2_mem memory;
    nghttp2_hd_inflater *inflater; /* in the heap; NULL: none yet, or its state is lost */
    uint32_t losses;               /* how often bytes were lost */
    uint32_t block_stream;         /* a header block is coming, for this stream; 0: none */
    bool block_ends_stream;
    uint32_t block_promised; /* it is a promise, for this one */
    bool begun;              /* the first frame was seen */
    bool from_beginning;     /* and it was the first of the connection */
    bool in_doubt;           /* bytes were lost: whether a frame begins here is not known yet */
    struct heap *heap;
};

struct http2_connection {
    struct table_head head;
    struct flow_key key;
    struct http2_way ways[2];
    /* A number of this connection among all that this table had: one that follows between the same
     * ports has another, and streams of its own. */
    uint32_t serial;
    uint32_t open; /* messages that have begun and not ended */
    /* It is on a port of HTTP or of the service-based interfaces, inside TLS that was opened, or
     * had one of their requests. The others are remote calls of any program's (gRPC). */
    bool is_told;
    struct heap heaps[2]; /* of the ways; last, since they need not be made zero */
};

/* --- http2_hpack.c ------------------------------------------------------------------------------
 */

/* A header as it comes out; a value that nobody can know is NULL. */
typedef void http2_header(void *arg, struct span name, struct span value);

/* Bytes of a header block; `last`: its end. False: it cannot be expanded, and what was learnt is
 * forgotten. */
bool http2_expand(struct http2_way *w, struct span block, bool last, http2_header *told, void *arg);
/* Bytes were lost: what the indices mean is not known any more. */
void http2_forget(struct http2_way *w);

/* --- http2_stream.c -----------------------------------------------------------------------------
 */

enum { HTTP2_PATH = 1024, HTTP2_METHOD = 16, HTTP2_AUTHORITY = 120, HTTP2_PIECE = 1 << 10 };
enum { HTTP2_HEADERS_MOST = 24 << 10, HTTP2_BODY_MOST = 64 << 10 };

struct http2_stream_key {
    struct flow_key flow;
    uint32_t connection; /* its serial */
    uint32_t id;
};

/* What one side has sent so far. Headers and body lie in pieces. */
struct http2_half {
    uint32_t headers; /* bytes kept of them */
    uint32_t kept;    /* of the body */
    uint32_t status;
    uint32_t losses; /* of its way, when it began */
    bool open;       /* something was seen, and not the end */
    bool ended;
    bool unknown; /* a header that nobody can know */
    uint64_t body, length;
};

struct http2_stream {
    struct table_head head;
    struct http2_stream_key key;
    struct http2_half halves[2];
    uint8_t asks;     /* the way of the request; set with `is_asked` */
    bool is_asked;    /* its request, or the answer to one, was seen */
    size_t path_over; /* bytes of the path that we have no room for */
    bool is_told;     /* and told: so is its answer */
    bool is_sbi;      /* its path is of a service-based interface */
    uint32_t asked;   /* what http_tell said of it */
    char method[HTTP2_METHOD], path[HTTP2_PATH], authority[HTTP2_AUTHORITY];
    uint16_t path_len;
};

struct http2_piece_key {
    struct http2_stream_key stream;
    uint32_t number; /* of the piece: headers first, then the body; the lowest bit is the way */
};

struct http2_piece {
    struct table_head head;
    struct http2_piece_key key;
    uint8_t bytes[HTTP2_PIECE];
};

struct http2_stream *http2_stream_of(struct sink *sink, const struct http2_connection *one,
                                     uint32_t id, bool make);
void http2_stream_header(struct sink *sink, struct http2_connection *one, struct http2_stream *s,
                         unsigned way, struct span name, struct span value);
void http2_stream_body(struct sink *sink, struct http2_connection *one, struct http2_stream *s,
                       unsigned way, struct span bytes);
/* Headers are whole: an informational answer is over with them (RFC 9110 15.2). */
void http2_stream_headers_end(struct sink *sink, struct http2_connection *one,
                              struct http2_stream *s, unsigned way);
/* A promise is whole: the request that it stands for was never sent, and never ends. */
void http2_stream_promised(struct sink *sink, struct http2_connection *one, struct http2_stream *s,
                           unsigned way);
/* This side has sent all: told, and forgotten when both have. */
void http2_stream_end(struct sink *sink, const struct packet *p, struct http2_connection *one,
                      struct http2_stream *s, unsigned way, bool unfinished);

#endif
