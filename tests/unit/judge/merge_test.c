#include "judge/merge.h"

#include "unit/judge/judge_scene.h"

/* Two checks of different rank, by slug. */
static const struct check *named(const char *slug)
{
    const struct check *c;
    for (unsigned i = 0; (c = check_at(i)); i++)
        if (strcmp(c->slug, slug) == 0)
            return c;
    fail();
    return NULL;
}

static struct finding *raise_one(struct scene *s, const char *slug, const char *from,
                                 const char *to, const char *object, enum severity severity,
                                 uint64_t frame)
{
    bool is_new;
    struct party actor = scene_party(s, from, NULL);
    struct party custodian = to ? scene_party(s, to, NULL) : (struct party){0};
    struct finding *f =
        finding_of(s->judge, named(slug), &actor, &custodian, object, frame, &is_new);
    finding_weigh(f, severity, severity * 10);
    finding_proof(s->judge, f, (struct place){.frame = frame}, "by %s", slug);
    finding_why(s->judge, f, "says %s", slug);
    return f;
}

static size_t told(struct scene *s)
{
    size_t count;
    judge_finish(s->judge);
    (void)judge_findings(s->judge, &count);
    return count;
}

static void one_wrong_is_one_finding(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, NULL);
    struct finding *low =
        raise_one(&s, "undeclared-access", "192.0.2.1", "192.0.2.2", "x", SEVERITY_HIGH, 7);
    struct finding *high =
        raise_one(&s, "role-violation", "192.0.2.1", "192.0.2.2", "y", SEVERITY_MEDIUM, 7);
    finding_proof(s.judge, low, (struct place){.frame = 9}, "more");
    finding_person(s.judge, low, 3);
    assert_int_equal(told(&s), 1);
    assert_int_equal(low->severity, SEVERITY_NONE);
    assert_int_equal(high->severity, SEVERITY_HIGH);
    assert_int_equal(high->confidence, SEVERITY_HIGH * 10);
    assert_int_equal(high->proof_count, 2);
    assert_int_equal(high->proofs[1].place.frame, 9);
    assert_int_equal(high->why_count, 2);
    assert_int_equal(high->person_count, 1);
    assert_true(high->also != 0);
    scene_close(&s);
}

/* Another actor, another custodian, another frame, the same check: each stays by itself. */
static void others_stay_apart(void **state)
{
    (void)state;
    static const struct {
        const char *slug, *from, *to;
        uint64_t frame;
    } rows[] = {{"role-violation", "192.0.2.9", "192.0.2.2", 7},
                {"role-violation", "192.0.2.1", "192.0.2.9", 7},
                {"role-violation", "192.0.2.1", "192.0.2.2", 8},
                {"undeclared-access", "192.0.2.1", "192.0.2.2", 7}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scene s;
        scene_open(&s, NULL);
        raise_one(&s, "undeclared-access", "192.0.2.1", "192.0.2.2", "x", SEVERITY_LOW, 7);
        raise_one(&s, rows[i].slug, rows[i].from, rows[i].to, "y", SEVERITY_LOW, rows[i].frame);
        if (told(&s) != 2)
            fail_msg("row %zu", i);
        scene_close(&s);
    }
}

static void three_become_one_and_none_is_none(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, NULL);
    raise_one(&s, "undeclared-element", "192.0.2.1", NULL, "", SEVERITY_LOW, 7);
    raise_one(&s, "undeclared-access", "192.0.2.1", "192.0.2.2", "x", SEVERITY_LOW, 7);
    struct finding *top =
        raise_one(&s, "role-violation", "192.0.2.1", "192.0.2.2", "y", SEVERITY_LOW, 7);
    raise_one(&s, "credential-in-clear", "192.0.2.1", "192.0.2.2", "z", SEVERITY_NONE, 7);
    assert_int_equal(told(&s), 1);
    assert_int_equal(__builtin_popcountll(top->also), 2);
    assert_true(addr_equal(&top->custodian.address, &(struct addr){{192, 0, 2, 2}, 4, {0}}));
    scene_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_wrong_is_one_finding),
        cmocka_unit_test(others_stay_apart),
        cmocka_unit_test(three_become_one_and_none_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
