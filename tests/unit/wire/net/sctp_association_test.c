#include "sctp_bench.h"

static void repeated_chunks_are_told_once(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B | E, 1, 0, 0, "one");
    sent(&b, B | E, 1, 0, 0, "one");
    sent(&b, B, 2, 0, 1, "t");
    sent(&b, B, 2, 0, 1, "t");
    sent(&b, E, 3, 0, 1, "wo");
    sent(&b, E, 3, 0, 1, "wo");
    sent(&b, B | E, 1, 0, 0, "else"); /* not the same thing under the same number */
    ends(&b, "1/0/60:one 5/0/60:two 7/0/60:else");
}

/* 5g-trace-visualizer, arkime #1027: repeated over the second path, and a message over both. */
static void second_path_is_of_the_same_association(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    initiate(&b, 0, CHUNK_INIT, 0, 0x77, 1);
    initiate(&b, 1, CHUNK_INIT_ACK, 0x77, TAG, 2);
    assert_int_equal(b.flow.begun_by, 0);
    sent(&b, B | E, 1, 0, 0, "one");
    sent(&b, B, 2, 0, 1, "tw");
    struct bytes s = packet(TAG);
    chunk(&s, B | E, 1, 0, 0, "one");
    chunk(&s, E, 3, 0, 1, "o");
    uint32_t association = go(&b, &b.second, 0, &s);
    s = packet(0x77);
    chunk(&s, B | E, 900, 0, 0, "back");
    assert_int_equal(go(&b, &b.second, 1, &s), association);
    assert_int_equal(go(&b, &b.flow, 1, &s), association);
    assert_true(association != 0);
    ends(&b, "3/0/60:one [192.0.2.1=198.51.100.1] [192.0.2.2=198.51.100.2] 5/0/60:two "
             "6/0/60:back");
}

/* Whoever names another's address in an INIT does not pass for it. */
static void named_addresses_count_when_used(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    initiate(&b, 0, CHUNK_INIT, 0, 0x77, 1);
    initiate(&b, 1, CHUNK_INIT_ACK, 0x77, TAG, 2);
    struct bytes s = packet(0x77);
    put(&s, 0x04000008, 4); /* HEARTBEAT to what was named */
    put(&s, 0x00010004, 4);
    go(&b, &b.second, 1, &s);
    assert_string_equal(b.said, "[192.0.2.2=198.51.100.2]");
    s = packet(0x1234); /* a packet with another tag is of another association */
    chunk(&s, B | E, 1, 0, 0, "!");
    go(&b, &b.second, 0, &s);
    ends(&b, "[192.0.2.2=198.51.100.2]");
}

static void asconf_adds_an_address(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B | E, 1, 0, 0, "one");
    struct bytes s = packet(TAG);
    put(&s, CHUNK_ASCONF, 1);
    put(&s, 0, 1);
    put(&s, 8 + 8 + 16, 2);
    put(&s, 1, 4);
    put(&s, 0x00050008, 4);
    put(&s, 0xc0000201, 4);
    put(&s, 0xc0010010, 4);
    put(&s, 5, 4);
    put(&s, 0x00050008, 4);
    put(&s, 0xc6336401, 4); /* 198.51.100.1 */
    go(&b, &b.flow, 0, &s);
    struct flow moved;
    bench_flow(&moved, 1, 132);
    moved.key.b = address(0, 2);
    s = packet(TAG);
    chunk(&s, B | E, 1, 0, 0, "one");
    chunk(&s, B | E, 2, 0, 1, "two");
    go(&b, &moved, 0, &s);
    ends(&b, "1/0/60:one [192.0.2.1=198.51.100.1] 3/0/60:two");
}

/* The same capture under other addresses: same ports, same tags, another association. */
static void tags_alone_do_not_join(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    struct bytes s = packet(TAG);
    chunk(&s, B | E, 1, 0, 0, "one");
    uint32_t first = go(&b, &b.flow, 0, &s);
    assert_true(go(&b, &b.second, 0, &s) != first);
    ends(&b, "1/0/60:one 2/0/60:one");
}

static void next_association_of_the_same_ports(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    struct bytes s = packet(TAG);
    chunk(&s, B | E, 1, 0, 0, "one");
    uint32_t first = go(&b, &b.flow, 0, &s);
    struct bytes abort = packet(TAG);
    put(&abort, 0x06000004, 4);
    assert_int_equal(go(&b, &b.flow, 0, &abort), first);
    s = packet(TAG + 1);
    chunk(&s, B | E, 1, 0, 0, "one");
    assert_true(go(&b, &b.flow, 0, &s) != first);
    ends(&b, "1/0/60:one 3/0/60:one");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repeated_chunks_are_told_once),
        cmocka_unit_test(second_path_is_of_the_same_association),
        cmocka_unit_test(named_addresses_count_when_used),
        cmocka_unit_test(asconf_adds_an_address),
        cmocka_unit_test(tags_alone_do_not_join),
        cmocka_unit_test(next_association_of_the_same_ports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
