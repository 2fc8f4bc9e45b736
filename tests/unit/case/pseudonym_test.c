#include "case/pseudonym.h"

#include "unit/unit.h"

#include <string.h>

static uint8_t KEY[32];

static int fill_key(void **state)
{
    (void)state;
    for (unsigned i = 0; i < sizeof KEY; i++)
        KEY[i] = (uint8_t)i;
    return 0;
}

/* Worked out once with another implementation of BLAKE2b and of base-32. */
static const struct {
    enum identity_class class;
    const char *value, *told;
} ROWS[] = {
    {IDENTITY_IMSI, "001010000000001", "imsi:00101-j2tyrljk46"},
    {IDENTITY_IMSI, "310410000000001", "imsi:310410-gopi4yydgn"},
    {IDENTITY_IMSI, "99", "imsi:bxfetb5qds"},
    {IDENTITY_MSISDN, "999000000001", "msisdn:999-wgntftnqlr"},
    {IDENTITY_IMEI, "35000000000001", "imei:35000000-gaxw2luyy5"},
    {IDENTITY_IMEI, "350000000000017", "imei:35000000-gaxw2luyy5"},
    {IDENTITY_IMEI, "3500000000000101", "imei:35000000-gaxw2luyy5"},
    {IDENTITY_NAI, "ann@ims.example.org", "nai:mvuw2f66fa@ims.example.org"},
    {IDENTITY_SUCI, "suci-0-001-01-0-0-0-0000000001", "suci:00101-hvlzn6qcnn"},
    {IDENTITY_GUTI, "00f110000101c0000001", "guti:00101-v5zv637rrt"},
    {IDENTITY_GUTI, "c0000001", "guti:ab5wfuyqx6"},
    {IDENTITY_UE_IP, "10.45.0.2", "ue-ip:10.45-wk745rpvql"},
    {IDENTITY_UE_IP, "2001:db8:45::2", "ue-ip:2001:db8-nhu6xglpbg"},
};

static void identities_are_told_as_the_contract_has_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        char pseudonym[PSEUDONYM_LENGTH + 1];
        TEXT_ON(told, 100);
        pseudonym_of(pseudonym, KEY, spec_class_word(ROWS[i].class), ROWS[i].value);
        text_identity(&told, ROWS[i].class, ROWS[i].value, pseudonym);
        assert_string_equal(told.at, ROWS[i].told);
    }
}

static void revealed_ones_are_whole(void **state)
{
    (void)state;
    TEXT_ON(told, 100);
    text_identity(&told, IDENTITY_IMEI, "3500000000000101", NULL);
    assert_string_equal(told.at, "imei:3500000000000101");
}

static void another_key_gives_another_pseudonym(void **state)
{
    (void)state;
    char one[PSEUDONYM_LENGTH + 1];
    char two[PSEUDONYM_LENGTH + 1];
    uint8_t other[32] = {1};
    pseudonym_of(one, KEY, "imsi", "001010000000001");
    pseudonym_of(two, other, "imsi", "001010000000001");
    assert_string_not_equal(one, two);
    pseudonym_of(two, KEY, "msisdn", "001010000000001");
    assert_string_not_equal(one, two);
}

/* A value that is no identity of its class keeps nothing that it could give away. */
static void odd_values_keep_nothing(void **state)
{
    (void)state;
    static const struct {
        enum identity_class class;
        const char *value;
    } rows[] = {{IDENTITY_IMSI, "0010"},
                {IDENTITY_IMSI, "00*01000"},
                {IDENTITY_IMEI, "12345678"},
                {IDENTITY_MSISDN, "99"},
                {IDENTITY_SUCI, "suci-0-001"},
                {IDENTITY_SUCI, "suci-1-realm-0-0-0-x"},
                {IDENTITY_GUTI, "zzzzzzzzzzzzzzzzzzzz"},
                {IDENTITY_UE_IP, "10.45"},
                {IDENTITY_NAI, "nobody"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        TEXT_ON(told, 100);
        text_identity(&told, rows[i].class, rows[i].value, "abcdefghij");
        assert_int_equal(told.len, strlen(spec_class_word(rows[i].class)) + 1 + 10);
    }
}

static void guti_of_nas_has_a_type_before_the_network(void **state)
{
    (void)state;
    TEXT_ON(eps, 100);
    TEXT_ON(fiveg, 100);
    TEXT_ON(three, 100);
    text_identity(&eps, IDENTITY_GUTI, "f600f110000101c0000001", "abcdefghij");
    assert_string_equal(eps.at, "guti:00101-abcdefghij");
    text_identity(&fiveg, IDENTITY_GUTI, "f200f110010040c0000001", "abcdefghij");
    assert_string_equal(fiveg.at, "guti:00101-abcdefghij");
    text_identity(&three, IDENTITY_GUTI, "130014000101c0000001", "abcdefghij");
    assert_string_equal(three.at, "guti:310410-abcdefghij");
}

static void codes_are_keyed_and_as_long_as_asked(void **state)
{
    (void)state;
    uint8_t other[32] = {1};
    TEXT_ON(one, 32);
    TEXT_ON(again, 32);
    TEXT_ON(two, 32);
    text_code(&one, KEY, "what", FINDING_CODE_LENGTH);
    text_code(&again, KEY, "what", FINDING_CODE_LENGTH);
    text_code(&two, other, "what", FINDING_CODE_LENGTH);
    assert_int_equal(one.len, FINDING_CODE_LENGTH);
    assert_int_equal(strspn(one.at, "abcdefghijklmnopqrstuvwxyz234567"), FINDING_CODE_LENGTH);
    assert_string_equal(one.at, again.at);
    assert_string_not_equal(one.at, two.at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identities_are_told_as_the_contract_has_them),
        cmocka_unit_test(revealed_ones_are_whole),
        cmocka_unit_test(another_key_gives_another_pseudonym),
        cmocka_unit_test(odd_values_keep_nothing),
        cmocka_unit_test(guti_of_nas_has_a_type_before_the_network),
        cmocka_unit_test(codes_are_keyed_and_as_long_as_asked),
    };
    return cmocka_run_group_tests(tests, fill_key, NULL);
}
