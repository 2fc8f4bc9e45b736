/* A connection of TLS as two sides would make it: hellos, and records sealed with OpenSSL. */
#ifndef POSTERN_TESTS_UNIT_TLS_KIT_H
#define POSTERN_TESTS_UNIT_TLS_KIT_H

#include "wire/proto/tls.h"

#include "unit/unit.h"

#include <openssl/evp.h>

/* Secrets of TLS 1.3 with SHA-256: each 32 times one byte, 1 to 4 as in enum tls_label. */
static const char KIT_LINES[] =
    "# a remark\n"
    "CLIENT_HANDSHAKE_TRAFFIC_SECRET "
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
    "0101010101010101010101010101010101010101010101010101010101010101\r\n"
    "SERVER_HANDSHAKE_TRAFFIC_SECRET "
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
    "0202020202020202020202020202020202020202020202020202020202020202\n"
    "CLIENT_TRAFFIC_SECRET_0 "
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
    "0303030303030303030303030303030303030303030303030303030303030303\n"
    "SERVER_TRAFFIC_SECRET_0 "
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA "
    "0404040404040404040404040404040404040404040404040404040404040404\n";

static inline struct tls_secrets *kit_secrets(void)
{
    static struct tls_secrets s;
    s = (struct tls_secrets){0};
    assert_true(tls_secrets_init(&s, 1 << 16, 7));
    return &s;
}

static inline size_t kit_record(uint8_t *to, uint8_t type, const uint8_t *body, size_t len)
{
    const uint8_t head[] = {type, 3, 3, (uint8_t)(len >> 8), (uint8_t)len};
    memcpy(to, head, sizeof head);
    memcpy(to + sizeof head, body, len);
    return sizeof head + len;
}

/* A hello: its random is one byte 32 times. `version`: of supported_versions, 0: none (TLS 1.2). */
static inline size_t kit_hello(uint8_t *to, uint8_t type, uint8_t random, uint16_t suite,
                               uint16_t version)
{
    uint8_t m[80] = {type, 0, 0, 0, 3, 3};
    size_t len = 6;
    memset(m + len, random, TLS_RANDOM);
    len += TLS_RANDOM + 1; /* no session */
    if (type == 1)
        m[len + 1] = 2; /* one suite */
    len += type == 1 ? 2 : 0;
    m[len++] = (uint8_t)(suite >> 8);
    m[len++] = (uint8_t)suite;
    m[len++] = type == 1; /* compression */
    len += type == 1;
    const uint8_t extension[] = {0, 6, 0, 43, 0, 2, (uint8_t)(version >> 8), (uint8_t)version};
    memcpy(m + len, extension, version ? sizeof extension : 0);
    len += version ? sizeof extension : 0;
    m[3] = (uint8_t)(len - 4);
    return kit_record(to, 22, m, len);
}

/* Seals with AES-128-GCM. */
static inline void kit_seal(const uint8_t *key, const uint8_t *nonce, const uint8_t *extra,
                            int extra_len, const uint8_t *plain, int len, uint8_t *to)
{
    int out;
    EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
    assert_int_equal(EVP_EncryptInit_ex(c, EVP_aes_128_gcm(), NULL, key, nonce), 1);
    assert_int_equal(EVP_EncryptUpdate(c, NULL, &out, extra, extra_len), 1);
    assert_int_equal(EVP_EncryptUpdate(c, to, &out, plain, len), 1);
    assert_int_equal(EVP_EncryptFinal_ex(c, to + len, &out), 1);
    assert_int_equal(EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_GET_TAG, 16, to + len), 1);
    EVP_CIPHER_CTX_free(c);
}

/* A record of TLS 1.3: its type stands inside. `secret`: the byte that the traffic secret is made
 * of, `generation` how often it was updated. */
static inline size_t kit_sealed(uint8_t *to, uint8_t secret, unsigned generation, uint64_t sequence,
                                uint8_t type, const void *bytes, size_t len)
{
    uint8_t s[32], next[32], key[16], nonce[12], plain[600], body[600];
    memset(s, secret, sizeof s);
    for (; generation; generation--) {
        assert_true(cipher_expand_label(CIPHER_SHA256, (struct span){s, 32}, "traffic upd", next,
                                        sizeof next));
        memcpy(s, next, sizeof s);
    }
    assert_true(cipher_expand_label(CIPHER_SHA256, (struct span){s, 32}, "key", key, 16));
    assert_true(cipher_expand_label(CIPHER_SHA256, (struct span){s, 32}, "iv", nonce, 12));
    for (unsigned i = 0; i < 8; i++)
        nonce[4 + i] ^= (uint8_t)(sequence >> (56 - 8 * i));
    memcpy(plain, bytes, len);
    plain[len] = type;
    plain[len + 1] = 0; /* padding */
    size_t sealed = len + 2 + CIPHER_TAG;
    const uint8_t head[] = {23, 3, 3, (uint8_t)(sealed >> 8), (uint8_t)sealed};
    kit_seal(key, nonce, head, sizeof head, plain, (int)len + 2, body);
    return kit_record(to, 23, body, sealed);
}

#endif
