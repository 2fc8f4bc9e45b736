#include "wire/capture/pcap.h"

#include "unit/wire/capture/make.h"

/* Both byte orders, both fractions, and the longer record header. */
static void reads_every_kind(void **state)
{
    (void)state;
    static const uint32_t magics[] = {MAGIC_MICRO, MAGIC_NANO, MAGIC_LONG};
    for (int i = 0; i < 6; i++) {
        struct made m = {.big = i % 2};
        uint32_t magic = magics[i / 2];
        put_pcap(&m, magic, 113);
        put_u32(&m, 1700000000);
        put_u32(&m, 999999);
        put_u32(&m, 3);
        put_u32(&m, 5);
        put_fill(&m, 0, magic == MAGIC_LONG ? 8 : 0);
        put_fill(&m, 3, 3);
        struct said s;
        said_of(&s, m.at, m.len);
        assert_int_equal(s.count, 1);
        assert_true(s.sound);
        assert_int_equal(s.frames[0].captured, 3);
        assert_int_equal(s.frames[0].original, 5);
        assert_int_equal(s.frames[0].link, 113);
        assert_int_equal(s.frames[0].number, 1);
        assert_int_equal(s.frames[0].time,
                         1700000000000000000 + (magic == MAGIC_NANO ? 999999 : 999999000));
        assert_int_equal(capture_files(s.capture), 1);
        assert_int_equal(said_blind(&s, BLIND_SNAPPED)->bytes, 2);
        assert_int_equal(said_blind(&s, BLIND_SNAPPED)->frames, 1);
        assert_int_equal(said_blind(&s, BLIND_SNAPPED)->first.frame, 1);
        said_free(&s);
        free(m.at);
    }
}

/* Ends inside its header: no capture. Ends between records: whole. Else: cut, and what is whole
 * before that is kept. */
static void is_cut_at_every_length(void **state)
{
    (void)state;
    struct made m = {0};
    put_pcap(&m, MAGIC_MICRO, 1);
    put_record(&m, 1, 0, 10);
    put_record(&m, 2, 0, 20);
    for (size_t len = 0; len <= m.len; len++) {
        struct said s;
        said_of(&s, m.at, len);
        size_t whole = len < 50 ? 0 : len < 86 ? 1 : 2;
        assert_int_equal(s.fault_count, len < 24);
        assert_int_equal(capture_files(s.capture), len >= 24);
        assert_int_equal(s.count, whole);
        const struct blind_spot *cut = said_blind(&s, BLIND_CAPTURE_CUT);
        if (len < 24 || len == 24 || len == 50 || len == 86) {
            assert_int_equal(said_blinds(&s), 0);
        } else {
            char where[64];
            snprintf(where, sizeof where, "made at offset %d", whole ? 50 : 24);
            assert_string_equal(blind_where(&s, cut), where);
            assert_int_equal(cut->bytes, len - (whole ? 50 : 24));
            assert_int_equal(cut->frames, 1);
            assert_int_equal(cut->first.frame, whole);
        }
        said_free(&s);
    }
    free(m.at);
}

/* 262144 bytes are a frame; one more is damage, and nothing after it is read. */
static void largest_frame(void **state)
{
    (void)state;
    for (uint32_t more = 0; more < 2; more++) {
        struct made m = {0};
        put_pcap(&m, MAGIC_MICRO, 1);
        put_record(&m, 1, 0, 5);
        put_record(&m, 2, 0, 262144 + more);
        put_record(&m, 3, 0, 7);
        struct said s;
        said_of(&s, m.at, m.len);
        assert_true(s.sound);
        assert_int_equal(s.count, more ? 1 : 3);
        const struct blind_spot *damage = said_blind(&s, BLIND_CAPTURE_DAMAGED);
        assert_true(more ? damage != NULL : damage == NULL);
        if (damage) {
            assert_string_equal(blind_where(&s, damage), "made at offset 45");
            assert_int_equal(damage->bytes, m.len - 45);
            assert_int_equal(damage->first.frame, 1);
        }
        said_free(&s);
        free(m.at);
    }
}

static void original_is_never_less_than_captured(void **state)
{
    (void)state;
    struct made m = {0};
    put_pcap(&m, MAGIC_MICRO, 1);
    put_u32(&m, 1);
    put_u32(&m, 0);
    put_u32(&m, 4);
    put_u32(&m, 2);
    put_fill(&m, 4, 4);
    struct said s;
    said_of(&s, m.at, m.len);
    assert_int_equal(s.count, 1);
    assert_int_equal(s.frames[0].captured, 4);
    assert_int_equal(s.frames[0].original, 4);
    assert_int_equal(said_blinds(&s), 0);
    said_free(&s);
    free(m.at);
}

/* Up to version 2.3 the lengths may stand the other way round. */
static void old_files_swap_their_lengths(void **state)
{
    (void)state;
    struct made m = {0};
    put_pcap(&m, MAGIC_MICRO, 1);
    m.at[6] = 2;
    put_u32(&m, 1);
    put_u32(&m, 0);
    put_u32(&m, 9);
    put_u32(&m, 4);
    put_fill(&m, 4, 4);
    struct said s;
    said_of(&s, m.at, m.len);
    assert_int_equal(s.count, 1);
    assert_int_equal(s.frames[0].captured, 4);
    assert_int_equal(s.frames[0].original, 9);
    said_free(&s);
    free(m.at);
}

/* Above the link type stand flags and the length of a check sequence. */
static void link_type_is_sixteen_bits(void **state)
{
    (void)state;
    struct made m = {0};
    put_pcap(&m, MAGIC_MICRO, 1);
    m.at[23] = 0x44;
    put_record(&m, 1, 0, 5);
    struct said s;
    said_of(&s, m.at, m.len);
    assert_int_equal(s.frames[0].link, 1);
    said_free(&s);
    free(m.at);
}

static void another_version_is_said(void **state)
{
    (void)state;
    struct made m = {0};
    put_pcap(&m, MAGIC_MICRO, 1);
    m.at[4] = 7;
    struct said s;
    said_of(&s, m.at, m.len);
    assert_int_equal(s.fault_count, 1);
    assert_non_null(strstr(s.faults[0].sentence, "version 7.4"));
    said_free(&s);
    free(m.at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_kind),
        cmocka_unit_test(is_cut_at_every_length),
        cmocka_unit_test(largest_frame),
        cmocka_unit_test(original_is_never_less_than_captured),
        cmocka_unit_test(old_files_swap_their_lengths),
        cmocka_unit_test(link_type_is_sixteen_bits),
        cmocka_unit_test(another_version_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
