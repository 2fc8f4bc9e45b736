#include "ss7_kit.h"

static struct ss7 s;

/* Title 99901, subsystem 6; title 99902, point code 4-5-6, subsystem 8. */
#define TO "0103 0020 0001 0005 8001 000f 000000 04 05 00 01 04 990901 00 8003 0008 00000006 "
#define FROM                                                                                       \
    "0102 0028 0001 0007 8001 000f 000000 04 05 00 01 04 990902 00 8002 0008 0000202e "            \
    "8003 0008 00000008 "
#define CLASS "0115 0008 00000000 "
#define BEGIN "010b 0009 62 03 48 01 05 000000 "

static void data_names_its_ends(void **state)
{
    (void)state;
    ss7_open(&s);
    assert_int_equal(ss7_read(&s, PPID_SUA, "01 00 07 01 00000064 " CLASS FROM TO BEGIN),
                     VERDICT_TOOK);
    assert_string_equal(s.said, "tcap 98 pc:4-5-6/gt:99902>gt:99901 8>6");
    ss7_close(&s);
}

static void what_comes_back(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_read(&s, PPID_SUA, "01 00 07 02 0000005c " FROM TO BEGIN);
    assert_string_equal(s.said, "tcap 98 gt:99901>pc:4-5-6/gt:99902 6>8 returned");
    ss7_close(&s);
}

/* Only a subsystem: the ends are those of the association. */
static void ends_that_name_nothing(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_read(&s, PPID_SUA,
             "01 00 07 01 00000034 0102 0010 0002 0002 8003 0008 00000008 "
             "0103 0010 0002 0002 8003 0008 00000006 " BEGIN);
    assert_string_equal(s.said, "tcap 98 192.0.2.1>192.0.2.2");
    ss7_close(&s);
}

/* RFC 3868 3.10.23. */
static void pieces(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_read(&s, PPID_SUA,
             "01 00 07 01 00000060 0117 0008 81 000007 " FROM TO "010b 0008 62 03 48 01");
    assert_string_equal(s.said, "");
    ss7_read(&s, PPID_SUA,
             "01 00 07 01 00000060 0117 0008 00 000007 " FROM TO "010b 0005 05 000000");
    assert_string_equal(s.said, "tcap 98 pc:4-5-6/gt:99902>gt:99901 8>6");
    ss7_close(&s);
}

static void connections_carry_data_too(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_read(&s, PPID_SUA, "01 00 08 08 0000001c 0105 0008 00000001 " BEGIN);
    assert_string_equal(s.said, "tcap 98 192.0.2.1>192.0.2.2");
    assert_int_equal(ss7_read(&s, PPID_SUA, "01 00 08 04 00000010 0105 0008 00000001"),
                     VERDICT_TOOK);
    assert_int_equal(ss7_read(&s, PPID_SUA, "01 00 03 01 00000008"), VERDICT_TOOK);
    assert_string_equal(s.said, "");
    ss7_close(&s);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_read(&s, PPID_SUA, "01 00 07 01 00000064 " CLASS FROM TO BEGIN);
    for (size_t n = 0; n + 3 < s.length; n++) {
        assert_int_not_equal(ss7_send(&s, PPID_SUA, s.bytes, n), VERDICT_TOOK);
        assert_string_equal(s.said, "");
    }
    ss7_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_names_its_ends),        cmocka_unit_test(what_comes_back),
        cmocka_unit_test(ends_that_name_nothing),     cmocka_unit_test(pieces),
        cmocka_unit_test(connections_carry_data_too), cmocka_unit_test(cut_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
