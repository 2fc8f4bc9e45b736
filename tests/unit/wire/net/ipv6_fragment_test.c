#include "frames.h"

static void wrap_part(struct made *m, unsigned next, unsigned offset, unsigned more)
{
    if (offset == 0) {
        front32(m, 0x00160000); /* UDP with the length of both */
        front32(m, 0x00010002);
        if (!more)
            m->room[m->from + 5] = (uint8_t)made_len(m);
    }
    front32(m, 77);
    front16(m, offset | more);
    front8(m, 0);
    front8(m, next);
    wrap_ipv6(m, 44, 1, 2);
}

static void part(struct room *r, const char *payload, unsigned next, unsigned offset, unsigned more)
{
    struct made m = made_of(payload);
    wrap_part(&m, next, offset, more);
    push(r, 229, &m);
}

static void fragments_become_whole(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    part(&r, "payload!", 17, 0, 1);
    says(&r, "");
    part(&r, "of two", 0, 16, 0); /* only the first one's next header counts */
    says(&r, "[2001:db8::1]:1 > [2001:db8::2]:2 payload!of two\n");
    assert_int_equal(r.last_frame, 2);
    ends(&r, "17 [2001:db8::1]:1 [2001:db8::2]:2 1/14 0/0 unread 0/0\n", "");
}

static void one_that_is_whole_in_itself_waits_for_nobody(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    part(&r, "atom", 17, 0, 0);
    says(&r, "[2001:db8::1]:1 > [2001:db8::2]:2 atom\n");
    ends(&r, NULL, "");
}

static void what_never_becomes_whole_is_told(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    part(&r, "payload!", 17, 0, 1);
    ends(&r, "", "fragment-missing 2001:db8::1 > 2001:db8::2 fragments 1/16\n");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_of("payload!");
    wrap_part(&m, 17, 0, 1);
    cut_everywhere(229, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fragments_become_whole),
        cmocka_unit_test(one_that_is_whole_in_itself_waits_for_nobody),
        cmocka_unit_test(what_never_becomes_whole_is_told),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
