#include "wire/capture/pcapng.h"

#include "unit/wire/capture/make.h"

static void put_body(struct made *m, uint32_t type, const uint32_t *words, size_t count,
                     uint32_t data)
{
    struct made b = {.big = m->big};
    for (size_t i = 0; i < count; i++)
        put_u32(&b, words[i]);
    put_fill(&b, (uint8_t)data, data);
    put_block(m, type, &b);
    free(b.at);
}

/* A section of each byte order, interfaces with their own link types and units of time. */
static void sections_and_interfaces(void **state)
{
    (void)state;
    struct made m = {0};
    put_section(&m);
    put_interface(&m, 1, 0xff);
    put_interface(&m, 113, 9);
    put_enhanced(&m, 0, 1700000000000001, 7);
    put_enhanced(&m, 1, 1700000000000000002, 8);
    m.big = true;
    put_section(&m);
    put_interface(&m, 101, 0x81);
    put_enhanced(&m, 0, 2 * 1700000001ULL + 1, 9);
    struct said s;
    said_of(&s, m.at, m.len);
    assert_int_equal(s.count, 3);
    assert_true(s.sound);
    assert_int_equal(s.frames[0].time, 1700000000000001000);
    assert_int_equal(s.frames[1].time, 1700000000000000002);
    assert_int_equal(s.frames[2].time, 1700000001500000000);
    assert_int_equal(s.frames[0].link, 1);
    assert_int_equal(s.frames[1].link, 113);
    assert_int_equal(s.frames[2].link, 101);
    assert_int_equal(s.frames[2].number, 3);
    assert_int_equal(said_blinds(&s) + s.fault_count, 0);
    said_free(&s);
    free(m.at);
}

/* Simple blocks carry no time: that of the frame before. Obsolete ones have a short interface. */
static void simple_and_obsolete(void **state)
{
    (void)state;
    for (int big = 0; big < 2; big++) {
        struct made m = {.big = big};
        put_section(&m);
        put_interface(&m, 1, 0xff);
        put_body(&m, 3, (uint32_t[]){6}, 1, 6);
        uint32_t interface_and_drops = big ? 0x0000ffff : 0xffff0000;
        put_body(&m, 2, (uint32_t[]){interface_and_drops, 0, 5000000, 11, 11}, 5, 11);
        put_body(&m, 3, (uint32_t[]){12}, 1, 10);
        struct said s;
        said_of(&s, m.at, m.len);
        assert_int_equal(s.count, 3);
        assert_int_equal(s.frames[0].time, 0);
        assert_int_equal(s.frames[0].captured, 6);
        assert_int_equal(s.frames[1].time, 5000000000);
        assert_int_equal(s.frames[2].time, 5000000000);
        assert_int_equal(s.frames[2].captured, 12);
        said_free(&s);
        free(m.at);
    }
}

/* The snapshot length of interface 0 says how much of a simple block is frame. */
static void simple_is_cut_by_its_interface(void **state)
{
    (void)state;
    struct made m = {0};
    put_section(&m);
    put_body(&m, 1, (uint32_t[]){1, 20}, 2, 0);
    put_body(&m, 3, (uint32_t[]){60}, 1, 20);
    struct said s;
    said_of(&s, m.at, m.len);
    assert_int_equal(s.count, 1);
    assert_int_equal(s.frames[0].captured, 20);
    assert_int_equal(s.frames[0].original, 60);
    assert_int_equal(said_blind(&s, BLIND_SNAPPED)->bytes, 40);
    said_free(&s);
    free(m.at);
}

/* Ends inside the section's 24 bytes: no capture. Between blocks: whole. Else: cut. */
static void is_cut_at_every_length(void **state)
{
    (void)state;
    struct made m = {0};
    size_t ends[5];
    put_section(&m);
    ends[0] = m.len;
    put_interface(&m, 1, 9);
    ends[1] = m.len;
    put_enhanced(&m, 0, 1, 10);
    ends[2] = m.len;
    put_body(&m, 0x1234, NULL, 0, 20);
    ends[3] = m.len;
    put_enhanced(&m, 0, 2, 21);
    ends[4] = m.len;
    for (size_t len = 0; len <= m.len; len++) {
        struct said s;
        said_of(&s, m.at, len);
        size_t before = 0;
        bool between = false;
        for (int i = 0; i < 5; i++) {
            before = ends[i] <= len ? ends[i] : before;
            between |= ends[i] == len;
        }
        assert_int_equal(s.fault_count, len < 24);
        assert_int_equal(s.count, (len >= ends[2]) + (len >= ends[4]));
        const struct blind_spot *cut = said_blind(&s, BLIND_CAPTURE_CUT);
        assert_true((cut != NULL) == (len >= 24 && !between));
        if (cut) {
            char where[64];
            snprintf(where, sizeof where, "made at offset %zu", before);
            assert_string_equal(blind_where(&s, cut), where);
            assert_int_equal(cut->first.frame, len >= ends[2]);
        }
        said_free(&s);
    }
    free(m.at);
}

