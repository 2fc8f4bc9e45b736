#include "proto_kit.h"

extern const struct decoder decoder_lcsap;

static const char REQUEST[] =
    "0000002e 000005 0002 00 04 00000003 000d 00 01 00 0004 40 08 0000f11012345030 0008 00 01 30 "
    "0007 40 09 a0 00010100000000f3";
static const char RESPONSE[] = "200000190000020002000400000003000c000a10403d0900808dbba028";

static struct proto_kit kit;

static int open_kit(void **state)
{
    (void)state;
    proto_kit_open(&kit, &decoder_lcsap, 9082);
    return 0;
}

static void where_somebody_is(void **state)
{
    (void)state;
    proto_kit_read(&kit, REQUEST);
    assert_string_equal(kit.all[0].name, "Location-Request");
    proto_kit_is(&kit, MEANING_IMSI, "001010000000003");
    proto_kit_is(&kit, MEANING_CELL, "00f11001234503");
    proto_kit_is(&kit, MEANING_ASK_DATA, "3"); /* for whom: lawful interception */
    assert_non_null(message_field(&kit.all[0], MEANING_ASK_LOCATION));
    uint64_t asked = kit.all[0].transaction;
    uint64_t handle = kit.all[0].handles[0];
    proto_kit_turn(&kit);
    proto_kit_read(&kit, RESPONSE);
    assert_string_equal(kit.all[0].name, "Location-Response");
    assert_true(kit.all[0].transaction == asked && kit.all[0].handles[0] == handle);
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
    assert_non_null(message_field(&kit.all[0], MEANING_LOCATION));
    proto_kit_read(&kit, "400000100000020002000400000003000b4001d8");
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    assert_string_equal(kit.all[0].cause_row->set, "misc");
}

static void equipment(void **state)
{
    (void)state;
    proto_kit_read(&kit, "00000017 000002 0002 00 04 00000003 0006 40 08 9400000000000020");
    proto_kit_is(&kit, MEANING_IMEI, "4900000000000002");
}

/* What stands behind the list: where the cell was in the end (protocolExtensions). */
static void extensions(void **state)
{
    (void)state;
    proto_kit_read(&kit, "20000019 400001 0002 00 04 00000003 0000 0004 40 08 0000f11012345030");
    proto_kit_is(&kit, MEANING_CELL, "00f11001234503");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
}

static void positioning_is_not_read(void **state)
{
    (void)state;
    proto_kit_read(&kit, "0001001e0000030002000400000003000f0001400001000a09505050505050505050");
    assert_int_equal(kit.blind, 1);
    assert_int_equal(kit.blind_bytes, 10);
    proto_kit_read(
        &kit, "00020023000003001300028007000300080000f11000000a000001000a09515151515151515151");
    proto_kit_is(&kit, MEANING_NODE, "07");
}

static void cut_at_every_length(void **state)
{
    (void)state;
    proto_kit_cut(&kit, REQUEST, 3);
    proto_kit_cut(&kit, RESPONSE, 3);
}

static void looks_like_itself_only(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_looks(&kit, RESPONSE), LIKE_SURE);
    assert_int_equal(proto_kit_looks(&kit, "00040003000000"), LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "00043f03000000"), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(where_somebody_is, open_kit),
        cmocka_unit_test_setup(equipment, open_kit),
        cmocka_unit_test_setup(extensions, open_kit),
        cmocka_unit_test_setup(positioning_is_not_read, open_kit),
        cmocka_unit_test_setup(cut_at_every_length, open_kit),
        cmocka_unit_test_setup(looks_like_itself_only, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
