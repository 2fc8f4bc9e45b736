#include "unit/judge/vendor_scene.h"

static const struct finding *found(struct scene *s)
{
    return scene_found(s, "vendor-reach");
}

static enum severity of(struct flow f, bool with_login)
{
    struct scene s;
    scene_open(&s, VENDOR_YAML);
    if (with_login)
        flow_seen(&s, vendor_ssh(VENDOR, JUMP, 10, 100));
    flow_seen(&s, f);
    const struct finding *one = found(&s);
    enum severity severity = one ? one->severity : SEVERITY_NONE;
    scene_close(&s);
    return severity;
}

static void severity_follows_what_is_reached(void **state)
{
    (void)state;
    assert_int_equal(of(vendor_ssh(JUMP, HSS, 20, 30), true), SEVERITY_HIGH);
    assert_int_equal(of(vendor_ssh(VENDOR, HSS, 20, 30), false), SEVERITY_HIGH);
    assert_int_equal(of(vendor_ssh(VENDOR, "192.0.2.99", 20, 30), false), SEVERITY_CRITICAL);
    assert_int_equal(of(vendor_ssh(VENDOR, TARGET, 20, 30), false), SEVERITY_MEDIUM);
    assert_int_equal(of(flow_at_time(flow_said(JUMP, 40001, HSS, 22, 0, 0), 20, 21), true),
                     SEVERITY_MEDIUM);
    /* Data protocols are no maintenance, on a target either. */
    assert_int_equal(of(flow_at_time(flow_said(JUMP, 40001, TARGET, 5432, 50, 900), 20, 21), true),
                     SEVERITY_HIGH);
}

static void targets_are_quiet_and_so_is_the_jump_host_alone(void **state)
{
    (void)state;
    assert_int_equal(of(vendor_ssh(JUMP, TARGET, 20, 30), true), SEVERITY_NONE);
    assert_int_equal(of(vendor_ssh(JUMP, HSS, 20, 30), false), SEVERITY_NONE);
    assert_int_equal(of(vendor_ssh(JUMP, HSS, 200, 300), true), SEVERITY_NONE);
}

static enum severity from_target(const char *to, uint16_t port)
{
    struct scene s;
    scene_open(&s, VENDOR_YAML);
    flow_seen(&s, vendor_ssh(VENDOR, JUMP, 10, 100));
    flow_seen(&s, vendor_ssh(JUMP, TARGET, 15, 90));
    flow_seen(&s, flow_at_time(flow_said(TARGET, 40001, to, port, 50, 900), 20, 21));
    const struct finding *one = found(&s);
    enum severity severity = one ? one->severity : SEVERITY_NONE;
    scene_close(&s);
    return severity;
}

/* Who works on a target asks from there; the check of his login is the target's own. */
static void a_store_is_asked_from_the_target(void **state)
{
    (void)state;
    assert_int_equal(from_target(HSS, 5432), SEVERITY_HIGH);
    assert_int_equal(from_target("192.0.2.77", 389), SEVERITY_NONE);
    assert_int_equal(from_target(HSS, 3868), SEVERITY_NONE);
}

/* A permit for the operator's own people on the way does not hide where the vendor goes on to. */
static void a_permitted_hop_is_gone_through(void **state)
{
    (void)state;
    static const char PERMIT[] = "permit: [{from: jump1, to: sgw1, protocol: ssh}]\n";
    struct scene s;
    TEXT_ON(yaml, 1000);
    text_put(&yaml, VENDOR_YAML);
    text_put(&yaml, PERMIT);
    scene_open(&s, yaml.at);
    flow_seen(&s, vendor_ssh(VENDOR, JUMP, 10, 100));
    flow_seen(&s, vendor_ssh(JUMP, TARGET, 15, 90));
    flow_seen(&s, vendor_ssh(TARGET, HSS, 20, 30));
    assert_int_equal(found(&s)->severity, SEVERITY_HIGH);
    scene_close(&s);
    scene_open(&s, yaml.at);
    flow_seen(&s, vendor_ssh(VENDOR, JUMP, 10, 100));
    flow_seen(&s, vendor_ssh(JUMP, TARGET, 15, 90));
    assert_null(found(&s));
    scene_close(&s);
}

static void somebody_else_takes_weight(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, VENDOR_YAML);
    flow_seen(&s, vendor_ssh("192.0.2.77", JUMP, 10, 100));
    flow_seen(&s, vendor_ssh(VENDOR, JUMP, 11, 100));
    flow_seen(&s, vendor_ssh(JUMP, HSS, 20, 30));
    assert_int_equal(found(&s)->severity, SEVERITY_MEDIUM);
    scene_close(&s);
    scene_open(&s, VENDOR_YAML); /* who only polls it is no one else */
    struct flow poll = flow_said("192.0.2.77", 40000, JUMP, 161, 100, 900);
    poll.key.transport = 17;
    flow_seen(&s, flow_at_time(poll, 10, 100));
    flow_seen(&s, vendor_ssh(VENDOR, JUMP, 11, 100));
    flow_seen(&s, vendor_ssh(JUMP, HSS, 20, 30));
    assert_int_equal(found(&s)->severity, SEVERITY_HIGH);
    scene_close(&s);
}

static void what_it_asks_is_an_access(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, VENDOR_YAML);
    struct access a = scene_access(&s, 318, VENDOR, "tool.example", HSS, "hss1.example");
    judge_access(s.judge, &a);
    assert_int_equal(found(&s)->severity, SEVERITY_HIGH);
    scene_close(&s);
    scene_open(&s, VENDOR_YAML);
    a = scene_access(&s, 318, "192.0.2.77", "mme1.example", HSS, "hss1.example");
    judge_access(s.judge, &a);
    assert_null(found(&s));
    scene_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(severity_follows_what_is_reached),
        cmocka_unit_test(targets_are_quiet_and_so_is_the_jump_host_alone),
        cmocka_unit_test(a_store_is_asked_from_the_target),
        cmocka_unit_test(a_permitted_hop_is_gone_through),
        cmocka_unit_test(somebody_else_takes_weight),
        cmocka_unit_test(what_it_asks_is_an_access),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
