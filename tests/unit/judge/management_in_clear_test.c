#include "unit/judge/flow_scene.h"

static const char YAML[] = "version: 1\n"
                           "elements:\n"
                           "  - {name: hss1, role: HSS, addresses: [192.0.2.5]}\n"
                           "  - {name: sgw1, role: SGW, addresses: [192.0.2.6]}\n"
                           "  - {name: oss1, role: OSS, addresses: [192.0.2.7]}\n"
                           "permit:\n"
                           "  - {from: oss1, to: sgw1, protocol: telnet}\n";

static enum severity of(const char *yaml, struct flow f)
{
    struct scene s;
    scene_open(&s, yaml);
    flow_seen(&s, f);
    const struct finding *found = scene_found(&s, "management-in-clear");
    enum severity severity = found ? found->severity : SEVERITY_NONE;
    scene_close(&s);
    return severity;
}

static void strangers_at_custodians_weigh_more(void **state)
{
    (void)state;
    assert_int_equal(of(YAML, flow_said("192.0.2.66", 40000, "192.0.2.5", 23, 9, 9)),
                     SEVERITY_MEDIUM);
    assert_int_equal(of(YAML, flow_said("192.0.2.66", 40000, "192.0.2.6", 23, 9, 9)), SEVERITY_LOW);
    assert_int_equal(of(YAML, flow_said("192.0.2.7", 40000, "192.0.2.5", 3306, 9, 9)),
                     SEVERITY_LOW);
    assert_int_equal(of(YAML, flow_said("192.0.2.7", 40000, "192.0.2.5", 513, 9, 9)), SEVERITY_LOW);
    /* The element fetches its configuration. */
    assert_int_equal(of(YAML, flow_said("192.0.2.5", 40000, "192.0.2.66", 21, 9, 9)), SEVERITY_LOW);
}

static void others_are_none(void **state)
{
    (void)state;
    assert_int_equal(of(YAML, flow_said("192.0.2.66", 40000, "192.0.2.5", 22, 9, 9)),
                     SEVERITY_NONE);
    assert_int_equal(of(YAML, flow_said("192.0.2.66", 40000, "192.0.2.5", 23, 0, 0)),
                     SEVERITY_NONE);
    assert_int_equal(of(YAML, flow_said("192.0.2.7", 40000, "192.0.2.6", 23, 9, 9)), SEVERITY_NONE);
    assert_int_equal(of(YAML, flow_said("192.0.2.66", 40000, "192.0.2.67", 23, 9, 9)),
                     SEVERITY_NONE);
    /* Without a declaration nobody here plays a role. */
    assert_int_equal(of(NULL, flow_said("192.0.2.66", 40000, "192.0.2.5", 23, 9, 9)),
                     SEVERITY_NONE);
}

static void one_asker_is_one_finding(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, YAML);
    flow_seen(&s, flow_said("192.0.2.7", 40000, "192.0.2.5", 21, 9, 9));
    flow_seen(&s, flow_said("192.0.2.7", 40001, "192.0.2.6", 21, 9, 9));
    flow_seen(&s, flow_said("192.0.2.7", 40002, "192.0.2.6", 21, 9, 9));
    const struct finding *f = scene_found(&s, "management-in-clear");
    assert_int_equal(f->count, 3);
    assert_int_equal(f->custodian.address.family, 0);
    scene_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strangers_at_custodians_weigh_more),
        cmocka_unit_test(others_are_none),
        cmocka_unit_test(one_asker_is_one_finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
