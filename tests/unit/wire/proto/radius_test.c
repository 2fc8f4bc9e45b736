#include "proto_kit.h"

extern const struct decoder decoder_radius;

#define AUTH "00112233445566778899aabbccddeeff"
/* A GGSN's accounting: name, number, address, session, IMSI, IMEISV, place. */
static const char START[] = "04 2a 008a" AUTH " 01 06 'anna' 1f 0e '999200000001' 08 06 0a2d0007"
                            " 04 06 c0000201 20 07 'ggsn1' 28 06 00000001 2c 0a 'c0ffee01'"
                            " 1a 17 000028af 01 11 '001010123456789'"
                            " 1a 18 000028af 14 12 '4900123456789012'"
                            " 1a 10 000028af 16 0a 01 00f110 002a 0007";

static struct proto_kit kit;

static int open_kit(void **state)
{
    (void)state;
    proto_kit_open(&kit, &decoder_radius, 1813);
    return 0;
}

static void accounting(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_read(&kit, START), VERDICT_TOOK);
    const struct message *m = &kit.all[0];
    assert_string_equal(m->name, "Accounting-Request Start");
    assert_int_equal(m->part, PART_REQUEST);
    assert_int_equal(m->transaction, 0x2a);
    assert_int_equal(m->lack, LACK_NONE);
    proto_kit_is(&kit, MEANING_NAI, "anna");
    proto_kit_is(&kit, MEANING_MSISDN, "999200000001");
    proto_kit_is(&kit, MEANING_UE_IP, "10.45.0.7");
    proto_kit_is(&kit, MEANING_IMSI, "001010123456789");
    proto_kit_is(&kit, MEANING_IMEI, "4900123456789012");
    proto_kit_is(&kit, MEANING_CELL, "00f110002a0007");
    proto_kit_is(&kit, MEANING_ORIGIN_HOST, "ggsn1");
    proto_kit_is(&kit, MEANING_ORIGIN_ADDRESS, "192.0.2.1");
    assert_true(m->handles[0] != 0);
}

/* A session's name holds at its client: what the server sends about it is the same one. */
static void a_session_is_its_clients(void **state)
{
    (void)state;
    proto_kit_read(&kit, START);
    uint64_t handle = kit.all[0].handles[0];
    proto_kit_turn(&kit);
    proto_kit_read(&kit, "28 01 0025" AUTH " 2c 0a 'c0ffee01' 20 07 'ggsn1'");
    assert_string_equal(kit.all[0].name, "Disconnect-Request");
    assert_true(kit.all[0].handles[0] == handle);
    proto_kit_is(&kit, MEANING_DESTINATION_HOST, "ggsn1");
    proto_kit_turn(&kit);
    proto_kit_read(&kit, "28 01 001e" AUTH " 2c 0a 'c0ffee01'");
    assert_false(kit.all[0].handles[0] == handle);
}

static void secrets_leave_nothing(void **state)
{
    (void)state;
    proto_kit_read(&kit, "01 01 002c" AUTH " 01 06 'anna' 02 12 " AUTH);
    const struct field *f = message_field(&kit.all[0], MEANING_PASSWORD);
    assert_non_null(f);
    assert_null(f->at);
    assert_int_equal(f->form, FORM_PRESENT);
}

static void outcomes(void **state)
{
    (void)state;
    static const uint8_t codes[][2] = {
        {2, OUTCOME_SUCCESS},  {3, OUTCOME_REFUSED},  {5, OUTCOME_SUCCESS},  {11, OUTCOME_NONE},
        {41, OUTCOME_SUCCESS}, {42, OUTCOME_REFUSED}, {44, OUTCOME_SUCCESS}, {45, OUTCOME_REFUSED}};
    for (unsigned i = 0; i < sizeof codes / sizeof *codes; i++) {
        char hex[80];
        snprintf(hex, sizeof hex, "%02x 01 0014" AUTH, codes[i][0]);
        proto_kit_read(&kit, hex);
        assert_int_equal(kit.all[0].part, PART_ANSWER);
        assert_int_equal(kit.all[0].pairing, PAIR_PORTS);
        assert_int_equal(kit.all[0].outcome, codes[i][1]);
    }
    proto_kit_read(&kit, "2a 01 001a" AUTH " 65 06 000001f7");
    assert_string_equal(kit.all[0].cause_row->name, "Session Context Not Found");
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
}

