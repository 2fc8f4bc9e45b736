#include "frames.h"

static void addresses_and_payload(void **state)
{
    (void)state;
    struct made m = made_of("six");
    wrap_udp(&m, 1, 2);
    wrap_ipv6(&m, 17, 1, 2);
    struct made padded = made_of("padding");
    front(&padded, m.room + m.from, made_len(&m));
    reads(229, &padded, "[2001:db8::1]:1 > [2001:db8::2]:2 six\n", "");
    wrap_ethernet(&padded, 0x86dd);
    reads(ETHERNET, &padded, "[2001:db8::1]:1 > [2001:db8::2]:2 six\n", "");
}

static void a_length_of_zero_is_all_that_is_there(void **state)
{
    (void)state;
    struct made m = made_of("six");
    wrap_udp(&m, 1, 2);
    wrap_ipv6(&m, 17, 1, 2);
    memset(m.room + m.from + 4, 0, 2);
    reads(229, &m, "[2001:db8::1]:1 > [2001:db8::2]:2 six\n", "");
}

static void a_length_beyond_the_frame_is_told_and_read(void **state)
{
    (void)state;
    struct made m = made_of("six");
    wrap_udp(&m, 1, 2);
    wrap_ipv6(&m, 17, 1, 2);
    m.room[m.from + 5]++;
    reads(229, &m, "[2001:db8::1]:1 > [2001:db8::2]:2 six\n", "broken ipv6 1/0\n");
}

static void another_version_is_broken(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    reads(229, &m, "", "broken ipv6 1/33\n");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_of("six");
    wrap_udp(&m, 1, 2);
    wrap_ipv6(&m, 17, 1, 2);
    cut_everywhere(229, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_and_payload),
        cmocka_unit_test(a_length_of_zero_is_all_that_is_there),
        cmocka_unit_test(a_length_beyond_the_frame_is_told_and_read),
        cmocka_unit_test(another_version_is_broken),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
