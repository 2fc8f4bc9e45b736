#include "base/fault.h"

#include "unit/unit.h"

#include <string.h>

static void says_the_sentence_and_false(void **state)
{
    (void)state;
    struct fault f = {"what was before"};
    assert_false(fault_set(&f, "%s: byte %d is wrong", "a.pcap", 7));
    assert_string_equal(f.sentence, "a.pcap: byte 7 is wrong");
}

/* File names are as long as whoever made them wished. */
static void a_long_sentence_is_cut_in_place(void **state)
{
    (void)state;
    struct {
        struct fault f;
        char behind[8];
    } held;
    char name[1000];
    memset(name, 'n', sizeof name);
    name[sizeof name - 1] = 0;
    memset(&held, '#', sizeof held);
    assert_false(fault_set(&held.f, "%s", name));
    assert_int_equal(strlen(held.f.sentence), sizeof held.f.sentence - 1);
    assert_memory_equal(held.behind, "########", sizeof held.behind);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_the_sentence_and_false),
        cmocka_unit_test(a_long_sentence_is_cut_in_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
