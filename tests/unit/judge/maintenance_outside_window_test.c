#include "unit/judge/vendor_scene.h"

static const struct finding *found(struct scene *s)
{
    return scene_found(s, "maintenance-outside-window");
}

static void a_session_outside_is_medium(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, VENDOR_YAML);
    flow_seen(&s, vendor_ssh(VENDOR, JUMP, 7200, 7300));
    flow_seen(&s, vendor_ssh(JUMP, TARGET, 7210, 7220));
    const struct finding *f = found(&s);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    assert_int_equal(f->count, 1); /* a session, not a conversation */
    assert_int_equal(f->proof_count, 2);
    scene_close(&s);
}

static void it_is_high_when_it_reaches_subscribers(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, VENDOR_YAML);
    flow_seen(&s, vendor_ssh(VENDOR, JUMP, 7200, 7300));
    flow_seen(&s, vendor_ssh(JUMP, HSS, 7210, 7220));
    assert_int_equal(found(&s)->severity, SEVERITY_HIGH);
    scene_close(&s);
}

static void an_attempt_is_low(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, VENDOR_YAML);
    flow_seen(&s, flow_at_time(flow_said(VENDOR, 40000, JUMP, 22, 0, 0), 7200, 7201));
    assert_int_equal(found(&s)->severity, SEVERITY_LOW);
    scene_close(&s);
}

static void other_means_are_told_in_the_window_too(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, VENDOR_YAML);
    flow_seen(&s, flow_at_time(flow_said(VENDOR, 40000, JUMP, 23, 9, 9), 10, 20));
    assert_int_equal(found(&s)->severity, SEVERITY_MEDIUM);
    scene_close(&s);
}

static void the_window_is_quiet(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, VENDOR_YAML);
    flow_seen(&s, vendor_ssh(VENDOR, JUMP, 10, 100));
    flow_seen(&s, vendor_ssh(JUMP, TARGET, 20, 90));
    flow_seen(&s, vendor_ssh("192.0.2.77", JUMP, 7200, 7300)); /* no vendor */
    assert_null(found(&s));
    scene_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_outside_is_medium),
        cmocka_unit_test(it_is_high_when_it_reaches_subscribers),
        cmocka_unit_test(an_attempt_is_low),
        cmocka_unit_test(other_means_are_told_in_the_window_too),
        cmocka_unit_test(the_window_is_quiet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
