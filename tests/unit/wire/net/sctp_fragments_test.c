#include "sctp_bench.h"

/* arkime #4097 */
static void fragments_of_streams_interleave(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B, 1, 5, 0, "fi");
    sent(&b, B, 2, 6, 0, "si");
    sent(&b, 0, 3, 5, 0, "v");
    sent(&b, E, 4, 6, 0, "x");
    sent(&b, E, 5, 5, 0, "e");
    ends(&b, "4/6/60:six 5/5/60:five");
}

/* Numbers in sequence, streams mixed on the way: and a fragment that is missing stays missing. */
static void fragments_of_streams_in_sequence(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B, 1, 5, 0, "fi");
    sent(&b, B, 4, 6, 0, "si");
    sent(&b, 0, 2, 5, 0, "v");
    sent(&b, E, 6, 6, 0, "x");
    sent(&b, E, 3, 5, 0, "e");
    ends(&b, "5/5/60:five");
}

/* The numbers of a stream's messages keep them apart. */
static void fragments_of_two_messages_of_a_stream(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B, 1, 5, 0, "on");
    sent(&b, E, 4, 5, 1, "wo");
    sent(&b, B, 3, 5, 1, "t");
    sent(&b, E, 2, 5, 0, "e");
    ends(&b, "3/5/60:two 4/5/60:one");
}

/* arkime #4024 */
static void tsn_wraps_inside_a_message(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B, 0xfffffffe, 0, 0, "a");
    sent(&b, E, 1, 0, 0, "d");
    sent(&b, 0, 0, 0, 0, "c");
    sent(&b, 0, 0xffffffff, 0, 0, "b");
    ends(&b, "4/0/60:abcd");
}

/* arkime #4030: whatever the order, the frame is that of the fragment which came last. */
static void late_fragments_complete(void **state)
{
    (void)state;
    static const unsigned ORDERS[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                         {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    static const char *const TEXT[] = {"x", "y", "z"};
    static const unsigned FLAGS[] = {B, 0, E};
    for (size_t i = 0; i < sizeof ORDERS / sizeof *ORDERS; i++) {
        struct bench b;
        begin(&b);
        for (unsigned k = 0; k < 3; k++)
            sent(&b, FLAGS[ORDERS[i][k]], 10 + ORDERS[i][k], 0, 3, TEXT[ORDERS[i][k]]);
        ends(&b, "3/0/60:xyz");
    }
}

static void unordered_have_numbers_of_their_own(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B | U, 1, 0, 9, "un");
    sent(&b, B, 3, 0, 9, "or");
    sent(&b, B | U, 5, 0, 8, "ne");
    sent(&b, E | U, 6, 0, 7, "xt");
    sent(&b, E, 4, 0, 9, "dered");
    sent(&b, E | U, 2, 0, 6, "do");
    ends(&b, "4/0/60:next 5/0/60:ordered 6/0/60:undo");
}

/* arkime #4143: beginnings without an end are bounded, and told at the end. */
static void fragments_without_end_are_bounded(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    static uint8_t fill[1400];
    for (unsigned i = 0; i < 4000; i++) {
        struct bytes s = packet(TAG);
        chunk_bytes(&s, B, 2 * i, 0, i, 60, (struct span){fill, sizeof fill});
        go(&b, &b.flow, 0, &s);
    }
    assert_true(sctp_evicted(b.sctp) > 2000);
    sctp_finish(b.sctp);
    assert_int_equal(bench_spot(&b, BLIND_OVER_BUDGET)->frames, sctp_evicted(b.sctp));
    const struct blind_spot *missing = bench_spot(&b, BLIND_FRAGMENT_MISSING);
    assert_int_equal(missing->frames, 4000 - sctp_evicted(b.sctp));
    assert_int_equal(missing->bytes, 1400 * missing->frames);
    assert_string_equal(names_text(&b.blind.names, missing->where),
                        "192.0.2.1 > 192.0.2.2:2000/sctp");
    bench_end(&b);
}

static void one_message_too_long_is_given_up(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    static uint8_t fill[1400];
    for (unsigned i = 0; i < 100; i++) {
        struct bytes s = packet(TAG);
        chunk_bytes(&s, i ? 0 : B, i, 0, 0, 60, (struct span){fill, sizeof fill});
        go(&b, &b.flow, 0, &s);
    }
    sent(&b, B | E, 100, 0, 1, "on");
    sctp_finish(b.sctp);
    assert_string_equal(b.said, "101/0/60:on");
    assert_non_null(bench_spot(&b, BLIND_OVER_BUDGET));
    bench_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fragments_of_streams_interleave),
        cmocka_unit_test(fragments_of_streams_in_sequence),
        cmocka_unit_test(fragments_of_two_messages_of_a_stream),
        cmocka_unit_test(tsn_wraps_inside_a_message),
        cmocka_unit_test(late_fragments_complete),
        cmocka_unit_test(unordered_have_numbers_of_their_own),
        cmocka_unit_test(fragments_without_end_are_bounded),
        cmocka_unit_test(one_message_too_long_is_given_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
