#include "wire/capture/source.h"

#include "unit/wire/capture/pack.h"

struct room {
    struct blind blind;
    struct source_env env;
    struct fault fault;
    struct source *source;
};

static void keep(void *arg, const struct fault *f)
{
    *(struct fault *)arg = *f;
}

static void open_room(struct room *r, const void *bytes, size_t len)
{
    *r = (struct room){0};
    assert_true(blind_init(&r->blind, 1 << 20, 1));
    r->env = (struct source_env){.blind = &r->blind, .on_fault = keep, .interfaces = 1000};
    r->env.arg = &r->fault;
    r->source = source_new(&r->env, file_of(bytes, len), "made", 0);
    assert_non_null(r->source);
}

static void close_room(struct room *r)
{
    source_free(r->source);
    secrets_free(&r->env.secrets);
    blind_free(&r->blind);
}

static void see_on(struct source *s)
{
    while (source_see(s) == SIGHT_SHORT && source_fill(s))
        ;
}

static struct made three_frames(void)
{
    struct made m = {0};
    put_pcap(&m, MAGIC_MICRO, 1);
    put_record(&m, 1, 0, 3000);
    put_record(&m, 2, 0, 3001);
    put_record(&m, 3, 0, 3002);
    return m;
}

/* Seeing again gives the same frame; taking goes on. */
static void sees_and_takes(void **state)
{
    (void)state;
    struct made m = three_frames();
    struct room r;
    struct frame f;
    open_room(&r, m.at, m.len);
    assert_true(source_hold(r.source, 64 << 10));
    see_on(r.source);
    for (uint64_t i = 1; i <= 3; i++) {
        assert_int_equal(source_see(r.source), SIGHT_FRAME);
        assert_int_equal(source_see(r.source), SIGHT_FRAME);
        source_take(r.source, &f);
        assert_int_equal(f.number, i);
        assert_int_equal(f.time, i * 1000000000);
        assert_int_equal(f.captured, 2999 + i);
        assert_int_equal(f.bytes[0], (uint8_t)(2999 + i));
    }
    assert_int_equal(source_see(r.source), SIGHT_SHORT);
    assert_false(source_fill(r.source));
    assert_int_equal(r.source->sight, SIGHT_STOP);
    source_finish(r.source);
    close_room(&r);
    free(m.at);
}

/* A window made smaller than what is in it: a plain file is read again from there. */
static void window_may_shrink(void **state)
{
    (void)state;
    struct made m = three_frames();
    struct room r;
    struct frame f;
    open_room(&r, m.at, m.len);
    assert_true(source_hold(r.source, 64 << 10));
    see_on(r.source);
    assert_true(source_hold(r.source, SOURCE_LEAST));
    assert_int_equal(r.source->size, SOURCE_LEAST);
    for (uint64_t i = 1; i <= 3; i++) {
        see_on(r.source);
        assert_int_equal(r.source->sight, SIGHT_FRAME);
        source_take(r.source, &f);
        assert_int_equal(f.captured, 2999 + i);
        assert_int_equal(f.bytes[2998], (uint8_t)(2999 + i));
    }
    close_room(&r);
    free(m.at);
}

/* A compressed one keeps its window until what is in it was read. */
static void compressed_window_may_not(void **state)
{
    (void)state;
    struct made m = three_frames();
    struct made packed = {0};
    struct room r;
    put_gzip(&packed, m.at, m.len);
    open_room(&r, packed.at, packed.len);
    assert_true(source_hold(r.source, 64 << 10));
    see_on(r.source);
    assert_true(source_hold(r.source, SOURCE_LEAST));
    assert_int_equal(r.source->size, 64 << 10);
    close_room(&r);
    free(packed.at);
    free(m.at);
}

/* The time of a frame is known before all of it is in the window. */
static void time_comes_first(void **state)
{
    (void)state;
    struct made m = {0};
    struct room r;
    put_pcap(&m, MAGIC_MICRO, 1);
    put_record(&m, 7, 0, 10000);
    open_room(&r, m.at, m.len);
    assert_true(source_hold(r.source, SOURCE_LEAST));
    assert_int_equal(source_see(r.source), SIGHT_SHORT);
    assert_true(source_fill(r.source));
    assert_int_equal(source_see(r.source), SIGHT_SHORT);
    assert_true(r.source->timed);
    assert_int_equal(r.source->next.time, 7000000000);
    assert_int_equal(r.source->need, 10016);
    close_room(&r);
    free(m.at);
}

static void parks_and_begins_anew(void **state)
{
    (void)state;
    struct made m = three_frames();
    for (int is_packed = 0; is_packed < 2; is_packed++) {
        struct made packed = {0};
        struct room r;
        struct frame f;
        (is_packed ? put_xz : put)(&packed, m.at, m.len);
        open_room(&r, packed.at, packed.len);
        for (int i = 0; i < 2; i++) {
            assert_true(source_hold(r.source, 64 << 10));
            see_on(r.source);
            source_take(r.source, &f);
            assert_int_equal(f.number, 1);
            assert_int_equal(f.captured, 3000);
            source_park(r.source);
            assert_int_equal(r.source->sight, SIGHT_PARKED);
            assert_null(r.source->buffer);
            assert_null(r.source->bytes.state);
        }
        close_room(&r);
        free(packed.at);
    }
    free(m.at);
}

static void says_what_is_no_capture(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        const char *said;
    } cases[] = {
        {"", 0, "made: is no capture: it is empty; postern reads pcap and pcapng"},
        {"\xa1", 1, "it begins with a1;"},
        {"This is a letter", 16, "it begins with 54 68 69 73;"},
        {"\xd4\xc3\xb2\xa1\2\0\4\0\0\0", 10, "it ends inside its header"},
        {"\x1f\x8b\x08\0\0\0", 6, "nothing could be expanded"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct room r;
        open_room(&r, cases[i].bytes, cases[i].len);
        assert_true(source_hold(r.source, SOURCE_LEAST));
        see_on(r.source);
        source_finish(r.source);
        assert_non_null(strstr(r.fault.sentence, cases[i].said));
        close_room(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sees_and_takes),
        cmocka_unit_test(window_may_shrink),
        cmocka_unit_test(compressed_window_may_not),
        cmocka_unit_test(time_comes_first),
        cmocka_unit_test(parks_and_begins_anew),
        cmocka_unit_test(says_what_is_no_capture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
