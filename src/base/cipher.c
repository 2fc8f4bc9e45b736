#include "base/cipher.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>

struct cipher {
    EVP_CIPHER_CTX *context;
    EVP_CIPHER *kinds[CIPHER_KINDS];
};

static const struct {
    const char *name;
    uint8_t key;
} KINDS[CIPHER_KINDS] = {
    [CIPHER_AES_128_GCM] = {"AES-128-GCM", 16},
    [CIPHER_AES_256_GCM] = {"AES-256-GCM", 32},
    [CIPHER_CHACHA20_POLY1305] = {"ChaCha20-Poly1305", 32},
};

struct cipher *cipher_new(void)
{
    struct cipher *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    /* No configuration file: what this machine's administrator wants of TLS is of no concern. */
    bool ok = OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, NULL) == 1;
    c->context = EVP_CIPHER_CTX_new();
    for (unsigned i = 0; i < CIPHER_KINDS && ok; i++) {
        c->kinds[i] = EVP_CIPHER_fetch(NULL, KINDS[i].name, NULL);
        ok = c->kinds[i] != NULL;
    }
    if (ok && c->context)
        return c;
    cipher_free(c);
    return NULL;
}

void cipher_free(struct cipher *c)
{
    if (!c)
        return;
    for (unsigned i = 0; i < CIPHER_KINDS; i++)
        EVP_CIPHER_free(c->kinds[i]);
    EVP_CIPHER_CTX_free(c->context);
    free(c);
}

size_t cipher_key_size(enum cipher_kind kind)
{
    return KINDS[kind].key;
}

size_t cipher_hash_size(enum cipher_hash hash)
{
    return hash == CIPHER_SHA384 ? 48 : 32;
}

bool cipher_open(struct cipher *c, enum cipher_kind kind, const uint8_t *key,
                 const uint8_t nonce[CIPHER_NONCE], struct span extra, struct span sealed,
                 uint8_t *to)
{
    int len;
    uint8_t tag[CIPHER_TAG];
    if (sealed.len < CIPHER_TAG || sealed.len > INT32_MAX)
        return false;
    int size = (int)(sealed.len - CIPHER_TAG);
    memcpy(tag, sealed.at + size, CIPHER_TAG);
    return EVP_DecryptInit_ex2(c->context, c->kinds[kind], key, nonce, NULL) == 1 &&
           EVP_DecryptUpdate(c->context, NULL, &len, extra.at, (int)extra.len) == 1 &&
           EVP_DecryptUpdate(c->context, to, &len, sealed.at, size) == 1 &&
           EVP_CIPHER_CTX_ctrl(c->context, EVP_CTRL_AEAD_SET_TAG, CIPHER_TAG, tag) == 1 &&
           EVP_DecryptFinal_ex(c->context, to + len, &len) == 1;
}

static const EVP_MD *md_of(enum cipher_hash hash)
{
    return hash == CIPHER_SHA384 ? EVP_sha384() : EVP_sha256();
}

static bool hmac(enum cipher_hash hash, struct span key, const uint8_t *bytes, size_t len,
                 uint8_t *to)
{
    return HMAC(md_of(hash), key.at, (int)key.len, bytes, len, to, NULL) != NULL;
}

/* What is hashed in one round: the round before, then the seeds. */
enum { ROUND_MOST = CIPHER_HASH_MOST + 160 };

bool cipher_expand_label(enum cipher_hash hash, struct span secret, const char *label, uint8_t *to,
                         size_t size)
{
    uint8_t round[ROUND_MOST];
    uint8_t out[CIPHER_HASH_MOST];
    size_t name = strlen(label);
    size_t len = 0;
    if (size > cipher_hash_size(hash) || name > 64)
        return false; /* one round of HKDF-Expand is all that TLS takes */
    round[len++] = (uint8_t)(size >> 8);
    round[len++] = (uint8_t)size;
    round[len++] = (uint8_t)(6 + name);
    memcpy(round + len, "tls13 ", 6);
    memcpy(round + len + 6, label, name);
    len += 6 + name;
    round[len++] = 0; /* the context */
    round[len++] = 1; /* the round */
    bool ok = hmac(hash, secret, round, len, out);
    memcpy(to, out, size);
    OPENSSL_cleanse(out, sizeof out);
    return ok;
}

bool cipher_prf(enum cipher_hash hash, struct span secret, const char *label, struct span first,
                struct span second, uint8_t *to, size_t size)
{
    uint8_t round[ROUND_MOST]; /* A(i), then the seed */
    uint8_t out[CIPHER_HASH_MOST];
    size_t whole = cipher_hash_size(hash);
    size_t name = strlen(label);
    size_t seed = name + first.len + second.len;
    if (seed > ROUND_MOST - CIPHER_HASH_MOST)
        return false;
    memcpy(round + whole, label, name);
    memcpy(round + whole + name, first.at, first.len);
    memcpy(round + whole + name + first.len, second.at, second.len);
    bool ok = hmac(hash, secret, round + whole, seed, round);
    for (size_t done = 0; ok && done < size; done += whole) {
        ok = hmac(hash, secret, round, whole + seed, out);
        memcpy(to + done, out, size - done < whole ? size - done : whole);
        ok = ok && hmac(hash, secret, round, whole, out);
        memcpy(round, out, whole);
    }
    OPENSSL_cleanse(out, sizeof out);
    OPENSSL_cleanse(round, sizeof round);
    return ok;
}
