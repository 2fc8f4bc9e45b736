#include "nas_kit.h"

static struct nas_kit kit;

static int open_kit(void **state)
{
    (void)state;
    nas_kit_open(&kit, &decoder_nas_eps);
    return 0;
}

#define ATTACH                                                                                     \
    "07 41 71 08 0910100000000010 02 f0f0 0004 0201d011 52 00f1100001 5c 0a00 13 00f1100001fe"

static void attach(void **state)
{
    (void)state;
    assert_int_equal(nas_kit_read(&kit, ATTACH), VERDICT_TOOK);
    assert_int_equal(kit.count, 2);
    assert_string_equal(kit.all[0].name, "Attach request");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_IMSI, 0), "001010000000001");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_AREA, 0), "00f1100001");
    assert_string_equal(kit.all[1].name, "PDN connectivity request");
    assert_int_equal(kit.all[1].lack, LACK_NONE);
}

static void attach_cut_everywhere(void **state)
{
    (void)state;
    nas_kit_cut_everywhere(&kit, ATTACH);
}

#define ACCEPT                                                                                     \
    "07 42 02 49 06 0000f1100001 0020 5201c1 01 09 09 08696e7465726e6574 05 010a2d0002 5e 02 "     \
    "0606 "                                                                                        \
    "7b 0004 80000d00 50 0b f6 00f110 8001 02 c0ffee01 13 00f1100001 23 05 f4c0ffee02 17 06"

static void acceptance(void **state)
{
    (void)state;
    nas_kit_read(&kit, ACCEPT);
    assert_int_equal(kit.count, 2);
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_GUTI, 0), "02c0ffee01");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_GUTI, 1), "00f110800102c0ffee01");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_GUTI, 2), "c0ffee02");
    assert_int_equal(kit.all[1].type, 193);
    assert_int_equal(kit.all[1].lack, LACK_NONE);
    assert_string_equal(nas_kit_text(&kit, 1, MEANING_APN, 0), "internet");
    assert_string_equal(nas_kit_text(&kit, 1, MEANING_UE_IP, 0), "10.45.0.2");
    assert_string_equal(nas_kit_text(&kit, 1, MEANING_BEARER, 0), "5");
    nas_kit_cut_everywhere(&kit, ACCEPT);
}

static void refusals_have_a_cause(void **state)
{
    (void)state;
    nas_kit_read(&kit, "07 44 08 78 0005 0201d11b 00");
    assert_int_equal(kit.count, 2);
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    assert_int_equal(kit.all[0].cause, 8);
    assert_int_equal(kit.all[1].type, 209);
    assert_string_equal(kit.all[1].cause_row->name, "Missing or unknown APN");
    nas_kit_read(&kit, "07 4b 0a");
    assert_string_equal(kit.all[0].cause_row->name, "Implicitly detached");
}

/* 8.2.11: the UE names itself, the network goes on with a cause or not at all. */
static void detach_by_either_side(void **state)
{
    (void)state;
    nas_kit_read(&kit, "07 45 09 0b f6 00f110 8001 02 c0ffee01");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_GUTI, 1), "00f110800102c0ffee01");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    nas_kit_read(&kit, "07 45 02 53 02");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    nas_kit_read(&kit, "07 45 02");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
}

static void identities_are_asked_for_and_told(void **state)
{
    (void)state;
    kit.outer = 77;
    nas_kit_read(&kit, "07 55 01");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_ASK_IDENTITY, 0), "imsi");
    uint64_t asked = kit.all[0].transaction;
    nas_kit_read(&kit, "17 11223344 00 07 56 08 0910100000000010");
    assert_int_equal(kit.all[0].transaction, asked);
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_IMSI, 0), "001010000000001");
    nas_kit_read(&kit, "07 56 08 0a 01010000000010");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_IMEI, 0), "010100000000001");
}

static void short_messages_and_places_are_only_told_to_be_there(void **state)
{
    (void)state;
    nas_kit_read(&kit, "07 62 03 0901ff");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_SMS, 0), "true");
    nas_kit_read(&kit, "07 68 01 0002 ffff");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_LOCATION, 0), "true");
    assert_int_equal(kit.reason, BLIND_NOT_READ);
    /* Who calls is somebody else, and no identity of this UE's. */
    nas_kit_read(&kit, "07 64 00 60 07 91 99090000000010 61 01 62 02");
    assert_int_equal(kit.all[0].field_count, 0);
}

/* 8.2.25: no message type, and nothing that S1AP does not say. */
static void a_service_request_is_no_message(void **state)
{
    (void)state;
    assert_int_equal(nas_kit_read(&kit, "c7 05 1234"), VERDICT_TOOK);
    assert_int_equal(kit.count, 0);
}

/* 4.4.5: only the container of a control plane service request is ciphered. */
static void partly_ciphered(void **state)
{
    (void)state;
    nas_kit_read(&kit, "57 11223344 05 07 4d 00 78 0004 99887766");
    assert_int_equal(kit.count, 1);
    assert_int_equal(kit.all[0].type, 77);
    assert_int_equal(kit.blind, 1);
    assert_int_equal(kit.reason, BLIND_ENCRYPTED);
}

static void a_session_is_named_by_its_bearer_or_its_transaction(void **state)
{
    (void)state;
    kit.outer = 77;
    nas_kit_read(&kit, "52 07 c1 01 09 01 00 05 010a2d0002");
    uint64_t asked = kit.all[0].transaction;
    nas_kit_read(&kit, "52 00 c2");
    assert_int_equal(kit.all[0].transaction, asked);
    nas_kit_read(&kit, "62 00 c2");
    assert_int_not_equal(kit.all[0].transaction, asked);
    nas_kit_read(&kit, "02 07 d9");
    asked = kit.all[0].transaction;
    nas_kit_read(&kit, "02 07 da 28 09 08696e7465726e6574");
    assert_int_equal(kit.all[0].transaction, asked);
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_APN, 0), "internet");
}

static void unknown_messages_are_told(void **state)
{
    (void)state;
    assert_int_equal(nas_kit_read(&kit, "07 f7 01"), VERDICT_TOOK);
    assert_string_equal(kit.all[0].name, "unknown");
    assert_int_equal(nas_kit_read(&kit, "00"), VERDICT_BROKEN);
    assert_int_equal(nas_kit_read(&kit, "67 11223344 00 07 41"), VERDICT_BROKEN);
}

static void nobody_probes_it(void **state)
{
    (void)state;
    assert_int_equal(decoder_nas_eps.looks(cursor_of("\x07\x41", 2)), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(attach, open_kit),
        cmocka_unit_test_setup(attach_cut_everywhere, open_kit),
        cmocka_unit_test_setup(acceptance, open_kit),
        cmocka_unit_test_setup(refusals_have_a_cause, open_kit),
        cmocka_unit_test_setup(detach_by_either_side, open_kit),
        cmocka_unit_test_setup(identities_are_asked_for_and_told, open_kit),
        cmocka_unit_test_setup(short_messages_and_places_are_only_told_to_be_there, open_kit),
        cmocka_unit_test_setup(a_service_request_is_no_message, open_kit),
        cmocka_unit_test_setup(partly_ciphered, open_kit),
        cmocka_unit_test_setup(a_session_is_named_by_its_bearer_or_its_transaction, open_kit),
        cmocka_unit_test_setup(unknown_messages_are_told, open_kit),
        cmocka_unit_test_setup(nobody_probes_it, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
