#include "unit/judge/li_scene.h"

#include <stdio.h>

static const struct finding *after(struct scene *s, struct access a)
{
    judge_access(s->judge, &a);
    return scene_found(s, "intercept-unwarranted");
}

static enum severity weight(const char *yaml, uint32_t code, const char *from, const char *to)
{
    struct scene s;
    scene_open(&s, yaml);
    const struct finding *f = after(&s, li_x1(&s, code, from, to));
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    scene_close(&s);
    return severity;
}

/* The name in an order is anybody's to write: every one of these calls itself admf1. */
static void who_may_order(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        uint32_t code;
        const char *from, *to;
        enum severity severity;
    } ROWS[] = {
        {LI_YAML, LI_ACTIVATE, "10.9.0.2", "10.0.0.12", SEVERITY_NONE},
        {LI_YAML, LI_LIST, "10.9.0.2", "10.0.0.12", SEVERITY_NONE},
        {LI_YAML, LI_ACTIVATE, "10.0.0.66", "10.0.0.12", SEVERITY_HIGH},
        {LI_YAML, LI_LIST, "10.0.0.66", "10.0.0.12", SEVERITY_HIGH},
        {LI_YAML, LI_ACTIVATE, "10.0.0.40", "10.0.0.12", SEVERITY_HIGH},
        {LI_YAML, LI_ACTIVATE, "10.0.0.7", "10.0.0.8", SEVERITY_NONE}, /* LI_T3 */
        {LI_YAML, LI_ACTIVATE, "10.0.0.7", "10.0.0.12", SEVERITY_HIGH},
        {LI_YAML, LI_ACTIVATE, "10.0.0.12", "10.0.0.8", SEVERITY_HIGH},
        {LI_YAML, LI_ACTIVATE, "10.0.0.70", "10.0.0.12", SEVERITY_NONE}, /* permitted */
        {LI_SILENT, LI_ACTIVATE, "10.9.0.2", "10.0.0.12", SEVERITY_NONE},
        {LI_SILENT, LI_ACTIVATE, "10.0.0.66", "10.0.0.12", SEVERITY_HIGH}, /* undeclared-access */
        {NULL, LI_ACTIVATE, "10.0.0.66", "10.0.0.12", SEVERITY_LOW},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        if (weight(ROWS[i].yaml, ROWS[i].code, ROWS[i].from, ROWS[i].to) != ROWS[i].severity)
            fail_msg("row %zu", i);
}

static void attempts_weigh_less(void **state)
{
    (void)state;
    for (unsigned answered = 0; answered < 2; answered++) {
        struct scene s;
        scene_open(&s, LI_YAML);
        struct access a = li_x1(&s, LI_ACTIVATE, "10.0.0.66", "10.0.0.12");
        a.answered = answered;
        a.outcome = answered ? OUTCOME_REFUSED : OUTCOME_NONE;
        assert_int_equal(after(&s, a)->severity, SEVERITY_MEDIUM);
        scene_close(&s);
    }
}

/* What left before the order, or after it, to where no function is. */
static void delivered_is_critical(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
        enum severity severity;
    } ROWS[] = {{"10.0.0.12", "203.0.113.9", SEVERITY_CRITICAL}, /* from who was ordered */
                {"10.0.0.8", "203.0.113.10", SEVERITY_CRITICAL}, /* to where it was to go */
                {"10.0.0.12", "10.9.0.3", SEVERITY_HIGH},        /* others' interception */
                {"10.0.0.8", "203.0.113.9", SEVERITY_HIGH}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct scene s;
        scene_open(&s, LI_YAML);
        struct flow f = li_flow(ROWS[i].from, ROWS[i].to, NULL, 0);
        judge_flow(s.judge, &f);
        const struct finding *found =
            after(&s, li_destination(&s, "10.0.0.66", "10.0.0.12", "203.0.113.10:4000"));
        assert_int_equal(found->severity, ROWS[i].severity);
        assert_string_equal(judge_text(s.judge, found->to), "203.0.113.10:4000");
        scene_close(&s);
    }
}

static void one_actor_is_one_finding(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, LI_YAML);
    struct access a = li_destination(&s, "10.0.0.66", "10.0.0.12", "203.0.113.9");
    judge_access(s.judge, &a);
    a = li_x1(&s, LI_ACTIVATE, "10.0.0.66", "10.0.0.12");
    a.actor.name = 0; /* whatever it calls itself */
    const struct finding *f = after(&s, a);
    assert_int_equal(f->count, 2);
    assert_string_equal(judge_text(s.judge, f->title),
                        "10.0.0.66 orders interception at amf1 (10.0.0.12)");
    scene_close(&s);
}

static enum severity traced(const char *yaml, const char *from, bool done)
{
    struct scene s;
    scene_open(&s, yaml);
    struct access a = scene_access(&s, 318, from, NULL, "gt:9990100002", NULL);
    a.op = spec_op(PROTO_GSM_MAP, 0, LI_TRACE, PART_REQUEST);
    a.how = HOW_WRITE;
    a.categories = CATEGORY_INTERCEPT;
    a.outcome = done ? OUTCOME_SUCCESS : OUTCOME_REFUSED;
    const struct finding *f = after(&s, a);
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    scene_close(&s);
    return severity;
}

