#include "nas_kit.h"

static struct nas_kit kit;

static int open_kit(void **state)
{
    (void)state;
    nas_kit_open(&kit, &decoder_nas_eps);
    return 0;
}

/* TS 24.007 11.2.4: unknown elements of each format are stepped over, the known one behind is met.
 */
static void unknown_elements_are_skipped_by_their_first_byte(void **state)
{
    (void)state;
    nas_kit_read(&kit, "02 01 da f5 2f 03 aabbcc 7e 0002 ddee 28 09 08696e7465726e6574");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_APN, 0), "internet");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
}

/* The same IEI has a length in one message and none in another (0x32, 0x5c, 0x17). */
static void fixed_elements_are_of_their_message(void **state)
{
    (void)state;
    nas_kit_read(&kit, "52 00 c1 01 09 01 00 05 010a2d0002 32 00 58 32 5e 01 06");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    nas_kit_read(&kit, "07 41 71 08 0910100000000010 02 f0f0 0004 0201d011 32 03 010203 17 05");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    nas_kit_read(&kit, "07 41 71 08 0910100000000010 02 f0f0 0004 0201d011 32 03 0102");
    assert_int_equal(kit.all[0].lack, LACK_LENGTH);
}

static void a_length_beyond_the_message_is_told(void **state)
{
    (void)state;
    nas_kit_read(&kit, "02 01 da 28 0a 08696e7465726e6574");
    assert_int_equal(kit.all[0].lack, LACK_LENGTH);
    assert_null(nas_kit_field(&kit, 0, MEANING_APN, 0));
    nas_kit_read(&kit, "02 01 da 7b ffff 00");
    assert_int_equal(kit.all[0].lack, LACK_LENGTH);
    nas_kit_read(&kit, "02 01 da 28");
    assert_int_equal(kit.all[0].lack, LACK_BYTES);
}

static void half_bytes_have_their_value_in_the_low_half(void **state)
{
    (void)state;
    nas_kit_read(&kit, "37 11223344 00 07 5d 22 00 02 f0f0 c1");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_ASK_IDENTITY, 0), "imeisv");
    nas_kit_read(&kit, "37 11223344 00 07 5d 22 00 02 f0f0 c0");
    assert_null(nas_kit_field(&kit, 0, MEANING_ASK_IDENTITY, 0));
}

/* The next request of a kind is another one, the same bytes are the same. */
static void a_request_sent_again_is_known_by_its_bytes(void **state)
{
    (void)state;
    nas_kit_keeps(&kit, DECODER_nas_eps);
    nas_kit_read(&kit, "07 52 00 00112233445566778899aabbccddeeff 00");
    uint64_t asked = kit.all[0].transaction;
    nas_kit_read(&kit, "07 5c 15");
    assert_int_equal(kit.all[0].transaction, asked);
    nas_kit_read(&kit, "07 52 00 00112233445566778899aabbccddeeff 00");
    assert_int_equal(kit.all[0].transaction, asked);
    nas_kit_read(&kit, "07 52 00 01112233445566778899aabbccddeeff 00");
    assert_int_not_equal(kit.all[0].transaction, asked);
    asked = kit.all[0].transaction;
    nas_kit_read(&kit, "07 53 08 0011223344556677");
    assert_int_equal(kit.all[0].transaction, asked);
    nas_kit_close(&kit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(unknown_elements_are_skipped_by_their_first_byte, open_kit),
        cmocka_unit_test_setup(fixed_elements_are_of_their_message, open_kit),
        cmocka_unit_test_setup(a_length_beyond_the_message_is_told, open_kit),
        cmocka_unit_test_setup(a_request_sent_again_is_known_by_its_bytes, open_kit),
        cmocka_unit_test_setup(half_bytes_have_their_value_in_the_low_half, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
