#include "frames.h"

static void wrap_extension(struct made *m, unsigned next, unsigned units)
{
    static const uint8_t padding[32] = {1, 4};
    front(m, padding, 6 + 8 * units);
    front8(m, units);
    front8(m, next);
}

static void headers_are_stepped_over_in_any_order(void **state)
{
    (void)state;
    static const unsigned kinds[] = {0, 43, 60, 139, 140};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct made m = made_of("six");
        wrap_udp(&m, 1, 2);
        wrap_extension(&m, 17, 2);
        wrap_extension(&m, kinds[i], 0);
        wrap_ipv6(&m, 60, 1, 2);
        reads(229, &m, "[2001:db8::1]:1 > [2001:db8::2]:2 six\n", "");
    }
}

static void what_nothing_follows_is_a_conversation(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_of("");
    wrap_extension(&m, 59, 1);
    wrap_ipv6(&m, 135, 1, 2);
    push(&r, 229, &m);
    ends(&r, "135 [2001:db8::1]:0 [2001:db8::2]:0 1/16 0/0 unread 1/16\n", "");
}

static void a_chain_without_end_ends(void **state)
{
    (void)state;
    struct made m = made_of("");
    for (unsigned i = 0; i < 200; i++)
        wrap_extension(&m, 60, 0);
    wrap_ipv6(&m, 60, 1, 2);
    reads(229, &m, "", "too-deep ipv6-extension 1/1416\n");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_of("six");
    wrap_udp(&m, 1, 2);
    wrap_extension(&m, 17, 2);
    wrap_ipv6(&m, 0, 1, 2);
    cut_everywhere(229, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_are_stepped_over_in_any_order),
        cmocka_unit_test(what_nothing_follows_is_a_conversation),
        cmocka_unit_test(a_chain_without_end_ends),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
