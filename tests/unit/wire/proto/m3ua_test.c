#include "ss7_kit.h"

static struct ss7 s;

/* Release Complete on circuit 1. */
#define RLC "0100 10 00"
#define DATA_RLC "0210 0014 00000813 0000202e 05 02 00 00 " RLC

static void data_goes_to_its_user(void **state)
{
    (void)state;
    ss7_open(&s);
    assert_int_equal(ss7_read(&s, PPID_M3UA, "01 00 01 01 0000001c " DATA_RLC), VERDICT_TOOK);
    assert_string_equal(s.said, "isup 16 pc:1-2-3>pc:4-5-6 5>5");
    assert_int_equal(s.last.packet->network, 2);
    ss7_close(&s);
}

/* RFC 4666 3.3.1: network appearance and routing context may stand before. */
static void other_parameters_stand_before(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_read(&s, PPID_M3UA, "01 00 01 01 0000002c 0200 0008 00000001 0006 0008 00000002 " DATA_RLC);
    assert_string_equal(s.said, "isup 16 pc:1-2-3>pc:4-5-6 5>5");
    ss7_read(&s, PPID_M3UA, "01 00 01 01 00000030 " DATA_RLC DATA_RLC);
    assert_string_equal(s.said, "isup 16 pc:1-2-3>pc:4-5-6 5>5, isup 16 pc:1-2-3>pc:4-5-6 5>5");
    ss7_close(&s);
}

/* Codes that 14 bits cannot hold have 24 and are written as such. */
static void wide_point_codes(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_read(&s, PPID_M3UA, "01 00 01 01 0000001c 0210 0014 00010203 00040506 05 02 00 00 " RLC);
    assert_string_equal(s.said, "isup 16 pc:1-2-3>pc:4-5-6 5>5");
    assert_int_equal(s.last.packet->network, 2 | SS7_WIDE);
    ss7_close(&s);
}

/* Handshake and management make no message and are no blind spot; the first data after them is
 * read (arkime #4100). */
static void capture_begins_at_the_handshake(void **state)
{
    (void)state;
    ss7_open(&s);
    static const char *const others[] = {"01 00 03 01 00000010 0004 0008 41424344",
                                         "01 00 03 04 00000008",
                                         "01 00 04 01 00000010 000b 0008 00000001",
                                         "01 00 04 03 00000008",
                                         "01 00 00 01 00000010 000d 0008 00010003",
                                         "01 00 02 01 00000010 0012 0008 00000813",
                                         "01 00 09 01 00000008",
                                         "01 00 00 00 00000010 000c 0008 00000003"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_int_equal(ss7_read(&s, PPID_M3UA, others[i]), VERDICT_TOOK);
        assert_string_equal(s.said, "");
    }
    ss7_read(&s, PPID_M3UA, "01 00 01 01 0000001c " DATA_RLC);
    assert_string_equal(s.said, "isup 16 pc:1-2-3>pc:4-5-6 5>5");
    assert_int_equal(ss7_blind(&s, BLIND_UNKNOWN_PROTOCOL), 0);
    assert_int_equal(ss7_blind(&s, BLIND_BROKEN), 0);
    ss7_close(&s);
}

/* One link carries ISUP and SCCP (arkime #4100). */
static void isup_and_sccp_on_one_link(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_user(&s, SS7_ISUP, RLC);
    assert_string_equal(s.said, "isup 16 pc:1-2-3>pc:4-5-6 5>5");
    ss7_user(&s, SS7_SCCP, "09 00 03 05 07 02 42 08 02 42 06 05 62 03 48 01 05");
    assert_string_equal(s.said, "tcap 98 pc:1-2-3>pc:4-5-6 6>8");
    ss7_user(&s, SS7_ISUP, RLC);
    assert_string_equal(s.said, "isup 16 pc:1-2-3>pc:4-5-6 5>5");
    ss7_close(&s);
}

/* Before RFC 3332 the parameter held MTP3 with its own label. */
static void data_of_a_draft(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_read(&s, PPID_M3UA, "01 00 01 01 00000015 0002 000d 85 2ee00402 " RLC "000000");
    assert_string_equal(s.said, "isup 16 pc:1-2-3>pc:4-5-6 5>5");
    ss7_close(&s);
}

static void what_cannot_be_read_is_told(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_read(&s, PPID_M3UA, "01 00 01 01 00000010 0210 0008 00000813");
    assert_int_equal(ss7_blind(&s, BLIND_BROKEN), 1);
    ss7_read(&s, PPID_M3UA, "01 00 01 01 00000010 0003 0008 00000813");
    assert_int_equal(ss7_blind(&s, BLIND_UNKNOWN_MESSAGE), 1);
    ss7_close(&s);
}

static void told_by_bytes_where_the_payload_protocol_is_not(void **state)
{
    (void)state;
    ss7_open(&s);
    assert_int_equal(ss7_read(&s, 0, "01 00 01 01 0000001c " DATA_RLC), VERDICT_TOOK);
    assert_int_equal(ss7_read(&s, 0, "01 00 03 01 00000008"), VERDICT_NOT_MINE);
    ss7_close(&s);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_read(&s, PPID_M3UA, "01 00 01 01 0000001c " DATA_RLC);
    for (size_t n = 0; n < s.length; n++) {
        assert_int_not_equal(ss7_send(&s, PPID_M3UA, s.bytes, n), VERDICT_TOOK);
        assert_string_equal(s.said, "");
    }
    ss7_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_goes_to_its_user),
        cmocka_unit_test(other_parameters_stand_before),
        cmocka_unit_test(wide_point_codes),
        cmocka_unit_test(capture_begins_at_the_handshake),
        cmocka_unit_test(isup_and_sccp_on_one_link),
        cmocka_unit_test(data_of_a_draft),
        cmocka_unit_test(what_cannot_be_read_is_told),
        cmocka_unit_test(told_by_bytes_where_the_payload_protocol_is_not),
        cmocka_unit_test(cut_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
