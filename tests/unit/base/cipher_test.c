#include "base/cipher.h"

#include "unit/hex.h"

static void assert_hex(const uint8_t *bytes, const char *digits)
{
    uint8_t wanted[128];
    assert_memory_equal(bytes, wanted, hex_bytes(wanted, sizeof wanted, digits));
}

/* RFC 8448 3, the server's keys of the hand-shake. */
static void keys_are_expanded(void **state)
{
    (void)state;
    uint8_t secret[32], out[32];
    hex_bytes(secret, sizeof secret,
              "b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38");
    struct span s = {secret, sizeof secret};
    assert_true(cipher_expand_label(CIPHER_SHA256, s, "key", out, 16));
    assert_hex(out, "3fce516009c21727d0f2e4e86ee403bc");
    assert_true(cipher_expand_label(CIPHER_SHA256, s, "iv", out, 12));
    assert_hex(out, "5d313eb2671276ee13000b30");
    assert_false(cipher_expand_label(CIPHER_SHA256, s, "key", out, 33));
}

/* A widely published vector of the PRF with SHA-256. */
static void the_prf_of_tls_12(void **state)
{
    (void)state;
    uint8_t secret[16], seed[16], out[100];
    hex_bytes(secret, sizeof secret, "9bbe436ba940f017b17652849a71db35");
    hex_bytes(seed, sizeof seed, "a0ba9f936cda311827a6f796ffd5198c");
    assert_true(cipher_prf(CIPHER_SHA256, (struct span){secret, 16}, "test label",
                           (struct span){seed, 7}, (struct span){seed + 7, 9}, out, sizeof out));
    assert_hex(out, "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a"
                    "6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab"
                    "4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701"
                    "87347b66");
}

/* The second test case of the GCM specification. */
static void what_was_sealed_opens_and_nothing_else(void **state)
{
    (void)state;
    static const uint8_t key[16], nonce[12];
    uint8_t sealed[32], plain[32];
    struct cipher *c = cipher_new();
    assert_non_null(c);
    hex_bytes(sealed, sizeof sealed,
              "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf");
    struct span s = {sealed, sizeof sealed}, none = {0};
    assert_true(cipher_open(c, CIPHER_AES_128_GCM, key, nonce, none, s, plain));
    assert_hex(plain, "00000000000000000000000000000000");
    for (size_t len = 0; len < sizeof sealed; len++)
        assert_false(cipher_open(c, CIPHER_AES_128_GCM, key, nonce, none,
                                 (struct span){sealed, len}, plain));
    for (size_t i = 0; i < sizeof sealed; i++) {
        sealed[i] ^= 1;
        assert_false(cipher_open(c, CIPHER_AES_128_GCM, key, nonce, none, s, plain));
        sealed[i] ^= 1;
    }
    assert_false(cipher_open(c, CIPHER_AES_128_GCM, key, nonce, s, s, plain));
    cipher_free(c);
    cipher_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_expanded),
        cmocka_unit_test(the_prf_of_tls_12),
        cmocka_unit_test(what_was_sealed_opens_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
