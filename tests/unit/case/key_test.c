#include "postern.h"

#include "unit/unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];
static char path[96];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/postern-key-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/key", folder);
    return 0;
}

static int drop_folder(void **state)
{
    (void)state;
    unlink(path);
    rmdir(folder);
    return 0;
}

static void write_file(const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

static void a_new_key_is_read_back(void **state)
{
    (void)state;
    uint8_t made[32];
    uint8_t read[32];
    struct postern_fault fault;
    struct stat about;
    assert_true(postern_key_new(path, made, &fault));
    assert_true(postern_key_read(path, read, &fault));
    assert_memory_equal(made, read, 32);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(about.st_size, 65);
}

static void a_key_is_never_overwritten(void **state)
{
    (void)state;
    uint8_t one[32];
    uint8_t two[32];
    struct postern_fault fault;
    assert_true(postern_key_new(path, one, &fault));
    assert_false(postern_key_new(path, two, &fault));
    assert_non_null(strstr(fault.sentence, path));
    assert_true(postern_key_read(path, two, &fault));
    assert_memory_equal(one, two, 32);
}

static void what_is_no_key_is_refused(void **state)
{
    (void)state;
    char digits[80];
    uint8_t key[32];
    struct postern_fault fault;
    memset(digits, 'a', sizeof digits);
    for (size_t n = 0; n < 70; n++) {
        digits[n] = 0;
        write_file(digits);
        digits[n] = 'a';
        assert_int_equal(postern_key_read(path, key, &fault), n == 64);
    }
    digits[64] = '\n';
    digits[65] = 0;
    write_file(digits);
    assert_true(postern_key_read(path, key, &fault));
    digits[7] = 'g';
    write_file(digits);
    assert_false(postern_key_read(path, key, &fault));
    assert_non_null(strstr(fault.sentence, path));
}

static void a_missing_key_is_a_fault(void **state)
{
    (void)state;
    uint8_t key[32];
    struct postern_fault fault;
    assert_false(postern_key_read(path, key, &fault));
    assert_non_null(strstr(fault.sentence, path));
}

static void the_fingerprint_is_the_contracts(void **state)
{
    (void)state;
    uint8_t key[32];
    char out[17];
    for (uint8_t i = 0; i < 32; i++)
        key[i] = i;
    postern_key_fingerprint(key, out);
    assert_string_equal(out, "e18c808d1401c200");
}

static void random_keys_differ(void **state)
{
    (void)state;
    uint8_t one[32];
    uint8_t two[32];
    postern_key_random(one);
    postern_key_random(two);
    assert_memory_not_equal(one, two, 32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_key_is_read_back, make_folder, drop_folder),
        cmocka_unit_test_setup_teardown(a_key_is_never_overwritten, make_folder, drop_folder),
        cmocka_unit_test_setup_teardown(what_is_no_key_is_refused, make_folder, drop_folder),
        cmocka_unit_test_setup_teardown(a_missing_key_is_a_fault, make_folder, drop_folder),
        cmocka_unit_test(the_fingerprint_is_the_contracts),
        cmocka_unit_test(random_keys_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
