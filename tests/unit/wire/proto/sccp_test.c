#include "ss7_kit.h"

static struct ss7 s;

/* Called: title 99901, subsystem 6; calling: title 99902, subsystem 8; a TCAP Begin. */
#define CALLED "08 12 06 00 11 04 990901 "
#define CALLING "08 12 08 00 11 04 990902 "
#define BEGIN "62 03 48 01 05"
#define BOTH "tcap 98 pc:1-2-3/gt:99902>pc:4-5-6/gt:99901 8>6"

/* ITU-T Q.713 4.10, 4.11, 4.18 to 4.21. */
static void each_kind_of_connectionless_message(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_sccp(&s, "09 00 03 0b 13 " CALLED CALLING "05 " BEGIN);
    assert_string_equal(s.said, BOTH);
    ss7_sccp(&s, "11 01 0f 04 0c 14 00 " CALLED CALLING "05 " BEGIN);
    assert_string_equal(s.said, BOTH);
    ss7_sccp(&s, "11 01 0f 04 0c 14 19 " CALLED CALLING "05 " BEGIN "12 01 05 00");
    assert_string_equal(s.said, BOTH);
    ss7_sccp(&s, "13 01 0f 0700 0e00 1500 0000 " CALLED CALLING "0500 " BEGIN);
    assert_string_equal(s.said, BOTH);
    ss7_close(&s);
}

/* What could not be delivered comes back with the ends turned; it is told as it was sent. */
static void returned_messages(void **state)
{
    (void)state;
    ss7_open(&s);
    const char *sent = "tcap 98 pc:4-5-6/gt:99901>pc:1-2-3/gt:99902 6>8 returned";
    ss7_sccp(&s, "0a 01 03 0b 13 " CALLED CALLING "05 " BEGIN);
    assert_string_equal(s.said, sent);
    assert_int_equal(s.last.odd & ODD_RETURNED, ODD_RETURNED);
    ss7_sccp(&s, "12 01 0f 04 0c 14 00 " CALLED CALLING "05 " BEGIN);
    assert_string_equal(s.said, sent);
    ss7_sccp(&s, "14 01 0f 0700 0e00 1500 0000 " CALLED CALLING "0500 " BEGIN);
    assert_string_equal(s.said, sent);
    ss7_close(&s);
}

/* ITU-T Q.713 4.2 to 4.9: connections, told when they carry something that is read. */
static void connections(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_sccp(&s, "01 000001 02 02 04 02 42 fe 0f 05 " BEGIN "00");
    assert_string_equal(s.said, "tcap 98 pc:1-2-3>pc:4-5-6 0>254");
    static const char *const silent[] = {"02 000001 000002 02 00",
                                         "02 000001 000002 02",
                                         "03 000001 05 00",
                                         "04 000001 000002 00 00",
                                         "05 000001 000002",
                                         "08 000001 00 01",
                                         "0c 000001",
                                         "0d 000001 000002 01",
                                         "0e 000001 000002",
                                         "0f 000001 01",
                                         "10 000001 000002 02 0000 00"};
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
        assert_int_equal(ss7_sccp(&s, silent[i]), VERDICT_TOOK);
    assert_string_equal(s.said, "");
    ss7_sccp(&s, "06 000001 00 01 05 " BEGIN);
    assert_string_equal(s.said, "tcap 98 pc:1-2-3>pc:4-5-6");
    ss7_sccp(&s, "07 000001 0000 01 05 " BEGIN);
    assert_string_equal(s.said, "tcap 98 pc:1-2-3>pc:4-5-6");
    ss7_sccp(&s, "0b 000001 01 05 " BEGIN);
    assert_string_equal(s.said, "tcap 98 pc:1-2-3>pc:4-5-6");
    ss7_close(&s);
}

/* Pointers may point anywhere (Q.713 2.3): past the end, at each other, backwards never. */
static void pointers_that_lie(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_sccp(&s, "09 00 ff ff ff " CALLED CALLING "05 " BEGIN);
    assert_string_equal(s.said, "");
    ss7_sccp(&s, "09 00 01 01 01 02 42 06");
    ss7_sccp(&s, "11 01 0f 04 0c 14 ff " CALLED CALLING "05 " BEGIN);
    assert_string_equal(s.said, BOTH); /* options that are not there */
    ss7_sccp(&s, "13 01 0f ffff ffff ffff ffff");
    assert_string_equal(s.said, "");
    ss7_sccp(&s, "15 00"); /* a type that nobody knows */
    assert_true(ss7_blind(&s, BLIND_BROKEN) > 0);
    ss7_close(&s);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    static const char *const all[] = {
        "09 00 03 0b 13 " CALLED CALLING "05 " BEGIN,
        "11 01 0f 04 0c 14 19 " CALLED CALLING "05 " BEGIN "12 01 05 00",
        "13 01 0f 0700 0e00 1500 0000 " CALLED CALLING "0500 " BEGIN,
        "01 000001 02 02 04 02 42 fe 0f 05 " BEGIN "00",
        "06 000001 00 01 05 62 03 48 01 05",
    };
    uint8_t user[200];
    ss7_open(&s);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (size_t n = hex_bytes(user, sizeof user, all[i]); n-- > 0;)
            ss7_m3ua(&s, SS7_SCCP, user, n);
    ss7_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_of_connectionless_message),
        cmocka_unit_test(returned_messages),
        cmocka_unit_test(connections),
        cmocka_unit_test(pointers_that_lie),
        cmocka_unit_test(cut_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
