#include "frames.h"

/* Its length counts units of four bytes after the first two. */
static void wrap_ah(struct made *m, unsigned next, unsigned units)
{
    static const uint8_t check[64] = {0};
    front(m, check, 4 * units);
    front32(m, 1);
    front16(m, 0);
    front8(m, units);
    front8(m, next);
}

static void it_is_stepped_over_in_either_version(void **state)
{
    (void)state;
    struct made m = made_of("hello");
    wrap_udp(&m, 1000, 2000);
    wrap_ah(&m, 17, 4);
    wrap_ipv4(&m, 51, 1, 2);
    reads(101, &m, HELLO, "");
    m = made_of("six");
    wrap_udp(&m, 1, 2);
    wrap_ah(&m, 17, 4);
    wrap_ipv6(&m, 51, 1, 2);
    reads(101, &m, "[2001:db8::1]:1 > [2001:db8::2]:2 six\n", "");
}

static void one_that_is_too_short_is_broken(void **state)
{
    (void)state;
    struct made m = made_of("hello");
    wrap_ah(&m, 17, 0);
    wrap_ipv4(&m, 51, 1, 2);
    reads(101, &m, "", "broken ah 1/13\n");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_of("hello");
    wrap_udp(&m, 1000, 2000);
    wrap_ah(&m, 17, 4);
    wrap_ipv4(&m, 51, 1, 2);
    cut_everywhere(101, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_stepped_over_in_either_version),
        cmocka_unit_test(one_that_is_too_short_is_broken),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
