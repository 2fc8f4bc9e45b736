#include "wire/proto/pfcp_ie.h"

#include "pfcp_kit.h"
#include "unit/unit.h"

static struct kit kit;
static struct cursor value;

/* One element as it stands in `place`. */
static void element(uint16_t type, const char *hex, enum pfcp_place place)
{
    kit_hex(&kit, hex);
    value = cursor_of(kit.bytes, kit.length);
    struct message *m = &kit.all[0];
    m->field_count = 0;
    m->has_cause = false;
    m->proto = PROTO_PFCP;
    m->part = PART_ANSWER;
    pfcp_element(m, type, &value, place, 3);
}

static void identities_of_a_user(void **state)
{
    (void)state;
    element(PFCP_USER_ID, "0f 08 00011022334455f6 08 5300000000000080 06 999921436587 03 614062",
            PFCP_IN_MESSAGE);
    assert_string_equal(kit_text(&kit, MEANING_IMSI, 0), "001001223344556");
    assert_string_equal(kit_text(&kit, MEANING_MSISDN, 0), "999912345678");
    assert_string_equal(kit_text(&kit, MEANING_NAI, 0), "a@b");
    assert_int_equal(strlen(kit_text(&kit, MEANING_IMEI, 0)), 16);
    assert_int_equal(value.why, LACK_NONE);
}

/* Only what the flags announce is there, in the order of the flags. */
static void flags_of_a_user_say_what_follows(void **state)
{
    (void)state;
    element(PFCP_USER_ID, "24 02 9919 03 784079", PFCP_IN_MESSAGE);
    assert_null(kit_field(&kit, MEANING_IMSI, 0));
    assert_string_equal(kit_text(&kit, MEANING_MSISDN, 0), "9991");
    assert_string_equal(kit_text(&kit, MEANING_NAI, 0), "x@y");
    element(PFCP_USER_ID, "01 08 0001", PFCP_IN_MESSAGE);
    assert_int_equal(value.why, LACK_LENGTH);
    assert_null(kit_field(&kit, MEANING_IMSI, 0));
    element(PFCP_USER_ID, "01 00", PFCP_IN_MESSAGE);
    assert_null(kit_field(&kit, MEANING_IMSI, 0));
    assert_int_equal(value.why, LACK_VALUE);
}

/* TS 23.003: more digits than an identity can have make none of them; the next is still read. */
static void too_many_digits_are_no_identity(void **state)
{
    (void)state;
    element(PFCP_USER_ID, "07 09 000110223344556677 0a 00000000000000000000 02 9919",
            PFCP_IN_MESSAGE);
    assert_null(kit_field(&kit, MEANING_IMSI, 0));
    assert_null(kit_field(&kit, MEANING_IMEI, 0));
    assert_string_equal(kit_text(&kit, MEANING_MSISDN, 0), "9991");
    assert_int_equal(value.why, LACK_VALUE);
    element(PFCP_USER_ID, "02 06 000000000000", PFCP_IN_MESSAGE);
    assert_null(kit_field(&kit, MEANING_IMEI, 0));
}

static void families_of_endpoints_are_the_other_way_round(void **state)
{
    (void)state;
    element(PFCP_F_SEID, "02 0000000000000abc c6336401", PFCP_IN_MESSAGE);
    assert_string_equal(kit_text(&kit, MEANING_SESSION_ENDPOINT, 0), "0x00000abc@198.51.100.1");
    element(PFCP_F_SEID, "01 0000000000000abc 20010db8000000000000000000000001", PFCP_IN_MESSAGE);
    assert_string_equal(kit_text(&kit, MEANING_SESSION_ENDPOINT, 0), "0x00000abc@2001:db8::1");
    element(PFCP_F_TEID, "01 00000abc c6336401", PFCP_IN_RULE);
    assert_string_equal(kit_text(&kit, MEANING_SESSION_TUNNEL, 0), "0x00000abc@198.51.100.1");
    element(PFCP_F_TEID, "03 00000abc c6336401 20010db8000000000000000000000001", PFCP_IN_RULE);
    assert_string_equal(kit_text(&kit, MEANING_SESSION_TUNNEL, 1), "0x00000abc@2001:db8::1");
    assert_int_equal(kit_field(&kit, MEANING_SESSION_TUNNEL, 1)->group, 3);
    element(PFCP_F_TEID, "05", PFCP_IN_RULE); /* CH: the user plane chooses */
    assert_int_equal(kit.all[0].field_count, 0);
    assert_int_equal(value.why, LACK_NONE);
    element(PFCP_F_SEID, "03 0000000000000abc c6336401 00000000000000000000000000000000",
            PFCP_IN_MESSAGE);
    assert_int_equal(kit.all[0].field_count, 1);
}

static void subscriber_addresses(void **state)
{
    (void)state;
    element(PFCP_UE_IP_ADDRESS, "06 0a2d0001", PFCP_IN_RULE);
    assert_string_equal(kit_text(&kit, MEANING_UE_IP, 0), "10.45.0.1");
    element(PFCP_UE_IP_ADDRESS, "01 20010db8004500000000000000000001", PFCP_IN_RULE);
    assert_string_equal(kit_text(&kit, MEANING_UE_IP, 0), "2001:db8:45::1");
    element(PFCP_UE_IP_ADDRESS, "10", PFCP_IN_RULE); /* CHV4 */
    assert_int_equal(kit.all[0].field_count, 0);
    element(PFCP_UE_IP_ADDRESS, "02 00000000", PFCP_IN_RULE);
    assert_int_equal(kit.all[0].field_count, 0);
}

