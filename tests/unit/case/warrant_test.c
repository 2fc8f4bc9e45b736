#include "case/warrant.h"

#include "stage.h"

#include <string.h>

static char told[4000];
static unsigned lines;

static void on_line(void *arg, const char *line)
{
    assert_ptr_equal(arg, told);
    strcat(told, line);
    strcat(told, "\n");
    lines++;
}

static bool warrant(const char *text, size_t size, struct postern_fault *fault)
{
    uint8_t key[32];
    for (uint8_t i = 0; i < 32; i++)
        key[i] = i;
    int fd = memfd_create("identities", 0);
    assert_int_equal(write(fd, text, size), size);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    told[0] = 0;
    lines = 0;
    bool good = postern_warrant(fd, "orders", key, on_line, told, fault);
    close(fd);
    return good;
}

/* Values of BLAKE2b by another program (Python's hashlib). */
static void identities_become_pseudonyms(void **state)
{
    (void)state;
    struct postern_fault fault;
    static const char text[] = "# orders of the year\n"
                               "nai:user@example.org\r\n"
                               "  imsi:001010000000001  # the first\n"
                               "\n"
                               "imei:35000000000001\n"
                               "imei:3500000000000123\n"
                               "msisdn:999000000001";
    assert_true(warrant(text, strlen(text), &fault));
    assert_string_equal(told, "# key e18c808d1401c200\n"
                              "imei:35000000-gaxw2luyy5\n"
                              "imsi:00101-j2tyrljk46\n"
                              "msisdn:999-wgntftnqlr\n"
                              "nai:hmewidyjl4@example.org\n");
}

static void no_identities_are_a_file_too(void **state)
{
    (void)state;
    struct postern_fault fault;
    assert_true(warrant("", 0, &fault));
    assert_string_equal(told, "# key e18c808d1401c200\n");
}

static void mistakes_are_told_without_what_stands_there(void **state)
{
    (void)state;
    static const struct {
        const char *line, *says;
    } WRONG[] = {
        {"001010000000001", "name the class"},
        {"+999000000001", "no identity"},
        {"imsi:00101000000000a", "IMSI"},
        {"imsi:0010100000000012", "IMSI"},
        {"imsi:", "IMSI"},
        {"imsi: 001010000000001", "IMSI"},
        {"IMSI:001010000000001", "no identity"},
        {"msisdn:+999000000001", "without +"},
        {"imei:3500000000000", "14 to 16"},
        {"nai:user", "user@realm"},
        {"nai:@example.org", "user@realm"},
        {"nai:sip:user@example.org", "without sip:"},
        {"guti:00101-1234", "no identity"},
        {"imsi:00101-c3o5vvsi56", "IMSI"},
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        char text[200];
        struct postern_fault fault;
        snprintf(text, sizeof text, "imsi:001010000000001\n\n%s\n", WRONG[i].line);
        assert_false(warrant(text, strlen(text), &fault));
        assert_memory_equal(fault.sentence, "orders:3: ", 10);
        if (!strstr(fault.sentence, WRONG[i].says))
            fail_msg("%s: %s", WRONG[i].line, fault.sentence);
        assert_null(strstr(fault.sentence, "00101"));
        assert_int_equal(lines, 0);
    }
}

static void what_is_no_text_is_refused(void **state)
{
    (void)state;
    struct postern_fault fault;
    assert_false(warrant("imsi:00101000000000\0001", 22, &fault));
    assert_non_null(strstr(fault.sentence, "zero byte"));
    assert_false(postern_warrant(-1, "orders", (const uint8_t[32]){0}, on_line, told, &fault));
    assert_memory_equal(fault.sentence, "orders: ", 8);
}

/* --- Read again, and asked by the judge --------------------------------------------------------
 */

static struct network *declared(const char *warrants)
{
    char folder[] = "/tmp/postern-warrant-XXXXXX";
    char yaml[64];
    char path[64];
    struct fault fault;
    assert_non_null(mkdtemp(folder));
    snprintf(yaml, sizeof yaml, "%s/network.yaml", folder);
    snprintf(path, sizeof path, "%s/warrants.txt", folder);
    FILE *f = fopen(yaml, "w");
    fputs("version: 1\ninterception: {warrants: warrants.txt}\n", f);
    fclose(f);
    f = fopen(path, "w");
    fputs(warrants, f);
    fclose(f);
    struct network *n = network_read(yaml, &fault);
    remove(yaml);
    remove(path);
    rmdir(folder);
    return n;
}

static void who_is_named_is_warranted(void **state)
{
    (void)state;
    struct postern_fault fault;
    struct stage *s = stage_new(false, false, true);
    stage_vectors(s, "001010000000001", 2001);
    stage_vectors(s, "001010000000002", 2001);
    size_t count;
    registry_finish(s->p.registry);
    const struct access *all = registry_accesses(s->p.registry, &count);
    assert_true(count >= 2);
    assert_false(warrant_names(&s->p, all[0].person)); /* no declaration */
    assert_true(warrant("imsi:001010000000001\n", 21, &fault));
    s->p.network = declared(told);
    assert_non_null(s->p.network);
    unsigned named = 0;
    for (size_t i = 0; i < count; i++)
        named += warrant_names(&s->p, all[i].person);
    assert_in_range(named, 1, count - 1);
    assert_true(warrant_names(&s->p, all[0].person));
    assert_false(warrant_names(&s->p, all[count - 1].person));
    assert_false(warrant_names(&s->p, 0));
    assert_false(warrant_names(&s->p, 12345));
    network_free(s->p.network);
    stage_free(s);
}

/* As a whole: a run under another key than the warrants' does not begin. */
static void another_key_is_noticed(void **state)
{
    (void)state;
    struct postern_settings settings;
    struct postern_fault fault;
    char folder[] = "/tmp/postern-warrant-XXXXXX";
    char yaml[64];
    char path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(yaml, sizeof yaml, "%s/network.yaml", folder);
    snprintf(path, sizeof path, "%s/warrants.txt", folder);
    FILE *f = fopen(yaml, "w");
    fputs("version: 1\ninterception: {warrants: warrants.txt}\n", f);
    fclose(f);
    f = fopen(path, "w");
    fputs("# key e18c808d1401c200\n", f);
    fclose(f);
    postern_defaults(&settings);
    settings.network = yaml;
    assert_null(postern_new(&settings, &fault));
    assert_non_null(strstr(fault.sentence, "made under the key e18c808d1401c200"));
    for (uint8_t i = 0; i < 32; i++)
        settings.key[i] = i;
    struct postern *p = postern_new(&settings, &fault);
    assert_non_null(p);
    postern_free(p);
    remove(yaml);
    remove(path);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identities_become_pseudonyms),
        cmocka_unit_test(no_identities_are_a_file_too),
        cmocka_unit_test(mistakes_are_told_without_what_stands_there),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(who_is_named_is_warranted),
        cmocka_unit_test(another_key_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
