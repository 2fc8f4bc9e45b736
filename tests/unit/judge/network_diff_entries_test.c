#include "judge/network_diff.h"

#include "unit/unit.h"

#include "network_kit.h"

static void read_entries(struct tree *t, struct diff_side *s, const char *text)
{
    struct fault fault;
    assert_true(tree_read(t, "x", text, strlen(text), &fault));
    assert_true(diff_entries(s, t));
}

static const struct diff_entry *entry(const struct diff_side *s, const char *word,
                                      const char *label)
{
    for (size_t i = 0; i < s->entry_count; i++)
        if (strcmp(s->entries[i].word, word) == 0 && strcmp(s->entries[i].label, label) == 0)
            return &s->entries[i];
    fail_msg("no entry %s %s", word, label);
    return NULL;
}

static void the_example_has_these_entries(void **state)
{
    (void)state;
    struct tree t;
    struct diff_side s;
    read_entries(&t, &s, EXAMPLE);
    assert_int_equal(s.entry_count, 11);
    assert_string_equal(entry(&s, "", "")->whole, "version 1, operator Example Mobile");
    assert_string_equal(entry(&s, "permit", "provisioning > hss1 ldap")->whole,
                        "from provisioning, to hss1, protocol ldap, operation search, category "
                        "profile, why nightly reconciliation");
    assert_string_equal(entry(&s, "elements", "2001:db8::7")->whole,
                        "role PGW-C, role SMF, address 2001:db8::7, point code 4711");
    assert_string_equal(entry(&s, "maintenance", "Example Systems")->facts[7].value,
                        "id CHG-17, from 2026-01-10T01:00:00Z, until 2026-01-10T05:00:00Z");
    assert_string_equal(entry(&s, "functions", "mdf1")->whole,
                        "name mdf1, role MDF, address 10.9.0.3");
    assert_string_equal(entry(&s, "thresholds", "identity-harvest")->whole,
                        "subscribers 50, within 10m");
    assert_true(entry(&s, "partners", "Roam Co")->counted);
    assert_false(entry(&s, "home", "")->counted);
    assert_int_equal(entry(&s, "interception", "")->fact_count, 2);
    diff_free(&s);
    tree_free(&t);
}

static void entries_and_facts_are_sorted(void **state)
{
    (void)state;
    struct tree t;
    struct diff_side s;
    read_entries(
        &t, &s,
        "version: 1\nelements: [{name: b, addresses: [10.0.0.9, 10.0.0.5/32]}, {name: a}]\n");
    assert_int_equal(s.entry_count, 3);
    assert_string_equal(s.entries[1].label, "a");
    assert_string_equal(s.entries[2].whole, "name b, address 10.0.0.5, address 10.0.0.9");
    diff_free(&s);
    tree_free(&t);
}

static void words_are_of_one(void **state)
{
    (void)state;
    assert_string_equal(diff_word("addresses"), "address");
    assert_string_equal(diff_word("vendor"), "vendor");
    assert_true(diff_labels("permit", "protocol"));
    assert_false(diff_labels("permit", "why"));
    assert_false(diff_labels("home", "plmns"));
}

/* Names in one another's labels, many nodes and long texts: the room is enough. */
static void the_largest_fit(void **state)
{
    (void)state;
    static char text[200000];
    size_t n = (size_t)snprintf(text, sizeof text, "version: 1\npermit:\n");
    for (unsigned i = 0; i < 1500; i++)
        n += (size_t)snprintf(text + n, sizeof text - n,
                              "  - {from: 10.%u.%u.0/24, to: e, why: %0*u, operations: [1,2,3]}\n",
                              i / 256, i % 256, (int)(i % 60) + 1, i);
    struct tree t;
    struct diff_side s;
    read_entries(&t, &s, text);
    assert_int_equal(s.entry_count, 1501);
    diff_free(&s);
    tree_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_has_these_entries),
        cmocka_unit_test(entries_and_facts_are_sorted),
        cmocka_unit_test(words_are_of_one),
        cmocka_unit_test(the_largest_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
