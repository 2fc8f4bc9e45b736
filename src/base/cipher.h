/* Opening what others sealed, with keys that were given to us: AEAD ciphers, and the key schedules
 * of TLS 1.2 (RFC 5246 5) and 1.3 (RFC 8446 7.1), by OpenSSL's libcrypto.
 *
 * One struct cipher serves all connections: it is keyed anew for each record, so that nothing is
 * allocated for a connection.
 */
#ifndef POSTERN_BASE_CIPHER_H
#define POSTERN_BASE_CIPHER_H

#include "base/cursor.h"

enum cipher_kind { CIPHER_AES_128_GCM, CIPHER_AES_256_GCM, CIPHER_CHACHA20_POLY1305, CIPHER_KINDS };
enum cipher_hash { CIPHER_SHA256, CIPHER_SHA384, CIPHER_HASHES };

enum { CIPHER_NONCE = 12, CIPHER_TAG = 16, CIPHER_KEY_MOST = 32, CIPHER_HASH_MOST = 48 };

struct cipher;

/* To be called before the cage is entered, where that can be. NULL: no memory, or no such cipher.
 */
struct cipher *cipher_new(void);
void cipher_free(struct cipher *c);

size_t cipher_key_size(enum cipher_kind kind);
size_t cipher_hash_size(enum cipher_hash hash);

/* Opens `sealed` (its tag last) into `to`, which has room for it without the tag. False when the
 * tag says that key, nonce or bytes are not those it was sealed with. */
bool cipher_open(struct cipher *c, enum cipher_kind kind, const uint8_t *key,
                 const uint8_t nonce[CIPHER_NONCE], struct span extra, struct span sealed,
                 uint8_t *to);

/* HKDF-Expand-Label with an empty context (RFC 8446 7.1): `size` bytes from a secret. */
bool cipher_expand_label(enum cipher_hash hash, struct span secret, const char *label, uint8_t *to,
                         size_t size);

/* The PRF of TLS 1.2 over the label and two seeds (RFC 5246 5). */
bool cipher_prf(enum cipher_hash hash, struct span secret, const char *label, struct span first,
                struct span second, uint8_t *to, size_t size);

#endif
