#include "unit/output/declaration_kit.h"

static void hosts_are_names_that_a_declaration_takes(void **state)
{
    (void)state;
    static const char *const GOOD[] = {("hss1." KIT_REALM), "mme1", "a_b-c.example"};
    static const char *const BAD[] = {"",           ".example",    "a..b",         "a.",
                                      "192.0.2.1",  "2001:db8::1", "sip:a@b.test", "12345",
                                      "a b.example"};
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++)
        assert_true(word_is_host(GOOD[i]));
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_false(word_is_host(BAD[i]));
    char label[80];
    memset(label, 'a', 64);
    label[64] = 0;
    assert_false(word_is_host(label));
    label[63] = 0;
    assert_true(word_is_host(label));
}

/* A number that was veiled is another one under another key. */
static void veiled_names_are_no_hosts(void **state)
{
    (void)state;
    assert_false(word_is_host("ue-digits-k7f3q9d2m4.example.org"));
    assert_false(word_is_host("imsi:00101-k7f3q9d2m4"));
}

static void instances_are_told_from_hosts(void **state)
{
    (void)state;
    assert_true(word_is_uuid("6b1d2a7e-0000-4000-8000-000000000001"));
    assert_false(word_is_uuid("6b1d2a7e-0000-4000-8000-00000000000"));
    assert_false(word_is_uuid("6b1d2a7e-0000-4000-8000-0000000000011"));
    assert_false(word_is_host("6b1d2a7e-0000-4000-8000-000000000001"));
}

static void names_name_networks(void **state)
{
    (void)state;
    char plmn[8];
    assert_true(word_plmn_of("mme1." KIT_REALM, plmn));
    assert_string_equal(plmn, "001001");
    assert_false(word_plmn_of("mnc01.mcc001.org", plmn));
    assert_false(word_plmn_of("mnc001.mcc", plmn));
    assert_string_equal(word_realm_of("mme1.example.org"), "example.org");
    assert_null(word_realm_of("mme1"));
    assert_null(word_realm_of("mme1."));
}

static void places_are_codes_and_titles(void **state)
{
    (void)state;
    char code[24];
    char title[24];
    char key[32];
    assert_true(word_place("pc:2-1-5/gt:9990100001", code, title));
    assert_string_equal(code, "2-1-5");
    assert_string_equal(title, "9990100001");
    assert_true(word_place_key("pc:2-1-5/gt:9990100001", key));
    assert_string_equal(key, "gt:9990100001");
    assert_true(word_place_key("pc:2-1-5", key));
    assert_string_equal(key, "pc:2-1-5");
    /* somebody's number, veiled; digits that a declaration has no room for; no place at all */
    assert_false(word_place("gt:msisdn:999-k7f3q9d2m4", code, title));
    assert_false(word_place("gt:1234567890123456", code, title));
    assert_false(word_place("gt:12345ABC", code, title));
    assert_false(word_place("192.0.2.1", code, title));
    assert_false(word_place("", code, title));
}

static void ranges_hold_addresses(void **state)
{
    (void)state;
    struct range net;
    struct range one;
    assert_true(range_read(&net, "10.45.0.0/16"));
    assert_true(range_read(&one, "10.45.255.255"));
    assert_true(range_holds(&net, &one));
    assert_true(range_read(&one, "10.46.0.0"));
    assert_false(range_holds(&net, &one));
    assert_true(range_read(&one, "2001:db8::1"));
    assert_false(range_holds(&net, &one));
    assert_false(range_read(&one, "nobody"));
    struct declaration *d = output_declaration_new();
    struct range wide = range_cut(one, 0);
    assert_int_equal(wide.family, 0);
    assert_true(range_read(&one, "2001:db8:1:2::3"));
    wide = range_cut(one, 48);
    assert_string_equal(range_keep(d, &wide), "2001:db8:1::/48");
    assert_string_equal(range_keep(d, &one), "2001:db8:1:2::3");
    output_declaration_free(d);
}

static void some_addresses_are_nobodys(void **state)
{
    (void)state;
    static const char *const NOBODYS[] = {"224.0.0.1", "255.255.255.255", "0.0.0.0", "169.254.1.1",
                                          "ff02::1",   "fe80::1",         "::"};
    struct range r;
    for (size_t i = 0; i < sizeof NOBODYS / sizeof *NOBODYS; i++) {
        assert_true(range_read(&r, NOBODYS[i]));
        assert_true(range_is_nobodys(&r));
    }
    assert_true(range_read(&r, "192.0.2.1"));
    assert_false(range_is_nobodys(&r) || range_is_loopback(&r) || range_is_private(&r));
    assert_true(range_read(&r, "127.0.0.5"));
    assert_true(range_is_loopback(&r));
    assert_true(range_read(&r, "172.31.0.1"));
    assert_true(range_is_private(&r));
    assert_true(range_read(&r, "172.32.0.1"));
    assert_false(range_is_private(&r));
}

static void lists_grow(void **state)
{
    (void)state;
    struct declaration *d = output_declaration_new();
    struct words w = {0};
    for (unsigned i = 0; i < 1000; i++)
        words_add_new(d, &w, draft_keep_format(d, "%03u", 999 - i % 500));
    assert_int_equal(w.count, 500);
    words_sort(&w);
    assert_string_equal(w.at[0], "500");
    assert_string_equal(w.at[499], "999");
    words_add(d, &w, NULL);
    assert_int_equal(w.count, 500);
    output_declaration_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hosts_are_names_that_a_declaration_takes),
        cmocka_unit_test(veiled_names_are_no_hosts),
        cmocka_unit_test(instances_are_told_from_hosts),
        cmocka_unit_test(names_name_networks),
        cmocka_unit_test(places_are_codes_and_titles),
        cmocka_unit_test(ranges_hold_addresses),
        cmocka_unit_test(some_addresses_are_nobodys),
        cmocka_unit_test(lists_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
