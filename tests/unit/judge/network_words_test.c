#include "judge/network_words.h"

#include "unit/unit.h"

#include <string.h>

#define EACH(array) (sizeof(array) / sizeof *(array))

static void scalars_as_the_core_schema_has_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum scalar is;
    } ROWS[] = {
        {"00101", SCALAR_INTEGER}, {"-7", SCALAR_INTEGER}, {"0x1f", SCALAR_INTEGER},
        {"0o17", SCALAR_INTEGER},  {"1.5", SCALAR_OTHER},  {".5", SCALAR_OTHER},
        {"1e3", SCALAR_OTHER},     {"1.", SCALAR_OTHER},   {"true", SCALAR_OTHER},
        {"null", SCALAR_OTHER},    {"~", SCALAR_OTHER},    {"", SCALAR_OTHER},
        {"10.0.0.5", SCALAR_TEXT}, {"10m", SCALAR_TEXT},   {"hss1", SCALAR_TEXT},
        {"2-1-5", SCALAR_TEXT},    {"0x", SCALAR_TEXT},    {".", SCALAR_TEXT},
        {"-", SCALAR_TEXT},        {"no", SCALAR_TEXT},    {"2026-01-10", SCALAR_TEXT},
    };
    for (unsigned i = 0; i < EACH(ROWS); i++)
        assert_int_equal(word_scalar(ROWS[i].text), ROWS[i].is);
}

static bool point_code(const char *text)
{
    struct addr a;
    return word_point_code(text, &a);
}

static void plain_words(void **state)
{
    (void)state;
    assert_true(word_plmn("00101") && word_plmn("001010"));
    assert_false(word_plmn("0010") || word_plmn("0010100") || word_plmn("0010x"));
    assert_true(word_digits("1") && word_digits("999999999999999"));
    assert_false(word_digits("") || word_digits("9999999999999999") || word_digits("+9"));
    assert_true(word_name("Roam Co") && word_name("h\xc3\xbctte"));
    assert_false(word_name("") || word_name(" a") || word_name("a ") || word_name("a\tb"));
    assert_true(word_host("a") && word_host("hss-1.epc_x.example.org"));
    assert_false(word_host("") || word_host(".a") || word_host("a.") || word_host("a..b") ||
                 word_host("a b"));
    assert_true(word_uuid("6b1d2a7e-0000-4000-8000-000000000001"));
    assert_false(word_uuid("6b1d2a7e-0000-4000-8000-00000000000") ||
                 word_uuid("6b1d2a7e-0000-4000-8000-0000000000011") ||
                 word_uuid("6b1d2a7e00000-4000-8000-000000000001") || word_uuid(""));
    assert_true(point_code("2-1-5") && point_code("4711") && point_code("255-255-255") &&
                point_code("16777215"));
    assert_false(point_code("2-1") || point_code("2-1-256") || point_code("16777216") ||
                 point_code("2-1-5-1") || point_code("") || point_code("--"));
    assert_true(word_protocol("any") && word_protocol("diameter") && word_protocol("tcp/65535"));
    assert_false(word_protocol("tcp/0") || word_protocol("tcp/65536") || word_protocol("tcp/") ||
                 word_protocol("ip/4") || word_protocol(""));
    assert_true(word_slug("user-plane-copy") && word_slug("campaign"));
    assert_false(word_slug("user-plane-copies") || word_slug(""));
    assert_true(word_key("within") && !word_key("Within") && !word_key("") && !word_key("9"));
}

static void addresses_and_prefixes(void **state)
{
    (void)state;
    struct prefix p;
    static const char *const GOOD[] = {"10.0.0.5",    "10.0.1.0/28",   "0.0.0.0/0",
                                       "2001:db8::1", "2001:db8::/32", "::/0"};
    static const char *const BAD[] = {"",
                                      "/8",
                                      "10.0.0",
                                      "10.0.0.300",
                                      "10.0.0.0/",
                                      "10.0.0.0/33",
                                      "10.0.0.0/-1",
                                      "10.0.0.1/24",
                                      "2001:db8::/129",
                                      "2001:db8::1/32",
                                      "hss1"};
    for (unsigned i = 0; i < EACH(GOOD); i++) {
        assert_null(word_prefix(GOOD[i], &p));
        assert_true(word_like_address(GOOD[i]));
    }
    for (unsigned i = 0; i < EACH(BAD); i++)
        assert_non_null(word_prefix(BAD[i], &p));
    assert_null(word_prefix("10.0.1.0/28", &p));
    assert_int_equal(p.bits, 28);
    assert_false(word_like_address("hss1") || word_like_address("4711") ||
                 word_like_address("a.b") || word_like_address(""));
    assert_true(word_like_address("10.0.0.300") && word_like_address("fe80:"));
}

