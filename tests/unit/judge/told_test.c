#include "judge/told.h"

#include "unit/judge/judge_scene.h"

static void data_is_listed(void **state)
{
    (void)state;
    TEXT_ON(t, 100);
    text_data(&t, CATEGORY_CREDENTIAL | CATEGORY_LOCATION);
    assert_string_equal(t.at, "credentials and locations");
    text_clear(&t);
    text_data(&t, 0);
    assert_string_equal(t.at, "");
}

static void a_delivery_is_sent_by_the_custodian(void **state)
{
    (void)state;
    struct access a = {.how = HOW_READ, .actor_realm = 1, .custodian_realm = 2};
    assert_ptr_equal(access_sender(&a), &a.actor);
    assert_ptr_equal(access_receiver(&a), &a.custodian);
    assert_int_equal(access_sender_realm(&a), 1);
    a.how = HOW_DELIVER;
    assert_ptr_equal(access_sender(&a), &a.custodian);
    assert_ptr_equal(access_receiver(&a), &a.actor);
    assert_int_equal(access_sender_realm(&a), 2);
    assert_int_equal(access_receiver_realm(&a), 1);
}

static void an_attempt_is_no_access(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, NULL);
    struct access a = scene_access(&s, 318, "192.0.2.1", NULL, "192.0.2.2", NULL);
    assert_true(access_succeeded(&a));
    a.outcome = OUTCOME_REFUSED;
    assert_false(access_succeeded(&a));
    a.answered = false;
    assert_false(access_succeeded(&a));
    a.how = HOW_DELIVER; /* it left, whoever confirmed it */
    assert_true(access_succeeded(&a));
    scene_close(&s);
}

static void proofs_are_request_and_answer(void **state)
{
    (void)state;
    bool is_new;
    struct scene s;
    scene_open(&s, NULL);
    struct access a = scene_access(&s, 318, "192.0.2.1", "mme1.example", "192.0.2.2", NULL);
    struct finding *f =
        finding_of(s.judge, check_at(0), &a.actor, &a.custodian, "x", a.time, &is_new);
    told_access(s.judge, f, &a);
    told_weight(f, &a, SEVERITY_HIGH, SEVERITY_LOW, 40);
    assert_int_equal(f->severity, SEVERITY_HIGH);
    assert_int_equal(f->proof_count, 2);
    assert_string_equal(judge_text(s.judge, f->filter),
                        "diameter.cmd.code == 318 && ip.addr == 192.0.2.1");
    assert_non_null(strstr(judge_text(s.judge, f->proofs[0].why), "and gets it"));
    TEXT_ON(t, 60);
    text_short(&t, s.judge, &a.actor);
    assert_string_equal(t.at, "mme1");
    scene_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_is_listed),
        cmocka_unit_test(a_delivery_is_sent_by_the_custodian),
        cmocka_unit_test(an_attempt_is_no_access),
        cmocka_unit_test(proofs_are_request_and_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
