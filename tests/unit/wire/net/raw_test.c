#include "frames.h"

static void either_version_is_told_by_its_bytes(void **state)
{
    (void)state;
    static const unsigned links[] = {12, 14, 101};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        struct made m = made_udp("hello");
        reads(links[i], &m, HELLO, "");
        m = made_of("six");
        wrap_udp(&m, 1, 2);
        wrap_ipv6(&m, 17, 1, 2);
        reads(links[i], &m, "[2001:db8::1]:1 > [2001:db8::2]:2 six\n", "");
    }
}

static void one_version_only(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    reads(228, &m, HELLO, "");
    reads(229, &m, "", "broken ipv6 1/33\n");
}

static void neither_is_broken(void **state)
{
    (void)state;
    struct made m = made_of("5 is no version");
    m.room[m.from] = 0x55;
    reads(101, &m, "", "broken raw-ip 1/15\n");
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
        cmocka_unit_test(either_version_is_told_by_its_bytes),
        cmocka_unit_test(one_version_only),
        cmocka_unit_test(neither_is_broken),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
