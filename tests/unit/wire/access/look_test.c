#include "unit/wire/access/scene.h"

static void the_best_identity_is_the_best_known(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    scene_begin(s, PROTO_PFCP, 0, PFCP_ESTABLISH, PART_REQUEST, 1, 2)->transaction = 1;
    put_address(s, MEANING_UE_IP, 77);
    scene_send(s);
    uint32_t person = s->person;
    assert_string_equal(best_text(s, person), "ue-ip:192.0.2.77");
    scene_begin(s, PROTO_PFCP, 0, PFCP_ESTABLISH, PART_REQUEST, 1, 2)->transaction = 2;
    put_address(s, MEANING_UE_IP, 77);
    put_text(s, MEANING_IMEI, "35693803564380");
    scene_send(s);
    assert_string_equal(best_text(s, person), "imei:35693803564380");
    scene_begin(s, PROTO_PFCP, 0, PFCP_ESTABLISH, PART_REQUEST, 1, 2)->transaction = 3;
    put_address(s, MEANING_UE_IP, 77);
    put_text(s, MEANING_MSISDN, "99900000001");
    scene_send(s);
    assert_string_equal(best_text(s, person), "msisdn:99900000001");
    scene_free(s);
}

static void numbers_that_nobody_has_find_nobody(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    static const uint32_t none[] = {0, 1, 12345, UINT32_MAX};
    for (unsigned i = 0; i < 4; i++) {
        assert_null(registry_person(s->r, none[i]));
        assert_null(registry_identity(s->r, none[i]));
        assert_int_equal(registry_best(s->r, none[i]), 0);
        assert_int_equal(registry_same_person(s->r, none[i]), none[i]);
    }
    scene_free(s);
}

static void elements_are_in_order_of_address(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    size_t count;
    static const unsigned order[] = {200, 3, 77, 100, 9};
    for (unsigned i = 0; i < 5; i++)
        ask(s, S6A, AIR, order[i], 1, i, "001010000000001");
    const struct element *const *all = registry_elements(s->r, &count);
    assert_int_equal(count, 6);
    for (size_t i = 1; i < count; i++)
        assert_true(addr_order(&all[i - 1]->address, &all[i]->address) < 0);
    scene_free(s);
}

/* Learnt too late to be kept out when its conversation ended. */
static void equipment_is_left_out_at_the_end(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    size_t count;
    struct flow flow = {.key = {.a = host(77), .b = host(6), .transport = 17},
                        .frames = {1, 1},
                        .where = {.frame = 1}};
    registry_flow_ends(s->r, &flow);
    registry_elements(s->r, &count);
    assert_int_equal(count, 2);
    scene_begin(s, PROTO_PFCP, 0, PFCP_ESTABLISH, PART_REQUEST, 1, 2);
    put_address(s, MEANING_UE_IP, 77);
    scene_send(s);
    const struct element *const *all = registry_elements(s->r, &count);
    struct addr guest = host(77);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++)
        assert_false(addr_equal(&all[i]->address, &guest));
    scene_free(s);
}

/* First time, actor, custodian, operation; addresses by number, 9 before 100. */
static void sums_are_in_order(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    size_t count;
    static const unsigned actors[] = {100, 9, 9, 9};
    static const unsigned custodians[] = {2, 3, 2, 2};
    static const uint32_t codes[] = {AIR, AIR, 321, AIR};
    for (unsigned i = 0; i < 4; i++) {
        s->time = 0;
        ask(s, S6A, codes[i], actors[i], custodians[i], i, "001010000000001");
    }
    registry_finish(s->r);
    const struct access_sum *const *sums = registry_sums(s->r, &count);
    assert_int_equal(count, 4);
    assert_int_equal(sums[0]->actor.address.bytes[3], 9);
    assert_string_equal(spec_op_at(sums[0]->operation)->name, "Authentication-Information-Request");
    assert_string_equal(spec_op_at(sums[1]->operation)->name, "Purge-UE-Request");
    assert_int_equal(sums[2]->custodian.address.bytes[3], 3);
    assert_int_equal(sums[3]->actor.address.bytes[3], 100);
    scene_free(s);
}

/* An INVITE with media writes two sorts of data in one way: content stands before session. */
static void sorts_of_data_are_in_order(void **state)
{
    (void)state;
    for (unsigned every = 0; every < 2; every++) {
        struct scene *s = scene_with(4 << 20, every);
        size_t count;
        scene_begin(s, PROTO_SIP, 0, 5, PART_REQUEST, 1, 2)->pairing = PAIR_NONE;
        put_text(s, MEANING_NAI, "alice@a.example");
        put_text(s, MEANING_MEDIA, "192.0.2.1:6000");
        scene_send(s);
        registry_finish(s->r);
        if (every) {
            const struct access *all = registry_accesses(s->r, &count);
            assert_int_equal(count, 2);
            assert_int_equal(all[0].categories, CATEGORY_CONTENT);
            assert_int_equal(all[1].categories, CATEGORY_SESSION);
        } else {
            const struct access_sum *const *sums = registry_sums(s->r, &count);
            assert_int_equal(count, 2);
            assert_int_equal(sums[0]->categories, CATEGORY_CONTENT);
            assert_int_equal(sums[1]->categories, CATEGORY_SESSION);
        }
        scene_free(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_identity_is_the_best_known),
        cmocka_unit_test(numbers_that_nobody_has_find_nobody),
        cmocka_unit_test(elements_are_in_order_of_address),
        cmocka_unit_test(equipment_is_left_out_at_the_end),
        cmocka_unit_test(sums_are_in_order),
        cmocka_unit_test(sorts_of_data_are_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
