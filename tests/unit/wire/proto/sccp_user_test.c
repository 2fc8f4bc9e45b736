#include "ss7_kit.h"

static struct ss7 s;

/* Unitdata with these subsystems. */
static void unitdata(unsigned called, unsigned calling, const char *data)
{
    uint8_t user[100];
    size_t n = hex_bytes(user, sizeof user, "09 00 03 05 07 02 42 00 02 42 00 00");
    user[7] = (uint8_t)called;
    user[10] = (uint8_t)calling;
    user[11] = (uint8_t)hex_bytes(user + n, sizeof user - n, data);
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

/* RANAP's Iu-ReleaseComplete in a connection that was set up for it: told, and of that connection;
 * in one whose beginning was not seen, by its bytes. */
static void ranap_in_connections(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_sccp(&s, "01 000001 02 02 04 02 42 8e 0f 07 20 01 00 03 00 00 00 00");
    assert_string_equal(s.said, "ranap 1 pc:1-2-3>pc:4-5-6 0>142");
    uint64_t handle = s.last.handles[0];
    assert_int_not_equal(handle, 0);
    ss7_sccp(&s, "06 000005 00 01 07 20 01 00 03 00 00 00");
    assert_string_equal(s.said, "ranap 1 pc:1-2-3>pc:4-5-6");
    assert_true(s.last.handles[0] != handle);
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
        cmocka_unit_test(ranap_in_connections),
        cmocka_unit_test(turned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