static void names_of_users(void **state)
{
    (void)state;
    proto_kit_read(&kit,
                   "01 01 0041" AUTH " 01 2d '0001010123456789@wlan.mnc001.mcc001.3gppn.org'");
    proto_kit_is(&kit, MEANING_IMSI, "001010123456789");
    proto_kit_read(&kit, "01 01 0029" AUTH " 01 15 '5001010123456789@x'");
    assert_null(proto_kit_text(&kit, MEANING_IMSI, 0)); /* 5 is no method's digit */
    proto_kit_read(&kit, "01 01 0029" AUTH " 1f 13 '00-10-A4-23-19-C0'");
    assert_null(proto_kit_text(&kit, MEANING_MSISDN, 0)); /* a hardware address */
    proto_kit_read(&kit, "01 01 0021" AUTH " 1f 0d '+9992000001'");
    proto_kit_is(&kit, MEANING_MSISDN, "9992000001");
    proto_kit_read(&kit, "02 01 001a" AUTH " 08 06 fffffffe");
    assert_null(proto_kit_text(&kit, MEANING_UE_IP, 0)); /* the client is to choose */
}

static void of_other_vendors_the_number_is_told(void **state)
{
    (void)state;
    proto_kit_read(&kit, "01 01 0020" AUTH " 1a 0c 00000009 01 06 'abcd'");
    assert_int_equal(kit.blind, 1);
    assert_int_equal(kit.blind_bytes, 6);
    assert_string_equal(kit.blind_detail, "attributes of vendor 9");
    proto_kit_read(&kit, "01 01 0017" AUTH " fb 03 00");
    assert_string_equal(kit.blind_detail, "attributes that no specification of ours names");
    proto_kit_read(&kit, "01 01 0020" AUTH " 1a 0c 000028af f0 06 'abcd'");
    assert_string_equal(kit.blind_detail, "attributes of vendor 10415");
}

static void lengths_that_contradict(void **state)
{
    (void)state;
    proto_kit_read(&kit, "01 01 0016" AUTH " 01 01"); /* shorter than its own head */
    assert_int_equal(kit.all[0].lack, LACK_VALUE);
    proto_kit_read(&kit, "01 01 0018" AUTH " 01 20 4141");
    assert_int_equal(kit.all[0].lack, LACK_LENGTH);
    proto_kit_read(&kit, "01 01 0014" AUTH " 0000");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    assert_int_equal(kit.all[0].odd, ODD_TRAILING_BYTES);
    assert_int_equal(proto_kit_read(&kit, "01 01 0013" AUTH), VERDICT_NOT_MINE);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    proto_kit_cut(&kit, START, 20);
}

static void looks_like_itself_only(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_looks(&kit, START), LIKE_SURE);
    assert_int_equal(proto_kit_looks(&kit, "01 01 0014" AUTH), LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "01 01 0014" AUTH " 00"), LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "01 01 0015" AUTH), LIKE_NOT);
    assert_int_equal(proto_kit_looks(&kit, "00 01 0014" AUTH), LIKE_NOT);
    /* An address of three bytes is none. */
    assert_int_equal(
        proto_kit_looks(&kit, "01 01 0023" AUTH " 01 05 'abc' 04 05 010203 06 05 000001"),
        LIKE_PERHAPS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(accounting, open_kit),
        cmocka_unit_test_setup(a_session_is_its_clients, open_kit),
        cmocka_unit_test_setup(secrets_leave_nothing, open_kit),
        cmocka_unit_test_setup(outcomes, open_kit),
        cmocka_unit_test_setup(names_of_users, open_kit),
        cmocka_unit_test_setup(of_other_vendors_the_number_is_told, open_kit),
        cmocka_unit_test_setup(lengths_that_contradict, open_kit),
        cmocka_unit_test_setup(cut_at_every_length, open_kit),
        cmocka_unit_test_setup(looks_like_itself_only, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
