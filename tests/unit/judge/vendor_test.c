#include "judge/vendor.h"

#include "unit/judge/vendor_scene.h"

static void open_both(struct scene *s, struct vendors *v, const char *yaml)
{
    scene_open(s, yaml);
    *v = (struct vendors){0};
    assert_true(vendors_open(v, s->judge, 64 << 10));
}

static void close_both(struct scene *s, struct vendors *v)
{
    vendors_close(v);
    scene_close(s);
}

static void add(struct scene *s, struct vendors *v, struct flow f)
{
    struct conversation c;
    conversation_of(&f, &c);
    vendors_flow(v, s->judge, &f, &c);
}

static void what_goes_on_is_the_vendors(void **state)
{
    (void)state;
    struct scene s;
    struct vendors v;
    open_both(&s, &v, VENDOR_YAML);
    add(&s, &v, vendor_ssh(TARGET, HSS, 40, 50)); /* they end in any order */
    add(&s, &v, vendor_ssh(JUMP, TARGET, 30, 60));
    add(&s, &v, vendor_ssh(VENDOR, JUMP, 10, 100));
    add(&s, &v, vendor_ssh(JUMP, TARGET, 101, 120));
    vendors_chain(&v, s.judge);
    assert_int_equal(v.count, 4);
    assert_ptr_equal(v.all[0]->root, v.all[0]);
    assert_ptr_equal(v.all[1]->root, v.all[0]);
    assert_ptr_equal(v.all[2]->root, v.all[0]);
    assert_ptr_equal(v.all[2]->through, v.all[1]);
    assert_null(v.all[3]->root); /* it has left */
    close_both(&s, &v);
}

static void an_attempt_opens_no_session(void **state)
{
    (void)state;
    struct scene s;
    struct vendors v;
    open_both(&s, &v, VENDOR_YAML);
    add(&s, &v, flow_at_time(flow_said(VENDOR, 40000, JUMP, 22, 0, 0), 10, 100));
    add(&s, &v, vendor_ssh(JUMP, TARGET, 30, 60));
    vendors_chain(&v, s.judge);
    assert_int_equal(v.count, 2);
    assert_null(v.all[1]->root);
    close_both(&s, &v);
}

static void another_ones_session_is_told(void **state)
{
    (void)state;
    struct scene s;
    struct vendors v;
    open_both(&s, &v, VENDOR_YAML);
    add(&s, &v, vendor_ssh(VENDOR, JUMP, 10, 100));
    add(&s, &v, vendor_ssh("192.0.2.200", JUMP, 20, 100));
    add(&s, &v, vendor_ssh(JUMP, HSS, 30, 60));
    vendors_chain(&v, s.judge);
    assert_int_equal(v.count, 3);
    assert_true(v.all[2]->shared && v.all[2]->root == v.all[0]);
    close_both(&s, &v);
}

static void habits_and_housekeeping_are_not_the_vendors(void **state)
{
    (void)state;
    struct scene s;
    struct vendors v;
    open_both(&s, &v, VENDOR_YAML);
    add(&s, &v, flow_at_time(flow_said(JUMP, 40000, HSS, 389, 90, 90), 5, 6));
    add(&s, &v, vendor_ssh(VENDOR, JUMP, 10, 100));
    add(&s, &v, flow_at_time(flow_said(JUMP, 40001, HSS, 389, 90, 90), 35, 36));
    add(&s, &v, flow_at_time(flow_said(JUMP, 40001, HSS, 53, 90, 90), 37, 38));
    vendors_chain(&v, s.judge);
    assert_int_equal(v.count, 3); /* DNS is not kept */
    assert_null(v.all[2]->root);
    close_both(&s, &v);
}

static void allowed(struct scene *s, struct vendors *v, struct allowance *ret)
{
    vendors_chain(v, s->judge);
    contact_allowed(s->judge, v->all[0], flow_seconds(900), ret);
}

static void the_window_has_its_grace(void **state)
{
    (void)state;
    static const struct {
        double last;
        bool time;
    } ENDS[] = {{3600, true}, {4500, true}, {4501, false}};
    for (unsigned i = 0; i < 3; i++) {
        struct scene s;
        struct vendors v;
        struct allowance a;
        open_both(&s, &v, VENDOR_YAML);
        add(&s, &v, vendor_ssh(VENDOR, JUMP, 10, ENDS[i].last));
        allowed(&s, &v, &a);
        assert_true(a.place && a.protocol && a.time == ENDS[i].time);
        close_both(&s, &v);
    }
}

static void a_target_past_the_entry_point(void **state)
{
    (void)state;
    struct scene s;
    struct vendors v;
    struct allowance a;
    open_both(&s, &v, VENDOR_YAML);
    add(&s, &v, vendor_ssh(VENDOR, TARGET, 10, 20));
    allowed(&s, &v, &a);
    assert_true(a.around && !a.place && a.time);
    close_both(&s, &v);
}

static void without_maintenance_nothing_is_kept(void **state)
{
    (void)state;
    struct scene s;
    struct vendors v;
    open_both(&s, &v, NULL);
    add(&s, &v, vendor_ssh(VENDOR, JUMP, 10, 100));
    vendors_chain(&v, s.judge);
    assert_int_equal(v.count, 0);
    close_both(&s, &v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_on_is_the_vendors),
        cmocka_unit_test(an_attempt_opens_no_session),
        cmocka_unit_test(another_ones_session_is_told),
        cmocka_unit_test(habits_and_housekeeping_are_not_the_vendors),
        cmocka_unit_test(the_window_has_its_grace),
        cmocka_unit_test(a_target_past_the_entry_point),
        cmocka_unit_test(without_maintenance_nothing_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
