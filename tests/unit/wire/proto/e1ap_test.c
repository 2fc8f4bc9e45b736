#include "proto_kit.h"

extern const struct decoder decoder_e1ap;

static const char SETUP[] =
    "00080038000003000200020002000d00241248101111111111111111111111111111111110111111"
    "11111111111111111111111111003a400300f110";
static const char SET[] = "2008001000000200020002000200030003401002";

static struct proto_kit kit;

static int open_kit(void **state)
{
    (void)state;
    proto_kit_open(&kit, &decoder_e1ap, 38462);
    return 0;
}

static void keys_pass(void **state)
{
    (void)state;
    proto_kit_read(&kit, SETUP);
    assert_string_equal(kit.all[0].name, "BearerContextSetupRequest");
    const struct field *key = message_field(&kit.all[0], MEANING_SESSION_KEY);
    assert_non_null(key);
    assert_null(key->at);
    proto_kit_is(&kit, MEANING_VISITED, "00101");
    uint64_t asked = kit.all[0].transaction;
    uint64_t ue = kit.all[0].handles[0];
    proto_kit_turn(&kit);
    proto_kit_read(&kit, SET);
    assert_true(kit.all[0].transaction == asked);
    assert_true(kit.all[0].handles[0] == ue);
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
}

static void nodes_and_refusals(void **state)
{
    (void)state;
    proto_kit_read(&kit, "0003001900000300390002000200070003200b00000840050100757031");
    assert_string_equal(kit.all[0].name, "GNB-CU-UP-E1SetupRequest");
    proto_kit_is(&kit, MEANING_ORIGIN_HOST, "up1");
    proto_kit_is(&kit, MEANING_NODE, "0000000b00");
    proto_kit_read(&kit, "4009001600000300020002000200030003401002000040020100");
    assert_string_equal(kit.all[0].name, "BearerContextModificationFailure");
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    assert_true(kit.all[0].has_cause);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    proto_kit_cut(&kit, SETUP, 3);
}

static void looks_like_itself_only(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_looks(&kit, SET), LIKE_SURE);
    assert_int_equal(proto_kit_looks(&kit, SETUP), LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "e0080003000000"), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keys_pass, open_kit),
        cmocka_unit_test_setup(nodes_and_refusals, open_kit),
        cmocka_unit_test_setup(cut_at_every_length, open_kit),
        cmocka_unit_test_setup(looks_like_itself_only, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
