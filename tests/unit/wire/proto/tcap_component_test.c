#include "tcap_kit.h"

static uint8_t bytes[TCAP_KIT_BYTES];
static struct tcap_component k;

static bool read(const char *hex)
{
    struct cursor c = cursor_of(bytes, hex_bytes(bytes, sizeof bytes, hex));
    return tcap_component(&c, &k);
}

static void invoke_has_its_code_behind_a_linked_id(void **state)
{
    (void)state;
    assert_true(read("a10b0201058001030201473000"));
    assert_int_equal(k.kind, TCAP_INVOKE);
    assert_true(k.has_id);
    assert_int_equal(k.id, 5);
    assert_true(k.has_code);
    assert_int_equal(k.code, 71);
    assert_int_equal(cursor_left(&k.argument), 2);
    assert_int_equal(k.odd, 0);
}

static void results_may_say_nothing(void **state)
{
    (void)state;
    assert_true(read("a203020109"));
    assert_int_equal(k.kind, TCAP_RESULT_LAST);
    assert_int_equal(k.id, 9);
    assert_false(k.has_code);
    assert_true(read("a7080201093003020147"));
    assert_int_equal(k.kind, TCAP_RESULT_NOT_LAST);
    assert_int_equal(k.code, 71);
}

static void errors_and_problems_have_numbers(void **state)
{
    (void)state;
    assert_true(read("a306020101020131"));
    assert_int_equal(k.kind, TCAP_ERROR);
    assert_int_equal(k.code, 49);
    assert_true(read("a406020101810107"));
    assert_int_equal(k.kind, TCAP_REJECT);
    assert_int_equal(k.code, 0x107);
    assert_true(read("a4050500800102")); /* an invoke id that nobody could read */
    assert_false(k.has_id);
    assert_int_equal(k.code, 2);
}

static void codes_in_disguise(void **state)
{
    (void)state;
    assert_true(read("a1080201010203000047"));
    assert_int_equal(k.code, 71);
    assert_int_equal(k.odd, ODD_NON_MINIMAL_LENGTH);
    assert_true(read("a10c02010106070400000101"
                     "8047"));
    assert_int_equal(k.code, 71);
    assert_int_equal(k.odd, ODD_GLOBAL_OPCODE);
    assert_true(read("a180020101020147"
                     "0000"));
    assert_int_equal(k.code, 71);
    assert_int_equal(k.lack, LACK_NONE);
}

static void other_elements_are_passed_over(void **state)
{
    (void)state;
    assert_true(read("a9000400a106020101020147"));
    assert_int_equal(k.code, 71);
    assert_false(read("a900"));
    assert_false(read(""));
}

static void bytes_behind_the_argument_are_noted(void **state)
{
    (void)state;
    assert_true(read("a10a02010102014730000500"));
    assert_int_equal(k.odd, ODD_TRAILING_BYTES);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    size_t length = hex_bytes(bytes, sizeof bytes, "a10b0201058001030201473000");
    for (size_t n = 1; n < length; n++) {
        uint8_t exact[32];
        memcpy(exact + sizeof exact - n, bytes, n);
        struct cursor c = cursor_of(exact + sizeof exact - n, n);
        if (tcap_component(&c, &k))
            assert_true(k.lack != LACK_NONE || c.why != LACK_NONE);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(invoke_has_its_code_behind_a_linked_id),
        cmocka_unit_test(results_may_say_nothing),
        cmocka_unit_test(errors_and_problems_have_numbers),
        cmocka_unit_test(codes_in_disguise),
        cmocka_unit_test(other_elements_are_passed_over),
        cmocka_unit_test(bytes_behind_the_argument_are_noted),
        cmocka_unit_test(cut_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
