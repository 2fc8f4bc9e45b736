#include "nas_kit.h"

static struct nas_kit kit;

static int open_kit(void **state)
{
    (void)state;
    nas_kit_open(&kit, &decoder_nas_5gs);
    return 0;
}

#define REGISTRATION                                                                               \
    "7e 00 41 79 000d 01 00f110 f0ff 00 00 0000000010 2e 04 f0f0f0f0 52 00f110000001 2f 05 04 01 " \
    "000001"

static void registration(void **state)
{
    (void)state;
    assert_int_equal(nas_kit_read(&kit, REGISTRATION), VERDICT_TOOK);
    assert_int_equal(kit.count, 1);
    assert_int_equal(kit.all[0].type, 65);
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    assert_string_equal(kit.all[0].name, "Registration request");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_IMSI, 0), "001010000000001");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_AREA, 0), "00f110000001");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_SLICE, 0), "01000001");
}

static void registration_cut_everywhere(void **state)
{
    (void)state;
    nas_kit_cut_everywhere(&kit, REGISTRATION);
}

/* 8.2.7: what the UE is called from now on, and where it may move. */
static void acceptance(void **state)
{
    (void)state;
    nas_kit_read(&kit, "7e 00 42 01 01 77 000b f2 00f110 01 0041 c0ffee01 54 07 00 00f110 000001 "
                       "15 02 01 01 5e 01 06");
    assert_int_equal(kit.all[0].part, PART_ANSWER);
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_GUTI, 0), "0041c0ffee01");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_GUTI, 1), "00f110010041c0ffee01");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_AREA, 0), "00f110000001");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_SLICE, 0), "01");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
}

static void refusals_have_a_cause(void **state)
{
    (void)state;
    nas_kit_read(&kit, "7e 00 44 07");
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    assert_string_equal(kit.all[0].cause_row->name, "5GS services not allowed");
    nas_kit_read(&kit, "7e 00 59 15 30 0e 0102030405060708090a0b0c0d0e");
    assert_string_equal(kit.all[0].cause_row->name, "Synch failure");
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    nas_kit_read(&kit, "2e 05 01 c3 1b");
    assert_string_equal(kit.all[0].cause_row->name, "Missing or unknown DNN");
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    /* A cause in an acceptance says what was granted instead. */
    nas_kit_read(&kit, "2e 05 01 c2 11 0000 00 59 32");
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
}

static void a_challenge_is_no_vector(void **state)
{
    (void)state;
    nas_kit_read(&kit, "7e 00 56 00 02 0000 21 00112233445566778899aabbccddeeff 20 10 "
                       "00112233445566778899aabbccddeeff");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    assert_int_equal(kit.all[0].field_count, 0);
}

static void identities_are_asked_for_and_told(void **state)
{
    (void)state;
    kit.outer = 77;
    nas_kit_read(&kit, "7e 00 5b 01");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_ASK_IDENTITY, 0), "suci");
    assert_int_equal(kit.all[0].pairing, PAIR_ANYWHERE);
    uint64_t asked = kit.all[0].transaction;
    nas_kit_read(&kit, "7e 00 5b 05");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_ASK_IDENTITY, 0), "imeisv");
    assert_int_not_equal(kit.all[0].transaction, asked);
    nas_kit_read(&kit, "7e 01 11223344 00 7e 00 5c 000d 01 00f110 f0ff 00 00 0000000010");
    assert_int_equal(kit.all[0].transaction, asked);
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_IMSI, 0), "001010000000001");
    kit.outer = 78;
    nas_kit_read(&kit, "7e 00 5b 01");
    assert_int_not_equal(kit.all[0].transaction, asked);
    kit.outer = 0;
    nas_kit_read(&kit, "7e 00 5b 01");
    assert_int_equal(kit.all[0].pairing, PAIR_NONE);
}

#define ACCEPT                                                                                     \
    "2e 05 01 c2 11 0006 010003300101 06 060001060001 29 05 01 0a2d0002 22 04 01000001 25 09 08 "  \
    "696e7465726e6574"

static void a_session_inside_a_transport(void **state)
{
    (void)state;
    assert_int_equal(nas_kit_read(&kit, "7e 00 68 01 002c " ACCEPT " 12 05"), VERDICT_TOOK);
    assert_int_equal(kit.count, 2);
    assert_int_equal(kit.all[0].type, 104);
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_BEARER, 0), "5");
    assert_int_equal(kit.all[1].type, 194);
    assert_int_equal(kit.all[1].lack, LACK_NONE);
    assert_string_equal(nas_kit_text(&kit, 1, MEANING_UE_IP, 0), "10.45.0.2");
    assert_string_equal(nas_kit_text(&kit, 1, MEANING_APN, 0), "internet");
    assert_string_equal(nas_kit_text(&kit, 1, MEANING_SLICE, 0), "01000001");
    nas_kit_cut_everywhere(&kit, "7e 00 68 01 002c " ACCEPT " 12 05");
}

/* 9.11.3.39.1: a short message, and a session's message with an optional element before it. */
static void several_payloads(void **state)
{
    (void)state;
    nas_kit_read(&kit, "7e 00 67 0f 0013 02 0004 02 0901ff 0009 11 12 01 05 2e 05 01 d6 24");
    assert_int_equal(kit.count, 2);
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_SMS, 0), "true");
    assert_null(nas_kit_field(&kit, 0, MEANING_SMS, 0)->at);
    assert_int_equal(kit.all[1].type, 214);
}

static void what_is_not_read_is_counted(void **state)
{
    (void)state;
    nas_kit_read(&kit, "7e 00 68 03 0003 010203");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_LOCATION, 0), "true");
    assert_int_equal(kit.blind, 1);
    assert_int_equal(kit.reason, BLIND_NOT_READ);
    nas_kit_read(&kit, "7e 00 68 06 0003 010203");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_PROFILE, 0), "true");
}

static void unknown_messages_are_told(void **state)
{
    (void)state;
    assert_int_equal(nas_kit_read(&kit, "7e 00 f7 01 02 03"), VERDICT_TOOK);
    assert_string_equal(kit.all[0].name, "unknown");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    assert_int_equal(nas_kit_read(&kit, "00"), VERDICT_BROKEN);
    assert_int_equal(nas_kit_read(&kit, "7e 0f 11223344 00 7e 00 41"), VERDICT_BROKEN);
}

static void nobody_probes_it(void **state)
{
    (void)state;
    assert_int_equal(decoder_nas_5gs.looks(cursor_of("\x7e\x00\x41", 3)), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(registration, open_kit),
        cmocka_unit_test_setup(registration_cut_everywhere, open_kit),
        cmocka_unit_test_setup(acceptance, open_kit),
        cmocka_unit_test_setup(refusals_have_a_cause, open_kit),
        cmocka_unit_test_setup(a_challenge_is_no_vector, open_kit),
        cmocka_unit_test_setup(identities_are_asked_for_and_told, open_kit),
        cmocka_unit_test_setup(a_session_inside_a_transport, open_kit),
        cmocka_unit_test_setup(several_payloads, open_kit),
        cmocka_unit_test_setup(what_is_not_read_is_counted, open_kit),
        cmocka_unit_test_setup(unknown_messages_are_told, open_kit),
        cmocka_unit_test_setup(nobody_probes_it, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
