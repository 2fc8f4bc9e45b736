#include "judge/subscriber_tracking.h"

#include "unit/judge/border_scene.h"

#define OURS "001010000000001"

struct row {
    const char *yaml;
    uint32_t code;
    const char *from, *to, *imsi;
    unsigned times;
    uint64_t pause;
    enum severity severity;
};

static void how_often_by_whom(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {BORDER, ANY_TIME, STRANGER, HLR1, OURS, 5, MINUTES(5), SEVERITY_HIGH},
        {BORDER, ANY_TIME, STRANGER, HLR1, OURS, 4, MINUTES(5), SEVERITY_NONE},
        {BORDER, ANY_TIME, STRANGER, HLR1, OURS, 9, MINUTES(20), SEVERITY_NONE},
        {BORDER, ANY_TIME, GMLC1, HLR1, OURS, 9, MINUTES(5), SEVERITY_NONE},
        {BORDER, ANY_TIME, SMSC1, HLR1, OURS, 9, MINUTES(5), SEVERITY_HIGH}, /* no role of its */
        {BORDER, ANY_TIME, UNLISTED, HLR1, OURS, 5, MINUTES(5), SEVERITY_HIGH},
        {BORDER, SUBSCRIBER_INFO, HLR1, MSC1, OURS, 9, MINUTES(1), SEVERITY_NONE},
        {BORDER, LCS_ROUTING, ISLE_VLR, HLR1, OURS, 9, MINUTES(1), SEVERITY_NONE}, /* may */
        {BORDER, LCS_ROUTING, PARTNER_VLR, HLR1, OURS, 9, MINUTES(1), SEVERITY_HIGH},
        {BORDER, SUBSCRIBER_INFO, PARTNER_HLR, MSC1, "999700000000001", 9, MINUTES(1),
         SEVERITY_NONE}, /* its own subscriber */
        {NULL, ANY_TIME, STRANGER, HLR1, OURS, 5, MINUTES(5), SEVERITY_MEDIUM},
        {BORDER, SRI_SM, PARTNER_VLR, HLR1, OURS, 9, MINUTES(1), SEVERITY_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *r = &rows[i];
        struct crossings b;
        border_open(&b, r->yaml);
        for (unsigned k = 0; k < r->times; k++) {
            border_does(&b, r->code, r->from, r->to, r->imsi);
            b.time += r->pause;
        }
        border_time(&b, b.time);
        const struct finding *f = border_found(&b, &check_subscriber_tracking);
        if ((f ? f->severity : SEVERITY_NONE) != r->severity)
            fail_msg("row %zu: %d", i, f ? (int)f->severity : 0);
        scene_close(&b.scene);
    }
}

static void refused_is_attempted(void **state)
{
    (void)state;
    struct crossings b;
    border_open(&b, BORDER);
    for (unsigned i = 0; i < 6; i++) {
        struct access a = border_map(&b, ANY_TIME, STRANGER, HLR1, OURS);
        a.outcome = OUTCOME_REFUSED;
        judge_access(b.scene.judge, &a);
    }
    const struct finding *f = border_found(&b, &check_subscriber_tracking);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    scene_close(&b.scene);
}

/* Questions where to deliver, while others' are seen to deliver. */
static const struct finding *messages(struct crossings *b, bool delivers)
{
    border_open(b, BORDER);
    for (unsigned i = 0; i < 6; i++) {
        border_does(b, SRI_SM, PARTNER_VLR, HLR1, OURS);
        if (delivers)
            border_does(b, MT_FORWARD, PARTNER_VLR, MSC1, OURS);
        border_does(b, SRI_SM, SMSC1, HLR1, "001010000000009");
        border_does(b, MT_FORWARD, SMSC1, MSC1, "001010000000009");
        b->time += MINUTES(5);
    }
    border_time(b, b->time);
    return border_found(b, &check_subscriber_tracking);
}

static void a_message_explains_its_question(void **state)
{
    (void)state;
    struct crossings b;
    assert_null(messages(&b, true));
    scene_close(&b.scene);
    const struct finding *f = messages(&b, false);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    scene_close(&b.scene);
}

/* A register of which nothing is declared asks because it is asked. */
static void who_is_asked_asks_on(void **state)
{
    (void)state;
    struct crossings b;
    border_open(&b, NULL);
    for (unsigned i = 0; i < 9; i++) {
        struct access outer = border_map(&b, ANY_TIME, "gt:9997700001", "gt:9997700011", OURS);
        struct access inner =
            border_map(&b, SUBSCRIBER_INFO, "gt:9997700011", "gt:9997700021", OURS);
        outer.answer_time = inner.answer_time + 5;
        judge_access(b.scene.judge, &inner);
        judge_access(b.scene.judge, &outer);
    }
    size_t count;
    judge_finish(b.scene.judge);
    const struct finding *const *all = judge_findings(b.scene.judge, &count);
    struct addr asker = scene_address("gt:9997700001");
    for (size_t i = 0; i < count; i++)
        assert_memory_equal(&all[i]->actor.address, &asker, sizeof asker);
    assert_true(count > 0);
    scene_close(&b.scene);
}

static void who_registered_him_may_ask(void **state)
{
    (void)state;
    struct crossings b;
    border_open(&b, NULL);
    border_does(&b, UPDATE_LOCATION, STRANGER, HLR1, OURS);
    for (unsigned i = 0; i < 9; i++)
        border_does(&b, ANY_TIME, STRANGER, HLR1, OURS);
    assert_null(border_found(&b, &check_subscriber_tracking));
    scene_close(&b.scene);
}

/* Both sides of a relay: one within the other. */
static void a_relayed_question_counts_once(void **state)
{
    (void)state;
    struct crossings b;
    border_open(&b, BORDER);
    for (unsigned i = 0; i < 4; i++) {
        struct access a = border_map(&b, ANY_TIME, STRANGER, HLR1, OURS);
        judge_access(b.scene.judge, &a);
        a.time -= 10;
        a.answer_time += 10;
        judge_access(b.scene.judge, &a);
    }
    assert_null(border_found(&b, &check_subscriber_tracking));
    scene_close(&b.scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(how_often_by_whom),
        cmocka_unit_test(refused_is_attempted),
        cmocka_unit_test(a_message_explains_its_question),
        cmocka_unit_test(who_is_asked_asks_on),
        cmocka_unit_test(who_registered_him_may_ask),
        cmocka_unit_test(a_relayed_question_counts_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
