#include "tcap_kit.h"

static struct message m;
static char text[200];

static const char *read(const char *hex, bool from_subscriber)
{
    static uint8_t bytes[64];
    static const uint8_t number[] = {0x91, 0x99, 0x09};
    struct text t = text_in(text, sizeof text);
    m.field_count = 0;
    if (from_subscriber)
        field_bytes(&m, MEANING_MSISDN, FORM_E164, (struct span){number, sizeof number}, 0);
    map_sms(&m, cursor_of(bytes, hex_bytes(bytes, sizeof bytes, hex)));
    tcap_kit_fields(&t, &m);
    return text;
}

static void whom_it_comes_from_and_goes_to(void **state)
{
    (void)state;
    assert_string_equal(read("040c91990901000077", false),
                        "content.sms=true call.other=999010000077");
    assert_string_equal(read("11070c91990901000078", true),
                        "subscriber.msisdn=9990 content.sms=true call.other=999010000087");
}

static void odd_counts_of_digits(void **state)
{
    (void)state;
    assert_string_equal(read("040b919909010000f7", false),
                        "content.sms=true call.other=99901000007");
}

/* Names, and numbers of the country, are nobody's number with a country code. */
static void other_addresses_are_left(void **state)
{
    (void)state;
    assert_string_equal(read("0406d0e1f18c", false), "content.sms=true");
    assert_string_equal(read("040681090100", false), "content.sms=true");
}

/* The same two bits are a report to the subscriber and a command from it. */
static void reports_and_commands(void **state)
{
    (void)state;
    assert_string_equal(read("02050c91990901000077", false),
                        "content.sms=true call.other=999010000077");
    assert_string_equal(read("02050000010c91990901000077", true),
                        "subscriber.msisdn=9990 content.sms=true call.other=999010000077");
}

static void cut_at_every_length(void **state)
{
    (void)state;
    char hex[] = "040c91990901000077";
    for (size_t n = sizeof hex - 3; n; n -= 2) {
        hex[n] = 0;
        assert_string_equal(read(hex, false), "content.sms=true");
    }
    assert_string_equal(read("", false), "content.sms=true");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(whom_it_comes_from_and_goes_to),
        cmocka_unit_test(odd_counts_of_digits),
        cmocka_unit_test(other_addresses_are_left),
        cmocka_unit_test(reports_and_commands),
        cmocka_unit_test(cut_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
