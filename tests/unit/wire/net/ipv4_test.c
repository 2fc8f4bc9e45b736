#include "frames.h"

static void options_are_stepped_over(void **state)
{
    (void)state;
    struct made m = made_of("hello");
    wrap_udp(&m, 1000, 2000);
    front32(&m, 0x94040000); /* router alert */
    wrap_ipv4(&m, 17, 1, 2);
    m.room[m.from] = 0x46;
    reads(101, &m, HELLO, "");
}

static void what_follows_the_total_length_is_padding(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    struct made padded = made_of("padding");
    front(&padded, m.room + m.from, made_len(&m));
    reads(101, &padded, HELLO, "");
}

static void a_total_length_of_zero_is_all_that_is_there(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    memset(m.room + m.from + 2, 0, 2);
    reads(101, &m, HELLO, "");
}

static void a_total_length_beyond_the_frame_is_told_and_read(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    m.room[m.from + 3]++;
    reads(101, &m, HELLO, "broken ipv4 1/0\n");
    wrap_ethernet(&m, 0x0800);
    reads(ETHERNET, &m, HELLO, "broken ipv4 1/0\n");
}

static void lengths_that_contradict_are_broken(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    m.room[m.from] = 0x44;
    reads(228, &m, "", "broken ipv4 1/33\n");
    m = made_udp("hello");
    m.room[m.from + 3] = 19;
    reads(228, &m, "", "broken ipv4 1/33\n");
    m = made_udp("hello");
    m.room[m.from] = 0x4f; /* sixty bytes of header in 33 */
    reads(228, &m, "", "broken ipv4 1/33\n");
}

static void an_icmp_quote_is_not_decoded(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front32(&m, 0);
    front32(&m, 0x03030000);
    wrap_ipv4(&m, 1, 2, 1);
    struct room r;
    room_begin(&r);
    push(&r, 101, &m);
    says(&r, "");
    ends(&r, "1 192.0.2.1:0 192.0.2.2:0 0/0 1/41 unread 1/41\n", "");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    cut_everywhere(228, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_are_stepped_over),
        cmocka_unit_test(what_follows_the_total_length_is_padding),
        cmocka_unit_test(a_total_length_of_zero_is_all_that_is_there),
        cmocka_unit_test(a_total_length_beyond_the_frame_is_told_and_read),
        cmocka_unit_test(lengths_that_contradict_are_broken),
        cmocka_unit_test(an_icmp_quote_is_not_decoded),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
