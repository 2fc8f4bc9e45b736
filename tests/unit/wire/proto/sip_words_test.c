#include "sip_kit.h"

static void list(const char *text, char mark, const char *const *wanted)
{
    struct cursor c = cursor_of(text, strlen(text));
    struct span one;
    for (; *wanted; wanted++) {
        assert_true(sip_element(&c, mark, &one));
        sip_kit_is(one, *wanted);
    }
    assert_false(sip_element(&c, mark, &one));
}

static void elements_of_lists(void **state)
{
    (void)state;
    list("a, b ,c", ',', (const char *const[]){"a", "b", "c", NULL});
    list("\"x, y\" <sip:a,b@c>, d", ',', (const char *const[]){"\"x, y\" <sip:a,b@c>", "d", NULL});
    list("\"quote \\\", still\", d", ',',
         (const char *const[]){"\"quote \\\", still\"", "d", NULL});
    list("\"never closed, d", ',', (const char *const[]){"\"never closed, d", NULL});
    list("\"ends in \\", ',', (const char *const[]){"\"ends in \\", NULL});
    list("", ',', (const char *const[]){NULL});
}

static void parameters(void **state)
{
    (void)state;
    struct span p = sip_kit_span(";Tag = abc ; x=\"a;b\";lr");
    sip_kit_is(sip_param(p, ';', "tag"), "abc");
    sip_kit_is(sip_param(p, ';', "x"), "a;b");
    assert_int_equal(sip_param(p, ';', "lr").len, 0);
    assert_null(sip_param(p, ';', "y").at);
    sip_kit_is(sip_param(sip_kit_span("username=\"a,b\",realm=r"), ',', "realm"), "r");
}

static void addresses(void **state)
{
    (void)state;
    const char *text = "\"A <x>\" <sip:a@b;p=1>;tag=t, sip:c@d;tag=u";
    struct cursor c = cursor_of(text, strlen(text));
    struct sip_address a;
    assert_true(sip_address_next(&c, &a));
    sip_kit_is(a.uri, "sip:a@b;p=1");
    sip_kit_is(sip_param(a.params, ';', "tag"), "t");
    assert_true(sip_address_next(&c, &a));
    sip_kit_is(a.uri, "sip:c@d");
    sip_kit_is(sip_param(a.params, ';', "tag"), "u");
    assert_false(sip_address_next(&c, &a));
}

static void uri(const char *text, const char *user, const char *host, const char *params)
{
    struct sip_uri u = sip_uri_of(sip_kit_span(text));
    sip_kit_is(u.user, user);
    sip_kit_is(u.host, host);
    sip_kit_is(u.params, params);
}

static void uris(void **state)
{
    (void)state;
    uri("sip:a@b.example:5060;user=phone?Subject=x", "a", "b.example", "user=phone");
    uri("SIPS:b.example", "", "b.example", "");
    uri("sip:a@[2001:db8::1]:5060", "a", "2001:db8::1", "");
    uri("tel:+999-1;phone-context=x", "+999-1", "", "phone-context=x");
    uri("urn:service:sos", "", "", "");
    uri("mailto:a@b", "", "", "");
    uri("", "", "", "");
}

static void hosts(void **state)
{
    (void)state;
    sip_kit_is(sip_sent_by(sip_kit_span("SIP/2.0/UDP a.example:5060;branch=x")), "a.example");
    sip_kit_is(sip_sent_by(sip_kit_span("SIP / 2.0 / TCP [2001:db8::1]")), "2001:db8::1");
    sip_kit_is(sip_host(sip_kit_span("192.0.2.1")), "192.0.2.1");
    sip_kit_is(sip_host(sip_kit_span("[2001:db8::1")), "2001:db8::1");
}

static void small_words(void **state)
{
    (void)state;
    sip_kit_is(span_trim(sip_kit_span(" \t a b \r\n")), "a b");
    sip_kit_is(span_trim(sip_kit_span("  ")), "");
    assert_true(span_is_caseless(sip_kit_span("ReG"), "reg"));
    assert_false(span_is_caseless(sip_kit_span("regx"), "reg"));
    assert_true(span_ends(sip_kit_span("a.3GPPnetwork.org"), "3gppnetwork.org"));
    assert_false(span_ends(sip_kit_span("org"), "3gppnetwork.org"));
    assert_int_equal(span_number(sip_kit_span("42 INVITE")), 42);
    assert_int_equal(span_number(sip_kit_span("99999999999999999999")), UINT32_MAX);
}

static void scratch_ends(void **state)
{
    (void)state;
    struct sip s = {.used = SIP_SCRATCH - 3};
    assert_null(sip_keep(&s, "four", 4).at);
    sip_kit_is(sip_keep(&s, "abc", 3), "abc");
    assert_null(sip_keep(&s, "d", 1).at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_of_lists),
        cmocka_unit_test(parameters),
        cmocka_unit_test(addresses),
        cmocka_unit_test(uris),
        cmocka_unit_test(hosts),
        cmocka_unit_test(small_words),
        cmocka_unit_test(scratch_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
