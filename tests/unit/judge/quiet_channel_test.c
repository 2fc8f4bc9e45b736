#include "unit/judge/flow_scene.h"

#define HSS "192.0.2.5"
#define OUTSIDE "203.0.113.66"

static const char YAML[] = "version: 1\n"
                           "elements:\n"
                           "  - {name: hss1, role: HSS, addresses: [" HSS "]}\n"
                           "  - {name: sgw1, role: SGW, addresses: [192.0.2.6]}\n";

/* Each of these is begun so many seconds after the first; `form` is what all are like. */
static enum severity of(const char *yaml, struct flow form, const double *times, unsigned count)
{
    struct scene s;
    scene_open(&s, yaml);
    for (unsigned i = count; i-- > 0;) { /* they end in any order */
        struct flow f = flow_at_time(form, 100 + times[i], 100.5 + times[i]);
        f.key.a_port = f.key.a_port < 40000 ? f.key.a_port : (uint16_t)(40000 + i);
        f.key.b_port = f.key.b_port < 40000 ? f.key.b_port : (uint16_t)(40000 + i);
        flow_seen(&s, f);
    }
    const struct finding *found = scene_found(&s, "quiet-channel");
    enum severity severity = found ? found->severity : SEVERITY_NONE;
    scene_close(&s);
    return severity;
}

static const double EVEN[] = {0, 58, 121, 180, 242, 299, 361};
static const double UNEVEN[] = {0, 10, 121, 130, 242, 299, 300};
static const double FAST[] = {0, 1.5, 3, 4.5, 6, 7.5, 9};

enum { MANY = 7 };

static void even_calls_outside_are_found(void **state)
{
    (void)state;
    struct flow f = flow_said(HSS, 40000, OUTSIDE, 443, 300, 500);
    assert_int_equal(of(YAML, f, EVEN, MANY), SEVERITY_MEDIUM);
    assert_int_equal(of(YAML, f, EVEN, 6), SEVERITY_MEDIUM);
    assert_int_equal(of(YAML, f, EVEN, 5), SEVERITY_NONE);
    assert_int_equal(of(YAML, flow_said(HSS, 40000, OUTSIDE, 443, 0, 0), EVEN, MANY), SEVERITY_LOW);
    assert_int_equal(of(YAML, flow_said(OUTSIDE, 40000, HSS, 443, 9, 9), EVEN, MANY), SEVERITY_LOW);
}

static void others_are_none(void **state)
{
    (void)state;
    struct flow f = flow_said(HSS, 40000, OUTSIDE, 443, 300, 500);
    assert_int_equal(of(YAML, f, UNEVEN, MANY), SEVERITY_NONE);
    assert_int_equal(of(YAML, f, FAST, MANY), SEVERITY_NONE);
    assert_int_equal(of(NULL, f, EVEN, MANY), SEVERITY_NONE); /* nothing says what it is */
    f.bytes[0] = 50000;
    assert_int_equal(of(YAML, f, EVEN, MANY), SEVERITY_NONE);
    f = flow_said(HSS, 40000, "192.0.2.6", 443, 300, 500);
    assert_int_equal(of(YAML, f, EVEN, MANY), SEVERITY_NONE);
    f = flow_said("192.0.2.6", 40000, OUTSIDE, 443, 300, 500);
    assert_int_equal(of(YAML, f, EVEN, MANY), SEVERITY_NONE); /* keeps no subscribers */
    f = flow_said(HSS, 40000, OUTSIDE, 53, 30, 50);
    assert_int_equal(of(YAML, f, EVEN, MANY), SEVERITY_NONE);
}

/* Of very many the earliest are looked at, however they end. */
static void the_earliest_are_kept(void **state)
{
    (void)state;
    double times[200];
    struct flow f = flow_said(HSS, 40000, OUTSIDE, 443, 300, 500);
    for (unsigned i = 0; i < 200; i++)
        times[i] = 60 * i + i % 7;
    assert_int_equal(of(YAML, f, times, 200), SEVERITY_MEDIUM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(even_calls_outside_are_found),
        cmocka_unit_test(others_are_none),
        cmocka_unit_test(the_earliest_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
