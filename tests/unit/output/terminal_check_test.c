#include "output/output.h"

#include "unit/output/output_kit.h"
#include "unit/output/samples.h"

static void a_check_is_a_page(void **state)
{
    (void)state;
    struct output_look look = {.width = 60};
    struct writer *w = kit_new();
    output_terminal_check(w, &look, &SAMPLE_CHECK);
    assert_written(w, "user-plane-copy\n"
                      "  Traffic is copied\n"
                      "\n"
                      "WHAT IT MEANS\n"
                      "  One paragraph of two lines.\n"
                      "\n"
                      "  Another.\n"
                      "\n"
                      "HOW GRAVE\n"
                      "  high: always\n"
                      "\n"
                      "INNOCENT IF\n"
                      "  - first\n"
                      "  - second\n"
                      "\n"
                      "WHAT TO DO\n"
                      "  Ask.\n"
                      "\n"
                      "WHAT SETTLES IT\n"
                      "  a declaration\n"
                      "\n"
                      "SOURCES\n"
                      "  - first\n"
                      "  - second\n");
}

static void a_bare_one_is_short(void **state)
{
    (void)state;
    struct output_look look = {.width = 60};
    struct postern_check c = {.slug = "x"};
    struct writer *w = kit_new();
    output_terminal_check(w, &look, &c);
    assert_written(w, "x\n\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_check_is_a_page),
        cmocka_unit_test(a_bare_one_is_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
