#include "ss7_kit.h"

static struct ss7 s;

/* SIO, label 1-2-3 to 4-5-6, Release Complete on circuit 1. */
#define MTP3_RLC "85 2ee00402 0100 10 00"

static void data_is_of_a_link(void **state)
{
    (void)state;
    ss7_open(&s);
    assert_int_equal(ss7_read(&s, PPID_M2UA,
                              "01 00 06 01 00000020 0001 0008 00000007 0300 000d " MTP3_RLC
                              "000000"),
                     VERDICT_TOOK);
    assert_string_equal(s.said, "isup 16 pc:1-2-3>pc:4-5-6 5>5");
    ss7_close(&s);
}

/* RFC 3331 3.3.1.1: Japan's TTC has its length indicator before the service octet. */
static void data_of_ttc(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_read(&s, PPID_M2UA, "01 00 06 01 00000018 0301 000e 08 " MTP3_RLC "0000");
    assert_string_equal(s.said, "isup 16 pc:1-2-3>pc:4-5-6 5>5");
    ss7_close(&s);
}

static void others_carry_no_message(void **state)
{
    (void)state;
    ss7_open(&s);
    assert_int_equal(ss7_read(&s, PPID_M2UA, "01 00 06 02 00000010 0001 0008 00000007"),
                     VERDICT_TOOK);
    assert_int_equal(ss7_read(&s, PPID_M2UA, "01 00 0a 01 00000008"), VERDICT_TOOK);
    assert_int_equal(ss7_read(&s, PPID_M2UA, "01 00 01 01 00000008"), VERDICT_NOT_MINE);
    assert_string_equal(s.said, "");
    assert_int_equal(ss7_blind(&s, BLIND_BROKEN), 0);
    ss7_close(&s);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_read(&s, PPID_M2UA, "01 00 06 01 0000001c 0001 0008 00000007 0300 000c 85 2ee00402 010010");
    assert_string_equal(s.said, "isup 16 pc:1-2-3>pc:4-5-6 5>5");
    for (size_t n = 0; n < s.length; n++) {
        assert_int_not_equal(ss7_send(&s, PPID_M2UA, s.bytes, n), VERDICT_TOOK);
        assert_string_equal(s.said, "");
    }
    ss7_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_is_of_a_link),
        cmocka_unit_test(data_of_ttc),
        cmocka_unit_test(others_carry_no_message),
        cmocka_unit_test(cut_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
