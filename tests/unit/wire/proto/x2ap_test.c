#include "proto_kit.h"

extern const struct decoder decoder_x2ap;

/* A handover: names, cause, GUMMEI, the UE's context, a trace. */
static const char REQUEST[] =
    "000000808f000005000a00020002000540020000001700070000f110800102000e005d0250021c000e000011111111"
    "111111111111111111111111111111111111111111111111111111114305f5e10040989680000004000e0500092403"
    "e0c633641e0000200218101010101010101010101010101010101010101010101010000d40100000f1100000010001"
    "ff20f8cb007109";
static const char ACCEPTS[] =
    "20000042000004000a000200020009000200660001401a00000040156281f0c00002160000"
    "300403e0c000021600003005000c40111020202020202020202020202020202020";
static const char REFUSES[] = "4000000f000002000a00020002000540020100";
static const char STATUS[] = "0004000f000002000a00020002000900020066";

static struct proto_kit kit;

static int open_kit(void **state)
{
    (void)state;
    proto_kit_open(&kit, &decoder_x2ap, 36422);
    return 0;
}

static void handover(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_read(&kit, REQUEST), VERDICT_TOOK);
    const struct message *m = &kit.all[0];
    assert_string_equal(m->name, "HandoverRequest");
    assert_int_equal(m->part, PART_REQUEST);
    assert_int_equal(m->lack, LACK_NONE);
    assert_string_equal(m->cause_row->name, "handover-desirable-for-radio-reasons");
    proto_kit_is(&kit, MEANING_SERVING_NODE, "00f110800102");
    proto_kit_is(&kit, MEANING_BEARER, "5");
    proto_kit_is(&kit, MEANING_SESSION_TUNNEL, "0x00002002@198.51.100.30");
    proto_kit_is(&kit, MEANING_COPY_TO, "203.0.113.9");
    const struct field *key = message_field(m, MEANING_SESSION_KEY);
    assert_non_null(key);
    assert_null(key->at);
    assert_int_equal(kit.blind, 0);
}

static void an_answer_finds_its_request(void **state)
{
    (void)state;
    proto_kit_read(&kit, REQUEST);
    uint64_t asked = kit.all[0].transaction;
    uint64_t ue = kit.all[0].handles[0];
    assert_true(kit.all[0].begins == ue); /* the source names it anew */
    proto_kit_turn(&kit);
    proto_kit_read(&kit, ACCEPTS);
    assert_string_equal(kit.all[0].name, "HandoverRequestAcknowledge");
    assert_true(kit.all[0].transaction == asked);
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
    assert_true(kit.all[0].handles[0] == ue);
    assert_true(kit.all[0].begins == kit.all[0].handles[1]); /* and so does the target */
    assert_string_equal(proto_kit_text(&kit, MEANING_SESSION_TUNNEL, 0), "0x00003004@192.0.2.22");
    assert_string_equal(proto_kit_text(&kit, MEANING_SESSION_TUNNEL, 1), "0x00003005@192.0.2.22");
    assert_string_equal(kit.blind_detail, "containers between radio access nodes");
    proto_kit_read(&kit, REFUSES);
    assert_string_equal(kit.all[0].name, "HandoverPreparationFailure");
    assert_true(kit.all[0].transaction == asked);
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    proto_kit_read(&kit, STATUS);
    assert_int_equal(kit.all[0].part, PART_NEITHER);
    assert_int_equal(kit.all[0].pairing, PAIR_NONE);
    assert_true(kit.all[0].handles[0] == ue);
}

static void nodes(void **state)
{
    (void)state;
    proto_kit_read(&kit, "0006000f000001001500080000f11000000a20");
    assert_string_equal(kit.all[0].name, "X2SetupRequest");
    proto_kit_is(&kit, MEANING_ORIGIN_REALM, "00101");
    proto_kit_is(&kit, MEANING_NODE, "00f1100000a2");
}

static void a_second_nodes_key(void **state)
{
    (void)state;
    proto_kit_read(&kit,
                   "001b002d000002006f0002000200cb0020111111111111111111111111111111111111111111"
                   "1111111111111111111111");
    assert_string_equal(kit.all[0].name, "SgNBAdditionRequest");
    assert_non_null(message_field(&kit.all[0], MEANING_SESSION_KEY));
}

static void unknown_ones_are_told(void **state)
{
    (void)state;
    proto_kit_read(&kit, "00c8000800000100050002 0000");
    assert_null(kit.all[0].op);
    proto_kit_read(&kit, "000500090000 01 fff0 00 02 0102");
    assert_int_equal(kit.blind_bytes, 2);
    proto_kit_read(&kit, "000b4009000000000140 80 01 aa 00");
    assert_string_equal(kit.blind_detail, "private messages");
}

static void cut_at_every_length(void **state)
{
    (void)state;
    proto_kit_cut(&kit, REQUEST, 3);
    proto_kit_cut(&kit, ACCEPTS, 3);
}

static void looks_like_itself_only(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_looks(&kit, STATUS), LIKE_SURE);
    assert_int_equal(proto_kit_looks(&kit, REQUEST), LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "80040003000000"), LIKE_NOT);
    /* S1AP's two names of a UE. */
    assert_int_equal(proto_kit_looks(&kit, "000b00110000020000000200010008000480000001"),
                     LIKE_PERHAPS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(handover, open_kit),
        cmocka_unit_test_setup(an_answer_finds_its_request, open_kit),
        cmocka_unit_test_setup(nodes, open_kit),
        cmocka_unit_test_setup(a_second_nodes_key, open_kit),
        cmocka_unit_test_setup(unknown_ones_are_told, open_kit),
        cmocka_unit_test_setup(cut_at_every_length, open_kit),
        cmocka_unit_test_setup(looks_like_itself_only, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
