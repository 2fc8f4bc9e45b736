#include "wire/proto/message.h"

#include "unit/unit.h"

static struct message message;

static int clear(void **state)
{
    (void)state;
    message.field_count = 0;
    message.odd = 0;
    return 0;
}

static bool put(enum meaning meaning, enum form form, const void *bytes, size_t len)
{
    struct spec_ie row = {.meaning = (uint8_t)meaning, .form = (uint8_t)form};
    return field_of_row(&message, &row, cursor_of(bytes, len), 6);
}

static struct field field(enum form form, const void *bytes, size_t len)
{
    return (struct field){.form = (uint8_t)form, .at = bytes, .len = (uint32_t)len};
}

static const char *says(const struct field *f)
{
    static char buf[200];
    struct text t = text_in(buf, sizeof buf);
    text_field(&t, f);
    return buf;
}

static void assert_says(enum form form, const char *bytes, size_t len, const char *expect)
{
    struct field f = field(form, bytes, len);
    assert_string_equal(says(&f), expect);
}

static void a_row_says_what_becomes_of_a_value(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x01, 0x02, 0x03};
    assert_false(put(MEANING_APN, FORM_GROUP, bytes, 3));
    assert_false(put(MEANING_APN, FORM_OWN, bytes, 3));
    assert_true(put(MEANING_APN, FORM_SKIP, bytes, 3));
    assert_true(put(MEANING_NONE, FORM_NUMBER, bytes, 3));
    assert_int_equal(message.field_count, 0);
    assert_true(put(MEANING_RAT, FORM_NUMBER, bytes, 3));
    assert_true(put(MEANING_CHARGING_ID, FORM_HEX, bytes, 3));
    assert_true(put(MEANING_APN, FORM_NAME, bytes, 3));
    assert_int_equal(message.field_count, 3);
    assert_int_equal(message.fields[0].number, 0x010203);
    assert_int_equal(message.fields[0].meaning, MEANING_RAT);
    assert_int_equal(message.fields[0].group, 6);
    assert_int_equal(message.fields[1].form, FORM_HEX);
    assert_int_equal(message.fields[1].number, 0x010203);
    assert_ptr_equal(message.fields[2].at, bytes);
    assert_int_equal(message.fields[2].len, 3);
}

static void numbers_of_every_length(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0xff, 2, 3, 4, 5, 6, 7, 8};
    uint64_t expect = 0;
    for (size_t len = 0; len <= sizeof bytes; len++) {
        clear(NULL);
        put(MEANING_RAT, FORM_NUMBER, bytes, len);
        assert_int_equal(message.fields[0].number, expect);
        if (len < sizeof bytes)
            expect = expect * 256 + bytes[len];
    }
}

/* Whatever form a row gives a secret: that it was there is all that is left of it. */
static void secrets_leave_no_bytes(void **state)
{
    (void)state;
    static const uint8_t key[] = {0xde, 0xad, 0xbe, 0xef};
    for (unsigned form = 0; form < FORMS; form++) {
        clear(NULL);
        if (form == FORM_SKIP || form == FORM_GROUP || form == FORM_OWN)
            continue;
        assert_true(put(MEANING_KEY, (enum form)form, key, sizeof key));
        assert_int_equal(message.field_count, 1);
        assert_null(message.fields[0].at);
        assert_int_equal(message.fields[0].len, 0);
        assert_int_equal(message.fields[0].number, 1);
        assert_string_equal(says(&message.fields[0]), "true");
    }
    clear(NULL);
    put(MEANING_PROFILE, FORM_PRESENT, key, sizeof key);
    assert_null(message.fields[0].at);
}

static void a_full_message_says_so(void **state)
{
    (void)state;
    static const enum form forms[] = {FORM_NUMBER, FORM_PRESENT, FORM_TEXT};
    for (unsigned i = 0; i < MESSAGE_FIELDS; i++)
        put(MEANING_RAT, FORM_NUMBER, "\1", 1);
    for (size_t i = 0; i < 3; i++) {
        message.odd = 0;
        assert_true(put(MEANING_RAT, forms[i], "\2", 1));
        assert_int_equal(message.odd, ODD_TOO_MANY_FIELDS);
        assert_int_equal(message.field_count, MESSAGE_FIELDS);
    }
    assert_int_equal(message.fields[MESSAGE_FIELDS - 1].number, 1);
}

static void plain_forms(void **state)
{
    (void)state;
    struct field f = {.form = FORM_NUMBER, .number = UINT64_MAX};
    assert_string_equal(says(&f), "18446744073709551615");
    f = (struct field){.form = FORM_HEX, .number = 0xabc};
    assert_string_equal(says(&f), "0xabc");
    assert_says(FORM_TEXT, "hss1.example", 12, "hss1.example");
    assert_says(FORM_TEXT, NULL, 0, "");
    assert_says(FORM_OCTETS, "\x00\x9f", 2, "009f");
    assert_says(FORM_OCTETS, NULL, 0, "");
}

/* TS 29.002 TBCD-STRING: low nibble first, 1111 fills an odd count and ends it wherever it is. */
static void tbcd(void **state)
{
    (void)state;
    assert_says(FORM_TBCD, "\x00\x01\x21\x43\x65\x87\x09\xf1", 8, "001012345678901");
    assert_says(FORM_TBCD, "\x00\x01\x21\x43\x65\x87\x09\x21", 8, "0010123456789012");
    assert_says(FORM_TBCD, "\xf9", 1, "9");
    assert_says(FORM_TBCD, "\x99\xff\x11", 3, "99");
    assert_says(FORM_TBCD, "\x9f\x11", 2, "");
    assert_says(FORM_TBCD, "\xba\xdc\xfe", 3, "*#abc");
    assert_says(FORM_TBCD, NULL, 0, "");
}

