#include "ss7_kit.h"

static struct ss7 s;

/* A frame of a link of SS7. */
static enum verdict on_link(uint16_t link, const char *hex)
{
    uint8_t bytes[64];
    size_t n = hex_bytes(bytes, sizeof bytes, hex);
    struct packet p = {.frame = &s.frame, .flow = &s.flow, .transport = TRANSPORT_SS7};
    s.frame.link = link;
    s.frame.number++;
    s.flow.proto = 0;
    s.flow.key = (struct flow_key){.transport = TRANSPORT_SS7};
    s.log = text_in(s.said, sizeof s.said);
    if (link != 142) {
        s.flow.key.a = p.src = addr_point_code(1, false);
        s.flow.key.b = p.dst = addr_point_code(2, false);
    }
    return driver_datagram(s.driver, &p, cursor_of(bytes, n));
}

static void links_lead_here(void **state)
{
    (void)state;
    ss7_open(&s);
    for (uint16_t link = 139; link <= 141; link++) {
        assert_int_equal(on_link(link, "85 2ee00402 0100 10 00"), VERDICT_TOOK);
        assert_string_equal(s.said, "isup 16 pc:1-2-3>pc:4-5-6 5>5");
    }
    assert_int_equal(on_link(1, "85 2ee00402 0100 10 00"), VERDICT_NOT_MINE);
    assert_int_equal(on_link(142, "09 00 03 05 07 02 42 08 02 42 06 05 62 03 48 01 05"),
                     VERDICT_TOOK);
    assert_string_equal(s.said, "tcap 98 > 6>8"); /* nobody says from where to where */
    ss7_close(&s);
}

static void users(void **state)
{
    (void)state;
    ss7_open(&s);
    on_link(LINK_MTP3, "83 2ee00402 09 00 03 05 07 02 42 08 02 42 06 05 62 03 48 01 05");
    assert_string_equal(s.said, "tcap 98 pc:1-2-3>pc:4-5-6 6>8");
    on_link(LINK_MTP3, "8d 2ee00402 01000000 10 00"); /* BICC */
    assert_string_equal(s.said, "isup 16 pc:1-2-3>pc:4-5-6 13>13");
    /* The network's own: management and tests. */
    on_link(LINK_MTP3, "80 2ee00402 11 2e20");
    on_link(LINK_MTP3, "81 2ee00402 11 40 01020304");
    assert_string_equal(s.said, "");
    assert_int_equal(ss7_blind(&s, BLIND_NOT_READ), 0);
    assert_int_equal(ss7_blind(&s, BLIND_UNKNOWN_PROTOCOL), 0);
    ss7_close(&s);
}

static void others_are_named_and_counted(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_user(&s, 4, "010203");
    ss7_user(&s, 12, "010203");
    assert_int_equal(ss7_blind(&s, BLIND_NOT_READ), 2);
    ss7_user(&s, 15, "010203");
    assert_int_equal(ss7_blind(&s, BLIND_UNKNOWN_PROTOCOL), 1);
    ss7_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_lead_here),
        cmocka_unit_test(users),
        cmocka_unit_test(others_are_named_and_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
