#include "judge/user_plane_copy.h"

#include "unit/unit.h"

#include "unit/wire/proto/pfcp_kit.h"

#include <stdio.h>

static struct kit kit;
static struct copy_rule rules[COPY_RULES];

static unsigned read_rules(const char *hex)
{
    kit_read(&kit, hex);
    return copy_rules(&kit.all[0], rules, COPY_RULES);
}

static enum copy_sign sign_of(const char *hex, bool *ret_rules)
{
    kit_read(&kit, hex);
    return copy_glance(&kit.all[0], ret_rules);
}

static void each_far_is_a_rule_of_its_own(void **state)
{
    (void)state;
    unsigned count =
        read_rules("21 34 0063 0000000000000001 000001 00"
                   "0001 000e  0038 0002 0001  006c 0004 00000009" /* a PDR names a FAR: no rule */
                   "000a 000d  006c 0004 00000001  002c 0001 02"
                   "000a 0024  006c 0004 00000002  002c 0001 12"
                   "0069 0013  002a 0001 04 0054 000a 0100 deadbeef cb007109"
                   "0010 0008  006c 0004 00000003");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    assert_int_equal(count, 3);
    assert_int_equal(rules[0].far, 1);
    assert_false(rules[0].orders);
    assert_int_equal(rules[1].far, 2);
    assert_true(rules[1].orders && rules[1].has_action);
    assert_int_equal(rules[1].count, 1);
    assert_int_equal(rules[1].targets[0].side, SIDE_LI);
    assert_int_equal(rules[1].targets[0].teid, 0xdeadbeef);
    assert_int_equal(rules[1].targets[0].port, 2152);
    assert_int_equal(rules[2].far, 3);
    assert_true(rules[2].removed);
}

/* TS 29.244 table 7.5.2.3-1 note 1: several Duplicating Parameters, each a further copy. */
static void several_copies_and_both_families(void **state)
{
    (void)state;
    unsigned count = read_rules("21 32 006b 0000000000000000 000001 00 0003 005b"
                                "006c 0004 00000001  002c 0001 12"
                                "0005 0023  002a 0001 01  0054 001a 0300 00000007 cb007109 "
                                "20010db8000000000000000000000009"
                                "0005 000f  002a 0001 04  0029 0006 05 7461707331"
                                "0005 0010  002a 0001 03  0054 0007 0400 cb00710a 1f");
    assert_int_equal(count, 1);
    assert_int_equal(rules[0].count, 4);
    assert_int_equal(rules[0].targets[0].address.family, 4);
    assert_int_equal(rules[0].targets[1].address.family, 6);
    assert_int_equal(rules[0].targets[1].side, 1);
    assert_non_null(rules[0].targets[2].policy);
    assert_int_equal(rules[0].targets[2].address.family, 0);
    assert_int_equal(rules[0].targets[3].side, 3);
}

/* More than fit are dropped, and nothing is overrun. */
static void more_than_fit(void **state)
{
    (void)state;
    char hex[4000];
    size_t at = (size_t)snprintf(hex, sizeof hex, "21 34 01ec 0000000000000001 000001 00");
    for (unsigned i = 0; i < 20; i++)
        at += (size_t)snprintf(hex + at, sizeof hex - at,
                               "000a 0014 006c 0004 %08x 002c 0001 12"
                               "0069 0003 002a 00",
                               i);
    assert_true(read_rules(hex) <= COPY_RULES);
    at = (size_t)snprintf(hex, sizeof hex,
                          "21 34 0081 0000000000000001 000001 00 000a 0071"
                          "006c 0004 00000001 002c 0001 12");
    for (unsigned i = 0; i < 11; i++)
        at += (size_t)snprintf(hex + at, sizeof hex - at, "0069 0005 002a 0001 %02x", i % 6);
    assert_int_equal(read_rules(hex), 1);
    assert_int_equal(rules[0].count, COPY_DESTINATIONS);
}

static void signs_of_a_core(void **state)
{
    (void)state;
    bool has;
    assert_int_equal(sign_of("20 01 000c 000007 00 0060 0004 e8000001", &has), SIGN_NONE);
    assert_false(has);
    assert_int_equal(sign_of("21 34 0011 0000000000000005 000009 00 007c 0001 09", &has), SIGN_QFI);
    assert_int_equal(sign_of("21 34 0014 0000000000000005 000009 00 0101 0004 01000001", &has),
                     SIGN_SLICE);
    assert_int_equal(sign_of("21 34 001d 0000000000000001 000003 00 000a 000d 006c 0004 00000002 "
                             "002c 0001 82",
                             &has),
                     SIGN_REDUNDANCY);
    assert_true(has);
    /* smf.local, x.5gc.mnc001, sgwc.epc.mnc001, as labels */
    assert_int_equal(sign_of("20 05 0013 000007 00 003c 000b 02 03534d46 056c6f63616c", &has),
                     SIGN_NAME);
    assert_int_equal(
        sign_of("20 05 0018 000007 00 003c 0010 02 0178 03356763 066d6e63303031 0161", &has),
        SIGN_NAME);
    assert_int_equal(
        sign_of("20 05 0019 000007 00 003c 0011 02 0473677763 03657063 066d6e63303031", &has),
        SIGN_EPC_NAME);
    assert_int_equal(sign_of("20 05 0009 000007 00 003c 0005 00 c6336401", &has), SIGN_NONE);
    assert_true(sign_is_n4(SIGN_QFI) && sign_is_n4(SIGN_ROLE));
    assert_false(sign_is_n4(SIGN_NONE) || sign_is_n4(SIGN_EPC_NAME) || sign_is_n4(SIGN_EPC_ROLE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_far_is_a_rule_of_its_own),
        cmocka_unit_test(several_copies_and_both_families),
        cmocka_unit_test(more_than_fit),
        cmocka_unit_test(signs_of_a_core),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
