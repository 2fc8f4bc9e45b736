#include "output/page.h"

#include "unit/output/output_kit.h"

static void assert_page(struct page *p, const char *expected)
{
    struct writer *w = kit_new();
    page_write(p, w);
    page_free(p);
    assert_written(w, expected);
}

static void words_wrap(void **state)
{
    (void)state;
    struct page p = {.width = 20};
    page_put(&p, "  label", STYLE_PLAIN);
    page_to(&p, 10);
    page_wrap(&p, 10, "one two three four", STYLE_PLAIN);
    page_wrap(&p, 2, "five", STYLE_PLAIN);
    assert_page(&p, "  label   one two\n          three four\n  five\n");
}

static void long_words_break_between_their_parts(void **state)
{
    (void)state;
    struct page p = {.width = 20};
    page_wrap(&p, 0, "mme1.epc.mnc001.mcc001.3gppnetwork.org", STYLE_PLAIN);
    page_wrap(&p, 0, "abcdefghijklmnopqrstuvwxyz", STYLE_PLAIN);
    assert_page(&p, "mme1.epc.mnc001.\nmcc001.3gppnetwork.\norg\nabcdefghijklmnopqrst\nuvwxyz\n");
}

/* RFC 3629 in words: columns are characters, and what is none takes one. */
static void columns_are_characters(void **state)
{
    (void)state;
    assert_int_equal(page_columns("abc", 3), 3);
    assert_int_equal(page_columns("\xc3\xa4\xe2\x82\xac", 5), 2);
    assert_int_equal(page_columns("\xff\xff", 2), 2);
    assert_int_equal(page_fit("\xc3\xa4\xc3\xb6\xc3\xbc", 2), 4);
    assert_int_equal(page_fit("one two", 7), 7);
    assert_int_equal(page_fit("one two", 6), 3);
    assert_int_equal(page_fit("", 5), 0);
}

/* What the wire says cannot steer the terminal. */
static void commands_are_shown_and_not_obeyed(void **state)
{
    (void)state;
    struct page p = {.width = 80};
    page_put(&p,
             "a\033[2Jb\rc\177d\xc2\x9b"
             "e\xe2\x80\xae"
             "f\xe2\x81\xa6"
             "g\x9bh",
             STYLE_PLAIN);
    page_end(&p);
    assert_page(&p, "a?[2Jb?c?d?e?f?g?h\n");
}

static void styles_are_only_there_in_colour(void **state)
{
    (void)state;
    struct page plain = {.width = 80};
    page_put(&plain, "high", STYLE_BAD);
    assert_page(&plain, "high");
    struct page colored = {.width = 80, .color = true};
    page_put(&colored, "high", STYLE_BAD);
    page_put(&colored, " low", STYLE_PLAIN);
    assert_int_equal(colored.column, 8);
    assert_page(&colored, "\033[1;31mhigh\033[0m low");
}

static void columns_are_reached(void **state)
{
    (void)state;
    struct page p = {.width = 80};
    page_put(&p, "abc", STYLE_PLAIN);
    page_to(&p, 5);
    page_put(&p, "d", STYLE_PLAIN);
    page_to(&p, 2);
    page_put(&p, "e   ", STYLE_PLAIN);
    page_end(&p);
    page_format(&p, "%d", 7);
    assert_page(&p, "abc  d e\n7");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_wrap),
        cmocka_unit_test(long_words_break_between_their_parts),
        cmocka_unit_test(columns_are_characters),
        cmocka_unit_test(commands_are_shown_and_not_obeyed),
        cmocka_unit_test(styles_are_only_there_in_colour),
        cmocka_unit_test(columns_are_reached),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
