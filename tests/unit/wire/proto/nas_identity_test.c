#include "nas_kit.h"

static struct nas_kit kit;

static int open_kit(void **state)
{
    (void)state;
    nas_kit_open(&kit, &decoder_nas_5gs);
    return 0;
}

static const char *told(const char *identity, enum meaning meaning, unsigned n)
{
    static char hex[400];
    struct text t = text_in(hex, sizeof hex);
    size_t digits = 0;
    for (const char *at = identity; *at; at++)
        digits += *at != ' ';
    text_format(&t, "7e 00 5c %04x %s", (unsigned)(digits / 2), identity);
    assert_int_equal(nas_kit_read(&kit, hex), VERDICT_TOOK);
    return nas_kit_text(&kit, 0, meaning, n);
}

/* TS 24.501 9.11.3.4: the null scheme conceals nothing. */
static void a_suci_of_the_null_scheme_is_an_imsi(void **state)
{
    (void)state;
    assert_string_equal(told("01 00f110 f0ff 00 00 0000000010", MEANING_IMSI, 0),
                        "001010000000001");
    assert_null(nas_kit_field(&kit, 0, MEANING_SUCI, 0));
    /* An MNC of three digits, and an MSIN that ends in a filler. */
    assert_string_equal(told("01 001100 f0ff 00 00 00000000f1", MEANING_IMSI, 0),
                        "001001000000001");
}

/* TS 29.571 5.3.2 */
static void a_concealed_suci_is_told_whole(void **state)
{
    (void)state;
    assert_string_equal(told("01 00f110 21f3 01 1b a1b2c3d4", MEANING_SUCI, 0),
                        "suci-0-001-01-123-1-27-a1b2c3d4");
    assert_null(nas_kit_field(&kit, 0, MEANING_IMSI, 0));
    assert_string_equal(told("01 001100 f0ff 02 ff 00", MEANING_SUCI, 0),
                        "suci-0-001-001-0-2-255-00");
    assert_string_equal(told("01 00f110 ffff 01 01 00", MEANING_SUCI, 0), "suci-0-001-01-0-1-1-00");
    /* Longer than any scheme's output: not told in part. */
    char many[] = "01 00f110 f0ff 01 01                                                     "
                  "                                                                         "
                  "                                                                         ";
    memset(many + 20, 'a', sizeof many - 21 - 1);
    assert_string_equal(told(many, MEANING_SUCI, 0), "");
}

/* TS 23.003 28.7.3 */
static void a_suci_may_be_an_nai(void **state)
{
    (void)state;
    assert_string_equal(told("11 74797065312e72696430303031 2e73636869643030", MEANING_SUCI, 0),
                        "type1.rid0001.schid00");
    /* type1.rid0.schid0.useridanna@example */
    assert_string_equal(
        told("11 74797065312e726964302e7363686964302e757365726964616e6e61406578616d706c65",
             MEANING_NAI, 0),
        "anna@example");
}

static void what_a_network_gives_out(void **state)
{
    (void)state;
    assert_string_equal(told("f2 00f110 01 0041 c0ffee01", MEANING_GUTI, 1),
                        "00f110010041c0ffee01");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_GUTI, 0), "0041c0ffee01");
    assert_string_equal(told("f4 0041 c0ffee01", MEANING_GUTI, 0), "0041c0ffee01");
    assert_string_equal(told("f2 00f110 01 0041 c0ff", MEANING_GUTI, 0), "");
}

static void devices(void **state)
{
    (void)state;
    assert_string_equal(told("0b 10100000000010", MEANING_IMEI, 0), "001010000000001");
    assert_string_equal(told("05 10100000000010f1", MEANING_IMEI, 0), "0010100000000011");
    assert_string_equal(told("00", MEANING_IMEI, 0), "");
    assert_string_equal(told("06 010203040506", MEANING_IMEI, 0), "");
    assert_int_equal(kit.all[0].field_count, 0);
}

/* Digits above nine end a number, and one of nothing is nobody's. */
static void what_is_no_digit(void **state)
{
    (void)state;
    assert_string_equal(told("fb 10100000000010", MEANING_IMEI, 0), "");
    assert_string_equal(told("0b 1010a0", MEANING_IMEI, 0), "001010");
    told("01 00f1", MEANING_IMSI, 0);
    assert_int_equal(kit.all[0].lack, LACK_VALUE);
}

/* TS 24.501 9.11.3.9: in all three forms of the list a whole area comes first. */
static void lists_of_areas(void **state)
{
    (void)state;
    nas_kit_read(&kit, "7e 00 42 01 01 54 0a 01 00f110 000001 000002");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_AREA, 0), "00f110000001");
    nas_kit_read(&kit, "7e 00 42 01 01 54 04 01 00f110");
    assert_null(nas_kit_field(&kit, 0, MEANING_AREA, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_suci_of_the_null_scheme_is_an_imsi, open_kit),
        cmocka_unit_test_setup(a_concealed_suci_is_told_whole, open_kit),
        cmocka_unit_test_setup(a_suci_may_be_an_nai, open_kit),
        cmocka_unit_test_setup(what_a_network_gives_out, open_kit),
        cmocka_unit_test_setup(devices, open_kit),
        cmocka_unit_test_setup(what_is_no_digit, open_kit),
        cmocka_unit_test_setup(lists_of_areas, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
