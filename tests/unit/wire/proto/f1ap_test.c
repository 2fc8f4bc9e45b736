#include "proto_kit.h"

extern const struct decoder decoder_f1ap;

static const char CONTEXT[] = "0005001d00000200280002000200f240100000f1100000010001ff20f8cb007109";
static const char CONTEXT_SET[] =
    "4005002400000300280002000200290003401002001b001000001a000b00001fc000022900006002";
static const char INITIAL[] =
    "000b002f00000400290003401002006f00090000f1101234500020005f00030000020032000d"
    "0c404040404040404040404040";

static struct proto_kit kit;

static int open_kit(void **state)
{
    (void)state;
    proto_kit_open(&kit, &decoder_f1ap, 38472);
    return 0;
}

/* The choice of PDUs has no extension bit: 0x00, 0x40, 0x80. */
static void choices(void **state)
{
    (void)state;
    proto_kit_read(&kit, "00010019000003004e00020002002a0003200e02002d40050100647531");
    assert_string_equal(kit.all[0].name, "F1SetupRequest");
    proto_kit_is(&kit, MEANING_NODE, "0000000e02");
    proto_kit_is(&kit, MEANING_ORIGIN_HOST, "du1");
    uint64_t asked = kit.all[0].transaction;
    proto_kit_read(&kit, "40010012000002004e00020002005240050100637531");
    assert_string_equal(kit.all[0].name, "F1SetupResponse");
    assert_true(kit.all[0].transaction == asked);
    proto_kit_read(&kit, "8001000e000002004e000200020000400102");
    assert_string_equal(kit.all[0].name, "F1SetupFailure");
    assert_true(kit.all[0].transaction == asked);
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    assert_int_equal(proto_kit_read(&kit, "c0010003000000"), VERDICT_NOT_MINE);
    assert_int_equal(proto_kit_read(&kit, "20010003000000"), VERDICT_NOT_MINE);
}

static void contexts(void **state)
{
    (void)state;
    proto_kit_read(&kit, CONTEXT);
    assert_string_equal(kit.all[0].name, "UEContextSetupRequest");
    proto_kit_is(&kit, MEANING_COPY_TO,
                 "203.0.113.9"); /* a trace, whose SEQUENCE is shorter here */
    uint64_t asked = kit.all[0].transaction;
    uint64_t ue = kit.all[0].handles[0];
    proto_kit_read(&kit, CONTEXT_SET);
    assert_true(kit.all[0].transaction == asked);
    assert_true(kit.all[0].handles[0] == ue);
    proto_kit_is(&kit, MEANING_BEARER, "1");
    proto_kit_is(&kit, MEANING_SESSION_TUNNEL, "0x00006002@192.0.2.41");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
}

static void a_ue_begins(void **state)
{
    (void)state;
    proto_kit_read(&kit, INITIAL);
    assert_string_equal(kit.all[0].name, "InitialULRRCMessageTransfer");
    assert_true(kit.all[0].begins == kit.all[0].handles[0] && kit.all[0].begins);
    proto_kit_is(&kit, MEANING_CELL, "00f1100123450002");
    assert_string_equal(kit.blind_detail, "messages of RRC");
}

static void paging(void **state)
{
    (void)state;
    proto_kit_read(&kit, "0012000e000001007f0007400042c0ffee02");
    proto_kit_is(&kit, MEANING_GUTI, "0042c0ffee02");
    proto_kit_read(
        &kit, "0012000e000001007f0007000042c0ffee02"); /* by what the radio access alone knows */
    assert_null(proto_kit_text(&kit, MEANING_GUTI, 0));
}

static void cut_at_every_length(void **state)
{
    (void)state;
    proto_kit_cut(&kit, CONTEXT_SET, 3);
    proto_kit_cut(&kit, INITIAL, 3);
}

static void looks_like_itself_only(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_looks(&kit, CONTEXT_SET), LIKE_SURE);
    assert_int_equal(proto_kit_looks(&kit, CONTEXT), LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "20050003000000"), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(choices, open_kit),
        cmocka_unit_test_setup(contexts, open_kit),
        cmocka_unit_test_setup(a_ue_begins, open_kit),
        cmocka_unit_test_setup(paging, open_kit),
        cmocka_unit_test_setup(cut_at_every_length, open_kit),
        cmocka_unit_test_setup(looks_like_itself_only, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
