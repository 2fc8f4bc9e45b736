#include "frames.h"

static void front_tcp(struct made *m, unsigned flags)
{
    front32(m, 0);
    front16(m, 1024);
    front8(m, flags);
    front8(m, 0x50);
    front32(m, 1);
    front32(m, 1);
    front32(m, 3868 << 16 | 3868);
}

static struct made made_tcp(unsigned flags, unsigned src, unsigned dst)
{
    struct made m = made_of("");
    front_tcp(&m, flags);
    wrap_ipv4(&m, 6, src, dst);
    return m;
}

static void front_sctp(struct made *m, unsigned chunk)
{
    static const uint8_t rest[16] = {0, 0, 0, 9};
    front(m, rest, sizeof rest);
    front32(m, chunk << 24 | 20);
    front32(m, 0);
    front32(m, 1);
    front32(m, 2905 << 16 | 2905);
}

static struct made made_sctp(unsigned chunk, unsigned src, unsigned dst)
{
    struct made m = made_of("");
    front_sctp(&m, chunk);
    wrap_ipv4(&m, 132, src, dst);
    return m;
}

static unsigned begun_by(const struct room *r)
{
    uint32_t at = 0;
    const struct flow *f = table_next(&r->net->flows, &at);
    assert_non_null(f);
    return f->begun_by;
}

static void who_begins_is_told_by_the_handshake(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_tcp(0x12, 2, 1); /* the answer is seen first */
    push(&r, 101, &m);
    assert_int_equal(begun_by(&r), 0);
    m = made_tcp(0x10, 1, 2);
    push(&r, 101, &m);
    assert_int_equal(begun_by(&r), 0);
    m = made_tcp(0x02, 2, 1);
    push(&r, 101, &m);
    assert_int_equal(begun_by(&r), 1);
    ends(&r, NULL, "");
}

static void so_does_sctps(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_sctp(2, 2, 1); /* INIT ACK */
    push(&r, 101, &m);
    assert_int_equal(begun_by(&r), 0);
    m = made_sctp(1, 2, 1);
    push(&r, 101, &m);
    assert_int_equal(begun_by(&r), 1);
    m = made_sctp(10, 1, 2); /* COOKIE ECHO */
    push(&r, 101, &m);
    assert_int_equal(begun_by(&r), 0);
    net_free(r.net);
    blind_free(&r.blind);
}

static void payload_is_what_follows_the_header(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_of("data!");
    front_tcp(&m, 0x10);
    wrap_ipv4(&m, 6, 1, 2);
    push(&r, 101, &m);
    uint32_t at = 0;
    const struct flow *f = table_next(&r.net->flows, &at);
    assert_int_equal(f->bytes[0], 5);
    net_free(r.net);
    blind_free(&r.blind);
}

static void a_header_that_is_cut_off_is_broken(void **state)
{
    (void)state;
    struct made m = made_of("nineteen bytes of it");
    m.from++;
    wrap_ipv4(&m, 6, 1, 2);
    reads(101, &m, "", "broken tcp 1/19\n");
    wrap_ethernet(&m, 0x0800);
    reads(ETHERNET, &m, "", "broken tcp 1/19\n");
    m = made_of("eleven byte");
    wrap_ipv4(&m, 132, 1, 2);
    reads(101, &m, "", "broken sctp 1/11\n");
}

static void frames_that_begin_at_the_sctp_header(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_of("");
    front_sctp(&m, 1);
    push(&r, 248, &m);
    uint32_t at = 0;
    const struct flow *f = table_next(&r.net->flows, &at);
    assert_non_null(f);
    assert_int_equal(f->key.transport, 132);
    assert_int_equal(f->key.a.family, 0);
    assert_int_equal(f->key.a_port, 2905);
    net_free(r.net);
    blind_free(&r.blind);
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_tcp(0x18, 1, 2);
    cut_everywhere(101, &m);
    m = made_sctp(1, 1, 2);
    cut_everywhere(101, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_begins_is_told_by_the_handshake),
        cmocka_unit_test(so_does_sctps),
        cmocka_unit_test(payload_is_what_follows_the_header),
        cmocka_unit_test(a_header_that_is_cut_off_is_broken),
        cmocka_unit_test(frames_that_begin_at_the_sctp_header),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
