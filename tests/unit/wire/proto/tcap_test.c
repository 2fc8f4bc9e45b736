#include "tcap_scene.h"

static void message_types_are_told(void **state)
{
    (void)state;
    assert_int_equal(tcap_kit_send(&kit, "111111", "222222", BARE_BEGIN), VERDICT_TOOK);
    assert_int_equal(kit.count, 1);
    assert_string_equal(kit.all[0].name, "Begin");
    assert_int_equal(kit.all[0].proto, PROTO_TCAP);
    assert_int_equal(kit.all[0].type, 0x62);
    assert_int_equal(kit.all[0].part, PART_REQUEST);
    assert_string_equal(kit.said[0], "dialogue.context=anyTimeInfoEnquiryContext-v3");
    assert_int_equal(tcap_kit_send(&kit, "111111", "222222", "6300"), VERDICT_NOT_MINE);
    assert_int_equal(tcap_kit_send(&kit, "111111", "222222", ""), VERDICT_NOT_MINE);
    assert_int_equal(kit.count, 0);
}

/* ANSI T1.114: recognised, and told by its package type. */
static void ansi_is_named(void **state)
{
    (void)state;
    assert_int_equal(tcap_kit_send(&kit, "111111", "222222", "e206c70401020304"), VERDICT_TOOK);
    assert_string_equal(kit.all[0].name, "ANSI Query With Permission");
    tcap_kit_send(&kit, "222222", "111111", "e406c70401020304");
    assert_string_equal(kit.all[0].name, "ANSI Response");
}

/* An operation by its own tag, never the invoke id (arkime #4079). */
static void operations_are_messages(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100047", "9990100006", BEGIN_ATI);
    assert_int_equal(kit.count, 1);
    assert_int_equal(kit.all[0].proto, PROTO_GSM_MAP);
    assert_int_equal(kit.all[0].type, 71);
    assert_string_equal(kit.all[0].name, "anyTimeInterrogation");
    assert_int_equal(kit.all[0].part, PART_REQUEST);
    assert_string_equal(kit.said[0], "dialogue.context=anyTimeInfoEnquiryContext-v3 "
                                     "subscriber.msisdn=999010000001 ask.location=true "
                                     "ask.state=true origin.address=9990100047");
    assert_int_equal(kit.all[0].odd, 0);
    assert_int_equal(kit.all[0].lack, LACK_NONE);
}

static void several_components_each_count(void **state)
{
    (void)state;
    tcap_kit_send_ssn(&kit, "9990100008", "9990100047", 146, INITIAL_DP);
    assert_int_equal(kit.all[0].proto, PROTO_CAMEL);
    tcap_kit_send_ssn(&kit, "9990100047", "9990100008", 146, CONNECT);
    assert_int_equal(kit.count, 2);
    assert_string_equal(kit.all[0].name, "connect");
    assert_string_equal(kit.all[1].name, "continue");
    assert_string_equal(kit.said[0], "dialogue.context=CAP-v2-gsmSSF-to-gsmSCF-AC "
                                     "call.called=999020000002");
    assert_string_equal(kit.said[1], "");
}

static void global_codes_are_the_same_operation_and_noted(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100047", "9990100006", GLOBAL);
    assert_int_equal(kit.all[0].type, 71);
    assert_string_equal(kit.all[0].name, "anyTimeInterrogation");
    assert_int_equal(kit.all[0].odd, ODD_GLOBAL_OPCODE);
}

static void unknown_operations_are_told(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100047", "9990100006", UNKNOWN);
    assert_int_equal(kit.all[0].type, 200);
    assert_string_equal(kit.all[0].name, "unknown");
    assert_null(kit.all[0].op);
    assert_string_equal(kit.blind, "");
}

static void other_users_of_tcap_are_no_map(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100047", "9990100006", INAP);
    assert_int_equal(kit.count, 1);
    assert_int_equal(kit.all[0].proto, PROTO_TCAP);
    assert_string_not_equal(kit.blind, "");
    assert_string_equal(kit.said[0], "dialogue.context=0.4.0.1.1.1.0.0");
}

static void bytes_behind_the_message_are_noted(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100047", "9990100006", BARE_BEGIN "0000");
    assert_int_equal(kit.all[0].odd, ODD_TRAILING_BYTES);
}

static void lengths_in_more_bytes_are_noted(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100047", "9990100006", "6281064804000000ff");
    assert_int_equal(kit.all[0].odd, ODD_NON_MINIMAL_LENGTH);
    assert_string_equal(kit.all[0].name, "Begin");
}

static void cut_at_every_length(void **state)
{
    (void)state;
    static const char *const all[] = {BEGIN_ATI, END_ATI, USSD, CONNECT, REFUSED};
    for (unsigned i = 0; i < sizeof all / sizeof *all; i++) {
        size_t length = hex_bytes(kit.bytes, sizeof kit.bytes, all[i]);
        for (size_t n = 1; n < length; n++) {
            uint8_t exact[TCAP_KIT_BYTES];
            struct packet p = tcap_kit_packet(&kit, "1111111", "2222222");
            struct sink sink = tcap_kit_sink(&kit);
            memcpy(exact + sizeof exact - n, kit.bytes, n);
            struct cursor c = cursor_of(exact + sizeof exact - n, n);
            assert_int_equal(decoder_tcap.decode(c, &p, &sink), VERDICT_TOOK);
            assert_true(kit.count >= 1);
            assert_int_not_equal(kit.all[kit.count - 1].lack, LACK_NONE);
        }
    }
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    static const struct CMUnitTest tests[] = {
        T(message_types_are_told),
        T(ansi_is_named),
        T(operations_are_messages),
        T(several_components_each_count),
        T(global_codes_are_the_same_operation_and_noted),
        T(unknown_operations_are_told),
        T(other_users_of_tcap_are_no_map),
        T(bytes_behind_the_message_are_noted),
        T(lengths_in_more_bytes_are_noted),
        T(cut_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
