#include "case/veil.h"

#include "unit/unit.h"

#include <string.h>

static uint8_t KEY[32];

static int open_veil(void **state)
{
    static struct veil v;
    for (unsigned i = 0; i < sizeof KEY; i++)
        KEY[i] = (uint8_t)i;
    assert_true(veil_init(&v, 1 << 16, 7, KEY, false));
    *state = &v;
    return 0;
}

static int close_veil(void **state)
{
    veil_free(*state);
    return 0;
}

static void assert_veiled(struct veil *v, enum veil_depth depth, const char *text, const char *told)
{
    TEXT_ON(t, 400);
    veil_text(v, &t, text, strlen(text), depth);
    assert_string_equal(t.at, told);
    assert_int_equal(veil_holds(v, text, depth), strcmp(text, told) != 0);
}

static void what_is_no_identity_stays(void **state)
{
    static const char *const texts[] = {
        "",
        "mme1.epc.mnc001.mcc001.3gppnetwork.org",
        "192.0.2.1",
        "[2001:db8::1]:2123",
        "0x1234567890123456",
        "FAR 3 of 123456789",
        "1.2.3.4.5",
        "a@",
        "@b",
        "::",
        "....",
        "\303\244\303\266\303\274 \342\202\254",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_veiled(*state, VEIL_FREE, texts[i], texts[i]);
}

/* A node's title stays; a subscriber's number does not, though it stands where titles do. */
static void titles_stay_and_numbers_do_not(void **state)
{
    assert_veiled(*state, VEIL_FREE, "pc:2-1-5/gt:9990100001 asks", "pc:2-1-5/gt:9990100001 asks");
    veil_learn(*state, IDENTITY_MSISDN, "9990200002");
    TEXT_ON(t, 100);
    veil_text(*state, &t, "gt:9990200002", 13, VEIL_KNOWN);
    assert_null(strstr(t.at, "0200002"));
}

/* A UUID's groups may be all digits; the same digits elsewhere are somebody's. */
static void instances_stay(void **state)
{
    static const char uuid[] = "AMF-6b1d2a7e-0000-4000-8000-000000000001 amf1";
    assert_veiled(*state, VEIL_FREE, uuid, uuid);
    TEXT_ON(t, 100);
    veil_text(*state, &t, "x6b1d2a7e-0000-4000-8000-000000000001", 37, VEIL_FREE);
    assert_non_null(strstr(t.at, "digits-"));
    text_clear(&t);
    veil_text(*state, &t, "6b1d2a7e-0000-4000-8000-0000000000012", 37, VEIL_FREE);
    assert_non_null(strstr(t.at, "digits-"));
}

/* TS 29.571 5.3.2: paths name subscribers in these forms too. */
static void all_forms_of_a_path_are_veiled(void **state)
{
    static const struct {
        const char *text, *hidden;
    } rows[] = {{"/nudm-ueau/v1/suci-0-001-01-0000-1-17-ab12cd34/x", "ab12cd34"},
                {"/nudm-sdm/v2/nai-someone%40example.org/am-data", "someone"},
                {"/nudm-sdm/v2/nai-someone@example.org/am-data", "someone"},
                {"/nhss-ims-sdm/v1/impu-sip%3Asomeone%40example.org/x", "someone"},
                {"/namf-comm/v1/ue-contexts/5g-guti-00101020040c0ffee12/x", "c0ffee12"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        TEXT_ON(t, 200);
        veil_text(*state, &t, rows[i].text, strlen(rows[i].text), VEIL_FREE);
        assert_null(strstr(t.at, rows[i].hidden));
        assert_non_null(strstr(t.at, "/x") ? t.at : strstr(t.at, "/am-data"));
    }
    /* However it is written, it is one person. */
    static const char *const same[] = {"nai-someone%40example.org", "nai-someone@example.org",
                                       "someone@example.org", "impu-sip%3asomeone%40example.org"};
    TEXT_ON(first, 100);
    veil_text(*state, &first, same[0], strlen(same[0]), VEIL_FREE);
    for (size_t i = 1; i < sizeof same / sizeof *same; i++)
        assert_veiled(*state, VEIL_FREE, same[i], first.at);
}

static void long_digits_are_veiled_in_free_text(void **state)
{
    assert_veiled(*state, VEIL_FREE, "host-1234567890123.example.org",
                  "host-digits-acetvzgeje.example.org");
    assert_veiled(*state, VEIL_KNOWN, "1234567890123", "1234567890123");
    assert_veiled(*state, VEIL_FREE, "123456789", "123456789");
}

static void known_digits_are_veiled_anywhere(void **state)
{
    veil_learn(*state, IDENTITY_IMSI, "001010000000001");
    veil_learn(*state, IDENTITY_MSISDN, "999123");
    veil_learn(*state, IDENTITY_IMEI, "3500000000000101");
    assert_veiled(*state, VEIL_KNOWN, "/nudm-sdm/v2/imsi-001010000000001/am-data",
                  "/nudm-sdm/v2/imsi-imsi:00101-j2tyrljk46/am-data");
    TEXT_ON(number, 100);
    veil_text(*state, &number, "999123", 6, VEIL_KNOWN);
    assert_non_null(strstr(number.at, "msisdn:999-"));
    assert_veiled(*state, VEIL_KNOWN, "9991234", "9991234");
    assert_veiled(*state, VEIL_KNOWN, "35000000000001", "imei:35000000-gaxw2luyy5");
}

static void addresses_of_equipment_are_veiled(void **state)
{
    veil_learn(*state, IDENTITY_UE_IP, "10.45.0.2");
    veil_learn(*state, IDENTITY_UE_IP, "2001:db8:45::2");
    assert_veiled(*state, VEIL_FREE, "to 10.45.0.2:53.", "to ue-ip:10.45-wk745rpvql:53.");
    assert_veiled(*state, VEIL_KNOWN, "0x00000001@10.45.0.2", "0x00000001@ue-ip:10.45-wk745rpvql");
    assert_veiled(*state, VEIL_FREE, "(10.45.0.2)", "(ue-ip:10.45-wk745rpvql)");
    assert_veiled(*state, VEIL_FREE, "of 10.45.0.2.", "of ue-ip:10.45-wk745rpvql.");
    assert_veiled(*state, VEIL_FREE, "[2001:db8:45::2]", "[ue-ip:2001:db8-nhu6xglpbg]");
    assert_veiled(*state, VEIL_FREE, "10.45.0.22", "10.45.0.22");
    assert_veiled(*state, VEIL_FREE, "110.45.0.2", "110.45.0.2");
}

/* Where a call's media goes may be the subscriber's equipment. */
static void where_media_goes_is_veiled(void **state)
{
    TEXT_ON(t, 100);
    veil_text(*state, &t, "192.0.2.77:5004", 15, VEIL_MEDIA);
    assert_null(strstr(t.at, "2.77"));
    assert_non_null(strstr(t.at, "ue-ip:192.0-"));
    assert_non_null(strstr(t.at, ":5004"));
    assert_veiled(*state, VEIL_KNOWN, "192.0.2.78:5004", "192.0.2.78:5004");
}

static void users_of_a_realm_are_veiled(void **state)
{
    assert_veiled(*state, VEIL_FREE, "sip:ann@ims.example.org;lr",
                  "sip:nai:mvuw2f66fa@ims.example.org;lr");
    assert_veiled(*state, VEIL_KNOWN, "bob@ims.example.org", "bob@ims.example.org");
    veil_learn(*state, IDENTITY_NAI, "ann@ims.example.org");
    assert_veiled(*state, VEIL_KNOWN, "ann@ims.example.org", "nai:mvuw2f66fa@ims.example.org");
}

static void sessions_keep_their_counters(void **state)
{
    assert_veiled(*state, VEIL_SESSION, "mme.example.org;4294967295;7",
                  "mme.example.org;4294967295;7");
    TEXT_ON(above, 100);
    veil_text(*state, &above, "mme.example.org;4294967296;7", 28, VEIL_SESSION);
    assert_null(strstr(above.at, "4294967296"));
    TEXT_ON(address, 100);
    veil_text(*state, &address, "192.0.2.1;1;2;10.99.0.1", 23, VEIL_SESSION);
    assert_non_null(strstr(address.at, "192.0.2.1;1;2;ue-ip:10.99-"));
}

static void nothing_is_veiled_when_revealed(void **state)
{
    (void)state;
    struct veil open;
    assert_true(veil_init(&open, 1 << 16, 7, KEY, true));
    veil_learn(&open, IDENTITY_IMSI, "001010000000001");
    TEXT_ON(t, 100);
    veil_text(&open, &t, "001010000000001 ann@example.org", 31, VEIL_FREE);
    assert_string_equal(t.at, "001010000000001 ann@example.org");
    assert_false(veil_holds(&open, "001010000000001", VEIL_FREE));
    TEXT_ON(identity, 100);
    veil_identity(&open, &identity, IDENTITY_IMSI, "001010000000001");
    assert_string_equal(identity.at, "imsi:001010000000001");
    veil_free(&open);
}

static void zero_bytes_survive(void **state)
{
    TEXT_ON(t, 100);
    veil_text(*state, &t, "a\0b", 3, VEIL_FREE);
    assert_string_equal(t.at, "a\xc0\x80"
                              "b");
}

/* Any cut of any text ends, and an identity that is whole in it is never shown. */
static void every_cut_is_safe(void **state)
{
    static const char text[] = "x;imsi-001010000000001;ann@ims.example.org 10.45.0.2:53 0xffff "
                               "[2001:db8:45::2]:9 12345678901";
    veil_learn(*state, IDENTITY_UE_IP, "10.45.0.2");
    for (size_t n = 0; n <= sizeof text - 1; n++) {
        TEXT_ON(t, 400);
        veil_text(*state, &t, text, n, VEIL_FREE);
        assert_null(strstr(t.at, "001010000000001"));
        assert_null(strstr(t.at, "12345678901"));
        assert_null(strstr(t.at, "10.45.0.2:"));
    }
}

static void room_is_made(void **state)
{
    struct veil *v = *state;
    uint32_t before = v->known.mask;
    veil_make_room(v, 10);
    assert_int_equal(v->known.mask, before);
    veil_make_room(v, before);
    assert_true(v->known.mask > before);
    for (uint32_t i = 0; i < before; i++) {
        TEXT_ON(value, 20);
        text_format(&value, "9990%08u", i);
        veil_learn(v, IDENTITY_MSISDN, value.at);
    }
    assert_int_equal(v->known.evicted, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(instances_stay, open_veil, close_veil),
        cmocka_unit_test_setup_teardown(all_forms_of_a_path_are_veiled, open_veil, close_veil),
        cmocka_unit_test_setup_teardown(what_is_no_identity_stays, open_veil, close_veil),
        cmocka_unit_test_setup_teardown(titles_stay_and_numbers_do_not, open_veil, close_veil),
        cmocka_unit_test_setup_teardown(long_digits_are_veiled_in_free_text, open_veil, close_veil),
        cmocka_unit_test_setup_teardown(known_digits_are_veiled_anywhere, open_veil, close_veil),
        cmocka_unit_test_setup_teardown(addresses_of_equipment_are_veiled, open_veil, close_veil),
        cmocka_unit_test_setup_teardown(where_media_goes_is_veiled, open_veil, close_veil),
        cmocka_unit_test_setup_teardown(users_of_a_realm_are_veiled, open_veil, close_veil),
        cmocka_unit_test_setup_teardown(sessions_keep_their_counters, open_veil, close_veil),
        cmocka_unit_test_setup_teardown(nothing_is_veiled_when_revealed, open_veil, close_veil),
        cmocka_unit_test_setup_teardown(zero_bytes_survive, open_veil, close_veil),
        cmocka_unit_test_setup_teardown(every_cut_is_safe, open_veil, close_veil),
        cmocka_unit_test_setup_teardown(room_is_made, open_veil, close_veil),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
