#include "unit/wire/access/scene.h"

static struct identities set;
static char shown[256];

static int open_set(void **state)
{
    (void)state;
    return identities_init(&set, 1 << 18, 1 << 14, 3) ? 0 : -1;
}

static int close_set(void **state)
{
    (void)state;
    identities_free(&set);
    return 0;
}

static struct identity *of(enum meaning meaning, enum form form, const void *bytes, size_t len)
{
    struct field f = {
        .meaning = (uint8_t)meaning, .form = (uint8_t)form, .len = (uint32_t)len, .at = bytes};
    return identity_of(&set, &f);
}

static struct identity *of_text(enum meaning meaning, const char *text)
{
    return of(meaning, FORM_TEXT, text, strlen(text));
}

static const char *text_of(const struct identity *i)
{
    struct text t = text_in(shown, sizeof shown);
    identity_text(&t, &set, i);
    return shown;
}

static void is_one_in_each_form(void **state)
{
    (void)state;
    static const uint8_t tbcd[] = {0x00, 0x01, 0x01, 0x21, 0x43, 0x65, 0x87, 0xf9};
    static const uint8_t e164[] = {0x91, 0x99, 0x09, 0x10, 0x32, 0xf4};
    struct identity *imsi = of(MEANING_IMSI, FORM_TBCD, tbcd, sizeof tbcd);
    assert_string_equal(text_of(imsi), "001010123456789");
    assert_ptr_equal(imsi, of_text(MEANING_IMSI, "001010123456789"));
    struct identity *number = of(MEANING_MSISDN, FORM_E164, e164, sizeof e164);
    assert_string_equal(text_of(number), "999001234");
    assert_ptr_equal(number, of_text(MEANING_MSISDN, "999001234"));
    assert_ptr_equal(number, of_text(MEANING_MSISDN, "+999001234"));
    /* The same digits of another class are somebody else's. */
    assert_ptr_not_equal(number, of_text(MEANING_IMSI, "999001234"));
}

/* IMEI and IMEISV of one device: fourteen digits tell, and it is shown as it was first sent. */
static void knows_a_device_by_fourteen_digits(void **state)
{
    (void)state;
    struct identity *imei = of_text(MEANING_IMEI, "3569380356438091");
    assert_string_equal(text_of(imei), "3569380356438091");
    assert_ptr_equal(imei, of_text(MEANING_IMEI, "35693803564380"));
    assert_ptr_equal(imei, of_text(MEANING_IMEI, "356938035643805"));
    assert_ptr_not_equal(imei, of_text(MEANING_IMEI, "35693803564381"));
    assert_string_equal(text_of(of_text(MEANING_IMEI, "356938035643829")), "356938035643829");
}

static void refuses_what_is_none(void **state)
{
    (void)state;
    static const uint8_t odd_nibbles[] = {0x00, 0xa1, 0x21, 0x43, 0x65};
    static const uint8_t filler[] = {0xff, 0xff};
    assert_null(of_text(MEANING_IMSI, ""));
    assert_null(of_text(MEANING_IMSI, "00101"));
    assert_null(of_text(MEANING_IMSI, "0010101234567890"));
    assert_null(of_text(MEANING_IMSI, "00101x123456789"));
    assert_null(of_text(MEANING_IMEI, "3569380356438"));
    assert_null(of_text(MEANING_IMEI, "35693803564380912"));
    assert_null(of(MEANING_IMSI, FORM_TBCD, odd_nibbles, sizeof odd_nibbles));
    assert_null(of(MEANING_IMSI, FORM_TBCD, filler, sizeof filler));
    assert_null(of(MEANING_MSISDN, FORM_E164, filler, 0));
    assert_null(of_text(MEANING_NAI, ""));
    assert_null(of(MEANING_UE_IP, FORM_IP, (const uint8_t[4]){0}, 4));
}

