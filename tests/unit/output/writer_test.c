#include "output/writer.h"

#include "unit/output/output_kit.h"

#include <signal.h>

static void all_goes_out_in_order(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    char large[WRITER_SIZE + 5];
    memset(large, 'x', sizeof large - 1);
    large[sizeof large - 1] = 0;
    write_text(w, "begin ");
    write_text(w, large);
    for (unsigned i = 0; i < WRITER_SIZE; i++)
        write_char(w, 'y');
    write_text(w, " end");
    char *text = kit_text(w);
    assert_int_equal(strlen(text), 6 + sizeof large - 1 + WRITER_SIZE + 4);
    assert_memory_equal(text, "begin ", 6);
    assert_memory_equal(text + 6, large, sizeof large - 1);
    assert_int_equal(text[6 + sizeof large - 1], 'y');
    assert_string_equal(text + strlen(text) - 5, "y end");
    free(text);
    kit_free(w);
}

static void numbers_are_whole(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    write_number(w, 0);
    write_char(w, ' ');
    write_number(w, 10);
    write_char(w, ' ');
    write_number(w, UINT64_MAX);
    assert_written(w, "0 10 18446744073709551615");
}

static void times_are_rfc_3339(void **state)
{
    (void)state;
    static const struct {
        uint64_t seconds;
        const char *text;
    } rows[] = {{0, "1970-01-01T00:00:00.000000000Z"},
                {951782399, "2000-02-28T23:59:59.000000000Z"},
                {951782400, "2000-02-29T00:00:00.000000000Z"},
                {951868800, "2000-03-01T00:00:00.000000000Z"},
                {1709164800, "2024-02-29T00:00:00.000000000Z"},
                {1735689599, "2024-12-31T23:59:59.000000000Z"},
                {4107542400, "2100-03-01T00:00:00.000000000Z"},
                {18446744073U, "2554-07-21T23:34:33.000000000Z"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[TIME_SIZE];
        struct writer *w = kit_new();
        time_text(text, rows[i].seconds * 1000000000U);
        assert_string_equal(text, rows[i].text);
        write_time(w, rows[i].seconds * 1000000000U);
        write_time(w, rows[i].seconds * 1000000000U);
        char *twice = kit_text(w);
        assert_memory_equal(twice, text, 30);
        assert_string_equal(twice + 30, text);
        free(twice);
        kit_free(w);
    }
}

static void nanoseconds_have_nine_digits(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    write_time(w, 1769903998123456789U);
    assert_written(w, "2026-01-31T23:59:58.123456789Z");
}

/* Nobody reads any more: the writer says so, and goes on without. */
static void a_closed_end_is_told(void **state)
{
    (void)state;
    int ends[2];
    struct writer *w = malloc(sizeof *w);
    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    writer_init(w, ends[1]);
    write_text(w, "lost");
    assert_false(w->failed);
    writer_flush(w);
    assert_true(w->failed);
    write_text(w, "also lost");
    writer_flush(w);
    assert_int_equal(w->len, 0);
    close(ends[1]);
    free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_goes_out_in_order), cmocka_unit_test(numbers_are_whole),
        cmocka_unit_test(times_are_rfc_3339),    cmocka_unit_test(nanoseconds_have_nine_digits),
        cmocka_unit_test(a_closed_end_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
