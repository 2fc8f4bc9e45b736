#include "unit/judge/flow_scene.h"

#define HSS "192.0.2.5"
#define OUTSIDE "203.0.113.66"

static const char YAML[] = "version: 1\n"
                           "elements:\n"
                           "  - {name: hss1, role: HSS, addresses: [" HSS "]}\n"
                           "  - {name: hss2, role: HSS, addresses: [192.0.2.15]}\n"
                           "  - {name: sgw1, role: SGW, addresses: [192.0.2.6]}\n"
                           "  - {name: oss1, role: OSS, addresses: [192.0.2.7]}\n"
                           "permit:\n"
                           "  - {from: hss1, to: 203.0.113.67, protocol: ssh}\n"
                           "partners:\n"
                           "  - {name: Roam Co, addresses: [203.0.113.128/25]}\n";

enum { MUCH = 5000000, LITTLE = 1000 };

static enum severity of(struct flow f)
{
    struct scene s;
    scene_open(&s, YAML);
    flow_seen(&s, f);
    const struct finding *found = scene_found(&s, "bulk-egress");
    enum severity severity = found ? found->severity : SEVERITY_NONE;
    scene_close(&s);
    return severity;
}

static void much_to_a_stranger_is_high(void **state)
{
    (void)state;
    assert_int_equal(of(flow_said(HSS, 40000, OUTSIDE, 22, MUCH, LITTLE)), SEVERITY_HIGH);
    assert_int_equal(of(flow_said(OUTSIDE, 40000, HSS, 22, LITTLE, MUCH)), SEVERITY_HIGH);
    assert_int_equal(of(flow_said(HSS, 40000, "203.0.113.130", 22, MUCH, LITTLE)), SEVERITY_MEDIUM);
    assert_int_equal(of(flow_said(HSS, 40000, "192.0.2.6", 22, MUCH, LITTLE)), SEVERITY_LOW);
}

static void others_are_none(void **state)
{
    (void)state;
    assert_int_equal(of(flow_said(HSS, 40000, OUTSIDE, 22, MUCH - 1, LITTLE)), SEVERITY_NONE);
    assert_int_equal(of(flow_said(HSS, 40000, OUTSIDE, 22, MUCH, MUCH / 9)), SEVERITY_NONE);
    assert_int_equal(of(flow_said(HSS, 40000, OUTSIDE, 22, LITTLE, MUCH)), SEVERITY_NONE);
    assert_int_equal(of(flow_said(HSS, 40000, "203.0.113.67", 22, MUCH, LITTLE)), SEVERITY_NONE);
    assert_int_equal(of(flow_said(HSS, 40000, "192.0.2.15", 22, MUCH, LITTLE)), SEVERITY_NONE);
    assert_int_equal(of(flow_said(HSS, 40000, "192.0.2.7", 22, MUCH, LITTLE)), SEVERITY_NONE);
    assert_int_equal(of(flow_said("192.0.2.6", 40000, OUTSIDE, 22, MUCH, LITTLE)), SEVERITY_NONE);
    struct flow read = flow_said(HSS, 40000, OUTSIDE, 9999, MUCH, LITTLE);
    read.unread_bytes = 0; /* a decoder took it */
    assert_int_equal(of(read), SEVERITY_NONE);
}

static void what_goes_in_parts_is_summed(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, YAML);
    for (uint16_t i = 0; i < 10; i++)
        flow_seen(&s, flow_said(HSS, (uint16_t)(40000 + i), OUTSIDE, 22, MUCH / 10, LITTLE));
    const struct finding *f = scene_found(&s, "bulk-egress");
    assert_non_null(f);
    assert_int_equal(f->count, 10);
    scene_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(much_to_a_stranger_is_high),
        cmocka_unit_test(others_are_none),
        cmocka_unit_test(what_goes_in_parts_is_summed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
