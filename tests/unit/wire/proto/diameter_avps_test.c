#include "diameter_build.h"

static struct seen seen;

static const struct message *with(struct build *b, size_t at)
{
    message_ends(b, at);
    return decode_one(b, &seen);
}

/* One AVP of text in a request of S6a. */
static const struct message *told(uint32_t vendor, uint32_t code, const void *value, size_t len)
{
    static struct build b;
    b.len = 0;
    size_t at = message_begins(&b, 0xc0, 316, S6A);
    avp_bytes(&b, vendor, code, value, len);
    return with(&b, at);
}

static void names_by_their_content(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
        enum meaning meaning;
        uint32_t vendor, code;
    } rows[] = {
        {"001010000000001", "001010000000001", MEANING_IMSI, 0, 1},
        {"00101", "00101", MEANING_IMSI, 0, 1},
        {"0001010000000001@nai.epc.mnc001.mcc001.3gppnetwork.org",
         "0001010000000001@nai.epc.mnc001.mcc001.3gppnetwork.org", MEANING_NAI, 0, 1},
        {"alice", "alice", MEANING_NAI, 0, 1},
        {"9991234567", "9991234567", MEANING_MSISDN, 0, 31},
        {"+9991234567", "9991234567", MEANING_MSISDN, 0, 660},
        {"sip:alice@example.org;user=phone", "alice@example.org", MEANING_NAI, VENDOR_3GPP, 601},
        {"SIPS:alice@example.org", "alice@example.org", MEANING_NAI, VENDOR_3GPP, 601},
        {"tel:+9991234567;ext=1", "9991234567", MEANING_MSISDN, VENDOR_3GPP, 601},
        {"9991234567", "9991234567", MEANING_MSISDN, VENDOR_3GPP, 601},
        {"thing@example.org", "thing@example.org", MEANING_NAI, VENDOR_3GPP, 3111},
        {"00101000000001", "00101000000001", MEANING_IMEI, VENDOR_3GPP, 1402},
        {"001010000000001", "001010000000001", MEANING_IMSI, VENDOR_3GPP, 1},
        {"internet", "internet", MEANING_APN, 0, 493},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct message *m =
            told(rows[i].vendor, rows[i].code, rows[i].text, strlen(rows[i].text));
        assert_int_equal(m->field_count, 1);
        assert_field(m, rows[i].meaning, rows[i].want);
    }
}

static void what_is_nobody_names_nobody(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t vendor, code;
    } rows[] = {
        {"00-00-5E-00-53-01:wifi", 0, 31}, {"", 0, 1},
        {"tel:", VENDOR_3GPP, 601},        {"tel:+9991", VENDOR_3GPP, 601},
        {"\x21", VENDOR_3GPP, 701},        {"\x99\x19", VENDOR_3GPP, 701},
        {"999199919", VENDOR_3GPP, 701},   {"tel:+abc", VENDOR_3GPP, 601},
        {"12", VENDOR_3GPP, 1402},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(
            told(rows[i].vendor, rows[i].code, rows[i].text, strlen(rows[i].text))->field_count, 0);
}

static void digits_in_nibbles(void **state)
{
    (void)state;
    assert_field(told(VENDOR_3GPP, 701, "\x99\x19\x32\x54\x76", 5), MEANING_MSISDN, "9991234567");
    assert_field(told(VENDOR_3GPP, 701, "\x99\x19\x32\x54\xf6", 5), MEANING_MSISDN, "999123456");
    assert_field(told(VENDOR_3GPP, 20, "\x00\x01\x01\x00\x00\x00\x10\x32", 8), MEANING_IMEI,
                 "0010100000000123");
}

static void addresses(void **state)
{
    (void)state;
    assert_field(told(0, 257, "\0\1\xc0\0\2\1", 6), MEANING_ORIGIN_ADDRESS, "192.0.2.1");
    assert_field(told(0, 8, "\xc0\0\2\1", 4), MEANING_UE_IP, "192.0.2.1");
    assert_field(told(0, 97, "\0\x40\x20\x01\x0d\xb8\0\0\0\1", 10), MEANING_UE_IP,
                 "2001:db8:0:1::");
    assert_field(told(VENDOR_3GPP, 1227, "\0\2\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\1", 18),
                 MEANING_UE_IP, "2001:db8::1");
    assert_int_equal(told(0, 257, "\0\1\xc0\0\2", 5)->field_count, 0);
    assert_int_equal(told(0, 257,
                          "\0\x08"
                          "999",
                          5)
                         ->field_count,
                     0);
}

