#include "ss7_kit.h"

static struct ss7 s;

/* A piece: XUDT from 99902 to 99901 with reference `ref`, bits (first, class, how many follow). */
#define CALLED "08 12 06 00 11 04 990901 "
#define CALLING "08 12 08 00 11 04 990902 "
#define PIECE(bits, ref, data)                                                                     \
    "11 81 0f 04 0c 14 17 " CALLED CALLING "03 " data " 10 04 " bits " 0000" ref " 00"
#define WHOLE "tcap 98 pc:1-2-3/gt:99902>pc:4-5-6/gt:99901 8>6"

static void pieces_become_one(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_sccp(&s, PIECE("c2", "01", "620748"));
    assert_string_equal(s.said, "");
    ss7_sccp(&s, PIECE("41", "01", "010548"));
    assert_string_equal(s.said, "");
    ss7_sccp(&s, PIECE("40", "01", "020506"));
    assert_string_equal(s.said, WHOLE);
    assert_int_equal(s.last.length, 9);
    assert_int_equal(ss7_blind(&s, BLIND_FRAGMENT_MISSING), 0);
    ss7_close(&s);
}

/* A message that says it comes in pieces, and comes in one. */
static void one_piece(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_sccp(&s, PIECE("c0", "01", "620100"));
    assert_string_equal(s.said, WHOLE);
    ss7_close(&s);
}

static void two_messages_interleaved(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_sccp(&s, PIECE("c1", "01", "620448"));
    ss7_sccp(&s, PIECE("c1", "02", "640448"));
    ss7_sccp(&s, PIECE("40", "01", "020506"));
    assert_string_equal(s.said, WHOLE);
    ss7_sccp(&s, PIECE("40", "02", "020506"));
    assert_string_equal(s.said, "tcap 100 pc:1-2-3/gt:99902>pc:4-5-6/gt:99901 8>6");
    ss7_close(&s);
}

static void sent_twice(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_sccp(&s, PIECE("c2", "01", "620748"));
    ss7_sccp(&s, PIECE("41", "01", "010548"));
    ss7_sccp(&s, PIECE("41", "01", "010548"));
    ss7_sccp(&s, PIECE("40", "01", "020506"));
    assert_string_equal(s.said, WHOLE);
    assert_int_equal(s.last.length, 9);
    ss7_close(&s);
}

static void a_piece_is_missing(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_sccp(&s, PIECE("41", "01", "620748")); /* its beginning was not seen */
    assert_string_equal(s.said, "");
    ss7_sccp(&s, PIECE("c3", "02", "620748"));
    ss7_sccp(&s, PIECE("41", "02", "010548"));
    assert_string_equal(s.said, "");
    ss7_sccp(&s, PIECE("c1", "03", "620748"));
    ss7_sccp(&s, PIECE("c1", "03", "620448")); /* begins anew */
    ss7_sccp(&s, PIECE("40", "03", "020506"));
    assert_string_equal(s.said, WHOLE);
    assert_int_equal(s.last.length, 6);
    /* The first, the second's piece, what was begun anew; and what of the second never came. */
    assert_int_equal(ss7_blind(&s, BLIND_FRAGMENT_MISSING), 4);
    ss7_close(&s);
}

/* Of a connection (DT1): more follows, or not. */
static void pieces_of_a_connection(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_sccp(&s, "06 000001 01 01 03 620448");
    assert_string_equal(s.said, "");
    ss7_sccp(&s, "06 000002 00 01 03 640100"); /* another one, whole */
    assert_string_equal(s.said, "tcap 100 pc:1-2-3>pc:4-5-6");
    ss7_sccp(&s, "06 000001 00 01 03 020506");
    assert_string_equal(s.said, "tcap 98 pc:1-2-3>pc:4-5-6");
    assert_int_equal(s.last.length, 6);
    ss7_close(&s);
}

/* More pieces than any message has cost what one may hold, and are told. */
static void endless(void **state)
{
    (void)state;
    char hex[600] = "06 000001 01 01 ff ";
    ss7_open(&s);
    memset(hex + strlen(hex), '6', 510);
    for (unsigned i = 0; i < 40; i++)
        ss7_sccp(&s, hex);
    assert_string_equal(s.said, "");
    assert_int_equal(ss7_blind(&s, BLIND_FRAGMENT_MISSING), 3);
    ss7_close(&s);
}

/* A flood of beginnings evicts the oldest and costs no more memory. */
static void flood(void **state)
{
    (void)state;
    uint8_t user[64];
    size_t n = hex_bytes(user, sizeof user, PIECE("c1", "00", "620448"));
    ss7_open(&s);
    for (unsigned i = 0; i < 5000; i++) {
        user[n - 4] = (uint8_t)(i >> 8);
        user[n - 3] = (uint8_t)i;
        ss7_m3ua(&s, SS7_SCCP, user, n);
    }
    assert_true(driver_evicted(s.driver) > 4000);
    ss7_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_become_one),
        cmocka_unit_test(one_piece),
        cmocka_unit_test(two_messages_interleaved),
        cmocka_unit_test(sent_twice),
        cmocka_unit_test(a_piece_is_missing),
        cmocka_unit_test(pieces_of_a_connection),
        cmocka_unit_test(endless),
        cmocka_unit_test(flood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
