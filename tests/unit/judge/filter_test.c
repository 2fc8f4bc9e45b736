#include "judge/filter.h"

#include "unit/unit.h"

static void types_are_named_as_wireshark_does(void **state)
{
    (void)state;
    assert_string_equal(filter_type_field(PROTO_GTPV2), "gtpv2.message_type");
    assert_string_equal(filter_type_field(PROTO_SBC_AP), "sbc-ap.procedureCode");
    assert_null(filter_type_field(PROTO_SIP));
    assert_string_equal(filter_proto(PROTO_SBC_AP), "sbcap");
    assert_string_equal(filter_proto(PROTO_SIP), "sip");
}

static void addresses_of_each_family(void **state)
{
    (void)state;
    static const uint8_t digits[] = {9, 9, 9, 0, 1};
    TEXT_ON(t, 200);
    struct addr none = {0}, four, six, title = {0}, code = addr_point_code(0x1234, false);
    assert_true(addr_parse("192.0.2.1", &four) && addr_parse("2001:db8::1", &six));
    addr_add_title(&title, digits, sizeof digits);
    filter_address(&t, &none);
    assert_string_equal(t.at, "");
    filter_address(&t, &four);
    filter_address(&t, &six);
    filter_address(&t, &title);
    filter_address(&t, &code);
    assert_string_equal(t.at, "ip.addr == 192.0.2.1 && ipv6.addr == 2001:db8::1 && "
                              "sccp.digits == \"99901\" && sccp");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_are_named_as_wireshark_does),
        cmocka_unit_test(addresses_of_each_family),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
