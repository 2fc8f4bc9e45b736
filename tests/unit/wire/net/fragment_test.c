#include "frames.h"

enum { MORE = 0x2000 };

#define WHOLE "192.0.2.1:1000 > 192.0.2.2:2000 AAAAAAAAlast\n"

static void part(struct room *r, const char *payload, unsigned offset, unsigned flags, unsigned id)
{
    struct made m = made_of(payload);
    wrap_ipv4_part(&m, 17, 1, 2, id, flags | offset / 8);
    push(r, 101, &m);
}

/* A UDP header, eight bytes, and the end. */
static struct made made_third(unsigned which, unsigned id)
{
    struct made m = made_of(which == 0 ? "" : which == 1 ? "AAAAAAAA" : "last");
    if (which == 0) {
        front32(&m, 0); /* of a length of zero: all that is there */
        front32(&m, 1000 << 16 | 2000);
    }
    wrap_ipv4_part(&m, 17, 1, 2, id, (which < 2 ? MORE : 0) | which);
    return m;
}

static void third(struct room *r, unsigned which, unsigned id)
{
    struct made m = made_third(which, id);
    push(r, 101, &m);
}

static void any_order_makes_it_whole(void **state)
{
    (void)state;
    static const unsigned orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                          {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (unsigned i = 0; i < 6; i++) {
        struct room r;
        room_begin(&r);
        for (unsigned k = 0; k < 3; k++) {
            says(&r, "");
            third(&r, orders[i][k], 7);
        }
        says(&r, WHOLE);
        assert_int_equal(r.last_frame, 3);
        assert_int_equal(r.last.odd, 0);
        ends(&r, "17 192.0.2.1:1000 192.0.2.2:2000 1/12 0/0 unread 0/0\n", "");
    }
}

static void the_first_bytes_win_where_fragments_overlap(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    third(&r, 0, 7);
    part(&r, "AAAAAAAA", 8, MORE, 7);
    part(&r, "XXXXXXXXYYYYYYYY", 8, MORE, 7); /* the second half is new */
    part(&r, "ZZZZYYYYlast", 16, 0, 7);       /* the first of it is not */
    says(&r, "192.0.2.1:1000 > 192.0.2.2:2000 AAAAAAAAYYYYYYYYlast\n");
    ends(&r, NULL, "");
}

static void one_that_spans_others_fills_the_gaps(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    part(&r, "BBBBBBBB", 16, MORE, 7);
    part(&r, "00000000XXXXXXXXYYYYYYYYZZZZZZZZ", 0, MORE, 7);
    part(&r, "last", 32, 0, 7);
    assert_int_equal(r.calls, 1);
    assert_non_null(strstr(r.said.at, " XXXXXXXXBBBBBBBBZZZZZZZZlast\n"));
    ends(&r, NULL, "broken udp 1/0\n");
}

/* arkime #4143 */
static void odd_flags_on_the_last_one_are_told(void **state)
{
    (void)state;
    static const unsigned flags[] = {0x4000, 0x8000, 0xc000};
    for (unsigned i = 0; i < 3; i++) {
        struct room r;
        room_begin(&r);
        third(&r, 0, 7);
        third(&r, 1, 7);
        part(&r, "last", 16, flags[i], 7);
        says(&r, WHOLE);
        assert_int_equal(r.last.odd, PACKET_ODD_FRAGMENT);
        ends(&r, NULL, "");
    }
}

/* arkime #4143: it is given up, oldest first, and counted. */
static void a_first_fragment_without_an_end_stays_bounded(void **state)
{
    (void)state;
    struct room r;
    room_open(&r, 1 << 20, false);
    for (unsigned id = 0; id < 20000; id++)
        third(&r, 0, id);
    assert_true(r.net->fragments.pieces.used <= r.net->fragments.pieces.count);
    assert_true(net_evicted(r.net) > 19000);
    third(&r, 1, 19999); /* the newest is there still */
    third(&r, 2, 19999);
    says(&r, WHOLE);
    ends(&r, NULL,
         "fragment-missing 192.0.2.1 > 192.0.2.2 fragments 19999/159992\n"
         "over-budget ip fragments 0/0\n");
}

static void packets_are_told_apart_by_their_number(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    third(&r, 0, 7);
    third(&r, 0, 8);
    third(&r, 1, 8);
    third(&r, 2, 7);
    says(&r, "");
    third(&r, 2, 8);
    says(&r, WHOLE);
    ends(&r, NULL, "fragment-missing 192.0.2.1 > 192.0.2.2 fragments 2/12\n");
}

static void a_number_comes_round_again(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    third(&r, 0, 7);
    r.time += 61000000000;
    third(&r, 1, 7);
    third(&r, 2, 7);
    says(&r, "");
    third(&r, 0, 7);
    says(&r, WHOLE);
    ends(&r, NULL, "fragment-missing 192.0.2.1 > 192.0.2.2 fragments 1/8\n");
}

static void a_mirror_sends_each_twice(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    for (unsigned i = 0; i < 3; i++) {
        third(&r, i, 7);
        third(&r, i, 7);
    }
    says(&r, WHOLE);
    for (unsigned i = 0; i < 3; i++) /* all of it again: another packet */
        third(&r, i, 7);
    says(&r, WHOLE);
    ends(&r, NULL, "");
}

static void a_second_end_contradicts(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    third(&r, 2, 7);
    part(&r, "another end", 24, 0, 7);
    ends(&r, "", "fragment-missing 192.0.2.1 > 192.0.2.2 fragments 2/4\nbroken ipv4 1/31\n");
    room_begin(&r);
    part(&r, "beyond it", 32, MORE, 7);
    third(&r, 2, 7);
    ends(&r, "", "fragment-missing 192.0.2.1 > 192.0.2.2 fragments 2/9\nbroken ipv4 1/24\n");
}

static void no_packet_is_longer_than_its_length_can_say(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    part(&r, "0123456789", 65528, 0, 7);
    part(&r, "", 8, MORE, 7);
    ends(&r, "", "broken ipv4 2/50\n");
}

static void a_packet_of_many_pieces(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    static char long_one[8001];
    memset(long_one, 'x', 8000);
    struct made m = made_of(long_one);
    wrap_udp(&m, 1000, 2000);
    struct made half = m;
    half.from += 4000; /* its second half, and then the first */
    wrap_ipv4_part(&half, 17, 1, 2, 7, 4000 / 8);
    push(&r, 101, &half);
    struct made first;
    first.from = MADE_ROOM;
    front(&first, m.room + m.from, 4000);
    wrap_ipv4_part(&first, 17, 1, 2, 7, MORE);
    push(&r, 101, &first);
    assert_int_equal(r.calls, 1);
    ends(&r, "17 192.0.2.1:1000 192.0.2.2:2000 1/8000 0/0 unread 0/0\n", "");
}

static void fragments_inside_fragments(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    for (unsigned i = 0; i < 3; i++) {
        struct made m = made_third(i, 7);
        struct made tail = m;
        tail.from += 16;
        struct made head;
        head.from = MADE_ROOM;
        front(&head, m.room + m.from, 16);
        wrap_ipv4_part(&head, 4, 3, 4, i, MORE);
        wrap_ipv4_part(&tail, 4, 3, 4, i, 16 / 8);
        push(&r, 101, &head);
        push(&r, 101, &tail);
    }
    says(&r, "192.0.2.1:1000 > 192.0.2.2:2000 [ipip 192.0.2.3>192.0.2.4] AAAAAAAAlast\n");
    ends(&r, NULL, "");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_third(0, 7);
    cut_everywhere(101, &m);
    m = made_third(2, 7);
    cut_everywhere(101, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_makes_it_whole),
        cmocka_unit_test(the_first_bytes_win_where_fragments_overlap),
        cmocka_unit_test(one_that_spans_others_fills_the_gaps),
        cmocka_unit_test(odd_flags_on_the_last_one_are_told),
        cmocka_unit_test(a_first_fragment_without_an_end_stays_bounded),
        cmocka_unit_test(packets_are_told_apart_by_their_number),
        cmocka_unit_test(a_number_comes_round_again),
        cmocka_unit_test(a_mirror_sends_each_twice),
        cmocka_unit_test(a_second_end_contradicts),
        cmocka_unit_test(no_packet_is_longer_than_its_length_can_say),
        cmocka_unit_test(a_packet_of_many_pieces),
        cmocka_unit_test(fragments_inside_fragments),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