static void names_as_labels_or_text(void **state)
{
    (void)state;
    element(PFCP_APN_DNN, "08 696e7465726e6574", PFCP_IN_MESSAGE);
    assert_string_equal(kit_text(&kit, MEANING_APN, 0), "internet");
    element(PFCP_NETWORK_INSTANCE, "696e7465726e6574", PFCP_IN_RULE);
    assert_string_equal(kit_text(&kit, MEANING_NETWORK, 0), "internet");
    element(PFCP_NODE_ID, "02 03736d66 05 6c6f63616c", PFCP_IN_MESSAGE);
    assert_string_equal(kit_text(&kit, MEANING_NODE, 0), "smf.local");
    element(PFCP_NODE_ID, "00 c6336401", PFCP_IN_MESSAGE);
    assert_string_equal(kit_text(&kit, MEANING_NODE, 0), "198.51.100.1");
    element(PFCP_NODE_ID, "01 20010db8000000000000000000000001", PFCP_IN_MESSAGE);
    assert_string_equal(kit_text(&kit, MEANING_NODE, 0), "2001:db8::1");
    element(PFCP_NETWORK_INSTANCE, "00", PFCP_IN_RULE);
    assert_int_equal(kit.all[0].field_count, 0);
    element(PFCP_NODE_ID, "07 00", PFCP_IN_MESSAGE);
    assert_int_equal(kit.all[0].field_count, 0);
}

/* The same outer header: where it stands says whether traffic or its copy goes there. */
static void outer_header_by_its_place(void **state)
{
    (void)state;
    static const char gtpu[] = "0100 00000001 cb007109";
    element(PFCP_OUTER_HEADER_CREATION, gtpu, PFCP_IN_FORWARDING);
    assert_string_equal(kit_text(&kit, MEANING_FORWARD_TO, 0), "0x00000001@203.0.113.9:2152");
    element(PFCP_OUTER_HEADER_CREATION, gtpu, PFCP_IN_DUPLICATING);
    assert_string_equal(kit_text(&kit, MEANING_COPY_TO, 0), "0x00000001@203.0.113.9:2152");
    element(PFCP_OUTER_HEADER_CREATION, gtpu, PFCP_IN_RULE);
    assert_int_equal(kit.all[0].field_count, 0);
    element(PFCP_OUTER_HEADER_CREATION, "0400 cb007109 1f90", PFCP_IN_DUPLICATING);
    assert_string_equal(kit_text(&kit, MEANING_COPY_TO, 0), "0x00000000@203.0.113.9:8080");
    element(PFCP_OUTER_HEADER_CREATION, "1000 cb007109", PFCP_IN_DUPLICATING);
    assert_string_equal(kit_text(&kit, MEANING_COPY_TO, 0), "0x00000000@203.0.113.9");
    element(PFCP_OUTER_HEADER_CREATION, "0300 00000001 cb007109 20010db8000000000000000000000009",
            PFCP_IN_FORWARDING);
    assert_string_equal(kit_text(&kit, MEANING_FORWARD_TO, 1), "0x00000001@[2001:db8::9]:2152");
}

/* Every element, cut at every length: nothing is read past the end, no half value is told. */
static void cut_at_every_length(void **state)
{
    (void)state;
    static const struct {
        uint16_t type;
        const char *hex;
    } WHOLE[] = {
        {PFCP_F_SEID, "03 0000000000000abc c6336401 20010db8000000000000000000000001"},
        {PFCP_F_TEID, "03 00000abc c6336401 20010db8000000000000000000000001"},
        {PFCP_OUTER_HEADER_CREATION,
         "0f00 00000001 cb007109 20010db8000000000000000000000001 1f90"},
        {PFCP_NODE_ID, "01 20010db8000000000000000000000001"},
        {PFCP_UE_IP_ADDRESS, "03 0a2d0001 20010db8000000000000000000000001"},
        {PFCP_USER_ID, "0c 02 9919 03 784079"},
    };
    for (unsigned i = 0; i < sizeof WHOLE / sizeof *WHOLE; i++) {
        kit_hex(&kit, WHOLE[i].hex);
        for (size_t length = 0; length < kit.length; length++) {
            kit.all[0].field_count = 0;
            value = cursor_of(kit.bytes, length);
            pfcp_element(&kit.all[0], WHOLE[i].type, &value, PFCP_IN_DUPLICATING, 1);
            assert_int_not_equal(value.why, LACK_NONE);
            for (unsigned f = 0; f < kit.all[0].field_count; f++) {
                const struct field *field = &kit.all[0].fields[f];
                assert_true(field->form == FORM_TEXT || field->form == FORM_TBCD ||
                            field->len == 4 || field->len == 16);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identities_of_a_user),
        cmocka_unit_test(flags_of_a_user_say_what_follows),
        cmocka_unit_test(too_many_digits_are_no_identity),
        cmocka_unit_test(families_of_endpoints_are_the_other_way_round),
        cmocka_unit_test(subscriber_addresses),
        cmocka_unit_test(names_as_labels_or_text),
        cmocka_unit_test(outer_header_by_its_place),
        cmocka_unit_test(cut_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
