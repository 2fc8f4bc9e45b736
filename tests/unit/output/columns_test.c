#include "output/columns.h"

#include "unit/output/output_kit.h"

#include <stdio.h>

static char *printed(struct columns *c, size_t width)
{
    struct page p = {.width = width};
    struct writer *w = kit_new();
    columns_print(c, &p);
    page_write(&p, w);
    page_free(&p);
    columns_free(c);
    char *text = kit_text(w);
    kit_free(w);
    return text;
}

static void columns_line_up(void **state)
{
    (void)state;
    struct columns c = {.count = 3, .heads = {"who", "what", "times"}, .right = {[2] = true}};
    columns_add(&c, 1, (const char *const[]){"mme", "asks", "7"});
    columns_add(&c, 1, (const char *const[]){"hss1", NULL, "12345678"});
    char *text = printed(&c, 80);
    assert_string_equal(text, "  who   what     times\n"
                              "  mme   asks         7\n"
                              "  hss1        12345678\n");
    free(text);
}

static void empty_columns_take_no_room(void **state)
{
    (void)state;
    struct columns c = {.count = 3};
    columns_add(&c, 1, (const char *const[]){"a", "", "b"});
    char *text = printed(&c, 80);
    assert_string_equal(text, "  a  b\n");
    free(text);
}

static void wide_cells_wrap(void **state)
{
    (void)state;
    struct columns c = {.count = 2, .right = {[1] = true}};
    columns_add(&c, 1, (const char *const[]){"one two three four five", "1000"});
    char *text = printed(&c, 20);
    assert_string_equal(text, "  one two       1000\n  three four\n  five\n");
    free(text);
}

static void no_line_is_wider_than_the_page(void **state)
{
    (void)state;
    for (size_t width = 40; width <= 100; width++) {
        struct columns c = {.count = 4};
        columns_add(&c, 1,
                    (const char *const[]){"mme1.epc.mnc001.mcc001.3gppnetwork.org",
                                          "Authentication-Information", "a b c d e f g h i j k l",
                                          "2001:db8::1234:5678:9abc:def0"});
        char *text = printed(&c, width);
        for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
            assert_in_range(strlen(line), 1, width);
        free(text);
    }
}

static void a_page_too_narrow_has_sentences(void **state)
{
    (void)state;
    struct columns c = {
        .count = 6, .heads = {"a", "b", "c", "d", "e", "times"}, .right = {[5] = true}};
    columns_add(&c, 1,
                (const char *const[]){"alphabet", "betabeta", "gammagamma", "deltadelta",
                                      "epsilone", "31"});
    char *text = printed(&c, 40);
    assert_string_equal(text, "  alphabet betabeta gammagamma\n    deltadelta epsilone times 31\n");
    free(text);
}

/* The weightiest stay, in the order in which they came, and the rest is counted. */
static void a_long_table_says_how_many_more(void **state)
{
    (void)state;
    struct columns c = {.count = 1};
    for (unsigned i = 0; i < COLUMNS_ROWS + 7; i++) {
        char cell[16];
        snprintf(cell, sizeof cell, "row%02u", i);
        columns_add(&c, i < 7 ? 1 : 2, (const char *const[]){cell});
    }
    assert_int_equal(c.all, COLUMNS_ROWS + 7);
    char *text = printed(&c, 80);
    assert_null(strstr(text, "row06"));
    assert_true(strstr(text, "row07") < strstr(text, "row08"));
    assert_holds(text, "  and 7 more (--json shows all)\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_line_up),
        cmocka_unit_test(empty_columns_take_no_room),
        cmocka_unit_test(wide_cells_wrap),
        cmocka_unit_test(no_line_is_wider_than_the_page),
        cmocka_unit_test(a_page_too_narrow_has_sentences),
        cmocka_unit_test(a_long_table_says_how_many_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