/* An IMSI cut at any length is another one or none, never an overrun (run under ASan). */
static void reads_no_further_than_is_there(void **state)
{
    (void)state;
    static const uint8_t tbcd[] = {0x00, 0x01, 0x01, 0x21, 0x43, 0x65, 0x87, 0xf9};
    for (size_t len = 0; len <= sizeof tbcd; len++) {
        uint8_t *exact = malloc(len ? len : 1);
        memcpy(exact, tbcd, len);
        const struct identity *i = of(MEANING_IMSI, FORM_TBCD, exact, len);
        assert_int_equal(i != NULL, len >= 3);
        free(exact);
    }
}

static void keeps_texts_and_addresses(void **state)
{
    (void)state;
    static const uint8_t six[16] = {0x20, 0x01, 0x0d, 0xb8, [15] = 1};
    struct identity *nai = of_text(MEANING_NAI, "sip:anna@ims.example");
    assert_ptr_equal(nai, of_text(MEANING_NAI, "sip:anna@ims.example"));
    assert_ptr_not_equal(nai, of_text(MEANING_NAI, "sip:bert@ims.example"));
    assert_string_equal(text_of(nai), "sip:anna@ims.example");
    assert_string_equal(text_of(of(MEANING_UE_IP, FORM_IP, six, 16)), "2001:db8::1");
    struct addr a = addr_v6(six);
    assert_true(identity_is_ue(&set, &a));
    a.family = ADDR_SS7; /* the same bytes, of a node */
    assert_false(identity_is_ue(&set, &a));
    a = addr_v6(six);
    a.bytes[15] = 2;
    assert_false(identity_is_ue(&set, &a));
}

/* Too long to be kept whole: a part of it would be somebody else's pseudonym. */
static void keeps_no_part_of_a_text(void **state)
{
    (void)state;
    char text[IDENTITY_TEXT + 1];
    memset(text, 'a', sizeof text);
    assert_non_null(of(MEANING_NAI, FORM_TEXT, text, IDENTITY_TEXT - 1));
    assert_null(of(MEANING_NAI, FORM_TEXT, text, IDENTITY_TEXT));
    assert_int_equal(set.refused, 1);
}

/* More than there is room for: the oldest give way, their texts are used again, and a number that
 * was given is never another's. */
static void old_ones_give_way(void **state)
{
    (void)state;
    uint32_t first = of_text(MEANING_NAI, "first@example")->number;
    assert_non_null(identity_at(&set, first));
    uint32_t last = 0;
    for (unsigned i = 0; i < 100000; i++) {
        char text[32];
        snprintf(text, sizeof text, "00101%010u", i);
        last = of_text(MEANING_IMSI, text)->number;
    }
    assert_null(identity_at(&set, first));
    assert_non_null(identity_at(&set, last));
    assert_true(set.table.evicted > 0);
    assert_int_equal(set.texts.used, 0);
    assert_null(identity_at(&set, 0));
    assert_null(identity_at(&set, UINT32_MAX));
}

static void is_told_when_texts_do_not_fit(void **state)
{
    (void)state;
    unsigned kept = 0;
    for (unsigned i = 0; i < 1000; i++) {
        char text[32];
        snprintf(text, sizeof text, "user%u@example", i);
        kept += of_text(MEANING_NAI, text) != NULL;
    }
    assert_int_equal(kept, set.texts.count);
    assert_int_equal(set.refused, 1000 - kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(is_one_in_each_form, open_set, close_set),
        cmocka_unit_test_setup_teardown(knows_a_device_by_fourteen_digits, open_set, close_set),
        cmocka_unit_test_setup_teardown(refuses_what_is_none, open_set, close_set),
        cmocka_unit_test_setup_teardown(reads_no_further_than_is_there, open_set, close_set),
        cmocka_unit_test_setup_teardown(keeps_texts_and_addresses, open_set, close_set),
        cmocka_unit_test_setup_teardown(keeps_no_part_of_a_text, open_set, close_set),
        cmocka_unit_test_setup_teardown(old_ones_give_way, open_set, close_set),
        cmocka_unit_test_setup_teardown(is_told_when_texts_do_not_fit, open_set, close_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
