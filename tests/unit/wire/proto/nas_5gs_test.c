#include "nas_kit.h"

static struct nas_kit kit;

static int open_kit(void **state)
{
    (void)state;
    nas_kit_open(&kit, &decoder_nas_5gs);
    return 0;
}

static void names_its_messages(void **state)
{
    (void)state;
    assert_int_equal(nas_kit_read(&kit, "7e0043"), VERDICT_TOOK);
    assert_string_equal(kit.all[0].name, "Registration complete");
    assert_int_equal(nas_kit_read(&kit, "2e 05 01 d6 24"), VERDICT_TOOK);
    assert_string_equal(kit.all[0].name, "5GSM status");
    assert_int_equal(nas_kit_read(&kit, "00"), VERDICT_NOT_MINE);
}

static void nobody_probes_it(void **state)
{
    (void)state;
    assert_int_equal(decoder_nas_5gs.looks(cursor_of("\x7e\x00\x41", 3)), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(names_its_messages, open_kit),
        cmocka_unit_test_setup(nobody_probes_it, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
