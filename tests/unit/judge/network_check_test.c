#include "judge/network.h"

#include "remarks_kit.h"

static struct remarked r;

#define V "version: 1\n"

/* Whatever network_read refuses is among what is told, at the same place. */
static void each_mistake_is_told(void **state)
{
    (void)state;
    unsigned missed = 0;
    for (unsigned i = 0; i < WRONG_COUNT; i++) {
        char place[40];
        remark_on(&r, WRONG[i].text, NULL);
        assert_null(r.network);
        snprintf(place, sizeof place, "%u:%u: ", WRONG[i].line, WRONG[i].column);
        bool no_tree = !r.mistakes; /* told by the fault: it is no YAML */
        const char *at = strstr(no_tree ? r.fault.sentence : r.text, place);
        bool told = at && strstr(at, WRONG[i].says);
        missed += !told;
        if (!told)
            print_error("%sgives:\n%s%s\n", WRONG[i].text, r.text, r.fault.sentence);
    }
    assert_int_equal(missed, 0);
}

static void all_mistakes_of_a_step_are_told_by_line(void **state)
{
    (void)state;
    assert_remarks("version: 2\nhoem: {}\nelements:\n"
                   "  - {name: a, role: HHS, adresses: [1]}\n"
                   "  - {addresses: [10.0.0.300, 10.0.0.1/24], ? [x] : y, name: b, name: c}\n"
                   "  - 7\n"
                   "permit: {from: a}\n"
                   "thresholds: {beacons: {Count: x}, beacon: 3}\n",
                   "1:10: \"2\" is a version\n"
                   "2:1: unknown key \"hoem\"\n"
                   "4:21: \"HHS\" is no role\n"
                   "4:26: unknown key \"adresses\"\n"
                   "5:18: \"10.0.0.300\" is no address\n"
                   "5:30: \"10.0.0.1/24\" has bits set\n"
                   "5:46: a key is a list\n"
                   "5:64: the key \"name\" stands here a second time\n"
                   "6:5: 7 is a number\n"
                   "7:9: this is a mapping\n"
                   "8:14: \"beacons\" is no finding\n"
                   "8:24: \"Count\" is no threshold\n"
                   "8:31: \"x\" is neither\n"
                   "8:43: 3 is a number\n");
    assert_remarks(V "elements:\n"
                     "  - {name: a, role: HSS, roles: [AUC], addresses: [10.0.0.1]}\n"
                     "  - {name: b, addresses: [10.0.0.2], hosts: [h, h]}\n"
                     "  - {name: b, addresses: [10.0.0.2]}\n"
                     "home: {plmns: [\"00101\", \"00102\"]}\n"
                     "partners: [{plmns: [\"00101\", \"00102\"]}]\n"
                     "permit: [{why: a}, {why: b}]\n"
                     "maintenance:\n"
                     "  - windows: [\"Sat 01:00-05:00 Mars/X\", \"Sat 01:00-05:00 Mars/Y\"]\n",
                   "3:33: role and roles\n"
                   "4:49: the host h stands\n"
                   "5:12: the name b stands\n"
                   "5:27: the address 10.0.0.2 stands\n"
                   "7:21: 00101 is a partner's and at home\n"
                   "7:30: 00102 is a partner's and at home\n"
                   "8:10: this would permit everything\n"
                   "8:20: this would permit everything\n"
                   "10:15: Mars/X is no time zone\n"
                   "10:41: Mars/Y is no time zone\n");
}

static void twenty_are_told_and_the_rest_is_mentioned(void **state)
{
    (void)state;
    char text[2000] = V "elements:\n";
    for (unsigned i = 0; i < 21; i++)
        strcat(text, "  - {role: HHS}\n");
    remark_on(&r, text, NULL);
    assert_null(r.network);
    assert_int_equal(r.mistakes, 20);
    assert_non_null(strstr(r.fault.sentence, "more than 20 mistakes"));
    remark_on(&r, V "operator: 7\n", NULL);
    assert_non_null(strstr(r.fault.sentence, ": 1 mistake;"));
}

static void the_example_names_three_that_are_nobody(void **state)
{
    (void)state;
    remark_on(&r, EXAMPLE, EXAMPLE_WARRANTS);
    assert_null(r.network);
    assert_int_equal(r.mistakes, 3);
    assert_non_null(strstr(r.text, "jump1 is nobody here"));
    assert_non_null(strstr(r.text, "mme1 is nobody here"));
    assert_non_null(strstr(r.text, "upf1 is nobody here"));
}

