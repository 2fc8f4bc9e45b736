/* Inside the proto room: what the files share that read an HTTP message as one of a service-based
 * interface (TS 29.500).
 *
 *     http_message.c  which operation it is, and the order in which the others are asked
 *     sbi_identity.c  identities in a text: imsi-..., nai-..., suci-...
 *     sbi_headers.c   who asks, for whom, and where to: headers, tokens, the query
 *     sbi_body.c      JSON, form, multipart
 *     sbi_handle.c    names of what was made for somebody
 */
#ifndef POSTERN_WIRE_PROTO_SBI_H
#define POSTERN_WIRE_PROTO_SBI_H

#include "wire/proto/http_message.h"

enum { SBI_SCRATCH = 4096 };

struct sbi {
    const struct http_message *h;
    const struct packet *packet;
    struct sink *sink;
    struct message *m;
    struct span authority; /* of the producer: behind a relay not the one that is asked */
    struct spec_signs signs;
    const struct spec_op *callback; /* by its name in a header */
    bool sbi;                       /* something in it is of 3GPP */
    bool x1;                        /* it is of X1 */
    const struct spec_op *x1_op;    /* the operation; NULL: an unknown one, or none */
    size_t used;
    uint8_t scratch[SBI_SCRATCH]; /* what is not in the message as it is told */
};

/* `len` bytes from `from` on, as far as they are there. */
static inline struct span span_part(struct span s, size_t from, size_t len)
{
    struct cursor c = cursor_of(s.at, s.len);
    cursor_skip(&c, from < s.len ? from : s.len);
    return cursor_span(&c, len < cursor_left(&c) ? len : cursor_left(&c));
}

/* Without blanks around it. */
struct span sbi_trimmed(struct span s);

/* A copy that lasts until the message is told; empty when there is no room. */
struct span sbi_keep(struct sbi *s, const void *bytes, size_t len);
/* With %xx undone (RFC 3986 2.1). */
struct span sbi_decoded(struct sbi *s, struct span text);

/* A text field, once for each value; nothing for an empty one. */
void sbi_text(struct sbi *s, enum meaning meaning, struct span text);
void sbi_present(struct sbi *s, enum meaning meaning);
/* That an access token is there: the field's number tells it from others, and is not shown. */
void sbi_token_there(struct sbi *s, struct span token);
/* An address written as text. */
void sbi_address(struct sbi *s, enum meaning meaning, struct span text);

/* All identities in the forms of TS 29.571 5.3.2 that stand in a text. */
void sbi_identities(struct sbi *s, struct span text);
/* One whose sort is told by the member's name: digits, user@realm. */
void sbi_identity(struct sbi *s, enum meaning meaning, struct span text);

void sbi_headers(struct sbi *s);
void sbi_query(struct sbi *s, struct span query);
/* What a token's claims say (RFC 7519); the token itself is not told. */
struct sbi_claims {
    struct span subject, type;
    uint64_t expiry; /* seconds since 1970; 0: it does not say */
};
struct sbi_claims sbi_token(struct sbi *s, struct span token);

void sbi_body(struct sbi *s);

/* A resource by its path: that of the message, or the URI of one that was made. */
void sbi_handle_resource(struct sbi *s, struct span uri);
/* A URI that was given for notifications. */
void sbi_handle_callback(struct sbi *s, struct span uri);
/* The path of a notification, which may have a word behind the URI that was given. */
void sbi_handle_notified(struct sbi *s, struct span path);
/* The path without its query. */
struct span sbi_path(struct span target);
/* Takes the URI apart; an authority may be missing. */
struct span sbi_uri(struct span uri, struct span *ret_authority);

#endif
