#include "judge/undeclared.h"

#include "unit/judge/judge_scene.h"

static const char YAML[] =
    "version: 1\n"
    "home: {global_titles: [\"99901\"], user_pools: [10.45.0.0/16]}\n"
    "elements:\n"
    "  - {name: hss1, role: HSS, addresses: [192.0.2.5], global_titles: [\"9990100005\"]}\n"
    "maintenance: [{vendor: V, from: [198.51.100.0/28]}]\n"
    "interception: {deliver_to: [198.51.100.77]}\n"
    "partners: [{name: P, addresses: [203.0.113.0/24]}]\n";

static void only_what_nobody_could_be(void **state)
{
    (void)state;
    static const struct {
        const char *address;
        bool undeclared;
    } rows[] = {
        {"192.0.2.6", true},    {"2001:db8::7", true},    {"gt:9990100006", true},
        {"192.0.2.5", false},   {"gt:9990100005", false}, {"gt:4915112345", false},
        {"10.45.3.1", false},   {"198.51.100.3", false},  {"198.51.100.77", false},
        {"203.0.113.9", false}, {"224.0.0.5", false},     {"255.255.255.255", false},
        {"169.254.1.1", false}, {"127.0.0.1", false},     {"0.0.0.0", false},
        {"::", false},          {"::1", false},           {"fe80::1", false},
        {"ff02::1", false},
    };
    struct scene s;
    scene_open(&s, YAML);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct addr a = scene_address(rows[i].address);
        if (undeclared_address(s.judge, &a) != rows[i].undeclared)
            fail_msg("%s", rows[i].address);
    }
    scene_close(&s);
}

static void without_a_declaration_nobody_is(void **state)
{
    (void)state;
    struct scene s;
    struct addr a = scene_address("192.0.2.6");
    scene_open(&s, NULL);
    assert_false(undeclared_address(s.judge, &a));
    scene_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_nobody_could_be),
        cmocka_unit_test(without_a_declaration_nobody_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
