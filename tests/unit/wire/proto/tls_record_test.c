#include "tls_kit.h"

static struct tls_secrets *given(const char *lines)
{
    struct tls_secrets *s = kit_secrets();
    assert_true(tls_secrets_add(s, (struct span){(const uint8_t *)lines, strlen(lines)}) > 0);
    return s;
}

static struct tls_record record_of(const uint8_t *bytes, size_t len)
{
    return (struct tls_record){bytes[0], {bytes, 5}, {bytes + 5, len - 5}};
}

static void each_aead_suite_is_known(void **state)
{
    (void)state;
    static const uint16_t suites[] = {0x1301, 0x1302, 0x1303, 0x009c, 0xc02f, 0xcca8};
    struct tls_connection c = {0};
    for (size_t i = 0; i < sizeof suites / sizeof *suites; i++) {
        tls_choose(&c, suites[i]);
        assert_true(c.known);
    }
    tls_choose(&c, 0x002f); /* AES-CBC */
    assert_false(c.known);
}

static void keys_follow_the_hand_shake(void **state)
{
    (void)state;
    uint8_t bytes[700], type;
    struct span plain;
    struct tls_secrets *s = given(KIT_LINES);
    struct tls_connection c = {.is_13 = true};
    memset(c.client_random, 0xaa, TLS_RANDOM);
    tls_choose(&c, 0x1301);
    assert_true(tls_keys(&c, s));
    size_t len = kit_sealed(bytes, 1, 0, 0, 22, "hello", 5);
    struct tls_record r = record_of(bytes, len);
    assert_true(tls_open(&c, 0, s, &r, &type, &plain));
    assert_int_equal(type, 22);
    assert_int_equal(plain.len, 5);
    assert_memory_equal(plain.at, "hello", 5);
    assert_false(tls_open(&c, 0, s, &r, &type, &plain)); /* its number was used */
    assert_false(tls_open(&c, 1, s, &r, &type, &plain)); /* the other way's key */
    assert_true(tls_keys_traffic(&c, 0, s));
    len = kit_sealed(bytes, 3, 0, 7, 23, "after a hole of seven", 21);
    r = record_of(bytes, len);
    assert_true(tls_open(&c, 0, s, &r, &type, &plain));
    assert_true(tls_keys_update(&c, 0));
    len = kit_sealed(bytes, 3, 1, 0, 23, "updated", 7);
    r = record_of(bytes, len);
    assert_true(tls_open(&c, 0, s, &r, &type, &plain));
    assert_memory_equal(plain.at, "updated", 7);
    tls_secrets_wipe(s);
}

static void without_its_secret_nothing_opens(void **state)
{
    (void)state;
    struct tls_secrets *s = given(KIT_LINES);
    struct tls_connection c = {.is_13 = true};
    assert_false(tls_keys(&c, s)); /* no suite */
    tls_choose(&c, 0x1301);
    assert_false(tls_keys(&c, s)); /* another random */
    memset(c.client_random, 0xaa, TLS_RANDOM);
    tls_choose(&c, 0x1302);
    assert_false(tls_keys(&c, s)); /* 32 bytes are no secret of SHA-384 */
    c.is_13 = false;
    assert_false(tls_keys(&c, s)); /* no master secret */
    tls_secrets_wipe(s);
}

/* RFC 5288 3: salt, explicit nonce, and a length without either in what is authenticated. */
static void records_of_tls_12(void **state)
{
    (void)state;
    static const char line[] =
        "CLIENT_RANDOM aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
        "050505050505050505050505050505050505050505050505050505050505050505050505050505050505"
        "050505050505\n";
    struct tls_secrets *s = given(line);
    struct tls_connection c = {.client_way = 1};
    memset(c.client_random, 0xaa, TLS_RANDOM);
    memset(c.server_random, 0xbb, TLS_RANDOM);
    tls_choose(&c, 0xc02f);
    assert_true(tls_keys(&c, s));
    uint8_t block[40], master[48], nonce[12] = {0}, body[64], bytes[80], type;
    memset(master, 5, sizeof master);
    assert_true(cipher_prf(CIPHER_SHA256, (struct span){master, 48}, "key expansion",
                           (struct span){c.server_random, 32}, (struct span){c.client_random, 32},
                           block, sizeof block));
    memcpy(nonce, block + 32, 4);
    memset(nonce + 4, 9, 8);
    memcpy(body, nonce + 4, 8);
    const uint8_t extra[] = {0, 0, 0, 0, 0, 0, 0, 0, 23, 3, 3, 0, 4};
    kit_seal(block, nonce, extra, sizeof extra, (const uint8_t *)"data", 4, body + 8);
    struct span plain;
    size_t len = kit_record(bytes, 23, body, 8 + 4 + 16);
    struct tls_record r = record_of(bytes, len);
    assert_true(tls_open(&c, 1, s, &r, &type, &plain));
    assert_int_equal(type, 23);
    assert_int_equal(plain.len, 4);
    assert_memory_equal(plain.at, "data", 4);
    for (size_t cut = 5; cut < len; cut++) {
        r = record_of(bytes, cut);
        assert_false(tls_open(&c, 1, s, &r, &type, &plain));
    }
    tls_secrets_wipe(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_aead_suite_is_known),
        cmocka_unit_test(keys_follow_the_hand_shake),
        cmocka_unit_test(without_its_secret_nothing_opens),
        cmocka_unit_test(records_of_tls_12),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
