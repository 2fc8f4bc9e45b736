#include "unit/output/declaration_kit.h"

#include <stdio.h>

/* By role and number, by their own label, and never by a word that stands for a role. */
static void names_are_free(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_element(&k, "192.0.2.1", NULL, "MME", 80);
    kit_element(&k, "192.0.2.2", NULL, "MME", 80);
    kit_element(&k, "192.0.2.3", "hss7." KIT_REALM, "HSS", 80);
    kit_element(&k, "192.0.2.4", "hss7.elsewhere.example", "HSS", 80);
    kit_element(&k, "192.0.2.5", "dns." KIT_REALM, "AS", 80);
    const char *text = kit_learn(&k, NULL);
    assert_non_null(strstr(text, "- name: mme1\n"));
    assert_non_null(strstr(text, "- name: mme2\n"));
    assert_non_null(strstr(text, "- name: hss7\n"));
    assert_non_null(strstr(text, "- name: hss7-1\n"));
    assert_non_null(strstr(text, "- name: dns1\n"));
    assert_lacks(text, "- name: dns\n");
    kit_done(&k);
}

/* Thousands of one role are numbered in their order, and in no more than linear time. */
static void many_are_numbered_on(void **state)
{
    (void)state;
    enum { MANY = 3000 };
    struct kit k = kit_draft();
    char address[32];
    for (unsigned i = 0; i < MANY; i++) {
        snprintf(address, sizeof address, "10.0.%u.%u", i >> 8 & 255, i & 255);
        kit_element(&k, address, NULL, "MME", 80);
    }
    const char *text = kit_learn(&k, NULL);
    assert_non_null(strstr(text, "- name: mme3000\n"));
    assert_lacks(text, "- name: mme3001\n");
    kit_done(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_free),
        cmocka_unit_test(many_are_numbered_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
