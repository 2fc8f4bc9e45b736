#include "ss7_kit.h"
#include "wire/proto/isup.h"

enum { IAM = 1, ANM = 9, REL = 12, RLC = 16 };

static struct table tables[DECODERS * DECODER_TABLES];
static struct sink sink = {.tables = tables};
static struct addr a, b;

static int open_table(void **state)
{
    (void)state;
    a = addr_point_code(1, false);
    b = addr_point_code(2, false);
    struct table *t = &tables[DECODER_isup * DECODER_TABLES];
    return table_init(t, sizeof(struct isup_circuit_state), sizeof(uint64_t), 1 << 14, 1) ? 0 : -1;
}

static int close_table(void **state)
{
    (void)state;
    table_free(&tables[DECODER_isup * DECODER_TABLES]);
    return 0;
}

static uint64_t call_of(uint64_t circuit, uint8_t type, const struct addr *from, enum part part,
                        enum part expected)
{
    uint64_t call = 0;
    assert_int_equal(isup_call(&sink, circuit, type, from, part, &call), expected);
    assert_int_not_equal(call, 0);
    return call;
}

static void circuits_have_their_own_calls(void **state)
{
    (void)state;
    uint64_t one = call_of(7, IAM, &a, PART_REQUEST, PART_REQUEST);
    uint64_t two = call_of(8, IAM, &a, PART_REQUEST, PART_REQUEST);
    assert_true(one != two);
    assert_true(call_of(7, ANM, &b, PART_ANSWER, PART_ANSWER) == one);
    call_of(8, REL, &b, PART_REQUEST, PART_ANSWER);
    call_of(8, REL, &b, PART_REQUEST, PART_ANSWER); /* sent again */
    call_of(7, REL, &b, PART_REQUEST, PART_REQUEST);
    call_of(8, RLC, &a, PART_ANSWER, PART_NEITHER);
    call_of(7, RLC, &a, PART_ANSWER, PART_ANSWER);
    assert_true(call_of(7, IAM, &b, PART_REQUEST, PART_REQUEST) != one);
}

/* Both sides take the circuit at once (Q.764 2.9.1): two calls. */
static void dual_seizure(void **state)
{
    (void)state;
    uint64_t one = call_of(9, IAM, &a, PART_REQUEST, PART_REQUEST);
    assert_true(call_of(9, IAM, &b, PART_REQUEST, PART_REQUEST) != one);
}

static void a_call_whose_beginning_was_not_seen(void **state)
{
    (void)state;
    call_of(10, REL, &a, PART_REQUEST, PART_REQUEST);
    call_of(11, RLC, &a, PART_ANSWER, PART_ANSWER);
}

static void without_a_table(void **state)
{
    (void)state;
    struct sink bare = {0};
    uint64_t call = 0;
    assert_int_equal(isup_call(&bare, 7, IAM, &a, PART_REQUEST, &call), PART_REQUEST);
    assert_int_not_equal(call, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(circuits_have_their_own_calls),
        cmocka_unit_test(dual_seizure),
        cmocka_unit_test(a_call_whose_beginning_was_not_seen),
        cmocka_unit_test(without_a_table),
    };
    return cmocka_run_group_tests(tests, open_table, close_table);
}
