#include "ss7_kit.h"

static struct ss7 s;

#define HEADER "01 00 0b 01 0000001a 00 000001 00 000002 "
#define MTP3_RLC "85 2ee00402 0100 10 00"

static void user_data_is_mtp3(void **state)
{
    (void)state;
    ss7_open(&s);
    assert_int_equal(ss7_read(&s, PPID_M2PA, HEADER "00 " MTP3_RLC), VERDICT_TOOK);
    assert_string_equal(s.said, "isup 16 pc:1-2-3>pc:4-5-6 5>5");
    ss7_close(&s);
}

/* RFC 4165 2.3.2, 4.1.4: a link's status, and an acknowledgement that carries nothing. */
static void status_and_acknowledgement_carry_nothing(void **state)
{
    (void)state;
    ss7_open(&s);
    assert_int_equal(ss7_read(&s, PPID_M2PA, "01 00 0b 02 00000014 00 ffffff 00 ffffff 00000001"),
                     VERDICT_TOOK);
    assert_int_equal(ss7_read(&s, PPID_M2PA, "01 00 0b 01 00000010 00 000001 00 000002"),
                     VERDICT_TOOK);
    assert_string_equal(s.said, "");
    assert_int_equal(ss7_blind(&s, BLIND_BROKEN), 0);
    ss7_close(&s);
}

static void told_by_its_bytes(void **state)
{
    (void)state;
    ss7_open(&s);
    assert_int_equal(ss7_read(&s, 0, HEADER "00 " MTP3_RLC), VERDICT_TOOK);
    /* The unused bytes are not zero, another type, another class. */
    assert_int_equal(ss7_read(&s, 0, "01 00 0b 01 00000010 01 000001 00 000002"), VERDICT_NOT_MINE);
    assert_int_equal(ss7_read(&s, 0, "01 00 0b 03 00000010 00 000001 00 000002"), VERDICT_NOT_MINE);
    assert_int_equal(ss7_read(&s, 0, "01 00 0c 01 00000010 00 000001 00 000002"), VERDICT_NOT_MINE);
    ss7_close(&s);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_read(&s, PPID_M2PA, HEADER "00 " MTP3_RLC);
    for (size_t n = 0; n < s.length - 3; n++) {
        assert_int_not_equal(ss7_send(&s, PPID_M2PA, s.bytes, n), VERDICT_TOOK);
        assert_string_equal(s.said, "");
    }
    ss7_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(user_data_is_mtp3),
        cmocka_unit_test(status_and_acknowledgement_carry_nothing),
        cmocka_unit_test(told_by_its_bytes),
        cmocka_unit_test(cut_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
