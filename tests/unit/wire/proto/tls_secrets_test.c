#include "tls_kit.h"

static void lines_become_secrets(void **state)
{
    (void)state;
    uint8_t random[TLS_RANDOM];
    struct tls_secrets *s = kit_secrets();
    memset(random, 0xaa, sizeof random);
    assert_null(tls_secret_of(s, random));
    assert_int_equal(
        tls_secrets_add(s, (struct span){(const uint8_t *)KIT_LINES, sizeof KIT_LINES - 1}), 4);
    const struct tls_secret *one = tls_secret_of(s, random);
    assert_non_null(one);
    assert_int_equal(one->lens[TLS_MASTER], 0);
    for (unsigned i = TLS_CLIENT_HANDSHAKE; i < TLS_LABELS; i++) {
        assert_int_equal(one->lens[i], 32);
        assert_int_equal(one->bytes[i][31], i);
    }
    tls_secrets_wipe(s);
}

static void what_is_no_secret_is_passed_over(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "",
        "\n\n\n",
        "CLIENT_RANDOM",
        "CLIENT_RANDOM ",
        "CLIENT_RANDOM 00 11",
        "RSA 00 11",
        "CLIENT_RANDOM aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 0011",
        "CLIENT_RANDOM aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
        "0101010101010101010101010101010101010101010101010101010101010101",
        "CLIENT_RANDOM aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
        "01010101010101010101010101010101010101010101010101010101010101zz"};
    struct tls_secrets *s = kit_secrets();
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_int_equal(
            tls_secrets_add(s, (struct span){(const uint8_t *)lines[i], strlen(lines[i])}), 0);
    /* Each cut of good lines is safe. */
    for (size_t len = 0; len < sizeof KIT_LINES; len++)
        tls_secrets_add(s, (struct span){(const uint8_t *)KIT_LINES, len});
    tls_secrets_wipe(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_secrets),
        cmocka_unit_test(what_is_no_secret_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
