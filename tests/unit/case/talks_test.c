#include "case/talks.h"

#include "unit/unit.h"

#include <stdlib.h>

static struct addr host(unsigned last)
{
    return addr_v4((const uint8_t[]){192, 0, 2, (uint8_t)last});
}

/* From a of the higher port to the served one of b, or the other way round. */
static struct flow flow_of(unsigned a, uint16_t a_port, unsigned b, uint16_t b_port)
{
    return (struct flow){
        .key = {.a = host(a), .b = host(b), .a_port = a_port, .b_port = b_port, .transport = 6},
        .begun_by = a_port > b_port ? 0 : 1,
        .proto = FLOW_NOBODY,
        .frames = {3, 2},
        .bytes = {100, 10},
        .first = 50,
        .last = 60};
}

static void conversations_of_two_are_summed(void **state)
{
    (void)state;
    struct talks t;
    size_t count;
    assert_true(talks_init(&t, 7));
    struct flow f = flow_of(1, 40000, 2, 22);
    talks_add(&t, &f);
    f = flow_of(1, 40001, 2, 22);
    f.first = 20;
    talks_add(&t, &f);
    const struct talk **all = talks_sorted(&t, &count);
    assert_int_equal(count, 1);
    struct addr asks = host(1);
    assert_true(addr_equal(&all[0]->asks, &asks));
    assert_int_equal(all[0]->port, 22);
    assert_int_equal(all[0]->count, 2);
    assert_int_equal(all[0]->frames, 10);
    assert_int_equal(all[0]->bytes, 220);
    assert_int_equal(all[0]->first, 20);
    assert_int_equal(all[0]->last, 60);
    free(all);
    talks_free(&t);
}

static void they_stand_in_order(void **state)
{
    (void)state;
    struct talks t;
    size_t count;
    assert_true(talks_init(&t, 7));
    struct flow f[] = {flow_of(3, 40000, 4, 22), flow_of(1, 40000, 2, 80), flow_of(1, 40000, 2, 22),
                       flow_of(1, 25, 2, 40000)};
    for (size_t i = 0; i < sizeof f / sizeof *f; i++)
        talks_add(&t, &f[i]);
    const struct talk **all = talks_sorted(&t, &count);
    assert_int_equal(count, 4);
    assert_int_equal(all[0]->port, 22);
    assert_int_equal(all[1]->port, 80);
    struct addr asks = host(2); /* a serves */
    assert_true(addr_equal(&all[2]->asks, &asks));
    assert_int_equal(all[2]->port, 25);
    free(all);
    talks_free(&t);
}

static void what_customers_do_in_tunnels_is_left_out(void **state)
{
    (void)state;
    struct talks t;
    size_t count;
    assert_true(talks_init(&t, 7));
    struct flow f = flow_of(1, 40000, 2, 22);
    f.key.tunnel = 9;
    talks_add(&t, &f);
    f = flow_of(1, 40000, 2, 22);
    f.key.a = f.key.b = (struct addr){0};
    talks_add(&t, &f);
    free(talks_sorted(&t, &count));
    assert_int_equal(count, 0);
    talks_free(&t);
}

/* An adversary costs us old ones, not memory. */
static void there_is_room_for_so_many(void **state)
{
    (void)state;
    struct talks t;
    size_t count;
    assert_true(talks_init(&t, 7));
    for (unsigned i = 1; i < 60000; i++) {
        struct flow f = flow_of(1, 61000, 2, (uint16_t)i);
        talks_add(&t, &f);
    }
    free(talks_sorted(&t, &count));
    assert_in_range(count, 1000, 40000);
    assert_true(t.table.evicted > 0);
    talks_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conversations_of_two_are_summed),
        cmocka_unit_test(they_stand_in_order),
        cmocka_unit_test(what_customers_do_in_tunnels_is_left_out),
        cmocka_unit_test(there_is_room_for_so_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
