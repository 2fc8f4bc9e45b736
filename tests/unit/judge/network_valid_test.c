#include "judge/network_keys.h"

#include "unit/unit.h"

#include "network_kit.h"

static char name[64];

/* Each mistake is one sentence with the file, the line and the column, and says what it is. */
static void mistakes_are_placed(void **state)
{
    (void)state;
    unsigned misplaced = 0;
    for (unsigned i = 0; i < WRONG_COUNT; i++) {
        struct fault fault = {""};
        char place[128];
        struct network *n = network_of(WRONG[i].text, name, sizeof name, &fault);
        (void)snprintf(place, sizeof place, "%s:%u:%u: ", name, WRONG[i].line, WRONG[i].column);
        bool right = !n && strncmp(fault.sentence, place, strlen(place)) == 0 &&
                     strstr(fault.sentence, WRONG[i].says) && !strchr(fault.sentence, '\n');
        misplaced += !right;
        if (!right)
            print_error("%sgives \"%s\", should be %u:%u %s\n", WRONG[i].text, fault.sentence,
                        WRONG[i].line, WRONG[i].column, WRONG[i].says);
        network_free(n);
    }
    assert_int_equal(misplaced, 0);
}

/* Cut anywhere, the example is right or has its mistake placed; it never ends in a crash. */
static void cut_at_every_length(void **state)
{
    (void)state;
    for (size_t length = 0; length < sizeof EXAMPLE; length++) {
        struct tree t;
        struct fault fault = {""};
        if (tree_read(&t, "cut", EXAMPLE, length, &fault)) {
            bool valid = network_valid(&t, &fault);
            assert_int_equal(valid, fault.sentence[0] == 0);
            tree_free(&t);
        }
        assert_true(!fault.sentence[0] || strncmp(fault.sentence, "cut:", 4) == 0);
    }
}

static void keys_are_found_by_word(void **state)
{
    (void)state;
    struct tree t;
    struct fault fault;
    static const char text[] = "a: 1\nb: {c: 2}\n";
    assert_true(tree_read(&t, "x", text, strlen(text), &fault));
    assert_string_equal(tree_text(&t, network_child(&t, 1, "a")), "1");
    uint32_t b = network_child(&t, 1, "b");
    assert_string_equal(tree_text(&t, network_child(&t, b, "c")), "2");
    assert_int_equal(network_child(&t, 1, "c"), NODE_NONE);
    assert_int_equal(network_child(&t, network_child(&t, 1, "a"), "a"), NODE_NONE);
    tree_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_placed),
        cmocka_unit_test(cut_at_every_length),
        cmocka_unit_test(keys_are_found_by_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
