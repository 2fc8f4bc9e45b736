#include "frames.h"

static void wrap_pppoe(struct made *m, unsigned code, unsigned session, unsigned more)
{
    size_t length = made_len(m) + more;
    front16(m, (unsigned)length);
    front16(m, session);
    front8(m, code);
    front8(m, 0x11);
}

static void a_session_is_a_tunnel(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front16(&m, 0x0021);
    wrap_pppoe(&m, 0, 17, 0);
    wrap_ethernet(&m, 0x8864);
    reads(ETHERNET, &m, "192.0.2.1:1000 > 192.0.2.2:2000 [pppoe 17] hello\n", "");
}

static void discovery_is_counted(void **state)
{
    (void)state;
    struct made m = made_of("tags");
    wrap_pppoe(&m, 9, 0, 0);
    reads(51, &m, "", "not-read ethertype 0x8863 pppoe-discovery 1/4\n");
}

static void a_length_beyond_the_frame_is_told_and_read(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front16(&m, 0x0021);
    wrap_pppoe(&m, 0, 17, 1);
    reads(51, &m, "192.0.2.1:1000 > 192.0.2.2:2000 [pppoe 17] hello\n", "broken pppoe 1/0\n");
}

static void another_version_is_broken(void **state)
{
    (void)state;
    struct made m = made_of("");
    front(&m, "\x21\0\0\1\0", 6);
    reads(51, &m, "", "broken pppoe 1/6\n");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front16(&m, 0x0021);
    wrap_pppoe(&m, 0, 17, 0);
    cut_everywhere(51, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_is_a_tunnel),
        cmocka_unit_test(discovery_is_counted),
        cmocka_unit_test(a_length_beyond_the_frame_is_told_and_read),
        cmocka_unit_test(another_version_is_broken),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
