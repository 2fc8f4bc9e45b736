/* Keys of a connection and records opened with them: TLS 1.2 (RFC 5246 6.2.3.3, RFC 5288, RFC 7905)
 * and TLS 1.3 (RFC 8446 5.2, 7.3), AEAD suites only. */
#include "wire/proto/tls.h"

/* After a hole in the stream: so many records may be lost before the next can no longer be opened.
 */
enum { LOST_MOST = 32, HEADER = 5, EXPLICIT = 8, SALT = 4 };

/* IANA's TLS cipher suites that are AEAD with these ciphers. */
static const struct suite {
    uint16_t number;
    uint8_t kind; /* enum cipher_kind */
    uint8_t hash; /* enum cipher_hash */
} SUITES[] = {
    {0x1301, CIPHER_AES_128_GCM, CIPHER_SHA256},       /* RFC 8446 B.4 */
    {0x1302, CIPHER_AES_256_GCM, CIPHER_SHA384},       /* the same */
    {0x1303, CIPHER_CHACHA20_POLY1305, CIPHER_SHA256}, /* the same */
    {0x009c, CIPHER_AES_128_GCM, CIPHER_SHA256},       /* RSA, RFC 5288 3 */
    {0x009d, CIPHER_AES_256_GCM, CIPHER_SHA384},       /* the same */
    {0x009e, CIPHER_AES_128_GCM, CIPHER_SHA256},       /* DHE_RSA */
    {0x009f, CIPHER_AES_256_GCM, CIPHER_SHA384},       /* the same */
    {0x00a8, CIPHER_AES_128_GCM, CIPHER_SHA256},       /* PSK, RFC 5487 2 */
    {0x00a9, CIPHER_AES_256_GCM, CIPHER_SHA384},       /* the same */
    {0xc02b, CIPHER_AES_128_GCM, CIPHER_SHA256},       /* ECDHE_ECDSA, RFC 5289 3.2 */
    {0xc02c, CIPHER_AES_256_GCM, CIPHER_SHA384},       /* the same */
    {0xc02f, CIPHER_AES_128_GCM, CIPHER_SHA256},       /* ECDHE_RSA, RFC 5289 3.2 */
    {0xc030, CIPHER_AES_256_GCM, CIPHER_SHA384},       /* the same */
    {0xcca8, CIPHER_CHACHA20_POLY1305, CIPHER_SHA256}, /* ECDHE_RSA, RFC 7905 2 */
    {0xcca9, CIPHER_CHACHA20_POLY1305, CIPHER_SHA256}, /* ECDHE_ECDSA */
    {0xccaa, CIPHER_CHACHA20_POLY1305, CIPHER_SHA256}, /* DHE_RSA */
};

void tls_choose(struct tls_connection *c, uint16_t suite)
{
    c->known = false;
    for (unsigned i = 0; i < sizeof SUITES / sizeof *SUITES && !c->known; i++) {
        c->known = SUITES[i].number == suite;
        c->suite = (uint8_t)i;
    }
}

static const struct suite *suite_of(const struct tls_connection *c)
{
    return &SUITES[c->suite];
}

/* RFC 8446 7.3 */
static bool expand(struct tls_connection *c, unsigned way)
{
    struct tls_way *w = &c->ways[way];
    enum cipher_hash hash = (enum cipher_hash)suite_of(c)->hash;
    struct span secret = {w->secret, cipher_hash_size(hash)};
    w->sequence = 0;
    w->ready = cipher_expand_label(hash, secret, "key", w->key,
                                   cipher_key_size((enum cipher_kind)suite_of(c)->kind)) &&
               cipher_expand_label(hash, secret, "iv", w->iv, CIPHER_NONCE);
    return w->ready;
}

static bool take_secret(struct tls_connection *c, unsigned way, const struct tls_secret *given,
                        enum tls_label label)
{
    size_t size = cipher_hash_size((enum cipher_hash)suite_of(c)->hash);
    c->ways[way].ready = false;
    if (!given || given->lens[label] != size)
        return false;
    memcpy(c->ways[way].secret, given->bytes[label], size);
    return expand(c, way);
}

/* RFC 5246 6.3: keys of both ways, then what is implicit of their nonces. */
static bool keys_12(struct tls_connection *c, const struct tls_secret *given)
{
    uint8_t block[2 * (CIPHER_KEY_MOST + CIPHER_NONCE)];
    enum cipher_kind kind = (enum cipher_kind)suite_of(c)->kind;
    size_t key = cipher_key_size(kind);
    size_t iv = kind == CIPHER_CHACHA20_POLY1305 ? CIPHER_NONCE : SALT;
    if (!given || given->lens[TLS_MASTER] == 0)
        return false;
    struct span master = {given->bytes[TLS_MASTER], given->lens[TLS_MASTER]};
    struct span server = {c->server_random, TLS_RANDOM};
    struct span client = {c->client_random, TLS_RANDOM};
    bool ok = cipher_prf((enum cipher_hash)suite_of(c)->hash, master, "key expansion", server,
                         client, block, 2 * (key + iv));
    for (unsigned i = 0; i < 2 && ok; i++) {
        struct tls_way *w = &c->ways[i ? !c->client_way : c->client_way];
        memcpy(w->key, block + i * key, key);
        memcpy(w->iv, block + 2 * key + i * iv, iv);
        w->ready = true;
        w->sequence = 0;
    }
    explicit_bzero(block, sizeof block);
    return ok;
}

