#include "frames.h"

static void its_length_cuts_and_zero_does_not(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    m.room[m.from + 25] -= 2;
    reads(101, &m, "192.0.2.1:1000 > 192.0.2.2:2000 hel\n", "");
    m = made_udp("hello");
    m.room[m.from + 25] = 0;
    reads(101, &m, HELLO, "");
}

static void a_length_beyond_the_packet_is_told_and_read(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    m.room[m.from + 25]++;
    reads(101, &m, HELLO, "broken udp 1/0\n");
    wrap_ethernet(&m, 0x0800);
    reads(ETHERNET, &m, HELLO, "broken udp 1/0\n");
}

static void a_length_below_eight_is_broken(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    m.room[m.from + 25] = 7;
    reads(101, &m, "", "broken udp 1/13\n");
}

static void an_empty_datagram_is_counted_and_not_shown(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_udp("");
    push(&r, 101, &m);
    says(&r, "");
    ends(&r, "17 192.0.2.1:1000 192.0.2.2:2000 1/0 0/0 unread 0/0\n", "");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    cut_everywhere(101, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_length_cuts_and_zero_does_not),
        cmocka_unit_test(a_length_beyond_the_packet_is_told_and_read),
        cmocka_unit_test(a_length_below_eight_is_broken),
        cmocka_unit_test(an_empty_datagram_is_counted_and_not_shown),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
