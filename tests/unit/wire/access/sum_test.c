#include "unit/wire/access/scene.h"

static void read_one(struct scene *s, uint64_t transaction, uint64_t number, uint32_t result)
{
    char imsi[16];
    imsi_text(imsi, number);
    ask(s, S6A, AIR, 1, 2, transaction, imsi);
    if (result)
        reply(s, S6A, AIR, 2, 1, transaction, result);
}

static void counts_how_it_ended_and_whose(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    size_t count;
    /* The peer's own name first: else who is never answered is another party. */
    scene_begin(s, PROTO_DIAMETER, 0, CER, PART_ANSWER, 2, 1);
    put_text(s, MEANING_ORIGIN_HOST, "host2.example");
    scene_send(s);
    read_one(s, 1, 1, 2001);
    read_one(s, 2, 1, 2001);
    read_one(s, 3, 2, 5001);
    read_one(s, 4, 3, 0);
    registry_finish(s->r);
    const struct access_sum *const *sums = registry_sums(s->r, &count);
    assert_int_equal(count, 1);
    const struct access_sum *sum = sums[0];
    assert_int_equal(sum->count, 4);
    assert_int_equal(sum->answered, 2);
    assert_int_equal(sum->refused, 1);
    assert_int_equal(sum->unanswered, 1);
    assert_int_equal(sum->persons, 3);
    assert_int_equal(sum->example.frame, 2);
    assert_int_equal(sum->first, 2 * (SECOND / 1000));
    assert_int_equal(sum->last, 8 * (SECOND / 1000));
    assert_int_equal(registry_access_count(s->r), 4);
    scene_free(s);
}

/* Two who turn out to be one are counted once. */
static void persons_joined_later_are_one(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    size_t count;
    ask(s, S6A, AIR, 1, 2, 1, "001010000000001");
    scene_begin(s, PROTO_DIAMETER, S6A, AIR, PART_REQUEST, 1, 2)->transaction = 2;
    put_text(s, MEANING_ORIGIN_HOST, "host1.example");
    put_text(s, MEANING_MSISDN, "99900000001");
    scene_send(s);
    scene_begin(s, PROTO_DIAMETER, S6A, 321, PART_REQUEST, 1, 2)->transaction = 3;
    put_text(s, MEANING_ORIGIN_HOST, "host1.example");
    put_text(s, MEANING_IMSI, "001010000000001");
    put_text(s, MEANING_MSISDN, "99900000001");
    scene_send(s);
    registry_finish(s->r);
    const struct access_sum *const *sums = registry_sums(s->r, &count);
    assert_int_equal(count, 2);
    assert_int_equal(sums[0]->count, 2);
    assert_int_equal(sums[0]->persons, 1);
    assert_int_equal(registry_person_count(s->r), 1);
    scene_free(s);
}

/* Another actor, custodian, operation, way or destination is another sum. */
static void keys_part_sums(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    size_t count;
    ask(s, S6A, AIR, 1, 2, 1, "001010000000001");
    ask(s, S6A, AIR, 3, 2, 2, "001010000000001");
    ask(s, S6A, AIR, 1, 4, 3, "001010000000001");
    ask(s, S6A, ULR, 1, 2, 4, "001010000000001");
    registry_finish(s->r);
    registry_sums(s->r, &count);
    assert_int_equal(count, 5);
    scene_free(s);
}

static void each_is_kept_where_wanted(void **state)
{
    (void)state;
    struct scene *s = scene_with(4 << 20, true);
    size_t count;
    for (uint64_t i = 0; i < 30; i++)
        read_one(s, i, i, 2001);
    registry_finish(s->r);
    const struct access *all = registry_accesses(s->r, &count);
    assert_int_equal(count, 30);
    for (size_t i = 1; i < count; i++)
        assert_true(all[i].time > all[i - 1].time);
    registry_sums(s->r, &count);
    assert_int_equal(count, 0);
    scene_free(s);
}

static void what_does_not_fit_is_a_blind_spot(void **state)
{
    (void)state;
    struct scene *s = scene_with(1 << 20, true);
    size_t count;
    const struct blind_spot *spots[16];
    bool told = false;
    for (uint64_t i = 0; i < 3000; i++)
        read_one(s, i, i, 2001);
    registry_finish(s->r);
    registry_accesses(s->r, &count);
    assert_true(count < 3000);
    assert_int_equal(registry_access_count(s->r), 3000);
    size_t spot_count = blind_sorted(&s->blind, spots, 16);
    for (size_t i = 0; i < spot_count; i++)
        told |= spots[i]->reason == BLIND_OVER_BUDGET &&
                strcmp(names_text(&s->blind.names, spots[i]->where), "accesses") == 0;
    assert_true(told);
    scene_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_how_it_ended_and_whose),
        cmocka_unit_test(persons_joined_later_are_one),
        cmocka_unit_test(keys_part_sums),
        cmocka_unit_test(each_is_kept_where_wanted),
        cmocka_unit_test(what_does_not_fit_is_a_blind_spot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