bool tls_keys(struct tls_connection *c, struct tls_secrets *s)
{
    const struct tls_secret *given = tls_secret_of(s, c->client_random);
    if (!c->known)
        return false;
    if (!c->is_13)
        return keys_12(c, given);
    unsigned client = c->client_way;
    bool ok = take_secret(c, client, given, TLS_CLIENT_HANDSHAKE);
    ok &= take_secret(c, !client, given, TLS_SERVER_HANDSHAKE);
    c->ways[0].handshake = c->ways[1].handshake = true;
    c->ways[0].sealed = c->ways[1].sealed = true;
    return ok;
}

bool tls_keys_traffic(struct tls_connection *c, unsigned way, struct tls_secrets *s)
{
    c->ways[way].handshake = false;
    return take_secret(c, way, tls_secret_of(s, c->client_random),
                       way == c->client_way ? TLS_CLIENT_TRAFFIC : TLS_SERVER_TRAFFIC);
}

bool tls_keys_update(struct tls_connection *c, unsigned way)
{
    struct tls_way *w = &c->ways[way];
    enum cipher_hash hash = (enum cipher_hash)suite_of(c)->hash;
    struct span secret = {w->secret, cipher_hash_size(hash)};
    uint8_t next[CIPHER_HASH_MOST];
    if (!w->ready || !cipher_expand_label(hash, secret, "traffic upd", next, secret.len))
        return false;
    memcpy(w->secret, next, secret.len);
    explicit_bzero(next, sizeof next);
    return expand(c, way);
}

static void put64(uint8_t *to, uint64_t v)
{
    for (unsigned i = 0; i < 8; i++)
        to[i] = (uint8_t)(v >> (56 - 8 * i));
}

/* The number of the record, exclusive-or with the implicit nonce (RFC 8446 5.3, RFC 7905 2). */
static void nonce_of(const struct tls_way *w, uint64_t sequence, uint8_t nonce[CIPHER_NONCE])
{
    uint8_t number[8];
    put64(number, sequence);
    memcpy(nonce, w->iv, CIPHER_NONCE);
    for (unsigned i = 0; i < 8; i++)
        nonce[4 + i] ^= number[i];
}

static bool open_13(const struct tls_connection *c, const struct tls_way *w, uint64_t sequence,
                    struct tls_secrets *s, const struct tls_record *r)
{
    uint8_t nonce[CIPHER_NONCE];
    nonce_of(w, sequence, nonce);
    return cipher_open(s->cipher, (enum cipher_kind)suite_of(c)->kind, w->key, nonce, r->header,
                       r->body, s->plain);
}

static bool open_12(const struct tls_connection *c, const struct tls_way *w, uint64_t sequence,
                    struct tls_secrets *s, const struct tls_record *r, size_t *ret_len)
{
    uint8_t nonce[CIPHER_NONCE];
    uint8_t extra[8 + HEADER];
    struct cursor body = cursor_of(r->body.at, r->body.len);
    enum cipher_kind kind = (enum cipher_kind)suite_of(c)->kind;
    if (kind == CIPHER_CHACHA20_POLY1305) {
        nonce_of(w, sequence, nonce);
    } else {
        struct span explicit = cursor_span(&body, EXPLICIT);
        if (explicit.len != EXPLICIT)
            return false;
        memcpy(nonce, w->iv, SALT);
        memcpy(nonce + SALT, explicit.at, EXPLICIT);
    }
    struct span sealed = cursor_rest(&body);
    if (sealed.len < CIPHER_TAG)
        return false;
    *ret_len = sealed.len - CIPHER_TAG;
    put64(extra, sequence);
    memcpy(extra + 8, r->header.at, 3);
    extra[11] = (uint8_t)(*ret_len >> 8);
    extra[12] = (uint8_t)*ret_len;
    return cipher_open(s->cipher, kind, w->key, nonce, (struct span){extra, sizeof extra}, sealed,
                       s->plain);
}

/* TLS 1.3: the type stands behind the content, before zeros (RFC 8446 5.4). */
static size_t unpadded(const uint8_t *plain, size_t len, uint8_t *ret_type)
{
    while (len && plain[len - 1] == 0)
        len--;
    *ret_type = len ? plain[len - 1] : 0;
    return len ? len - 1 : 0;
}

bool tls_open(struct tls_connection *c, unsigned way, struct tls_secrets *s,
              const struct tls_record *r, uint8_t *ret_type, struct span *ret_plain)
{
    struct tls_way *w = &c->ways[way];
    size_t len = r->body.len > CIPHER_TAG ? r->body.len - CIPHER_TAG : 0;
    if (!w->ready || !len || len > TLS_PLAIN_MOST)
        return false;
    for (unsigned lost = 0; lost < LOST_MOST; lost++) {
        uint64_t sequence = w->sequence + lost;
        bool ok = c->is_13 ? open_13(c, w, sequence, s, r) : open_12(c, w, sequence, s, r, &len);
        if (!ok)
            continue;
        w->sequence = sequence + 1;
        *ret_type = r->type;
        if (c->is_13)
            len = unpadded(s->plain, len, ret_type);
        *ret_plain = (struct span){s->plain, len};
        return true;
    }
    return false;
}
