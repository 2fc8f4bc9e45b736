#include "judge/user_plane_copy.h"

#include "unit/unit.h"

#include "user_plane_copy_kit.h"

#define CP "198.51.100.41"
#define UP "198.51.100.31"

static const char COPY[] = "21 34 0034 000000000000001f 000101 00 000a 0024 006c 0004 00000002 "
                           "002c 0001 12 0069 0013 002a 0001 01 0054 000a 0100 61a78a41 cb007109";
static const char PREPARED[] = "21 34 0034 000000000000001f 000101 00 000a 0024 006c 0004 00000002 "
                               "002c 0001 02 0069 0013 002a 0001 01 0054 000a 0100 61a78a41 "
                               "cb007109";
static const char ACCEPT[] = "21 35 0011 0000000000000007 000101 00 0013 0001 01";
static const char QFI[] =
    "21 34 001a 0000000000000005 000009 00 0007 000a 006d 0001 01 007c 0001 09";

#define ELEMENTS                                                                                   \
    "version: 1\nelements: [{name: pgwc1, role: PGW-C, addresses: [" CP "]}, {name: pgwu1, role: " \
    "PGW-U, addresses: [" UP "]}]\n"
static const char LACKING[] = ELEMENTS;
static const char DECLARED[] = ELEMENTS "interception: {deliver_to: [203.0.113.9]}\n";
static const char FUNCTION[] =
    ELEMENTS "interception: {functions: [{name: mdf1, role: MDF, addresses: [203.0.113.0/28]}]}\n";
static const char OTHER[] = "version: 1\nelements: [{name: upf2, role: UPF, addresses: "
                            "[203.0.113.9]}]\n";

/* What differs between two cases, and what they come to. */
struct row {
    const char *declaration;
    bool n4, accepted, copies;
    enum severity is;
    const char *says;
};

static const struct row ROWS[] = {
    /* N4 */
    {NULL, true, false, false, SEVERITY_MEDIUM, "No answer was seen"},
    {NULL, true, true, false, SEVERITY_HIGH, "TS 29.244 5.7.3"},
    {NULL, true, true, true, SEVERITY_CRITICAL, "Copies were seen leaving for 203.0.113.9:2152"},
    {NULL, true, false, true, SEVERITY_CRITICAL, "No answer was seen"},
    {OTHER, true, true, true, SEVERITY_HIGH, "to no interception function."},
    /* no order is right on N4, wherever it leads */
    {DECLARED, true, true, true, SEVERITY_HIGH,
     "The declaration gives 203.0.113.9 to interception"},
    /* Sxa, Sxb, or not known */
    {NULL, false, false, false, SEVERITY_MEDIUM, "nothing seen between the two says"},
    {NULL, false, true, false, SEVERITY_MEDIUM, "No declaration was given"},
    {NULL, false, true, true, SEVERITY_HIGH, "No declaration was given"},
    {LACKING, false, false, false, SEVERITY_MEDIUM, "the declaration calls them 4G gateways"},
    {LACKING, false, true, false, SEVERITY_HIGH, "and to nobody else"},
    {LACKING, false, true, true, SEVERITY_CRITICAL, "pgwc1 (198.51.100.41) sets DUPL"},
    {DECLARED, false, true, true, SEVERITY_NONE, ""},
    {FUNCTION, false, true, true, SEVERITY_NONE, ""},
};

static struct bench bench;

static void show(const struct row *r)
{
    bench_open(&bench, r->declaration);
    if (r->n4)
        bench_pfcp(&bench, CP, UP, QFI, 0);
    uint64_t request = bench_pfcp(&bench, CP, UP, COPY, 0);
    if (r->accepted)
        bench_pfcp(&bench, UP, CP, ACCEPT, request);
    if (r->copies)
        bench_g_pdu(&bench, "203.0.113.9", 0x61a78a41);
}

static void severity_by_core_declaration_and_copies(void **state)
{
    (void)state;
    for (unsigned i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        show(&ROWS[i]);
        const struct finding *f = bench_finding(&bench, 0);
        enum severity is = f ? f->severity : SEVERITY_NONE;
        if (is != ROWS[i].is || (f && !bench_says(&bench, f, ROWS[i].says)))
            print_error("row %u is %s, should say %s\n", i, severity_word(is), ROWS[i].says);
        assert_int_equal(is, ROWS[i].is);
        assert_true(!f || bench_says(&bench, f, ROWS[i].says));
        assert_true(!f || f->confidence <= 100);
        bench_close(&bench);
    }
}