static void windows(void **state)
{
    (void)state;
    static const char *const GOOD[] = {
        "Sat 01:00-05:00 Europe/Amsterdam", "Mon-Fri 22:00-02:00 UTC", "Sat,Sun 00:00-24:00 UTC",
        "daily 03:00-03:30 America/Argentina/Buenos_Aires", "Mon-Wed,Sat 11:00-12:00 Etc/GMT+1"};
    static const char *const BAD[] = {"",
                                      "Sat",
                                      "Saturday 01:00-05:00 UTC",
                                      "Sat 1:00-5:00 UTC",
                                      "Sat 01:00-24:01 UTC",
                                      "Sat 01:60-05:00 UTC",
                                      "Sat 01:00-01:00 UTC",
                                      "Sat 01:00-05:00",
                                      "Sat 01:00-05:00 ",
                                      "Sat 01:00-05:00 +01:00",
                                      "Sat- 01:00-05:00 UTC",
                                      "Sat, 01:00-05:00 UTC",
                                      "Sat 01:00/05:00 UTC"};
    for (unsigned i = 0; i < EACH(GOOD); i++)
        assert_null(word_window(GOOD[i]));
    for (unsigned i = 0; i < EACH(BAD); i++)
        assert_non_null(word_window(BAD[i]));
    /* Cut anywhere before its zone begins, one is none. */
    char cut[64];
    for (size_t n = 0; n <= strlen("Sat 01:00-05:00 "); n++) {
        memcpy(cut, GOOD[0], n);
        cut[n] = 0;
        assert_non_null(word_window(cut));
    }
}

static void times(void **state)
{
    (void)state;
    int64_t t;
    assert_true(word_time("1970-01-01T00:00:00Z", &t));
    assert_int_equal(t, 0);
    assert_true(word_time("2026-01-10T01:00:00Z", &t));
    assert_int_equal(t, 1768006800);
    assert_true(word_time("2024-02-29T23:59:59.5+02:00", &t));
    assert_int_equal(t, 1709243999);
    assert_true(word_time("2000-03-01T00:00:00-00:30", &t));
    assert_int_equal(t, 951870600);
    static const char *const BAD[] = {"",
                                      "2026-01-10",
                                      "2026-01-10T01:00:00",
                                      "2026-02-29T01:00:00Z",
                                      "2026-13-01T01:00:00Z",
                                      "2026-00-01T01:00:00Z",
                                      "2026-01-00T01:00:00Z",
                                      "2026-01-10T24:00:00Z",
                                      "2026-01-10T01:00:60Z",
                                      "2026-01-10 01:00:00Z",
                                      "2026-01-10T01:00:00.Z",
                                      "2026-01-10T01:00:00+0100",
                                      "1969-12-31T23:59:59Z"};
    for (unsigned i = 0; i < EACH(BAD); i++)
        assert_false(word_time(BAD[i], &t));
}

static void amounts(void **state)
{
    (void)state;
    uint64_t n;
    assert_true(word_amount("0", &n) && n == 0);
    assert_true(word_amount("50", &n) && n == 50);
    assert_true(word_amount("90s", &n) && n == 90000000000U);
    assert_true(word_amount("10m", &n) && n == 600000000000U);
    assert_true(word_amount("2h", &n) && n == 7200000000000U);
    assert_true(word_amount("1d", &n) && n == 86400000000000U);
    assert_true(word_amount("9223372036854775807", &n));
    assert_false(word_amount("9223372036854775808", &n));
    assert_false(word_amount("106752d", &n)); /* more than 2^63 ns */
    assert_false(word_amount("", &n) || word_amount("m", &n) || word_amount("10ms", &n) ||
                 word_amount("-1", &n) || word_amount("1.5h", &n) || word_amount("10 m", &n));
}

static void is_place(const struct addr *a, const char *expected)
{
    TEXT_ON(t, 60);
    text_addr(&t, a);
    assert_string_equal(t.at, expected);
}

static void places_in_ss7(void **state)
{
    (void)state;
    struct addr a;
    assert_true(word_point_code("2-1-5", &a));
    is_place(&a, "pc:2-1-5");
    assert_true(word_point_code("4711", &a));
    is_place(&a, "pc:2-76-7");
    assert_true(word_point_code("16384", &a));
    is_place(&a, "pc:0-64-0");
    a = word_title("9990100001");
    is_place(&a, "gt:9990100001");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_in_ss7), cmocka_unit_test(scalars_as_the_core_schema_has_them),
        cmocka_unit_test(plain_words),   cmocka_unit_test(addresses_and_prefixes),
        cmocka_unit_test(windows),       cmocka_unit_test(times),
        cmocka_unit_test(amounts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
