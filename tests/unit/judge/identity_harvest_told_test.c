#include "unit/judge/harvest_scene.h"

static const struct finding *tell(struct harvest_scene *h, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++)
        fetch(h, STRANGER, 5000 + i, KNOWN);
    const struct finding *f = found(h);
    assert_non_null(f);
    return f;
}

static void says_who_and_what_shortly(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    const struct finding *f = tell(&h, 60);
    assert_string_equal(judge_text(h.j, f->title),
                        "host9 asks host5 for credentials of 60 subscribers and serves none");
    harvest_free(&h);
}

/* Sentences hold no digits of anybody; persons stand in them by number. */
static void says_no_identity(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    const struct finding *f = tell(&h, 60);
    assert_null(strstr(judge_text(h.j, f->title), "00101"));
    assert_null(strstr(judge_text(h.j, f->filter), "00101"));
    for (unsigned i = 0; i < f->why_count; i++)
        assert_null(strstr(judge_text(h.j, f->whys[i]), "00101"));
    for (unsigned i = 0; i < f->proof_count; i++)
        assert_null(strstr(judge_text(h.j, f->proofs[i].why), "00101"));
    assert_true(f->why_count >= 3);
    harvest_free(&h);
}

static void proves_it_by_three_frames(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    const struct finding *f = tell(&h, 60);
    assert_int_equal(f->proof_count, 3);
    assert_int_equal(f->proofs[0].place.frame, 1);
    assert_int_equal(f->proofs[1].place.frame, 61);
    assert_int_equal(f->proofs[2].place.frame, 119);
    assert_int_equal(f->first, SECOND / 1000);
    assert_true(f->last > f->first);
    harvest_free(&h);
}

static void filters_by_the_first_proof(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    const struct finding *f = tell(&h, 60);
    assert_string_equal(judge_text(h.j, f->filter),
                        "diameter.cmd.code == 318 && ip.addr == 192.0.2.9");
    harvest_free(&h);
}

/* Names as long as they may be still leave a title of under a hundred characters. */
static void long_names_are_cut(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    char name[200];
    memset(name, 'a', sizeof name);
    for (uint64_t i = 0; i < 60; i++) {
        char imsi[16];
        imsi_text(imsi, 5000 + i);
        scene_begin(h.s, PROTO_DIAMETER, S6A, AIR, PART_REQUEST, STRANGER, HSS)->transaction =
            1 + i;
        field_bytes(&h.s->m, MEANING_ORIGIN_HOST, FORM_TEXT, scene_keep(h.s, name, sizeof name), 0);
        field_bytes(&h.s->m, MEANING_DESTINATION_HOST, FORM_TEXT,
                    scene_keep(h.s, name, sizeof name - 1), 0);
        put_text(h.s, MEANING_IMSI, imsi);
        scene_send(h.s);
        hand_on(&h);
    }
    const struct finding *f = found(&h);
    assert_non_null(f);
    assert_true(strlen(judge_text(h.j, f->title)) < 100);
    harvest_free(&h);
}

static void explains_itself(void **state)
{
    (void)state;
    const struct check *c = &check_identity_harvest;
    assert_true(strlen(c->title) < 80);
    assert_non_null(strstr(c->meaning, "\n\n"));
    assert_non_null(c->innocent_if[0]);
    assert_non_null(c->references[0]);
    assert_non_null(c->techniques[0]);
    assert_true(*c->next && *c->settled_by && *c->severities);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_who_and_what_shortly), cmocka_unit_test(says_no_identity),
        cmocka_unit_test(proves_it_by_three_frames), cmocka_unit_test(filters_by_the_first_proof),
        cmocka_unit_test(long_names_are_cut),        cmocka_unit_test(explains_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
