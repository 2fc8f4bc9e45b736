#include "proto_kit.h"

extern const struct decoder decoder_ranap;

static const char INITIAL[] =
    "001300450000060003400100000f40060000f110002a003a40080000f110002a0007001040131205087000f110002a"
    "33080910100000000061004f40030100100056400500f1100074";
static const char BEARER[] = "6000001a000001003440130000010033400c60287cc00002330000007002";

static struct proto_kit kit;

static int open_kit(void **state)
{
    (void)state;
    proto_kit_open(&kit, &decoder_ranap, 0);
    return 0;
}

static void who_comes(void **state)
{
    (void)state;
    proto_kit_read(&kit, INITIAL);
    assert_string_equal(kit.all[0].name, "InitialUE-Message");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    proto_kit_is(&kit, MEANING_IMSI, "001010000000016"); /* from the message inside */
    proto_kit_is(&kit, MEANING_AREA, "00f110002a");
    proto_kit_is(&kit, MEANING_CELL, "00f110002a0007");
    proto_kit_is(&kit, MEANING_NODE, "00f1100074");
    assert_true(kit.all[0].handles[0] != 0); /* the signalling connection's name */
    proto_kit_read(&kit, "000f0010000001001740095000010100000000f2");
    assert_string_equal(kit.all[0].name, "CommonID");
    proto_kit_is(&kit, MEANING_IMSI, "001010000000002");
}

static void paging_by_both_names(void **state)
{
    (void)state;
    proto_kit_read(&kit,
                   "000e00280000040003400100001740095000010100000000f20040400500c0ffee0200154006"
                   "0000f110002a");
    proto_kit_is(&kit, MEANING_IMSI, "001010000000002");
    proto_kit_is(&kit, MEANING_GUTI, "00f110002ac0ffee02"); /* a TMSI is unique in its area */
}

static void keys(void **state)
{
    (void)state;
    proto_kit_read(
        &kit, "00060034000003000c0012000011111111111111111111111111111111000b401200801111111111"
              "1111111111111111111111004b000140");
    assert_string_equal(kit.all[0].name, "SecurityModeCommand");
    assert_null(message_field(&kit.all[0], MEANING_SESSION_KEY)->at);
    assert_null(message_field(&kit.all[0], MEANING_NULL_CIPHER));
    proto_kit_read(&kit, "2006000d00000200060001000005400100");
    assert_non_null(message_field(&kit.all[0], MEANING_NULL_CIPHER)); /* none was chosen */
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
    proto_kit_read(&kit, "2006000d00000200060001000005400110");
    assert_null(message_field(&kit.all[0], MEANING_NULL_CIPHER));
}

static void tunnels(void **state)
{
    (void)state;
    proto_kit_read(&kit, BEARER);
    assert_string_equal(kit.all[0].name, "RAB-AssignmentResponse"); /* a fourth kind of PDU */
    assert_int_equal(kit.all[0].part, PART_ANSWER);
    proto_kit_is(&kit, MEANING_BEARER, "5");
    proto_kit_is(&kit, MEANING_SESSION_TUNNEL, "0x00007002@192.0.2.51");
    /* The same address inside an NSAP. */
    proto_kit_read(&kit,
                   "6000002a000001003440230000010033401c602a7c350001c000023300000000000000000000000"
                   "0000000007003");
    proto_kit_is(&kit, MEANING_SESSION_TUNNEL, "0x00007003@192.0.2.51");
    proto_kit_read(&kit, "2002001a000001001c4013000001001a400c0143e0c00002330000007002");
    proto_kit_is(&kit, MEANING_SESSION_TUNNEL, "0x00007002@192.0.2.51");
    proto_kit_read(&kit, "2003001a000001003240130000010030400c6050f8c00002330000007002");
    proto_kit_is(&kit, MEANING_SESSION_TUNNEL, "0x00007002@192.0.2.51");
}

static void places(void **state)
{
    (void)state;
    proto_kit_read(&kit, "00120014000002000040080000f110002a00070004400130");
    proto_kit_is(&kit, MEANING_CELL, "00f110002a0007");
    proto_kit_read(&kit, "001200150000020000400940203d0900808dbba00004400120");
    assert_non_null(message_field(&kit.all[0], MEANING_LOCATION));
}

static void traces(void **state)
{
    (void)state;
    proto_kit_read(&kit,
                   "0010002200000300414003000001004540092800010100000000f30013400718990900000010");
    assert_string_equal(kit.all[0].name, "CN-InvokeTrace");
    proto_kit_is(&kit, MEANING_IMSI, "001010000000003");
    assert_non_null(message_field(&kit.all[0], MEANING_COPY_TO));
    proto_kit_read(&kit,
                   "0010002200000300414003000001004540094094000000000000200013400718990900000010");
    proto_kit_is(&kit, MEANING_IMEI, "4900000000000002");
}

/* Numbers that follow each other in five sets, and a second one of the radio network. */
static void causes(void **state)
{
    (void)state;
    proto_kit_read(&kit, "00160009000001 0004 40 02 0000");
    assert_int_equal(kit.all[0].cause, 1);
    proto_kit_read(&kit, "00160008000001 0004 40 01 10");
    assert_int_equal(kit.all[0].cause, 65);
    proto_kit_read(&kit, "00160008000001 0004 40 01 40");
    assert_int_equal(kit.all[0].cause, 113);
    proto_kit_read(&kit, "0016000a000001 0004 40 03 80 01 02");
    assert_int_equal(kit.all[0].cause, 259);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    proto_kit_cut(&kit, INITIAL, 3);
    proto_kit_cut(&kit, BEARER, 3);
}

static void what_carries_it_knows_it(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_looks(&kit, INITIAL), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(who_comes, open_kit),
        cmocka_unit_test_setup(paging_by_both_names, open_kit),
        cmocka_unit_test_setup(keys, open_kit),
        cmocka_unit_test_setup(tunnels, open_kit),
        cmocka_unit_test_setup(places, open_kit),
        cmocka_unit_test_setup(traces, open_kit),
        cmocka_unit_test_setup(causes, open_kit),
        cmocka_unit_test_setup(cut_at_every_length, open_kit),
        cmocka_unit_test_setup(what_carries_it_knows_it, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
