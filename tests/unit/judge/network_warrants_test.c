#include "judge/finding.h"

#include "unit/unit.h"

#include "network_kit.h"

#define YAML "version: 1\ninterception: {warrants: warrants.txt}\n"
#define KEY "# key 0123456789abcdef\n"

static char name[64];
static struct fault fault;

static struct network *with(const char *warrants)
{
    fault.sentence[0] = 0;
    return network_with(YAML, warrants, name, sizeof name, &fault);
}

static void those_who_are_named_are_found(void **state)
{
    (void)state;
    struct network *n = with(KEY "nai:bbbbbbbbbb@example.org\n"
                                 "\n"
                                 "# of last year\n"
                                 "  imsi:00101-c3o5vvsi56 \r\n"
                                 "imsi:00101-a3o5vvsi56\n"
                                 "msisdn:999-c3o5vvsi57\n"
                                 "imei:35000000-c3o5vvsi54");
    assert_string_equal(fault.sentence, "");
    assert_true(network_has_warrants(n));
    static const char *const NAMED[] = {"nai:bbbbbbbbbb@example.org", "imsi:00101-c3o5vvsi56",
                                        "imsi:00101-a3o5vvsi56", "msisdn:999-c3o5vvsi57",
                                        "imei:35000000-c3o5vvsi54"};
    for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++)
        assert_true(network_warranted(n, NAMED[i]));
    static const char *const OTHERS[] = {"imsi:00101-c3o5vvsi57", "imsi:00102-c3o5vvsi56",
                                         "msisdn:00101-c3o5vvsi56", "nai:bbbbbbbbbb", ""};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        assert_false(network_warranted(n, OTHERS[i]));
    network_free(n);
}

/* Ordered is nobody: that is not the same as a file that is not there. */
static void an_empty_file_names_nobody(void **state)
{
    (void)state;
    struct network *n = with(KEY);
    assert_non_null(n);
    assert_true(network_has_warrants(n));
    assert_false(network_warranted(n, "imsi:00101-c3o5vvsi56"));
    network_free(n);
    n = network_with("version: 1\n", NULL, name, sizeof name, &fault);
    assert_false(network_has_warrants(n));
    assert_false(network_warranted(n, "imsi:00101-c3o5vvsi56"));
    assert_true(network_warrants_fit(n, "0000000000000000", &fault));
    network_free(n);
    assert_false(network_has_warrants(NULL));
    assert_false(network_warranted(NULL, ""));
}

static void assert_line_is_wrong(const char *warrants, unsigned line, const char *says)
{
    char place[128];
    struct network *n = with(warrants);
    (void)snprintf(place, sizeof place, "warrants.txt:%u: ", line);
    if (n || !strstr(fault.sentence, place) || !strstr(fault.sentence, says))
        print_error("%s: gives \"%s\", should be %s%s\n", warrants, fault.sentence, place, says);
    assert_null(n);
    assert_non_null(strstr(fault.sentence, place));
    assert_non_null(strstr(fault.sentence, says));
}

static void mistakes_are_told_with_their_line(void **state)
{
    (void)state;
    static const char *const LINES[] = {
        "imsi:001010000000001",   "001010000000001",        "imsi:00101-d3o5vvsi5",
        "imsi:00101-d3o5vvsi566", "imsi:00101-C3o5vvsi56",  "imsi:00101-c3o5vvsi51",
        "imsi-00101-c3o5vvsi56",  "guti:00101-c3o5vvsi56",  "msisdn:2345672345",
        "nai:user@example.org",   "imsi:00101-d3o5vvsi56 x"};
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        char text[120];
        (void)snprintf(text, sizeof text, KEY "imsi:00101-c3o5vvsi56\n%s\n", LINES[i]);
        assert_line_is_wrong(text, 3, "no pseudonym");
        assert_null(strstr(fault.sentence, LINES[i])); /* it may be an identity */
    }
    assert_line_is_wrong("", 1, "no line `# key");
    assert_line_is_wrong("imsi:00101-c3o5vvsi56\n" KEY, 1, "no line `# key");
    assert_line_is_wrong("# key 0123\n", 1, "no key's fingerprint");
    assert_line_is_wrong("# key \n", 1, "no key's fingerprint");
}

static void a_file_that_cannot_be_read_is_told_where_it_is_named(void **state)
{
    (void)state;
    char place[128];
    assert_null(with(NULL));
    (void)snprintf(place, sizeof place, "%s:2:26: the warrants cannot be read", name);
    assert_memory_equal(fault.sentence, place, strlen(place));
    assert_null(network_with("version: 1\ninterception: {warrants: /tmp}\n", NULL, name,
                             sizeof name, &fault));
    assert_non_null(strstr(fault.sentence, "cannot be read"));
    assert_null(network_with("version: 1\ninterception: {warrants: /dev/zero}\n", NULL, name,
                             sizeof name, &fault));
    assert_non_null(strstr(fault.sentence, "cannot be read"));
}

static void another_key_does_not_fit(void **state)
{
    (void)state;
    struct network *n = with(KEY "imsi:00101-c3o5vvsi56\n");
    assert_true(network_warrants_fit(n, "0123456789abcdef", &fault));
    assert_false(network_warrants_fit(n, "0123456789abcdee", &fault));
    assert_non_null(strstr(fault.sentence, "warrants.txt: made under the key 0123456789abcdef"));
    network_free(n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(those_who_are_named_are_found),
        cmocka_unit_test(an_empty_file_names_nobody),
        cmocka_unit_test(mistakes_are_told_with_their_line),
        cmocka_unit_test(a_file_that_cannot_be_read_is_told_where_it_is_named),
        cmocka_unit_test(another_key_does_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