static void traces(void **state)
{
    (void)state;
    assert_int_equal(traced(LI_YAML, "gt:9990100001", true), SEVERITY_NONE);
    assert_int_equal(traced(LI_YAML, "gt:9990100009", true), SEVERITY_HIGH);
    assert_int_equal(traced(LI_YAML, "gt:9995500147", true), SEVERITY_HIGH);
    assert_int_equal(traced(LI_YAML, "gt:9995500147", false), SEVERITY_MEDIUM);
    assert_int_equal(traced(LI_YAML, "gt:9997000001", true),
                     SEVERITY_HIGH);                                     /* not its subscriber */
    assert_int_equal(traced(LI_YAML, "10.0.0.12", true), SEVERITY_HIGH); /* an AMF traces none */
    assert_int_equal(traced(LI_SILENT, "gt:9995500147", true), SEVERITY_NONE);
    assert_int_equal(traced(NULL, "gt:9995500147", true), SEVERITY_NONE);
}

static enum severity copied(const char *yaml, const char *from, const char *to)
{
    struct scene s;
    scene_open(&s, yaml);
    struct access a = scene_access(&s, 318, from, NULL, "10.0.0.8", NULL);
    a.op = spec_op(PROTO_PFCP, 0, 52, PART_REQUEST);
    a.how = HOW_COPY;
    a.categories = CATEGORY_CONTENT;
    a.to = scene_name(&s, to);
    const struct finding *f = after(&s, a);
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    scene_close(&s);
    return severity;
}

static void copies(void **state)
{
    (void)state;
    assert_int_equal(copied(LI_YAML, "10.0.0.7", "10.9.0.3:2152"), SEVERITY_NONE);
    assert_int_equal(copied(LI_YAML, "10.0.0.7", "203.0.113.9:2152"), SEVERITY_HIGH);
    assert_int_equal(copied(LI_YAML, "10.0.0.66", "10.9.0.3:2152"), SEVERITY_HIGH);
    assert_int_equal(copied(NULL, "10.0.0.7", "203.0.113.9:2152"), SEVERITY_NONE);
}

static uint32_t named; /* the one person whom a warrant names */

static bool is_named(void *arg, uint32_t person)
{
    (void)arg;
    return person == named;
}

/* A file of warrants beside the declaration; what is in it is said by `named`. */
static const char *with_warrants(char *yaml, size_t size, const char *folder)
{
    snprintf(yaml, size, "%s  warrants: %s/warrants\n", LI_YAML, folder);
    char path[128];
    snprintf(path, sizeof path, "%s/warrants", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("# key 0123456789abcdef\nimsi:00101-c3o5vvsi56\n", file);
    assert_int_equal(fclose(file), 0);
    return yaml;
}

static enum severity ordered_of(uint32_t person, uint32_t code, const char *from, const char *to)
{
    char folder[] = "/tmp/warrantsXXXXXX";
    char yaml[4096];
    struct scene s;
    assert_non_null(mkdtemp(folder));
    scene_open(&s, with_warrants(yaml, sizeof yaml, folder));
    judge_free(s.judge);
    struct fault fault;
    struct judge_settings settings = {.budget = SCENE_BUDGET,
                                      .seed = 1,
                                      .network = s.network,
                                      .registry = s.registry,
                                      .blind = &s.blind,
                                      .warranted = is_named};
    s.judge = judge_new(&settings, &fault);
    struct access a = li_x1(&s, code, from, to);
    a.person = person;
    const struct finding *f = after(&s, a);
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    scene_close(&s);
    char path[128];
    snprintf(path, sizeof path, "%s/warrants", folder);
    assert_int_equal(remove(path), 0);
    assert_int_equal(remove(folder), 0);
    return severity;
}

static void warrants(void **state)
{
    (void)state;
    named = 7;
    assert_int_equal(ordered_of(7, LI_ACTIVATE, "10.9.0.2", "10.0.0.12"), SEVERITY_NONE);
    assert_int_equal(ordered_of(8, LI_ACTIVATE, "10.9.0.2", "10.0.0.12"), SEVERITY_HIGH);
    assert_int_equal(ordered_of(0, LI_ACTIVATE, "10.9.0.2", "10.0.0.12"), SEVERITY_NONE);
    assert_int_equal(ordered_of(8, LI_LIST, "10.9.0.2", "10.0.0.12"), SEVERITY_NONE);
    assert_int_equal(ordered_of(7, LI_ACTIVATE, "10.0.0.7", "10.0.0.8"), SEVERITY_NONE);
    assert_int_equal(ordered_of(8, LI_ACTIVATE, "10.0.0.7", "10.0.0.8"), SEVERITY_HIGH);
    assert_int_equal(ordered_of(7, LI_ACTIVATE, "10.0.0.66", "10.0.0.12"), SEVERITY_HIGH);
}

/* Other accesses are none of interception. */
static void others(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, LI_YAML);
    assert_null(after(&s, scene_access(&s, 318, "10.0.0.66", NULL, "10.0.0.12", NULL)));
    scene_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_may_order),
        cmocka_unit_test(attempts_weigh_less),
        cmocka_unit_test(delivered_is_critical),
        cmocka_unit_test(one_actor_is_one_finding),
        cmocka_unit_test(traces),
        cmocka_unit_test(copies),
        cmocka_unit_test(warrants),
        cmocka_unit_test(others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
