#include "unit/unit.h"

#include "gtp_kit.h"

#include <stdio.h>

static struct gtp_kit kit;

static int open_kit(void **state)
{
    (void)state;
    gtp_kit_open(&kit, &decoder_gtp);
    return 0;
}

/* A message of these elements: Update PDP Context Request. */
static void elements_of(const char *hex)
{
    char whole[1000] = "32 12 0000 00000001 1234 0000 ";
    strncat(whole, hex, sizeof whole - strlen(whole) - 1);
    gtp_kit_hex(&kit, whole);
    kit.bytes[2] = (uint8_t)((kit.length - 8) >> 8);
    kit.bytes[3] = (uint8_t)(kit.length - 8);
    assert_int_equal(gtp_kit_decode(&kit, kit.length), VERDICT_TOOK);
}

/* Each TV's length is the table's: what follows it is read at the right place. */
static void lengths_of_the_table(void **state)
{
    (void)state;
    static const struct {
        uint8_t type, length;
    } tvs[] = {{1, 1},  {2, 8},  {3, 6},  {4, 4},  {5, 4},  {8, 1},  {9, 28}, {11, 1}, {12, 3},
               {13, 1}, {14, 1}, {15, 1}, {16, 4}, {17, 4}, {18, 5}, {19, 1}, {20, 1}, {21, 1},
               {22, 9}, {23, 1}, {24, 1}, {25, 2}, {26, 2}, {27, 2}, {28, 2}, {29, 1}};
    for (unsigned i = 0; i < sizeof tvs / sizeof *tvs; i++) {
        char hex[200];
        int at = snprintf(hex, sizeof hex, "%02x", tvs[i].type);
        for (unsigned n = 0; n < tvs[i].length; n++)
            at += snprintf(hex + at, sizeof hex - (size_t)at, "11");
        snprintf(hex + at, sizeof hex - (size_t)at, "7f 00000007");
        elements_of(hex);
        assert_int_equal(kit.all[0].lack, LACK_NONE);
        assert_string_equal(gtp_kit_text(&kit, MEANING_CHARGING_ID, 0), "7");
    }
}

static void unknown_tv_ends_reading(void **state)
{
    (void)state;
    elements_of("14 05 1e 00 7f 00000007");
    assert_int_equal(kit.all[0].lack, LACK_VALUE);
    assert_string_equal(gtp_kit_text(&kit, MEANING_BEARER, 0), "5");
    assert_null(gtp_kit_field(&kit, MEANING_CHARGING_ID, 0));
}

static void unknown_tlv_is_stepped_over(void **state)
{
    (void)state;
    elements_of("14 05 f0 0002 abcd fb 0004 c0000201");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    assert_int_equal(kit.all[0].odd, 0);
}

static void order_is_told(void **state)
{
    (void)state;
    elements_of("7f 00000007 14 05");
    assert_int_equal(kit.all[0].odd, ODD_OUT_OF_ORDER);
    assert_string_equal(gtp_kit_text(&kit, MEANING_BEARER, 0), "5");
}

static void addresses_of_the_subscriber(void **state)
{
    (void)state;
    elements_of("80 0006 f121 0a2d0002");
    assert_string_equal(gtp_kit_text(&kit, MEANING_UE_IP, 0), "10.45.0.2");
    elements_of("80 0012 f157 20010db8004500000000000000000001");
    assert_string_equal(gtp_kit_text(&kit, MEANING_UE_IP, 0), "2001:db8:45::1");
    elements_of("80 0016 f18d 0a2d0002 20010db8004500000000000000000001");
    assert_string_equal(gtp_kit_text(&kit, MEANING_UE_IP, 0), "10.45.0.2");
    assert_string_equal(gtp_kit_text(&kit, MEANING_UE_IP, 1), "2001:db8:45::1");
    elements_of("80 0004 f121 0a2d"); /* too short */
    assert_null(gtp_kit_field(&kit, MEANING_UE_IP, 0));
    elements_of("80 0006 f101 0a2d0002"); /* PPP */
    assert_null(gtp_kit_field(&kit, MEANING_UE_IP, 0));
}

/* With one address only, it serves signalling and traffic both. */
static void endpoints_by_order(void **state)
{
    (void)state;
    elements_of("10 0000000a 85 0004 c0000201");
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TUNNEL, 0), "0x0000000a@192.0.2.1");
    elements_of("12 05 0000000b 85 0004 c0000201 85 0004 c0000202 85 0004 c0000203");
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TUNNEL, 0), "0x0000000b@192.0.2.2");
    elements_of("85 0004 c0000201");
    assert_string_equal(gtp_kit_text(&kit, MEANING_NODE, 0), "192.0.2.1");
    elements_of("11 0000000c 85 0010 20010db8000000000000000000000009");
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TUNNEL, 0), "0x0000000c@2001:db8::9");
    elements_of("11 0000000d 85 0003 c00002"); /* no address of either family */
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TUNNEL, 0), "0x0000000d");
}

static void locations(void **state)
{
    (void)state;
    elements_of("98 0008 00 00f11000010002");
    assert_string_equal(gtp_kit_text(&kit, MEANING_CELL, 0), "00f11000010002");
    elements_of("98 0008 02 00f110000107ff");
    assert_string_equal(gtp_kit_text(&kit, MEANING_AREA, 0), "00f110000107ff");
    elements_of("98 0008 07 00f11000010002");
    assert_null(gtp_kit_field(&kit, MEANING_CELL, 0));
    assert_non_null(gtp_kit_field(&kit, MEANING_LOCATION, 0));
}

static void secrets_are_only_there(void **state)
{
    (void)state;
    elements_of("09 00000000000000000000000000000000 00000000 0000000000000000");
    assert_string_equal(gtp_kit_text(&kit, MEANING_VECTOR, 0), "true");
    assert_null(gtp_kit_field(&kit, MEANING_VECTOR, 0)->at);
    elements_of("88 0004 01020304");
    assert_null(gtp_kit_field(&kit, MEANING_VECTOR, 0)->at);
}

static void fits_or_not(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        bool fits;
    } all[] = {
        {"14 05", true},         {"14 05 80 0002 f121", true},  {"", false},      {"14", false},
        {"80 0003 f121", false}, {"80 0002 f121 14 05", false}, {"1e 05", false}, {"80 00", false}};
    for (unsigned i = 0; i < sizeof all / sizeof *all; i++) {
        gtp_kit_hex(&kit, all[i].hex);
        assert_int_equal(gtp_elements_fit(cursor_of(kit.bytes, kit.length)), all[i].fits);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(lengths_of_the_table, open_kit),
        cmocka_unit_test_setup(unknown_tv_ends_reading, open_kit),
        cmocka_unit_test_setup(unknown_tlv_is_stepped_over, open_kit),
        cmocka_unit_test_setup(order_is_told, open_kit),
        cmocka_unit_test_setup(addresses_of_the_subscriber, open_kit),
        cmocka_unit_test_setup(endpoints_by_order, open_kit),
        cmocka_unit_test_setup(locations, open_kit),
        cmocka_unit_test_setup(secrets_are_only_there, open_kit),
        cmocka_unit_test_setup(fits_or_not, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