/* What breaks a block ends the file there, and what was read before it is kept. */
static void broken_blocks(void **state)
{
    (void)state;
    for (int kind = 0; kind < 7; kind++) {
        struct made m = {0};
        put_section(&m);
        put_interface(&m, 1, 9);
        put_enhanced(&m, 0, 1, 10);
        size_t at = m.len;
        if (kind == 0)
            put_enhanced(&m, 1, 2, 10); /* no such interface */
        if (kind == 1)
            put_body(&m, 6, (uint32_t[]){0, 0, 2, 100, 100}, 5, 10); /* longer than the block */
        if (kind >= 2 && kind < 5)
            put_enhanced(&m, 0, 2, 10);
        if (kind == 2)
            m.at[m.len - 3]++; /* length behind it */
        if (kind == 3)
            memcpy(m.at + at + 4, "\x0b\0\0\0", 4); /* shorter than a block may be */
        if (kind == 4)
            memcpy(m.at + at + 4, "\xff\xff\xff\xff", 4);
        if (kind == 5) {
            put_body(&m, 0x1234, NULL, 0, 8);
            m.at[m.len - 4]++; /* behind one that is stepped over */
            m.at[m.len - 3]++;
        }
        if (kind == 6) {
            put_section(&m);
            m.at[at + 9]++; /* byte order mark */
        }
        put_enhanced(&m, 0, 3, 10);
        struct said s;
        said_of(&s, m.at, m.len);
        assert_int_equal(s.count, 1);
        assert_int_equal(s.fault_count, 0);
        const struct blind_spot *damage = said_blind(&s, BLIND_CAPTURE_DAMAGED);
        assert_non_null(damage);
        assert_int_equal(damage->frames, 1);
        assert_int_equal(damage->first.frame, 1);
        said_free(&s);
        free(m.at);
    }
}

/* Wireshark gives these a frame number; we give no frame, and step over. */
static void records_that_are_no_frames_are_numbered(void **state)
{
    (void)state;
    struct made m = {0};
    put_section(&m);
    put_interface(&m, 1, 9);
    put_body(&m, 0xbad, (uint32_t[]){1}, 1, 400000);
    put_body(&m, 0x5, NULL, 0, 40);
    put_body(&m, 0x9, NULL, 0, 40);
    put_enhanced(&m, 0, 1, 10);
    struct said s;
    said_of(&s, m.at, m.len);
    assert_int_equal(s.count, 1);
    assert_int_equal(s.frames[0].number, 3);
    assert_int_equal(said_blind(&s, BLIND_NOT_READ)->bytes, 400016 + 52);
    assert_non_null(strstr(blind_detail(&s, said_blind(&s, BLIND_NOT_READ)), "0xbad"));
    said_free(&s);
    free(m.at);
}

/* Early writers left out the rounding up of a block's length. */
static void length_that_was_not_rounded_up(void **state)
{
    (void)state;
    struct made m = {0};
    put_section(&m);
    put_interface(&m, 1, 9);
    size_t at = m.len;
    put_enhanced(&m, 0, 1, 10);
    m.at[at + 4] = m.at[m.len - 4] = (uint8_t)(m.len - at - 2);
    put_enhanced(&m, 0, 2, 10);
    struct said s;
    said_of(&s, m.at, m.len);
    assert_int_equal(s.count, 2);
    assert_int_equal(said_blinds(&s), 0);
    said_free(&s);
    free(m.at);
}

/* Tables of interfaces together have a budget: a file that asks for more is ended. */
static void interfaces_have_a_budget(void **state)
{
    (void)state;
    struct made m = {0};
    put_section(&m);
    for (int i = 0; i < 3000; i++)
        put_interface(&m, 1, 0xff);
    put_enhanced(&m, 2999, 1, 10);
    for (int small = 0; small < 2; small++) {
        struct said s;
        said_open(&s, NULL, small ? 64 << 10 : 4 << 20, 1);
        said_add(&s, file_of(m.at, m.len), "made");
        said_run(&s);
        assert_int_equal(s.count, !small);
        assert_true((said_blind(&s, BLIND_CAPTURE_DAMAGED) != NULL) == small);
        said_free(&s);
    }
    free(m.at);
}

/* Secrets are no blind spot while there is room for them. */
static void secrets_are_kept_within_a_budget(void **state)
{
    (void)state;
    struct made m = {0};
    put_section(&m);
    put_interface(&m, 1, 9);
    for (uint32_t i = 0; i < 3; i++)
        put_body(&m, 10, (uint32_t[]){0x544c534b, 40000 + i}, 2, 40000 + i);
    put_body(&m, 10, (uint32_t[]){0x544c534b, 100000}, 2, 100000);
    put_enhanced(&m, 0, 1, 10);
    struct said s;
    said_of(&s, m.at, m.len);
    assert_int_equal(s.count, 1);
    assert_int_equal(said_blinds(&s), 1);
    assert_int_equal(said_blind(&s, BLIND_OVER_BUDGET)->bytes,
                     40004 + 20 + 40004 + 20 + 100000 + 20);
    said_free(&s);
    free(m.at);
}

static void another_version_is_said(void **state)
{
    (void)state;
    struct made m = {0};
    put_section(&m);
    m.at[12] = 2;
    struct said s;
    said_of(&s, m.at, m.len);
    assert_int_equal(s.fault_count, 1);
    assert_non_null(strstr(s.faults[0].sentence, "version 2.0"));
    said_free(&s);
    free(m.at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_and_interfaces),
        cmocka_unit_test(simple_and_obsolete),
        cmocka_unit_test(simple_is_cut_by_its_interface),
        cmocka_unit_test(is_cut_at_every_length),
        cmocka_unit_test(broken_blocks),
        cmocka_unit_test(records_that_are_no_frames_are_numbered),
        cmocka_unit_test(length_that_was_not_rounded_up),
        cmocka_unit_test(interfaces_have_a_budget),
        cmocka_unit_test(secrets_are_kept_within_a_budget),
        cmocka_unit_test(another_version_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