/* Parameters without DUPL copy nothing yet, whatever the answer says. */
static void prepared_is_no_access(void **state)
{
    (void)state;
    bench_open(&bench, NULL);
    bench_pfcp(&bench, CP, UP, QFI, 0);
    uint64_t request = bench_pfcp(&bench, CP, UP, PREPARED, 0);
    bench_pfcp(&bench, UP, CP, ACCEPT, request);
    const struct finding *f = bench_finding(&bench, 0);
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    assert_true(bench_says(&bench, f, "does not copy yet"));
    assert_string_equal(judge_text(bench.judge, f->filter),
                        "pfcp.seid == 0x1f && pfcp.ie_type in {5, 105}");
    assert_non_null(strstr(judge_text(bench.judge, f->title), "asks"));
    bench_close(&bench);
}

static size_t shown_length(const char *s)
{
    size_t n = 0;
    for (; *s; s++)
        n += ((unsigned char)*s & 0xc0) != 0x80;
    return n;
}

/* Long names and addresses give way: a title has less than 100 characters. */
static void titles_stay_short(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        {NULL, "2001:db8:1111:2222:3333:4444:5555:6666"},
        {"version: 1\nelements: [{name: a-control-plane-with-a-name-of-nearly-sixty-four-"
         "characters-000, addresses: [198.51.100.41]}, {name: "
         "a-user-plane-with-a-name-of-nearly-sixty-four-characters-0000000, addresses: "
         "[198.51.100.31]}]\n",
         CP},
    };
    for (unsigned i = 0; i < 2; i++) {
        const char *user = i ? UP : "2001:db8:1111:2222:3333:4444:5555:7777";
        bench_open(&bench, CASES[i][0]);
        uint64_t request = bench_pfcp(&bench, CASES[i][1], user, COPY, 0);
        bench_pfcp(&bench, user, CASES[i][1], ACCEPT, request);
        const struct finding *f = bench_finding(&bench, 0);
        assert_non_null(f);
        const char *title = judge_text(bench.judge, f->title);
        assert_true(shown_length(title) < 100);
        assert_non_null(strstr(title, CASES[i][1]));
        bench_close(&bench);
    }
}

/* Where a policy decides or nothing is said, that is said. */
static void places_that_are_not_known(void **state)
{
    (void)state;
    bench_open(&bench, NULL);
    bench_pfcp(&bench, CP, UP,
               "21 34 002c 000000000000001f 000101 00 000a 001c 006c 0004 00000002 002c 0001 12"
               "0069 000b 0029 0007 06 6d6972726f72",
               0);
    const struct finding *f = bench_finding(&bench, 0);
    assert_string_equal(judge_text(bench.judge, f->to), "forwarding policy mirror");
    assert_true(bench_says(&bench, f, "where a configured policy says"));
    bench_close(&bench);
    bench_open(&bench, NULL);
    bench_pfcp(&bench, CP, UP,
               "21 34 001d 000000000000001f 000101 00 000a 000d 006c 0004 00000002 002c 0001 12",
               0);
    f = bench_finding(&bench, 0);
    assert_string_equal(judge_text(bench.judge, f->to), "");
    assert_true(bench_says(&bench, f, "an address said elsewhere"));
    bench_close(&bench);
}

/* explain has to have something to say. */
static void texts_are_there(void **state)
{
    (void)state;
    const struct check *c = &check_user_plane_copy;
    assert_true(strlen(c->title) < 80);
    assert_non_null(strstr(c->meaning, "\n\n"));
    assert_true(c->innocent_if[0] && c->references[0] && c->techniques[0]);
    assert_true(strlen(c->next) && strlen(c->severities) && strlen(c->settled_by));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(severity_by_core_declaration_and_copies),
        cmocka_unit_test(prepared_is_no_access),
        cmocka_unit_test(titles_stay_short),
        cmocka_unit_test(places_that_are_not_known),
        cmocka_unit_test(texts_are_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
