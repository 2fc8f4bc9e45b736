#include "frames.h"

/* http2 from 192.0.2.1:40000 to 192.0.2.2:7070. */
#define NAME "\x00\x0c\x00\x05http2"
#define ENDS "\x00\x14\x00\x04\xc0\x00\x02\x01\x00\x15\x00\x04\xc0\x00\x02\x02"
#define PORTS "\x00\x19\x00\x04\x00\x00\x9c\x40\x00\x1a\x00\x04\x00\x00\x1b\x9e"
#define UDP "\x00\x18\x00\x04\x00\x00\x00\x03"
#define LAST "\x00\x00\x00\x00"

/* Tags, with their zeros, and then the bytes. */
static struct made tagged(const char *tags, size_t n)
{
    struct made m = made_of("bytes");
    front(&m, tags, n);
    return m;
}
#define TAGGED(tags) tagged(tags, sizeof(tags) - 1)

static void a_datagram_has_its_ends(void **state)
{
    (void)state;
    struct room r;
    struct made m = TAGGED(NAME ENDS UDP PORTS LAST);
    room_begin(&r);
    push(&r, 252, &m);
    says(&r, "192.0.2.1:40000 > 192.0.2.2:7070 bytes\n");
    assert_int_equal(r.last.transport, 17);
    ends(&r, "17 192.0.2.1:40000 192.0.2.2:7070 1/5 0/0 unread 0/0\n", "");
}

static void a_piece_of_a_stream_is_shown_once(void **state)
{
    (void)state;
    struct room r;
    struct made m = TAGGED(NAME ENDS PORTS LAST);
    room_begin(&r);
    push(&r, 252, &m);
    assert_int_equal(r.last.transport, 6);
    assert_int_equal(r.last.dport, 7070);
    ends(&r, "6 192.0.2.1:40000 192.0.2.2:7070 1/5 0/0 unread 0/0\n", "");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = TAGGED(NAME ENDS UDP PORTS LAST);
    cut_everywhere(252, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_datagram_has_its_ends),
        cmocka_unit_test(a_piece_of_a_stream_is_shown_once),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
