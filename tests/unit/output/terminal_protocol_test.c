#include "output/output.h"

#include "unit/output/output_kit.h"
#include "unit/output/samples.h"

static const struct output_look LOOK = {.width = 60};

static void one_that_is_told(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    output_terminal_protocol(w, &LOOK, &SAMPLE_PROTOCOL);
    assert_written(w, "sip         calls\n"
                      "            first \xc2\xb7 second\n"
                      "            first \xc2\xb7 second\n"
                      "            2 operations, 1 element, 3 results; an answer is\n"
                      "            tied to its request\n");
}

static void one_that_carries(void **state)
{
    (void)state;
    struct postern_protocol p = {.name = "rtp", .title = "media", .carries = true};
    p.specifications = SAMPLE_PROTOCOL.specifications;
    struct writer *w = kit_new();
    output_terminal_protocol(w, &LOOK, &p);
    assert_written(w, "rtp         media\n"
                      "            first \xc2\xb7 second\n"
                      "            inside others, or by its bytes\n");
    w = kit_new();
    p.operations = 4;
    output_terminal_protocol(w, &LOOK, &p);
    char *text = kit_text(w);
    assert_holds(text, "4 commands\n");
    free(text);
    kit_free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_that_is_told),
                                       cmocka_unit_test(one_that_carries)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