static void subscription_says_its_type_first_or_last(void **state)
{
    (void)state;
    static const struct {
        uint32_t type;
        const char *text;
        enum meaning meaning;
        const char *want;
    } rows[] = {
        {0, "9991234567", MEANING_MSISDN, "9991234567"},
        {1, "001010000000001", MEANING_IMSI, "001010000000001"},
        {2, "sip:alice@example.org", MEANING_NAI, "alice@example.org"},
        {3, "alice@example.org", MEANING_NAI, "alice@example.org"},
        {4, "private", MEANING_NAI, "private"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows * 2; i++) {
        struct build b = {0};
        bool last = i % 2;
        size_t at = message_begins(&b, 0xc0, 272, 4);
        size_t group = avp_begins(&b, 0, 443);
        if (!last)
            avp_number(&b, 0, 450, rows[i / 2].type);
        avp_text(&b, 0, 444, rows[i / 2].text);
        if (last)
            avp_number(&b, 0, 450, rows[i / 2].type);
        avp_ends(&b, group);
        const struct message *m = with(&b, at);
        assert_int_equal(m->field_count, 1);
        assert_field(m, rows[i / 2].meaning, rows[i / 2].want);
    }
}

static void subscription_may_lack_its_data(void **state)
{
    (void)state;
    for (uint32_t type = 0; type < 5; type++) {
        struct build b = {0};
        size_t at = message_begins(&b, 0xc0, 272, 4);
        size_t group = avp_begins(&b, 0, 443);
        avp_number(&b, 0, 450, type);
        avp_ends(&b, group);
        assert_int_equal(with(&b, at)->field_count, 0);
    }
}

static void equipment_may_be_no_imei(void **state)
{
    (void)state;
    for (uint32_t type = 0; type < 3; type++) {
        struct build b = {0};
        size_t at = message_begins(&b, 0xc0, 272, 4);
        size_t group = avp_begins(&b, 0, 458);
        avp_number(&b, 0, 459, type);
        avp_text(&b, 0, 460, "0010100000000001");
        avp_ends(&b, group);
        assert_int_equal(count_of(with(&b, at), MEANING_IMEI), type == 0);
    }
}

static void results(void **state)
{
    (void)state;
    static const struct {
        uint32_t code;
        bool experimental;
        enum outcome outcome;
        const char *name;
    } rows[] = {
        {1001, false, OUTCOME_NONE, "DIAMETER_MULTI_ROUND_AUTH"},
        {2001, false, OUTCOME_SUCCESS, "DIAMETER_SUCCESS"},
        {2999, false, OUTCOME_SUCCESS, NULL},
        {3002, false, OUTCOME_REFUSED, "DIAMETER_UNABLE_TO_DELIVER"},
        {5001, false, OUTCOME_REFUSED, "DIAMETER_AVP_UNSUPPORTED"},
        {5001, true, OUTCOME_REFUSED, "DIAMETER_ERROR_USER_UNKNOWN"},
        {2001, true, OUTCOME_SUCCESS, "DIAMETER_FIRST_REGISTRATION"},
        {5999, true, OUTCOME_REFUSED, NULL},
        {6001, false, OUTCOME_NONE, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct build b = {0};
        size_t at = message_begins(&b, 0x40, 318, S6A);
        size_t group = rows[i].experimental ? avp_begins(&b, 0, 297) : 0;
        if (group)
            avp_number(&b, 0, 266, VENDOR_3GPP);
        avp_number(&b, 0, group ? 298 : 268, rows[i].code);
        if (group)
            avp_ends(&b, group);
        const struct message *m = with(&b, at);
        assert_true(m->has_cause);
        assert_int_equal(m->cause, rows[i].code);
        assert_int_equal(m->outcome, rows[i].outcome);
        assert_int_equal(m->cause_row != NULL, rows[i].name != NULL);
        if (m->cause_row)
            assert_string_equal(m->cause_row->name, rows[i].name);
        assert_int_equal(count_of(m, MEANING_RESULT_VENDOR), rows[i].experimental);
    }
}

/* RFC 6733 7.2: an error may come without a word on why. */
static void error_bit_alone_refuses(void **state)
{
    (void)state;
    struct build b = {0};
    assert_int_equal(with(&b, message_begins(&b, 0x60, 318, S6A))->outcome, OUTCOME_REFUSED);
}

static void vectors_leave_no_bytes(void **state)
{
    (void)state;
    struct build b = {0};
    size_t at = message_begins(&b, 0x40, 318, S6A);
    size_t info = avp_begins(&b, VENDOR_3GPP, 1413);
    for (int i = 0; i < 3; i++) {
        size_t vector = avp_begins(&b, VENDOR_3GPP, 1414);
        avp_text(&b, VENDOR_3GPP, 1450, "0123456789abcdef0123456789abcdef");
        avp_ends(&b, vector);
    }
    avp_ends(&b, info);
    const struct message *m = with(&b, at);
    assert_int_equal(count_of(m, MEANING_VECTOR), 3);
    for (unsigned i = 0; i < m->field_count; i++) {
        assert_int_equal(m->fields[i].form, FORM_PRESENT);
        assert_null(m->fields[i].at);
    }
}

/* TS 29.228: the item asks in a request, and answers with keys, or with what a password became. */
static void auth_items(void **state)
{
    (void)state;
    for (int answer = 0; answer < 2; answer++) {
        struct build b = {0};
        size_t at = message_begins(&b, answer ? 0x40 : 0xc0, 303, SWX);
        size_t item = avp_begins(&b, VENDOR_3GPP, 612);
        avp_text(&b, VENDOR_3GPP, 608, "EAP-AKA'");
        avp_text(&b, VENDOR_3GPP, 610, "randomrandomrandautsautsautsau");
        avp_ends(&b, item);
        assert_int_equal(count_of(with(&b, at), MEANING_VECTOR), answer);
    }
    struct build b = {0};
    size_t at = message_begins(&b, 0x40, 303, CX);
    size_t item = avp_begins(&b, VENDOR_3GPP, 612);
    size_t digest = avp_begins(&b, VENDOR_3GPP, 635);
    avp_text(&b, 0, 121, "0123456789abcdef0123456789abcdef");
    avp_ends(&b, digest);
    avp_ends(&b, item);
    const struct message *m = with(&b, at);
    assert_int_equal(count_of(m, MEANING_PASSWORD), 1);
    assert_int_equal(count_of(m, MEANING_VECTOR), 0);
}

static void insert_asks_only_where_its_flags_do(void **state)
{
    (void)state;
    static const struct {
        uint32_t flags;
        unsigned location, session_state;
    } rows[] = {{0, 0, 0}, {1, 0, 1}, {4, 0, 1}, {8, 1, 0}, {16, 1, 0}, {0x1f, 1, 1}, {0x20, 0, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct build b = {0};
        size_t at = message_begins(&b, 0xc0, 319, S6A);
        avp_number(&b, VENDOR_3GPP, 1490, rows[i].flags);
        size_t empty = avp_begins(&b, VENDOR_3GPP, 1400);
        avp_ends(&b, empty);
        const struct message *m = with(&b, at);
        assert_int_equal(count_of(m, MEANING_ASK_LOCATION), rows[i].location);
        assert_int_equal(count_of(m, MEANING_ASK_STATE), rows[i].session_state);
        assert_int_equal(count_of(m, MEANING_PROFILE), 0);
    }
}

static void sh_says_what_it_asks_for(void **state)
{
    (void)state;
    static const struct {
        uint32_t reference;
        enum meaning meaning;
    } rows[] = {{0, MEANING_ASK_PROFILE}, {10, MEANING_ASK_IDENTITY}, {14, MEANING_ASK_LOCATION},
                {15, MEANING_ASK_STATE},  {17, MEANING_ASK_IDENTITY}, {32, MEANING_ASK_IDENTITY},
                {99, MEANING_ASK_PROFILE}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct build b = {0};
        size_t at = message_begins(&b, 0xc0, 306, SH);
        avp_number(&b, VENDOR_3GPP, 703, rows[i].reference);
        const struct message *m = with(&b, at);
        assert_int_equal(message_field(m, MEANING_ASK_DATA)->number, rows[i].reference);
        assert_int_equal(m->fields[1].meaning, rows[i].meaning);
    }
}

/* 606 is Cx's User-Data and 702 is Sh's. */
static void two_kinds_of_user_data(void **state)
{
    (void)state;
    static const char data[] = "<Sh-Data><EPSLocationInformation></EPSLocationInformation>";
    const struct message *m = told(VENDOR_3GPP, 702, data, strlen(data));
    assert_int_equal(count_of(m, MEANING_REPOSITORY), 1);
    assert_int_equal(count_of(m, MEANING_LOCATION), 1);
    m = told(VENDOR_3GPP, 702, "<Sh-Data/>", 10);
    assert_int_equal(count_of(m, MEANING_LOCATION), 0);
    m = told(VENDOR_3GPP, 606, "<IMSSubscription/>", 18);
    assert_int_equal(count_of(m, MEANING_PROFILE), 1);
    assert_int_equal(count_of(m, MEANING_REPOSITORY), 0);
}

static void user_location_at_every_length(void **state)
{
    (void)state;
    static const uint8_t uli[] = {130, 0, 0xf1, 0x10, 0, 1, 0, 0xf1, 0x10, 0, 0, 1, 1};
    for (size_t len = 0; len <= sizeof uli; len++) {
        const struct message *m = told(VENDOR_3GPP, 22, uli, len);
        assert_int_equal(count_of(m, MEANING_AREA), len >= 6);
        assert_int_equal(count_of(m, MEANING_CELL), len >= 13);
    }
    assert_field(told(VENDOR_3GPP, 22, uli, sizeof uli), MEANING_CELL, "00f11000000101");
    assert_int_equal(count_of(told(VENDOR_3GPP, 22, "\x83zzz", 4), MEANING_LOCATION), 1);
}

static void usage_is_the_total_or_the_sum(void **state)
{
    (void)state;
    static const struct {
        uint32_t total, in, out, seconds;
        const char *want;
    } rows[] = {{7, 1, 2, 9, "7"}, {0, 1, 2, 9, "3"}, {0, 0, 0, 9, "9"}, {0, 0, 0, 0, "0"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct build b = {0};
        size_t at = message_begins(&b, 0xc0, 272, 4);
        size_t credit = avp_begins(&b, 0, 456);
        size_t used = avp_begins(&b, 0, 446);
        avp_number(&b, 0, 421, rows[i].total);
        avp_number(&b, 0, 412, rows[i].in);
        avp_number(&b, 0, 414, rows[i].out);
        avp_number(&b, 0, 420, rows[i].seconds);
        avp_ends(&b, used);
        avp_ends(&b, credit);
        assert_field(with(&b, at), MEANING_USAGE, rows[i].want);
    }
}

/* Rx: an AF asks for the place; from the PCRF the same value only says what happened. */
static void rx_asks_for_the_place(void **state)
{
    (void)state;
    for (uint32_t code = 258; code <= 265; code += 7) {
        struct build b = {0};
        size_t at = message_begins(&b, 0xc0, code, 16777236);
        avp_number(&b, VENDOR_3GPP, 513, 12);
        assert_int_equal(count_of(with(&b, at), MEANING_ASK_LOCATION), code == 265);
    }
    assert_int_equal(count_of(told(VENDOR_3GPP, 536, "\0\0\0\0", 4), MEANING_ASK_LOCATION), 1);
    assert_int_equal(count_of(told(VENDOR_3GPP, 536, "\0\0\0\1", 4), MEANING_ASK_LOCATION), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_by_their_content),
        cmocka_unit_test(what_is_nobody_names_nobody),
        cmocka_unit_test(digits_in_nibbles),
        cmocka_unit_test(addresses),
        cmocka_unit_test(subscription_says_its_type_first_or_last),
        cmocka_unit_test(subscription_may_lack_its_data),
        cmocka_unit_test(equipment_may_be_no_imei),
        cmocka_unit_test(results),
        cmocka_unit_test(error_bit_alone_refuses),
        cmocka_unit_test(vectors_leave_no_bytes),
        cmocka_unit_test(auth_items),
        cmocka_unit_test(insert_asks_only_where_its_flags_do),
        cmocka_unit_test(sh_says_what_it_asks_for),
        cmocka_unit_test(two_kinds_of_user_data),
        cmocka_unit_test(user_location_at_every_length),
        cmocka_unit_test(usage_is_the_total_or_the_sum),
        cmocka_unit_test(rx_asks_for_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
