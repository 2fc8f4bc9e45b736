#include "output/terminal.h"

#include "unit/output/output_kit.h"
#include "unit/output/samples.h"

static const struct output_look PLAIN = {.width = 100};

/* All that a scan tells, as a person sees it. */
static char *scanned(const struct output_look *look, unsigned findings)
{
    struct writer *w = kit_new();
    struct terminal *t = output_terminal_new(w, look);
    assert_non_null(t);
    struct postern_sink sink = output_terminal(t);
    sink.element(sink.arg, &SAMPLE_ELEMENT);
    sink.access(sink.arg, &SAMPLE_ACCESS);
    for (unsigned i = 0; i < findings; i++)
        sink.finding(sink.arg, &SAMPLE_FINDING);
    sink.blindspot(sink.arg, &SAMPLE_BLINDSPOT);
    sink.summary(sink.arg, &SAMPLE_SUMMARY);
    output_terminal_free(t);
    char *text = kit_text(w);
    kit_free(w);
    return text;
}

static void assert_before(const char *text, const char *one, const char *two)
{
    assert_holds(text, one);
    assert_holds(text, two);
    assert_true(strstr(text, one) < strstr(text, two));
}

static void answers_come_first(void **state)
{
    (void)state;
    char *text = scanned(&PLAIN, 1);
    assert_memory_equal(
        text, "1 finding in 412 frames, 6 min 12 s, 1 element, 14 subscribers: 1 high\n", 71);
    assert_before(text, "HIGH", "WHO REACHED WHAT");
    assert_before(text, "WHO REACHED WHAT", "ELEMENTS");
    assert_before(text, "ELEMENTS", "NOT SEEN");
    free(text);
}

static void rows_name_who_reached_what(void **state)
{
    (void)state;
    char *text = scanned(&PLAIN, 0);
    assert_memory_equal(text, "No findings in 412 frames", 25);
    assert_holds(text,
                 "  mme1   MME   hss1       HSS   Update-Location  first, second     31      14"
                 "        1\n");
    assert_holds(text, "  192.0.2.3 +2  MME  sure  mme1  sends Update-Location\n");
    assert_holds(text, "31 frames  4.1 kB\n");
    free(text);
}

static void no_line_is_wider_than_asked(void **state)
{
    (void)state;
    for (size_t width = 40; width <= 100; width += 5) {
        struct output_look look = {.width = width};
        char *text = scanned(&look, 2);
        for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
            assert_in_range(page_columns(line, strlen(line)), 1, width);
        free(text);
    }
}

static void many_findings_are_counted(void **state)
{
    (void)state;
    char *text = scanned(&PLAIN, TERMINAL_FINDINGS + 3);
    assert_memory_equal(text, "23 findings", 11);
    assert_holds(text, "and 3 more findings (--json shows all)\n");
    free(text);
}

static void colour_adds_nothing_but_colour(void **state)
{
    (void)state;
    struct output_look look = {.width = 100, .color = true};
    char *plain = scanned(&PLAIN, 1);
    char *colored = scanned(&look, 1);
    size_t to = 0;
    for (size_t at = 0; colored[at]; at++) {
        if (colored[at] == '\033')
            at += strcspn(colored + at, "m");
        else
            colored[to++] = colored[at];
    }
    colored[to] = 0;
    assert_string_equal(colored, plain);
    free(plain);
    free(colored);
}

static void an_access_by_itself_counts_once(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    struct terminal *t = output_terminal_new(w, &PLAIN);
    struct postern_sink sink = output_terminal(t);
    sink.access(sink.arg, &SAMPLE_ONE_ACCESS);
    sink.summary(sink.arg, &SAMPLE_SUMMARY);
    output_terminal_free(t);
    char *text = kit_text(w);
    assert_holds(text, "  192.0.2.3  ?     192.0.2.5  ?     Update-Location  first, second      1"
                       "       1        1\n");
    free(text);
    kit_free(w);
}

static void messages_are_a_line_each(void **state)
{
    (void)state;
    struct postern_summary summary = SAMPLE_SUMMARY;
    struct writer *w = kit_new();
    struct terminal *t = output_terminal_new(w, &PLAIN);
    struct postern_sink sink = output_terminal(t);
    summary.judged = false;
    sink.message(sink.arg, &SAMPLE_MESSAGE);
    sink.message(sink.arg, &SAMPLE_MESSAGE);
    sink.summary(sink.arg, &summary);
    output_terminal_free(t);
    assert_written(w, "2026-01-31\n"
                      "    118 23:59:58.123456 192.0.2.7 > 2001:db8::8 pfcp Session Modification "
                      "Response imsi:00101-j2tyrljk46 refused: Request rejected\n"
                      "    118 23:59:58.123456 192.0.2.7 > 2001:db8::8 pfcp Session Modification "
                      "Response imsi:00101-j2tyrljk46 refused: Request rejected\n"
                      "20 messages in 412 frames: 18 pfcp, 2 diameter\n");
}

static void a_message_without_ends_is_a_line_too(void **state)
{
    (void)state;
    struct postern_message m = {.file = "a", .frame = 1, .proto = "gtp", .name = "x"};
    struct writer *w = kit_new();
    struct terminal *t = output_terminal_new(w, &PLAIN);
    struct postern_sink sink = output_terminal(t);
    w->lines = true;
    sink.message(sink.arg, &m);
    assert_int_equal(w->len, 0);
    output_terminal_free(t);
    assert_written(w, "1970-01-01\n      1 00:00:00.000000 ? > ? gtp x\n");
}

static void places_in_ss7_are_told_whole(void **state)
{
    (void)state;
    struct postern_message m = {.file = "a", .frame = 1, .proto = "tcap", .name = "Begin"};
    struct writer *w = kit_new();
    struct terminal *t = output_terminal_new(w, &PLAIN);
    struct postern_sink sink = output_terminal(t);
    m.src = "pc:2-1-5/gt:9990100001";
    m.dst = "gt:9990100002";
    sink.message(sink.arg, &m);
    output_terminal_free(t);
    assert_written(w, "1970-01-01\n      1 00:00:00.000000 pc:2-1-5/gt:9990100001 > gt:9990100002 "
                      "tcap Begin\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_come_first),
        cmocka_unit_test(rows_name_who_reached_what),
        cmocka_unit_test(no_line_is_wider_than_asked),
        cmocka_unit_test(many_findings_are_counted),
        cmocka_unit_test(colour_adds_nothing_but_colour),
        cmocka_unit_test(an_access_by_itself_counts_once),
        cmocka_unit_test(messages_are_a_line_each),
        cmocka_unit_test(places_in_ss7_are_told_whole),
        cmocka_unit_test(a_message_without_ends_is_a_line_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