static void warrants_are_checked_too(void **state)
{
    (void)state;
    static const char YAML[] = V "interception: {warrants: warrants.txt}\n";
    remark_on(&r, YAML, EXAMPLE_WARRANTS);
    assert_non_null(r.network);
    struct network_sums sums;
    network_sum(r.network, &sums);
    assert_int_equal(sums.warrants, 1);
    assert_string_equal(sums.warrants_key, "e18c808d1401c200");
    network_free(r.network);
    remark_on(&r, YAML, "# key e18c808d1401c200\nimsi:001010000000001\n");
    assert_null(r.network);
    assert_int_equal(r.mistakes, 1);
    assert_non_null(strstr(r.text, "warrants.txt:2: this is no pseudonym"));
    remark_on(&r, YAML, NULL);
    assert_null(r.network);
    assert_int_equal(r.mistakes, 1);
    assert_non_null(strstr(r.text, "2:26: the warrants cannot be read"));
}

static void what_is_declared_is_counted(void **state)
{
    (void)state;
    struct network_sums sums;
    remark_on(&r,
              V "operator: A\nelements: [{name: a}, {name: b}]\npermit: [{from: a}]\n"
                "interception: {functions: [{name: c}]}\npartners: [{}, {}, {}]\n"
                "maintenance: [{to: [a]}]\nthresholds: {beacon: {a: 1, b: 2}, replay: {c: 3}}\n",
              NULL);
    assert_non_null(r.network);
    network_sum(r.network, &sums);
    assert_string_equal(sums.name, "A");
    assert_int_equal(sums.elements, 2);
    assert_int_equal(sums.functions, 1);
    assert_int_equal(sums.permits, 1);
    assert_int_equal(sums.partners, 3);
    assert_int_equal(sums.maintenance, 1);
    assert_int_equal(sums.thresholds, 3);
    assert_int_equal(sums.warrants, 0);
    assert_null(sums.warrants_key);
    assert_int_equal(strlen(network_digest(r.network)), 64);
    network_free(r.network);
}

static void many_doubts_are_cut_aloud(void **state)
{
    (void)state;
    char text[8000] = V "elements:\n";
    for (unsigned i = 0; i < 60; i++) /* neither role nor place: two doubts each */
        strcat(text, "  - {site: north}\n");
    remark_on(&r, text, NULL);
    assert_non_null(r.network);
    assert_int_equal(r.doubts, 101);
    assert_non_null(strstr(r.text, "20 more doubts are not told"));
    network_free(r.network);
}

static void what_cannot_be_read_is_a_fault(void **state)
{
    (void)state;
    struct fault fault;
    assert_null(network_check("/nonexistent/x.yaml", remarked_one, &r, &fault));
    assert_non_null(strstr(fault.sentence, "cannot be read"));
    remark_on(&r, "version: 1\nhome: [", NULL);
    assert_null(r.network);
    assert_int_equal(r.mistakes, 0);
    assert_non_null(strstr(r.fault.sentence, ":3:1: this is no YAML"));
}

/* Cut anywhere, it ends well, and the memory of it too. */
static void cut_at_every_length(void **state)
{
    (void)state;
    static char text[sizeof EXAMPLE];
    for (size_t length = 0; length < sizeof EXAMPLE; length += 7) {
        memcpy(text, EXAMPLE, length);
        text[length] = 0;
        remark_on(&r, text, EXAMPLE_WARRANTS);
        assert_true(r.network || r.fault.sentence[0]);
        network_free(r.network);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_mistake_is_told),
        cmocka_unit_test(all_mistakes_of_a_step_are_told_by_line),
        cmocka_unit_test(twenty_are_told_and_the_rest_is_mentioned),
        cmocka_unit_test(the_example_names_three_that_are_nobody),
        cmocka_unit_test(warrants_are_checked_too),
        cmocka_unit_test(what_is_declared_is_counted),
        cmocka_unit_test(many_doubts_are_cut_aloud),
        cmocka_unit_test(what_cannot_be_read_is_a_fault),
        cmocka_unit_test(cut_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
