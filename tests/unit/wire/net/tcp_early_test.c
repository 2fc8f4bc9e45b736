#include "tcp_bench.h"

static void late_segment_completes(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "a.");
    sent(&b, 108, "d.e.");
    sent(&b, 104, "c.c.");
    sent(&b, 102, "b.");
    sent(&b, 112, "f.");
    assert_null(bench_spot(&b, BLIND_STREAM_GAP));
    ends(&b, "1:a 4:b 4:c 4:c 4:d 4:e 5:f");
}

static void first_bytes_win(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "one.");
    sent(&b, 100, "ONE.");
    sent(&b, 102, "XXbtwo.");
    sent(&b, 113, "last");
    sent(&b, 111, "ABCDEFGH.");
    sent(&b, 109, "in");
    ends(&b, "1:one 3:btwo 6:inABlastGH");
}

/* A segment that was not captured: known by the other side's acknowledgement and what follows. */
static void gap_that_was_acknowledged(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "one.tw");
    sent(&b, 120, "three.");
    flags(&b, 1, 500, 126, ACK);
    for (unsigned i = 0; i < 9; i++)
        sent(&b, 126 + 2 * i, "x.");
    const char *expected = "1:one 11:GAP 11:three";
    assert_memory_equal(b.said, expected, strlen(expected));
    sent(&b, 144, "y.");
    tcp_flow_ends(b.tcp, &b.flow);
    const struct blind_spot *spot = bench_spot(&b, BLIND_STREAM_GAP);
    assert_non_null(spot);
    assert_string_equal(names_text(&b.blind.names, spot->where), "192.0.2.1 > 192.0.2.2:2000/tcp");
    assert_int_equal(spot->frames, 1);
    assert_int_equal(spot->bytes, 16); /* 14 that are not there, and the two of "tw" */
    bench_end(&b);
}

static void gap_held_at_the_end_is_handed_on(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "one.");
    sent(&b, 120, "three.");
    ends(&b, "1:one 2:GAP 2:three");
}

static void gap_fills_the_list(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "one.");
    for (unsigned i = 0; i <= TCP_EARLY_MOST; i++)
        sent(&b, 120 + 2 * i, "x.");
    assert_non_null(strstr(b.said, "66:GAP 66:x"));
    bench_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(late_segment_completes),
        cmocka_unit_test(first_bytes_win),
        cmocka_unit_test(gap_that_was_acknowledged),
        cmocka_unit_test(gap_held_at_the_end_is_handed_on),
        cmocka_unit_test(gap_fills_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
