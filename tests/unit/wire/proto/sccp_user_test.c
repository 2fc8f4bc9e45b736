#include "ss7_kit.h"

static struct ss7 s;

/* Unitdata with these subsystems. */
static void unitdata(unsigned called, unsigned calling, const char *data)
{
    uint8_t user[100];
    size_t n = ss7_hex(user, "09 00 03 05 07 02 42 00 02 42 00 00");
    user[7] = (uint8_t)called;
    user[10] = (uint8_t)calling;
    user[11] = (uint8_t)ss7_hex(user + n, data);
    ss7_m3ua(&s, SS7_SCCP, user, n + user[11]);
}

static void tcap_by_its_tag_whatever_the_subsystem(void **state)
{
    (void)state;
    ss7_open(&s);
    unitdata(232, 233, "62 03 48 01 05");
    assert_string_equal(s.said, "tcap 98 pc:1-2-3>pc:4-5-6 233>232");
    unitdata(6, 8, "65 00");
    assert_string_equal(s.said, "tcap 101 pc:1-2-3>pc:4-5-6 8>6");
    ss7_close(&s);
}

static void management_is_the_networks_own(void **state)
{
    (void)state;
    ss7_open(&s);
    unitdata(1, 1, "01 06 2e20 00");
    assert_string_equal(s.said, "");
    assert_int_equal(ss7_blind(&s, BLIND_NOT_READ) + ss7_blind(&s, BLIND_UNKNOWN_PROTOCOL) +
                         ss7_blind(&s, BLIND_BROKEN),
                     0);
    ss7_close(&s);
}

static void others_are_named(void **state)
{
    (void)state;
    ss7_open(&s);
    unitdata(254, 254, "00 01 30"); /* BSSMAP reset acknowledge */
    assert_int_equal(ss7_blind(&s, BLIND_NOT_READ), 1);
    unitdata(222, 223, "00 ff ff");
    assert_int_equal(ss7_blind(&s, BLIND_UNKNOWN_PROTOCOL), 1);
    ss7_close(&s);
}

/* Inside a connection no subsystem stands. */
static void connections_by_bytes(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_sccp(&s, "06 000001 00 01 05 01 00 02 05 08"); /* DTAP */
    assert_int_equal(ss7_blind(&s, BLIND_NOT_READ), 1);
    ss7_sccp(&s, "06 000001 00 01 05 01 00 09 05 08"); /* with another length */
    assert_int_equal(ss7_blind(&s, BLIND_UNKNOWN_PROTOCOL), 1);
    ss7_close(&s);
}

static void turned(void **state)
{
    (void)state;
    struct packet p = {.sport = 6, .dport = 8, .odd = PACKET_READDRESSED};
    p.src = addr_point_code(1, false);
    p.dst = addr_point_code(2, false);
    sccp_turn(&p);
    assert_int_equal(p.sport, 8);
    assert_int_equal(p.dport, 6);
    assert_int_equal(p.src.bytes[3], 2);
    assert_int_equal(p.odd, PACKET_READDRESSED | PACKET_RETURNED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tcap_by_its_tag_whatever_the_subsystem),
        cmocka_unit_test(management_is_the_networks_own),
        cmocka_unit_test(others_are_named),
        cmocka_unit_test(connections_by_bytes),
        cmocka_unit_test(turned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
