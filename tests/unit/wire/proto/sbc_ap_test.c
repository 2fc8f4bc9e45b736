#include "proto_kit.h"

extern const struct decoder decoder_sbc_ap;

static const char ACCEPTED[] = "20000014000003000500021112000b000240020001000100";
static const char REFUSED[] = "20000014000003000500021112000b00024002000100010b";

static struct proto_kit kit;

static int open_kit(void **state)
{
    (void)state;
    proto_kit_open(&kit, &decoder_sbc_ap, 29168);
    return 0;
}

/* The cause says whether it was accepted, not the kind of PDU; a warning has two names. */
static void answers(void **state)
{
    (void)state;
    proto_kit_read(&kit, "00000018 000003 0005 00 02 1112 000b 00 02 4002 0013 40 05 1863626331");
    assert_string_equal(kit.all[0].name, "Write-Replace-Warning-Request");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    uint64_t asked = kit.all[0].transaction;
    proto_kit_is(&kit, MEANING_ORIGIN_HOST, "cbc1");
    proto_kit_turn(&kit);
    proto_kit_read(&kit, ACCEPTED);
    assert_true(kit.all[0].transaction == asked);
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
    proto_kit_read(&kit, REFUSED);
    assert_true(kit.all[0].transaction == asked);
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    assert_string_equal(kit.all[0].cause_row->name, "message-reference-already-used");
    proto_kit_read(&kit, "20000014000003000500021112000b000240030001000100");
    assert_false(kit.all[0].transaction == asked); /* another serial number */
}

static void nodes(void **state)
{
    (void)state;
    proto_kit_read(&kit, "0005001c000002001e0009000000f11012345020001c00080000f11000000a20");
    assert_string_equal(kit.all[0].name, "PWS-Restart-Indication");
    proto_kit_is(&kit, MEANING_NODE, "00f1100000a2");
}

static void cut_at_every_length(void **state)
{
    (void)state;
    proto_kit_cut(&kit, REFUSED, 3);
}

static void looks_like_itself_only(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_looks(&kit, ACCEPTED), LIKE_SURE);
    assert_int_equal(proto_kit_looks(&kit, "20000014000003000500021112000b0002400200010001"),
                     LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "80000003000000"), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(answers, open_kit),
        cmocka_unit_test_setup(nodes, open_kit),
        cmocka_unit_test_setup(cut_at_every_length, open_kit),
        cmocka_unit_test_setup(looks_like_itself_only, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
