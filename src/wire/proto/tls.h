/* Inside the proto room: what the files of TLS share.
 *
 *     tls.c         records, the hand-shake, and the stream inside
 *     tls_record.c  keys of a connection, and records opened with them
 *     tls_secrets.c the secrets that were given, found by the client's random
 */
#ifndef POSTERN_WIRE_PROTO_TLS_H
#define POSTERN_WIRE_PROTO_TLS_H

#include "base/cipher.h"
#include "wire/proto/message.h"

enum { TLS_RANDOM = 32, TLS_PLAIN_MOST = (1 << 14) + 256 };

/* --- tls_secrets.c: lines of a key log (draft-ietf-tls-keylogfile) -----------------------------
 */

enum tls_label {
    TLS_MASTER,           /* CLIENT_RANDOM: the master secret of TLS 1.2 and before */
    TLS_CLIENT_HANDSHAKE, /* CLIENT_HANDSHAKE_TRAFFIC_SECRET and so on, TLS 1.3 */
    TLS_SERVER_HANDSHAKE,
    TLS_CLIENT_TRAFFIC,
    TLS_SERVER_TRAFFIC,
    TLS_LABELS
};

struct tls_secret {
    struct table_head head;
    uint8_t random[TLS_RANDOM]; /* key: the client's */
    uint8_t lens[TLS_LABELS];   /* 0: not given */
    uint8_t spare[3];
    uint8_t bytes[TLS_LABELS][CIPHER_HASH_MOST];
};

struct tls_secrets {
    struct cipher *cipher;
    struct table table;
    uint8_t plain[TLS_PLAIN_MOST + CIPHER_TAG]; /* the record that is being read */
};

/* `s` is zero; `budget` bytes for secrets. False: no memory; to be wiped all the same. */
bool tls_secrets_init(struct tls_secrets *s, size_t budget, uint64_t seed);
void tls_secrets_wipe(struct tls_secrets *s);
/* Keeps what the lines hold; how many of them were secrets. Others are passed over. */
size_t tls_secrets_add(struct tls_secrets *s, struct span lines);
const struct tls_secret *tls_secret_of(struct tls_secrets *s, const uint8_t random[TLS_RANDOM]);

/* --- tls_record.c ------------------------------------------------------------------------------
 */

/* One way of a connection. */
struct tls_way {
    uint8_t secret[CIPHER_HASH_MOST]; /* TLS 1.3: of the traffic, for its updates */
    uint8_t key[CIPHER_KEY_MOST];
    uint8_t iv[CIPHER_NONCE];
    uint64_t sequence;
    bool ready;      /* there is a key */
    bool sealed;     /* records are sealed from here on */
    bool handshake;  /* TLS 1.3: with the secret of the hand-shake */
    uint32_t skip;   /* bytes of a hand-shake message that is still coming */
    bool ends_after; /* that message is Finished */
};

struct tls_connection {
    struct table_head head;
    struct flow_key key;
    uint8_t client_random[TLS_RANDOM];
    uint8_t server_random[TLS_RANDOM];
    bool has_client, has_server;
    bool is_13;
    bool known;    /* a suite that we can open */
    uint8_t suite; /* row of the suites, when known */
    uint8_t client_way;
    struct tls_way ways[2];
    struct flow inner; /* the stream inside, as the driver knows it */
};

/* A record, its header read. */
struct tls_record {
    uint8_t type;
    struct span header; /* the five bytes */
    struct span body;
};

/* Which suite the server chose. */
void tls_choose(struct tls_connection *c, uint16_t suite);
/* Keys from what was given, as far as the hand-shake has come; false: nothing was given. */
bool tls_keys(struct tls_connection *c, struct tls_secrets *s);
/* From the secrets of the hand-shake to those of the traffic (TLS 1.3), on this way. */
bool tls_keys_traffic(struct tls_connection *c, unsigned way, struct tls_secrets *s);
/* KeyUpdate (RFC 8446 7.2). */
bool tls_keys_update(struct tls_connection *c, unsigned way);
/* Opens a record of this way; *ret_type is the type inside. False: it cannot be opened. */
bool tls_open(struct tls_connection *c, unsigned way, struct tls_secrets *s,
              const struct tls_record *r, uint8_t *ret_type, struct span *ret_plain);

#endif
