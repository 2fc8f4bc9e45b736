#include "proto_kit.h"

#include "wire/proto/ap_values.h"

extern const struct decoder decoder_xnap;

/* A handover: source's name, cause, GUAMI, the UE's context, a trace. */
static const char REQUEST[] =
    "00000080a2000005004900020002000740020040000f00070000f1100100420053007001300207c0c000020a1c000e"
    "000700038000111111111111111111111111111111111111111111111111111111111111111141803b9aca003005f5"
    "e100000005402000000701f0c633641e00004002000010000009100018101010101010101010101010101010101010"
    "101010101010005140100000f1100000010001ff20f8cb007109";
static const char ACCEPTS[] =
    "20000025000003004900020002004f0003401002004d40111020202020202020202020202020202020";

static struct proto_kit kit;

static int open_kit(void **state)
{
    (void)state;
    proto_kit_open(&kit, &decoder_xnap, 38422);
    return 0;
}

static bool has_handle(uint64_t handle)
{
    for (unsigned i = 0; i < MESSAGE_HANDLES; i++)
        if (kit.all[0].handles[i] == handle)
            return true;
    return false;
}

static void handover(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_read(&kit, REQUEST), VERDICT_TOOK);
    assert_string_equal(kit.all[0].name, "HandoverRequest");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    proto_kit_is(&kit, MEANING_SERVING_NODE, "00f110010042");
    proto_kit_is(&kit, MEANING_SLICE, "01000007");
    proto_kit_is(&kit, MEANING_SESSION_TUNNEL, "0x00004002@198.51.100.30");
    proto_kit_is(&kit, MEANING_COPY_TO, "203.0.113.9");
    assert_null(message_field(&kit.all[0], MEANING_SESSION_KEY)->at);
}

/* The AMF's name for the UE and its address are what N2 knows it by as well. */
static void the_core_knows_the_same_ue(void **state)
{
    (void)state;
    struct addr amf = addr_v4((const uint8_t[]){192, 0, 2, 10});
    proto_kit_read(&kit, REQUEST);
    assert_true(has_handle(ap_core_handle(PROTO_NGAP, &amf, 0x3002)));
}

static void an_answer_finds_its_request(void **state)
{
    (void)state;
    proto_kit_read(&kit, REQUEST);
    uint64_t asked = kit.all[0].transaction;
    proto_kit_turn(&kit);
    proto_kit_read(&kit, ACCEPTS);
    assert_true(kit.all[0].transaction == asked);
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
    assert_int_equal(kit.blind_bytes, 17);
}

static void nodes(void **state)
{
    (void)state;
    proto_kit_read(&kit, "0011000f000001000e00080000f110000002b4");
    assert_string_equal(kit.all[0].name, "XnSetupRequest");
    proto_kit_is(&kit, MEANING_NODE, "00f1100000ad");
}

static void causes_have_a_fifth_alternative(void **state)
{
    (void)state;
    proto_kit_read(&kit, "00150009 000001 0007 40 02 6400"); /* misc, 2 */
    assert_int_equal(kit.all[0].cause, 2);
    assert_string_equal(kit.all[0].cause_row->set, "misc");
    proto_kit_read(&kit, "00150009 000001 0007 40 02 8000"); /* one of later releases */
    assert_false(kit.all[0].has_cause);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    proto_kit_cut(&kit, REQUEST, 3);
}

static void looks_like_itself_only(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_looks(&kit, ACCEPTS), LIKE_SURE);
    assert_int_equal(proto_kit_looks(&kit, REQUEST), LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "0004000f000002000a00020002000900020066"), LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "ff"), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(handover, open_kit),
        cmocka_unit_test_setup(the_core_knows_the_same_ue, open_kit),
        cmocka_unit_test_setup(an_answer_finds_its_request, open_kit),
        cmocka_unit_test_setup(nodes, open_kit),
        cmocka_unit_test_setup(causes_have_a_fifth_alternative, open_kit),
        cmocka_unit_test_setup(cut_at_every_length, open_kit),
        cmocka_unit_test_setup(looks_like_itself_only, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
