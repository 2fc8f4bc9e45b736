#include "judge/foreign_request.h"

#include "unit/judge/border_scene.h"

#define OURS "001010000000001"

static void person(char ret[16], unsigned number)
{
    snprintf(ret, 16, "00101%010u", number);
}

static void take(struct crossings *b, const char *from, unsigned number)
{
    char imsi[16];
    person(imsi, number);
    border_does(b, SEND_VECTORS, from, HLR1, imsi);
}

static void come(struct crossings *b, const char *from, unsigned number)
{
    char imsi[16];
    person(imsi, number);
    border_does(b, UPDATE_LOCATION, from, HLR1, imsi);
}

static const struct finding *at_last(struct crossings *b)
{
    border_time(b, b->time + MINUTES(2));
    return scene_found(&b->scene, "foreign-request");
}

/* So many taken, of whom some register; a second between two steps, or more. */
static bool harvested(unsigned taken, unsigned registered, uint64_t pause)
{
    struct crossings b;
    border_open(&b, BORDER);
    border_time(&b, b.time);
    for (unsigned i = 0; i < taken; i++) {
        take(&b, PARTNER_VLR, i);
        if (i < registered)
            come(&b, PARTNER_VLR, i);
        b.time += pause;
    }
    bool ret = at_last(&b) != NULL;
    scene_close(&b.scene);
    return ret;
}

static void vectors_for_many_and_no_registration(void **state)
{
    (void)state;
    assert_true(harvested(5, 0, 0));
    assert_false(harvested(4, 0, 0));
    assert_false(harvested(9, 9, 0));
    assert_true(harvested(9, 3, 0));
    assert_false(harvested(20, 12, 0));         /* most come: the rest were there before */
    assert_false(harvested(9, 0, MINUTES(4)));  /* re-authentications, spread over time */
    assert_true(harvested(9, 0, SECONDS(100))); /* six of them within ten minutes */
}

static void a_refused_registration_was_meant_too(void **state)
{
    (void)state;
    struct crossings b;
    border_open(&b, BORDER);
    for (unsigned i = 0; i < 9; i++) {
        char imsi[16];
        person(imsi, i);
        take(&b, PARTNER_VLR, i);
        struct access a = border_map(&b, UPDATE_LOCATION, PARTNER_VLR, HLR1, imsi);
        a.outcome = OUTCOME_REFUSED;
        judge_access(b.scene.judge, &a);
    }
    assert_null(at_last(&b));
    scene_close(&b.scene);
}

static void the_end_of_the_capture_cuts(void **state)
{
    (void)state;
    struct crossings b;
    border_open(&b, BORDER);
    for (unsigned i = 0; i < 9; i++)
        take(&b, PARTNER_VLR, i);
    border_time(&b, b.time + SECONDS(5));
    assert_null(scene_found(&b.scene, "foreign-request"));
    scene_close(&b.scene);
}

/* They were registered elsewhere: three are enough. */
static void who_was_elsewhere_counts_for_two(void **state)
{
    (void)state;
    for (unsigned count = 2; count <= 3; count++) {
        struct crossings b;
        border_open(&b, BORDER);
        for (unsigned i = 0; i < count; i++)
            come(&b, MSC1, i);
        for (unsigned i = 0; i < count; i++)
            take(&b, PARTNER_VLR, i);
        const struct finding *f = at_last(&b);
        assert_int_equal(f != NULL, count == 3);
        if (f) {
            assert_int_equal(f->severity, SEVERITY_HIGH);
            assert_int_equal(f->person_count, 3);
            assert_true(border_says(&b, f, "3 of these were in another network"));
        }
        scene_close(&b.scene);
    }
}

/* At home, and then abroad: with vectors or without, soon or late. */
static const struct finding *moved(struct crossings *b, bool vectors, uint64_t after)
{
    border_open(b, BORDER);
    border_time(b, b->time);
    b->time += MINUTES(1);
    come(b, MSC1, 1);
    b->time += after;
    if (vectors)
        take(b, PARTNER_VLR, 1);
    come(b, PARTNER_VLR, 1);
    return at_last(b);
}

static void a_registration_without_proof_is_taken_over(void **state)
{
    (void)state;
    struct crossings b;
    const struct finding *f = moved(&b, false, MINUTES(5));
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_HIGH);
    scene_close(&b.scene);
    assert_null(moved(&b, true, MINUTES(5)));
    scene_close(&b.scene);
    assert_null(moved(&b, false, MINUTES(31)));
    scene_close(&b.scene);
}

static void what_came_before_the_capture_is_not_held_against_anybody(void **state)
{
    (void)state;
    struct crossings b;
    border_open(&b, BORDER);
    border_time(&b, b.time);
    come(&b, MSC1, 1);
    come(&b, PARTNER_VLR, 1);
    assert_null(at_last(&b));
    scene_close(&b.scene);
}

static void to_and_fro_is_too_often(void **state)
{
    (void)state;
    for (unsigned changes = 3; changes <= 4; changes++) {
        struct crossings b;
        border_open(&b, BORDER);
        for (unsigned i = 0; i <= changes; i++) {
            const char *vlr = i % 2 ? ISLE_VLR : PARTNER_VLR;
            take(&b, vlr, 1);
            come(&b, vlr, 1);
            b.time += MINUTES(2);
        }
        assert_int_equal(at_last(&b) != NULL, changes == 4);
        scene_close(&b.scene);
    }
}

static void one_step_leads_to_the_next(void **state)
{
    (void)state;
    struct crossings b;
    border_open(&b, BORDER);
    border_time(&b, b.time);
    b.time += MINUTES(1);
    come(&b, MSC1, 1);
    b.time += MINUTES(2);
    border_does(&b, SRI_SM, PARTNER_VLR, HLR1, "001010000000001");
    come(&b, PARTNER_VLR, 1);
    border_does(&b, MT_FORWARD, SMSC1, PARTNER_VLR, "001010000000001");
    const struct finding *f = at_last(&b);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_CRITICAL);
    assert_true(border_says(&b, f, "had asked sendRoutingInfoForSM"));
    assert_true(border_says(&b, f, "mt-ForwardSM"));
    scene_close(&b.scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_for_many_and_no_registration),
        cmocka_unit_test(a_refused_registration_was_meant_too),
        cmocka_unit_test(the_end_of_the_capture_cuts),
        cmocka_unit_test(who_was_elsewhere_counts_for_two),
        cmocka_unit_test(a_registration_without_proof_is_taken_over),
        cmocka_unit_test(what_came_before_the_capture_is_not_held_against_anybody),
        cmocka_unit_test(to_and_fro_is_too_often),
        cmocka_unit_test(one_step_leads_to_the_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
