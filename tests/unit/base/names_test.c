#include "base/names.h"

#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

static struct names names;

static int fill(void **state)
{
    (void)state;
    return names_init(&names, 4096, 7) ? 0 : -1;
}

static int empty(void **state)
{
    (void)state;
    names_free(&names);
    return 0;
}

static uint32_t name(const char *s)
{
    return names_of(&names, s, strlen(s));
}

static void a_string_is_kept_once(void **state)
{
    (void)state;
    uint32_t mme = name("mme1.example");
    uint32_t hss = name("hss1.example");
    assert_true(mme > NAMES_FULL && hss > NAMES_FULL);
    assert_int_not_equal(mme, hss);
    size_t held = names.len;
    assert_int_equal(name("mme1.example"), mme);
    assert_int_equal(names.len, held);
    assert_int_equal(names.count, 2);
    assert_string_equal(names_text(&names, mme), "mme1.example");
    assert_string_equal(names_text(&names, hss), "hss1.example");
}

static void nothing_has_no_number(void **state)
{
    (void)state;
    assert_int_equal(name(""), NAMES_NONE);
    assert_string_equal(names_text(&names, NAMES_NONE), "");
    assert_int_equal(names.count, 0);
}

/* Bytes of the wire end at their length; one name that begins another is another. */
static void length_is_obeyed(void **state)
{
    (void)state;
    static const char wire[] = "mme1mme2";
    uint32_t four = names_of(&names, wire, 4);
    uint32_t eight = names_of(&names, wire, 8);
    assert_int_not_equal(four, eight);
    assert_string_equal(names_text(&names, four), "mme1");
    assert_string_equal(names_text(&names, eight), "mme1mme2");
    assert_int_equal(name("mme1"), four);
    assert_int_equal(names_of(&names, wire + 4, 4), name("mme2"));
}

/* A zero byte that somebody sent ends a name: it cannot be kept under many numbers, and nothing
 * behind what is held is looked at. */
static void a_zero_byte_ends_it(void **state)
{
    (void)state;
    static char sent[3000] = "mme1";
    uint32_t plain = name("mme1");
    for (size_t len = 4; len < sizeof sent; len += 7) {
        sent[5] = (char)('a' + len % 26);
        assert_int_equal(names_of(&names, sent, len), plain);
    }
    assert_int_equal(names_of(&names, "\0abc", 4), NAMES_NONE);
    assert_int_equal(names.count, 1);
}

static void full_by_count_keeps_what_it_has(void **state)
{
    (void)state;
    uint32_t held[4096];
    unsigned kept = 0;
    for (unsigned i = 0; i < 4096; i++) {
        char s[12];
        (void)snprintf(s, sizeof s, "%u", i);
        held[i] = name(s);
        if (held[i] != NAMES_FULL)
            kept = i + 1;
    }
    assert_in_range(kept, names.mask / 2, names.mask);
    assert_int_equal(names.count, kept);
    assert_int_equal(names.refused, 4096 - kept);
    assert_string_equal(names_text(&names, NAMES_FULL), "(too many names)");
    for (unsigned i = 0; i < kept; i++) {
        char s[12];
        (void)snprintf(s, sizeof s, "%u", i);
        assert_int_equal(name(s), held[i]);
        assert_string_equal(names_text(&names, held[i]), s);
    }
    assert_int_equal(names.refused, 4096 - kept);
}

/* The last byte of the budget can be used, and the one behind it cannot. */
static void full_by_bytes(void **state)
{
    (void)state;
    static char s[4096];
    memset(s, 'x', sizeof s);
    size_t room = names.cap - names.len;
    assert_int_equal(names_of(&names, s, room), NAMES_FULL);
    assert_int_equal(names.refused, 1);
    uint32_t all = names_of(&names, s, room - 1);
    assert_true(all > NAMES_FULL);
    assert_int_equal(strlen(names_text(&names, all)), room - 1);
    assert_int_equal(names.len, names.cap);
    assert_int_equal(name("y"), NAMES_FULL);
}

/* A budget that cannot hold its own slots is no memory, not a write behind it. */
static void smallest_budgets(void **state)
{
    (void)state;
    for (size_t budget = 0; budget < 400; budget++) {
        struct names n;
        if (names_init(&n, budget, 0)) {
            assert_true(n.len <= n.cap && n.cap < budget);
            assert_string_equal(names_text(&n, NAMES_FULL), "(too many names)");
        }
        names_free(&n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_string_is_kept_once, fill, empty),
        cmocka_unit_test_setup_teardown(nothing_has_no_number, fill, empty),
        cmocka_unit_test_setup_teardown(length_is_obeyed, fill, empty),
        cmocka_unit_test_setup_teardown(a_zero_byte_ends_it, fill, empty),
        cmocka_unit_test_setup_teardown(full_by_count_keeps_what_it_has, fill, empty),
        cmocka_unit_test_setup_teardown(full_by_bytes, fill, empty),
        cmocka_unit_test(smallest_budgets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
