#include "nas_kit.h"

static struct nas_kit kit;

static int open_eps(void **state)
{
    (void)state;
    nas_kit_open(&kit, &decoder_nas_eps);
    nas_kit_keeps(&kit, DECODER_nas_eps);
    return 0;
}

static int open_5gs(void **state)
{
    (void)state;
    nas_kit_open(&kit, &decoder_nas_5gs);
    nas_kit_keeps(&kit, DECODER_nas_5gs);
    return 0;
}

static int close_kit(void **state)
{
    (void)state;
    nas_kit_close(&kit);
    return 0;
}

#define COMMAND_EEA0 "37 11223344 00 07 5d 02 00 02 f0f0"
#define COMMAND_EEA2 "37 11223344 00 07 5d 22 00 02 f0f0"
#define COMPLETE "47 11223344 00 07 5e 23 09 0310100000000010f1"

static bool is_read(const char *hex)
{
    assert_int_equal(nas_kit_read(&kit, hex), VERDICT_TOOK);
    assert_int_equal(kit.count, 1);
    bool ciphered = kit.all[0].no_type;
    assert_int_equal(kit.blind, ciphered ? 1 : 0);
    if (ciphered)
        assert_string_equal(kit.all[0].name, "ciphered");
    return !ciphered;
}

static void the_algorithm_is_told(void **state)
{
    (void)state;
    nas_kit_read(&kit, COMMAND_EEA0);
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_NULL_CIPHER, 0), "true");
    assert_null(nas_kit_field(&kit, 0, MEANING_NULL_INTEGRITY, 0));
    nas_kit_read(&kit, "37 11223344 00 07 5d 20 00 02 f0f0");
    assert_null(nas_kit_field(&kit, 0, MEANING_NULL_CIPHER, 0));
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_NULL_INTEGRITY, 0), "true");
}

/* The pitfall: NAS shown as encrypted although it is null-ciphered (EEA0). */
static void null_ciphered_is_read(void **state)
{
    (void)state;
    nas_kit_read(&kit, COMMAND_EEA0);
    assert_true(is_read(COMPLETE));
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_IMEI, 0), "0010100000000011");
    kit.outer = 78; /* another UE's algorithm says nothing */
    assert_false(is_read(COMPLETE));
}

static void what_is_ciphered_is_not_guessed(void **state)
{
    (void)state;
    assert_false(is_read(COMPLETE));
    assert_int_equal(kit.reason, BLIND_ENCRYPTED);
    nas_kit_read(&kit, COMMAND_EEA2);
    assert_false(is_read(COMPLETE));
    assert_null(nas_kit_field(&kit, 0, MEANING_NULL_CIPHER, 0));
    nas_kit_read(&kit, COMMAND_EEA0);
    assert_true(is_read(COMPLETE));
    nas_kit_read(&kit, COMMAND_EEA2);
    assert_false(is_read(COMPLETE));
}

static void without_a_handle_nothing_is_known(void **state)
{
    (void)state;
    kit.outer = 0;
    nas_kit_read(&kit, COMMAND_EEA0);
    assert_false(is_read(COMPLETE));
}

/* A handle that is given out anew is another UE's: the first message under it alone says so. */
static void a_handle_given_out_again(void **state)
{
    (void)state;
    nas_kit_read(&kit, COMMAND_EEA0);
    nas_kit_read(&kit, "07 41 71 08 0910100000000010 02 f0f0 0004 0201d011");
    assert_false(is_read(COMPLETE));
    /* In the middle of a conversation, under both its handles, nothing begins. */
    kit.outer_too = 79;
    nas_kit_read(&kit, COMMAND_EEA0);
    nas_kit_read(&kit, "17 11223344 07 07 48 01 0b f6 00f110 8001 02 c0ffee01");
    assert_true(is_read(COMPLETE));
}

/* Who comes back names the key set of before, and has its algorithm. */
static void a_context_is_found_by_its_tmsi(void **state)
{
    (void)state;
    static const char accept[] =
        "27 11223344 01 07 49 00 50 0b f6 00f110 8001 02 c0ffee01 57 02 2000";
    nas_kit_read(&kit, "37 11223344 00 07 5d 02 03 02 f0f0");
    assert_true(is_read(accept));
    kit.outer = 90;
    assert_false(is_read(COMPLETE));
    assert_true(is_read("17 11223344 07 07 48 31 0b f6 00f110 8001 02 c0ffee01"));
    assert_true(is_read(COMPLETE));
    kit.outer = 91; /* another key set */
    assert_true(is_read("17 11223344 07 07 48 21 0b f6 00f110 8001 02 c0ffee01"));
    assert_false(is_read(COMPLETE));
    kit.outer = 92; /* another TMSI */
    assert_true(is_read("17 11223344 07 07 48 31 0b f6 00f110 8001 02 c0ffee03"));
    assert_false(is_read(COMPLETE));
}

/* CONTRACT 2.1 leaves NAS under NEA0 open: it is told as what it is marked as, and by what. */
static void in_5gs_the_null_algorithm_is_said(void **state)
{
    (void)state;
    static const char complete[] = "7e 04 11223344 00 7e 00 5e";
    assert_false(is_read(complete));
    assert_int_equal(kit.reason, BLIND_ENCRYPTED);
    assert_null(nas_kit_field(&kit, 0, MEANING_NULL_CIPHER, 0));
    nas_kit_read(&kit, "7e 03 11223344 00 7e 00 5d 02 00 02 f0f0 e1");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_NULL_CIPHER, 0), "true");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_ASK_IDENTITY, 0), "imeisv");
    assert_false(is_read(complete));
    assert_int_equal(kit.reason, BLIND_NOT_READ);
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_NULL_CIPHER, 0), "true");
}

/* The pitfall: a plain container inside a ciphered message, and a ciphered one inside a plain. */
static void containers_are_told_apart(void **state)
{
    (void)state;
    nas_kit_read(&kit, "7e 01 11223344 00 7e 00 4c 10 0007 f4 0041 c0ffee01 71 0003 7e0041");
    assert_int_equal(kit.count, 1);
    assert_int_equal(kit.all[0].type, 76);
    assert_int_equal(kit.blind, 1);
    assert_int_equal(kit.reason, BLIND_ENCRYPTED);
    nas_kit_read(&kit, "7e 00 5e 71 0003 7e0043");
    assert_int_equal(kit.count, 2);
    assert_int_equal(kit.all[1].type, 67);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_algorithm_is_told, open_eps, close_kit),
        cmocka_unit_test_setup_teardown(null_ciphered_is_read, open_eps, close_kit),
        cmocka_unit_test_setup_teardown(what_is_ciphered_is_not_guessed, open_eps, close_kit),
        cmocka_unit_test_setup_teardown(without_a_handle_nothing_is_known, open_eps, close_kit),
        cmocka_unit_test_setup_teardown(a_handle_given_out_again, open_eps, close_kit),
        cmocka_unit_test_setup_teardown(a_context_is_found_by_its_tmsi, open_eps, close_kit),
        cmocka_unit_test_setup_teardown(in_5gs_the_null_algorithm_is_said, open_5gs, close_kit),
        cmocka_unit_test_setup_teardown(containers_are_told_apart, open_5gs, close_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