static void e164_steps_over_type_and_plan(void **state)
{
    (void)state;
    assert_says(FORM_E164, "\x91\x99\x09\xf1", 4, "99901");
    assert_says(FORM_E164, "\x91", 1, "");
    assert_says(FORM_E164, NULL, 0, "");
}

/* TS 24.008 10.5.1.3: the third digit of the MNC lies in the second byte. */
static void plmn_of_two_and_three_digits(void **state)
{
    (void)state;
    assert_says(FORM_PLMN, "\x00\xf1\x10", 3, "00101");
    assert_says(FORM_PLMN, "\x00\x31\x21", 3, "001123");
    assert_says(FORM_PLMN, "\x21\xf3\x54", 3, "12345");
    assert_says(FORM_PLMN, "\x00\xf1\x10\x77\x88", 5, "00101");
    for (size_t len = 0; len < 3; len++)
        assert_says(FORM_PLMN, "\x00\xf1\x10", len, "");
}

static void addresses_of_two_lengths(void **state)
{
    (void)state;
    static const char six[] = "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x07";
    for (size_t len = 0; len <= 16; len++)
        assert_says(FORM_IP, six, len, len == 4 ? "32.1.13.184" : len == 16 ? "2001:db8::7" : "");
    struct field text = field(FORM_TEXT, six, 16);
    assert_int_equal(field_address(&text).family, 0);
}

/* RFC 3162 2.3: a spare byte, the length, and only as many bytes as the prefix needs. */
static void prefixes(void **state)
{
    (void)state;
    static const char bytes[] = "\x00\x40\x20\x01\x0d\xb8\x00\x45\x00\x00\0\0\0\0\0\0\0\x09\x01";
    assert_says(FORM_PREFIX, bytes, 3, "2000::");
    assert_says(FORM_PREFIX, bytes, 6, "2001:db8::");
    assert_says(FORM_PREFIX, bytes, 10, "2001:db8:45::");
    assert_says(FORM_PREFIX, bytes, 18, "2001:db8:45::9");
    assert_says(FORM_PREFIX, bytes, 19, "");
    for (size_t len = 0; len <= 2; len++)
        assert_says(FORM_PREFIX, bytes, len, "");
    struct field f = field(FORM_PREFIX, bytes, 10);
    assert_int_equal(field_address(&f).family, 6);
}

static void labels(void **state)
{
    (void)state;
    assert_says(FORM_NAME, "\x08internet", 9, "internet");
    assert_says(FORM_NAME,
                "\x03smf\x07"
                "example\x00",
                13, "smf.example");
    assert_says(FORM_NAME, "\x00", 1, "");
    assert_says(FORM_NAME, NULL, 0, "");
    assert_says(FORM_NAME, "\x03ims\x3fmnc", 8, "ims.mnc"); /* promises more than there is */
    assert_says(FORM_NAME, "\x03ims\x05", 5, "ims");
}

/* What already stands in the text is no label. */
static void a_name_behind_other_text(void **state)
{
    (void)state;
    TEXT_ON(t, 40);
    struct field f = field(FORM_NAME,
                           "\x03smf\x01"
                           "a",
                           6);
    text_put(&t, "at ");
    text_field(&t, &f);
    assert_string_equal(t.at, "at smf.a");
}

static void tunnels(void **state)
{
    (void)state;
    static const uint8_t four[] = {192, 0, 2, 1};
    static const uint8_t six[16] = {0x20, 0x01, 0x0d, 0xb8, [15] = 7};
    struct field f = {.form = FORM_TUNNEL, .number = 0x1a2b};
    assert_string_equal(says(&f), "0x00001a2b");
    f.at = four;
    f.len = 4;
    assert_string_equal(says(&f), "0x00001a2b@192.0.2.1");
    f.extra = 5 << 16; /* an interface type is no port */
    assert_string_equal(says(&f), "0x00001a2b@192.0.2.1");
    f.extra = 5 << 16 | 2152;
    assert_string_equal(says(&f), "0x00001a2b@192.0.2.1:2152");
    f.at = six;
    f.len = 16;
    f.number = 0x123456789abcdef0;
    assert_string_equal(says(&f), "0x123456789abcdef0@[2001:db8::7]:2152");
    f.extra = 0;
    assert_string_equal(says(&f), "0x123456789abcdef0@2001:db8::7");
    assert_int_equal(field_address(&f).family, 6);
}

/* ITU-T Q.763 3.9: the last half is filler, and the message says so. */
static void digits_that_are_counted(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x99, 0x09, 0x10};
    struct field f = field(FORM_BCD, bytes, sizeof bytes);
    f.number = 5;
    assert_string_equal(says(&f), "99900");
    f.number = 6;
    assert_string_equal(says(&f), "999001");
    f.number = 99; /* no more than there are */
    assert_string_equal(says(&f), "999001");
    f.number = 0;
    assert_string_equal(says(&f), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_that_are_counted),
        cmocka_unit_test_setup(a_row_says_what_becomes_of_a_value, clear),
        cmocka_unit_test_setup(numbers_of_every_length, clear),
        cmocka_unit_test_setup(secrets_leave_no_bytes, clear),
        cmocka_unit_test_setup(a_full_message_says_so, clear),
        cmocka_unit_test(plain_forms),
        cmocka_unit_test(tbcd),
        cmocka_unit_test(e164_steps_over_type_and_plan),
        cmocka_unit_test(plmn_of_two_and_three_digits),
        cmocka_unit_test(addresses_of_two_lengths),
        cmocka_unit_test(prefixes),
        cmocka_unit_test(labels),
        cmocka_unit_test(a_name_behind_other_text),
        cmocka_unit_test(tunnels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
