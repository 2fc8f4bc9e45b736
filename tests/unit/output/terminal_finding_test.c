#include "output/terminal.h"

#include "unit/output/output_kit.h"
#include "unit/output/samples.h"

static char *shown(const struct postern_finding *f, bool many_files)
{
    struct terminal t = {.look = {.width = 100, .many_files = many_files}, .page = {.width = 100}};
    struct writer *w = kit_new();
    terminal_finding(&t, f);
    page_write(&t.page, w);
    page_free(&t.page);
    char *text = kit_text(w);
    kit_free(w);
    return text;
}

static void a_finding_is_told_with_its_proof(void **state)
{
    (void)state;
    char *text = shown(&SAMPLE_FINDING, false);
    assert_string_equal(
        text,
        "\n"
        "HIGH     user-plane-copy-4kq2m7xa                                                      "
        "confidence 90\n"
        "  192.0.2.7 has 192.0.2.8 copy one subscriber's traffic to 203.0.113.9\n"
        "    frame 118     sets DUPL\n"
        "    frame 121     accepts\n"
        "    frame 130     copies\n"
        "    frame 131     copies\n"
        "    frame 132     copies\n"
        "                  and 1 more (--json shows all)\n"
        "    why           first\n"
        "                  second\n"
        "    innocent if   first\n"
        "                  second\n"
        "    see           first · second\n"
        "    Wireshark     pfcp.seid == 0x1f\n"
        "    next          postern explain user-plane-copy\n");
    free(text);
}

static void a_low_one_is_short(void **state)
{
    (void)state;
    struct postern_finding f = SAMPLE_FINDING;
    f.severity = "low";
    char *text = shown(&f, false);
    assert_holds(text, "LOW      user-plane-copy");
    assert_null(strstr(text, "innocent if"));
    assert_holds(text, "and 4 more (--json shows all)");
    free(text);
}

static void files_are_named_when_there_are_many(void **state)
{
    (void)state;
    char *text = shown(&SAMPLE_FINDING, true);
    assert_holds(text, "    frame 118     core.pcap: sets DUPL\n");
    free(text);
}

static void sources_are_told_without_remarks(void **state)
{
    (void)state;
    static const char *const references[] = {"TS 29.244 5.7.3 (no interception)",
                                             "TS 29.060 6: the header", "RFC 6733", "a fourth"};
    struct postern_finding f = SAMPLE_FINDING;
    f.references = (struct postern_texts){references, 4};
    char *text = shown(&f, false);
    assert_holds(text, "    see           TS 29.244 5.7.3 · TS 29.060 6 · RFC 6733\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_is_told_with_its_proof),
        cmocka_unit_test(a_low_one_is_short),
        cmocka_unit_test(files_are_named_when_there_are_many),
        cmocka_unit_test(sources_are_told_without_remarks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
