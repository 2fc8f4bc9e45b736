#include "unit/output/declaration_kit.h"

#include <stdio.h>

static void no_line_is_wider_than_100(const char *text)
{
    while (*text) {
        size_t n = strcspn(text, "\n");
        assert_in_range(n, 0, 100);
        text += n + (text[n] == '\n');
    }
}

static void long_lists_are_folded(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    char name[64];
    kit_element(&k, "192.0.2.1", "mme1." KIT_REALM, "MME", 80);
    for (unsigned i = 0; i < 30; i++) {
        snprintf(name, sizeof name, "Some-Operation-With-A-Long-Name-%u", i);
        kit_access(&k, kit_party("192.0.2.1", NULL), kit_party(NULL, NULL), name, "HSS");
    }
    const char *text = kit_learn(&k, NULL);
    no_line_is_wider_than_100(text);
    assert_holds(text, "Some-Operation-With-A-Long-Name-0, Some-Operation-With-A-Long-Name-1,\n");
    kit_done(&k);
}

/* Names come from the wire: none of them ends a comment, a text or the document. */
static void hostile_words_stay_words(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    struct postern_role role = {"MME", 80, "sends a\nversion: 2 \x1b[31m", true};
    k.sink.element(k.sink.arg, &(struct postern_element){.address = "192.0.2.1",
                                                         .roles = &role,
                                                         .role_count = 1,
                                                         .product = "evil\nelements: []",
                                                         .messages = 1});
    kit_access(&k, kit_party("192.0.2.1", NULL), kit_party(NULL, NULL),
               "Get \"x\", ]\n- y: \\ \x01", "HSS");
    const char *text = kit_learn(&k, NULL);
    assert_lacks(text, "\nversion: 2");
    assert_lacks(text, "\nelements: []");
    assert_holds(text, "# sends a?version: 2 ?[31m\n");
    assert_holds(text, "operations: [\"Get \\\"x\\\", ]\\x0A- y: \\\\ \\x01\"]\n");
    kit_done(&k);
}

static void what_looks_like_something_else_is_quoted(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_origin(&k, "plmn", "00101", 1);
    kit_element(&k, "2001:db8::1", NULL, "MME", 80);
    kit_element(&k, "pc:2-1-5", NULL, "MSC", 80);
    kit_access(&k, kit_party("2001:db8::1", NULL), kit_party(NULL, NULL), "true", "HSS");
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "plmns: [\"00101\"]");
    assert_holds(text, "addresses: [\"2001:db8::1\"]");
    assert_holds(text, "point_codes: [\"2-1-5\"]");
    assert_holds(text, "operations: [\"true\"]");
    kit_done(&k);
}

static void a_draft_that_no_declaration_may_be_is_none(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    char address[32];
    char name[80];
    bool failed = false;
    for (unsigned i = 0; i < 12000; i++) {
        snprintf(address, sizeof address, "10.%u.%u.%u", i >> 16, i >> 8 & 255, i & 255);
        snprintf(name, sizeof name, "a-name-that-takes-room-in-the-draft-%u.example", i);
        kit_element(&k, address, name, "MME", 80);
    }
    output_declaration_learn(k.d, &failed);
    assert_true(failed);
    kit_done(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_lists_are_folded),
        cmocka_unit_test(hostile_words_stay_words),
        cmocka_unit_test(what_looks_like_something_else_is_quoted),
        cmocka_unit_test(a_draft_that_no_declaration_may_be_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
