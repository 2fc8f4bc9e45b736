#include "unit/output/declaration_kit.h"

#include <stdio.h>

static void plain(struct kit *k, const char *address, uint64_t messages, const char *only_with)
{
    k->sink.element(k->sink.arg, &(struct postern_element){
                                     .address = address,
                                     .messages = messages,
                                     .only_with = only_with,
                                 });
}

static void few_are_named_each(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_element(&k, "192.0.2.1", NULL, "MME", 80);
    plain(&k, "192.0.2.7", 0, "192.0.2.1:22");
    plain(&k, "192.0.2.8", 3, NULL);
    kit_talk(&k, "192.0.2.7", "192.0.2.1", "ssh", 22);
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "    # role: ?  what is it? speaks only to 192.0.2.1:22\n"
                       "    addresses: [192.0.2.7]\n");
    assert_holds(text, "# role: ?  what is it? 3 messages, none of which tells a role\n");
    kit_done(&k);
}

/* Who speaks with nobody that is declared is asked for by nobody. */
static void the_rest_of_the_office_is_left_out(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_element(&k, "192.0.2.1", NULL, "MME", 80);
    plain(&k, "198.51.100.7", 0, NULL);
    plain(&k, "198.51.100.8", 0, NULL);
    plain(&k, "198.51.100.9", 0, NULL);
    kit_talk(&k, "198.51.100.7", "198.51.100.8", "ssh", 22);
    assert_lacks(kit_learn(&k, NULL), "198.51.100.");
    kit_done(&k);
    k = kit_draft();
    kit_element(&k, "192.0.2.1", NULL, "MME", 80);
    plain(&k, "198.51.100.7", 0, NULL);
    plain(&k, "198.51.100.8", 0, NULL);
    kit_talk(&k, "198.51.100.7", "198.51.100.8", "ssh", 22);
    kit_talk(&k, "198.51.100.8", "192.0.2.1", "ssh", 22); /* and so on, to the end */
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "[198.51.100.7]");
    assert_holds(text, "[198.51.100.8]");
    kit_done(&k);
}

static void many_are_gathered_by_prefix(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    char address[32];
    kit_element(&k, "10.0.0.1", NULL, "MME", 80);
    for (unsigned i = 1; i <= 40; i++) {
        snprintf(address, sizeof address, "10.0.0.%u", 100 + i);
        plain(&k, address, 1, NULL);
        snprintf(address, sizeof address, "203.0.%u.%u", i % 3, i);
        plain(&k, address, 1, NULL);
    }
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "  - name: net\n"
                       "    # role: ?  40 hosts that play no part in the core, gathered\n"
                       "    addresses: [10.0.0.0/24]\n");
    assert_holds(text, "  - name: outside\n"
                       "    # role: ?  40 hosts that play no part in the core, gathered\n"
                       "    addresses: [203.0.0.0/24, 203.0.1.0/24, 203.0.2.0/24]\n");
    assert_holds(text, "    addresses: [10.0.0.1]\n"); /* the core's stand for themselves */
    kit_done(&k);
}

static void very_many_are_gathered_wider(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    char address[32];
    kit_element(&k, "192.0.2.1", NULL, "MME", 80);
    for (unsigned i = 0; i < 60; i++) {
        snprintf(address, sizeof address, "203.0.%u.%u", i % 10, i);
        plain(&k, address, 1, NULL);
    }
    assert_holds(kit_learn(&k, NULL), "    addresses: [203.0.0.0/16]\n");
    kit_done(&k);
}

static void groups_and_pools_are_nobody(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_origin(&k, "pool", "10.45.0.0/24", 1);
    kit_element(&k, "192.0.2.1", NULL, "MME", 80);
    plain(&k, "224.0.0.251", 5, NULL);
    plain(&k, "10.45.0.7", 5, NULL);
    plain(&k, "127.0.0.1", 5, NULL);
    const char *text = kit_learn(&k, NULL);
    assert_lacks(text, "224.0.0.251");
    assert_lacks(text, "10.45.0.7");
    assert_lacks(text, "127.0.0.1");
    kit_done(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_are_named_each),
        cmocka_unit_test(the_rest_of_the_office_is_left_out),
        cmocka_unit_test(many_are_gathered_by_prefix),
        cmocka_unit_test(very_many_are_gathered_wider),
        cmocka_unit_test(groups_and_pools_are_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
