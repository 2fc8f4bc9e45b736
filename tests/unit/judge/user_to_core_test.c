#include "unit/judge/flow_scene.h"

#define PHONE "10.45.0.9"
#define HSS "192.0.2.5"

static const char YAML[] = "version: 1\n"
                           "home: {user_pools: [10.45.0.0/16]}\n"
                           "elements:\n"
                           "  - {name: hss1, role: HSS, addresses: [" HSS "]}\n"
                           "  - {name: cscf1, role: P-CSCF, addresses: [192.0.2.6]}\n"
                           "  - {name: upf1, role: UPF, addresses: [192.0.2.7]}\n"
                           "  - {name: both, roles: [SMF, dns], addresses: [192.0.2.8]}\n";

static void inside(struct scene *s, const char *from, const char *to)
{
    struct frame frame = {.number = 5, .time = 1000};
    struct packet p = {.frame = &frame, .dst = scene_address("192.0.2.7")};
    struct inner_ip inner = {scene_address(from), scene_address(to), 6};
    judge_inside(s->judge, &p, 1, &inner);
}

static enum severity of(const char *yaml, const char *core, bool up, bool down)
{
    struct scene s;
    scene_open(&s, yaml);
    for (unsigned i = 0; i < 3; i++) {
        if (up)
            inside(&s, PHONE, core);
        if (down)
            inside(&s, core, PHONE);
    }
    const struct finding *f = scene_found(&s, "user-to-core");
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    scene_close(&s);
    return severity;
}

static void inside_tunnels_both_ways_are_high(void **state)
{
    (void)state;
    assert_int_equal(of(YAML, HSS, true, true), SEVERITY_HIGH);
    assert_int_equal(of(YAML, HSS, true, false), SEVERITY_MEDIUM);
    assert_int_equal(of(YAML, "192.0.2.7", true, true), SEVERITY_LOW);
}

static void who_serves_customers_is_none(void **state)
{
    (void)state;
    assert_int_equal(of(YAML, "192.0.2.6", true, true), SEVERITY_NONE);
    assert_int_equal(of(YAML, "192.0.2.8", true, true), SEVERITY_NONE);
    assert_int_equal(of(YAML, "203.0.113.80", true, true), SEVERITY_NONE);
    assert_int_equal(of(YAML, "10.45.0.10", true, true), SEVERITY_NONE);
    assert_int_equal(of(NULL, HSS, true, true), SEVERITY_NONE);
}

static void outside_of_tunnels(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, YAML);
    flow_seen(&s, flow_said(PHONE, 40000, HSS, 389, 9, 9));
    assert_int_equal(scene_found(&s, "user-to-core")->severity, SEVERITY_HIGH);
    scene_close(&s);
    scene_open(&s, YAML);
    flow_seen(&s, flow_said("192.0.2.66", 40000, HSS, 389, 9, 9));
    flow_seen(&s, flow_said(HSS, 40000, PHONE, 389, 9, 9));
    assert_null(scene_found(&s, "user-to-core"));
    scene_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inside_tunnels_both_ways_are_high),
        cmocka_unit_test(who_serves_customers_is_none),
        cmocka_unit_test(outside_of_tunnels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
