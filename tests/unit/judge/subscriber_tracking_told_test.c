#include "judge/subscriber_tracking.h"

#include "unit/judge/border_scene.h"

#define OURS "001010000000001"

static const struct finding *followed(struct crossings *b, const char *yaml, unsigned times,
                                      unsigned others)
{
    char imsi[16];
    border_open(b, yaml);
    for (unsigned i = 0; i < others; i++) {
        snprintf(imsi, sizeof imsi, "00101%010u", 100 + i);
        border_does(b, ANY_TIME, UNLISTED, HLR1, imsi);
    }
    for (unsigned i = 0; i < times; i++) {
        border_does(b, ANY_TIME, UNLISTED, HLR1, OURS);
        b->time += MINUTES(1);
    }
    return scene_found(&b->scene, "subscriber-tracking");
}

static void it_tells_how_often_and_shows_each(void **state)
{
    (void)state;
    struct crossings b;
    const struct finding *f = followed(&b, BORDER, 5, 0);
    assert_non_null(f);
    assert_true(border_says(&b, f, "asks 5 times within 5 min"));
    assert_true(border_says(&b, f, "no role that asks this"));
    assert_int_equal(f->count, 5);
    assert_int_equal(f->person_count, 1);
    assert_int_equal(f->proof_count, 10);
    scene_close(&b.scene);
}

static void what_comes_after_is_counted(void **state)
{
    (void)state;
    struct crossings b;
    const struct finding *f = followed(&b, BORDER, 30, 0);
    assert_non_null(f);
    assert_int_equal(f->count, 30);
    assert_int_equal(f->person_count, 1);
    scene_close(&b.scene);
}

/* Who asks for many without a declaration may be a location service. */
static void many_people_weigh_less_where_nothing_is_declared(void **state)
{
    (void)state;
    struct crossings b;
    const struct finding *f = followed(&b, NULL, 5, 30);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_LOW);
    scene_close(&b.scene);
    f = followed(&b, NULL, 5, 3);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    scene_close(&b.scene);
    f = followed(&b, BORDER, 5, 30);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_HIGH);
    scene_close(&b.scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_tells_how_often_and_shows_each),
        cmocka_unit_test(what_comes_after_is_counted),
        cmocka_unit_test(many_people_weigh_less_where_nothing_is_declared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
