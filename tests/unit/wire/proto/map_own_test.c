#include "tcap_kit.h"

static struct message m;
static char text[200];

static const char *said(void)
{
    struct text t = text_in(text, sizeof text);
    tcap_kit_fields(&t, &m);
    return text;
}

static const char *own(enum meaning meaning, const char *hex)
{
    static uint8_t bytes[64];
    const struct spec_ie row = {.meaning = (uint8_t)meaning, .form = FORM_OWN};
    m.field_count = 0;
    map_own(&m, &row, cursor_of(bytes, hex_bytes(bytes, sizeof bytes, hex)));
    return said();
}

static void places_tell_the_network(void **state)
{
    (void)state;
    assert_string_equal(own(MEANING_CELL, "00f11000210110"),
                        "location.cell=00f11000210110 location.plmn=00101");
    assert_string_equal(own(MEANING_AREA, "00f1100021"),
                        "location.area=00f1100021 location.plmn=00101");
    assert_string_equal(own(MEANING_CELL, "00f110"), "");
}

static void what_version_1_asks_for(void **state)
{
    (void)state;
    assert_string_equal(own(MEANING_ASK_DATA, "00"), "ask.identity=1");
    assert_string_equal(own(MEANING_ASK_DATA, "01"), "ask.vectors=1");
    assert_string_equal(own(MEANING_ASK_DATA, "02"), "ask.profile=1");
    assert_string_equal(own(MEANING_ASK_DATA, "04"), "ask.vectors=1");
    assert_string_equal(own(MEANING_ASK_DATA, "03"), "");
    assert_string_equal(own(MEANING_ASK_DATA, "ff"), "");
}

static void only_international_numbers_are_somebodys(void **state)
{
    (void)state;
    assert_string_equal(own(MEANING_CALLED, "919909010000f1"), "call.called=99901000001");
    assert_string_equal(own(MEANING_CALLED, "a10901000010"), "");
    assert_string_equal(own(MEANING_CALLED, ""), "");
}

static const char *party(const char *hex)
{
    static uint8_t bytes[64];
    m.field_count = 0;
    map_party(&m, MEANING_CALLING, cursor_of(bytes, hex_bytes(bytes, sizeof bytes, hex)));
    return said();
}

static void numbers_of_isup_count_their_digits(void **state)
{
    (void)state;
    assert_string_equal(party("8410990901000001"), "call.calling=99901000001");
    assert_string_equal(party("041099090100"), "call.calling=99901000");
    assert_string_equal(party("031099090100"), "");
    assert_string_equal(party("0410"), "");
}

/* In a call that ends at the subscriber, who calls is somebody else. */
static void who_calls_a_subscriber_is_another(void **state)
{
    (void)state;
    static uint8_t bytes[8];
    const struct spec_ie row = {.meaning = MEANING_CALLING, .form = FORM_OWN};
    party("041099090100");
    map_own(&m, &row, cursor_of(bytes, hex_bytes(bytes, sizeof bytes, "02")));
    assert_string_equal(said(), "call.calling=99901000");
    map_own(&m, &row, cursor_of(bytes, hex_bytes(bytes, sizeof bytes, "0c")));
    assert_string_equal(said(), "call.other=99901000");
}

static void addresses_of_support_nodes(void **state)
{
    (void)state;
    assert_string_equal(own(MEANING_SERVING_NODE, "04c0000231"), "location.node=192.0.2.49");
    assert_string_equal(own(MEANING_SERVING_NODE, "04c00002"), "");
}

static void references_by_their_numbering_plan(void **state)
{
    (void)state;
    static uint8_t bytes[16];
    m.field_count = 0;
    map_reference(&m, cursor_of(bytes, hex_bytes(bytes, sizeof bytes, "9600010100000000f1")));
    assert_string_equal(said(), "subscriber.imsi=001010000000001");
    m.field_count = 0;
    map_reference(&m, cursor_of(bytes, hex_bytes(bytes, sizeof bytes, "9199090100001000")));
    assert_string_equal(said(), "subscriber.msisdn=99901000000100");
    m.field_count = 0;
    map_reference(&m, cursor_of(bytes, hex_bytes(bytes, sizeof bytes, "96")));
    map_reference(&m, cursor_of(bytes, 0));
    assert_int_equal(m.field_count, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_tell_the_network),
        cmocka_unit_test(what_version_1_asks_for),
        cmocka_unit_test(only_international_numbers_are_somebodys),
        cmocka_unit_test(numbers_of_isup_count_their_digits),
        cmocka_unit_test(who_calls_a_subscriber_is_another),
        cmocka_unit_test(addresses_of_support_nodes),
        cmocka_unit_test(references_by_their_numbering_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
