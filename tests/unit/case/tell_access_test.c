#include "unit/case/stage.h"

static void keep(void *arg, const struct postern_access *a)
{
    struct stage *s = arg;
    s->told++;
    stage_keep(s, "actor", a->actor.address);
    stage_keep(s, "custodian", a->custodian.address);
    stage_keep(s, "proto", a->proto);
    stage_keep(s, "operation", a->operation);
    stage_keep(s, "how", a->how);
    stage_keep_texts(s, "category", a->categories);
    stage_keep(s, "to", a->to);
    stage_keep_number(s, "count", a->count);
    stage_keep_number(s, "answered", a->answered);
    stage_keep_number(s, "refused", a->refused);
    stage_keep_number(s, "subscribers", a->subscribers);
    stage_keep_number(s, "example", a->example.frame);
    stage_keep(s, "subscriber", a->subscriber);
    stage_keep_texts(s, "identity", a->identities);
    stage_keep(s, "outcome", a->outcome);
    stage_keep(s, "cause", a->cause_name);
    for (size_t i = 0; i < a->frame_count; i++)
        stage_keep_number(s, "frame", a->frames[i].frame);
}

static struct stage *begin(bool every)
{
    struct stage *s = stage_new(false, false, every);
    s->sink.access = keep;
    stage_vectors(s, "001010000000001", 2001);
    stage_vectors(s, "001010000000002", 2001);
    stage_vectors(s, "001010000000002", 5004);
    registry_finish(s->p.registry);
    learn_owners(s->p.teller);
    tell_accesses(s->p.teller);
    return s;
}

static void accesses_are_summed(void **state)
{
    (void)state;
    struct stage *s = begin(false);
    assert_int_equal(s->told, 1);
    assert_kept(s, "actor=192.0.2.1");
    assert_kept(s, "custodian=192.0.2.2");
    assert_kept(s, "proto=diameter");
    assert_kept(s, "operation=Authentication-Information-Request");
    assert_kept(s, "how=read");
    assert_kept(s, "category=credential");
    assert_kept(s, "to=(none)");
    assert_kept(s, "count=3");
    assert_kept(s, "answered=2");
    assert_kept(s, "refused=1");
    assert_kept(s, "subscribers=2");
    assert_kept(s, "example=1");
    stage_free(s);
}

static void each_access_is_told_when_asked(void **state)
{
    (void)state;
    struct stage *s = begin(true);
    assert_int_equal(s->told, 3);
    assert_kept(s, "count=0");
    assert_kept(s, "subscriber=imsi:00101-j2tyrljk46");
    assert_kept(s, "identity=imsi:00101-j2tyrljk46");
    assert_kept(s, "outcome=success");
    assert_kept(s, "outcome=refused");
    assert_kept(s, "frame=5");
    assert_kept(s, "frame=6");
    stage_free(s);
}

static void what_got_no_answer_says_so(void **state)
{
    (void)state;
    struct stage *s = stage_new(false, false, true);
    s->sink.access = keep;
    stage_begin(s, PROTO_DIAMETER, STAGE_S6A, STAGE_AIR, PART_REQUEST, 1, 2);
    stage_text(s, MEANING_IMSI, "001010000000001");
    stage_send(s);
    registry_finish(s->p.registry);
    tell_accesses(s->p.teller);
    assert_int_equal(s->told, 1);
    assert_kept(s, "outcome=unanswered");
    stage_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accesses_are_summed),
        cmocka_unit_test(each_access_is_told_when_asked),
        cmocka_unit_test(what_got_no_answer_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
