#include "case/keylog.h"

#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define LINE                                                                                       \
    "CLIENT_RANDOM aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "              \
    "0101010101010101010101010101010101010101010101010101010101010101\n"

static void on_message(void *arg, struct message *m)
{
    (void)arg;
    (void)m;
}

static bool reads(const char *head, unsigned times, const char *line, struct fault *why)
{
    char path[] = "/tmp/keylog-XXXXXX";
    struct blind blind;
    int fd = mkstemp(path);
    FILE *f = fdopen(fd, "w");
    assert_non_null(f);
    fputs(head, f);
    for (unsigned i = 0; i < times; i++)
        fputs(line, f);
    fclose(f);
    assert_true(blind_init(&blind, 1 << 16, 7));
    struct driver_settings settings = {.blind = &blind, .message = on_message};
    struct driver *d = driver_new(&settings);
    bool ok = keylog_read(d, path, 1 << 20, why);
    driver_free(d);
    blind_free(&blind);
    unlink(path);
    return ok;
}

static void lines_are_read_however_many(void **state)
{
    (void)state;
    struct fault why;
    assert_true(reads("", 1, LINE, &why));
    assert_true(reads("# SSL/TLS secrets log file\n\n", 3000, LINE, &why));
}

static void what_is_no_key_log_is_said(void **state)
{
    (void)state;
    struct fault why;
    assert_false(reads("", 0, "", &why));
    assert_non_null(strstr(why.sentence, "holds no secret of TLS"));
    assert_false(reads("", 9000, "no line ends here ", &why));
    assert_non_null(strstr(why.sentence, "SSLKEYLOGFILE"));
    struct blind blind;
    assert_true(blind_init(&blind, 1 << 16, 7));
    struct driver_settings settings = {.blind = &blind, .message = on_message};
    struct driver *d = driver_new(&settings);
    assert_false(keylog_read(d, "/nowhere/keys", 1 << 20, &why));
    assert_string_equal(why.sentence, "/nowhere/keys: No such file or directory");
    driver_free(d);
    blind_free(&blind);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_read_however_many),
        cmocka_unit_test(what_is_no_key_log_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
