#include "unit/wire/access/scene.h"

static struct scene *begin(void)
{
    struct scene *s = scene_new();
    scene_begin(s, PROTO_PFCP, 0, PFCP_ESTABLISH, PART_REQUEST, 1, 2);
    return s;
}

static void finds_the_first_of_each_meaning(void **state)
{
    (void)state;
    struct scene *s = begin();
    struct facts f;
    put_number(s, MEANING_FAR, 7);
    put_number(s, MEANING_FAR, 8);
    facts_gather(&f, &s->m);
    assert_int_equal(facts_first(&f, &s->m, MEANING_FAR)->number, 7);
    assert_null(facts_first(&f, &s->m, MEANING_PDR));
    assert_true(meanings_hold(&f.has, MEANING_FAR));
    assert_false(meanings_hold(&f.has, MEANING_PDR));
    scene_free(s);
}

/* The last meaning has its bit too. */
static void knows_every_meaning(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    for (unsigned meaning = 1; meaning < MEANINGS; meaning++) {
        struct facts f;
        scene_begin(s, PROTO_PFCP, 0, PFCP_ESTABLISH, PART_REQUEST, 1, 2);
        put_number(s, (enum meaning)meaning, 1);
        facts_gather(&f, &s->m);
        for (unsigned other = 1; other < MEANINGS; other++)
            assert_int_equal(meanings_hold(&f.has, (enum meaning)other), other == meaning);
        assert_int_equal(f.identity_count,
                         spec_meaning_class((enum meaning)meaning) > IDENTITY_SECRET);
    }
    scene_free(s);
}

/* A session's rules name one address many times: that is one identity. */
static void lists_an_identity_once_in_a_row(void **state)
{
    (void)state;
    struct scene *s = begin();
    struct facts f;
    for (unsigned i = 0; i < 40; i++)
        put_address(s, MEANING_UE_IP, 77);
    put_address(s, MEANING_UE_IP, 78);
    facts_gather(&f, &s->m);
    assert_int_equal(f.identity_count, 2);
    assert_false(f.crowded);
    scene_free(s);
}

static void says_that_more_were_there(void **state)
{
    (void)state;
    struct scene *s = begin();
    struct facts f;
    for (unsigned i = 0; i < FACTS_IDENTITIES + 1; i++)
        put_address(s, MEANING_UE_IP, 1 + i);
    for (unsigned i = 0; i < FACTS_KEYS + 1; i++)
        put_tunnel(s, MEANING_SESSION_TUNNEL, 1 + i, 9, 1);
    facts_gather(&f, &s->m);
    assert_int_equal(f.identity_count, FACTS_IDENTITIES);
    assert_int_equal(f.key_count, FACTS_KEYS);
    assert_true(f.crowded);
    scene_free(s);
}

static void reads_a_full_message(void **state)
{
    (void)state;
    struct scene *s = begin();
    struct facts f;
    for (unsigned i = 0; i < MESSAGE_FIELDS; i++)
        put_number(s, i + 1 < MESSAGE_FIELDS ? MEANING_PDR : MEANING_FAR, i);
    facts_gather(&f, &s->m);
    assert_int_equal(facts_first(&f, &s->m, MEANING_FAR)->number, MESSAGE_FIELDS - 1);
    scene_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_first_of_each_meaning),
        cmocka_unit_test(knows_every_meaning),
        cmocka_unit_test(lists_an_identity_once_in_a_row),
        cmocka_unit_test(says_that_more_were_there),
        cmocka_unit_test(reads_a_full_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
