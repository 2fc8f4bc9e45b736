#include "judge/interception.h"

#include "unit/judge/li_scene.h"

static void whose_a_place_is(void **state)
{
    (void)state;
    static const struct {
        const char *yaml, *address;
        enum li_place place;
    } ROWS[] = {
        {LI_YAML, "10.9.0.3", LI_FUNCTION},     {LI_YAML, "198.51.100.7", LI_FUNCTION},
        {LI_YAML, "10.0.0.41", LI_FUNCTION},    {LI_YAML, "10.0.0.12", LI_ELEMENT},
        {LI_YAML, "203.0.113.9", LI_ELSEWHERE}, {LI_SILENT, "203.0.113.9", LI_UNSAID},
        {LI_SILENT, "10.0.0.12", LI_UNSAID},    {NULL, "10.0.0.12", LI_UNSAID},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct scene s;
        struct addr a = scene_address(ROWS[i].address);
        scene_open(&s, ROWS[i].yaml);
        assert_int_equal(li_place_of(s.judge, &a), ROWS[i].place);
        scene_close(&s);
    }
}

static void addresses(void **state)
{
    (void)state;
    static const struct {
        const char *to, *address;
    } ROWS[] = {
        {"192.0.2.9:4000", "192.0.2.9"},
        {"192.0.2.9", "192.0.2.9"},
        {"[2001:db8::9]:4000", "2001:db8::9"},
        {"2001:db8::9", "2001:db8::9"},
        {"", NULL},
        {"https://mdf.example/x", NULL},
        {"[", NULL},
        {":", NULL},
        {"11111111111111111111111111111111111111111111111111111111111111111111", NULL},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct addr a;
        bool is = li_address(ROWS[i].to, &a);
        assert_int_equal(is, ROWS[i].address != NULL);
        if (!is)
            continue;
        TEXT_ON(text, 64);
        text_addr(&text, &a);
        assert_string_equal(text.at, ROWS[i].address);
    }
}

/* Who sends more delivers, whoever began. */
static void deliveries(void **state)
{
    (void)state;
    struct li_delivery d;
    struct flow f = li_flow("10.0.0.12", "10.9.0.3", NULL, 0);
    assert_true(li_delivery_of(&f, &d));
    assert_string_equal(d.protocol, "x2x3");
    assert_int_equal(d.bytes, 1000);
    assert_true(addr_equal(&d.sender, &f.key.a) && addr_equal(&d.receiver, &f.key.b));
    f.bytes[1] = 2000;
    assert_true(li_delivery_of(&f, &d));
    assert_true(addr_equal(&d.sender, &f.key.b));
    f.bytes[0] = f.bytes[1];
    f.begun_by = 1;
    assert_true(li_delivery_of(&f, &d));
    assert_true(addr_equal(&d.sender, &f.key.b));
    f = li_flow("10.0.0.12", "10.9.0.3", "GET / HTTP/1.1\r\n", 16);
    assert_false(li_delivery_of(&f, &d));
    f = li_flow("10.0.0.12", "10.9.0.3", "\x01\x02", 2);
    assert_false(li_delivery_of(&f, &d));
}

static void titles(void **state)
{
    (void)state;
    bool is_new;
    struct scene s;
    scene_open(&s, NULL);
    struct party p = scene_party(&s, "2001:db8:1111:2222:3333:4444:5555:6666", NULL);
    struct finding *f = finding_of(s.judge, check_at(0), &p, &p, "", 1, &is_new);
    TEXT_ON(whole, 300);
    TEXT_ON(shorter, 100);
    text_put(&shorter, "short");
    for (unsigned i = 0; i < 99; i++)
        text_char(&whole, 'x');
    li_title(s.judge, f, &whole, &shorter);
    assert_string_equal(judge_text(s.judge, f->title), whole.at);
    text_char(&whole, 'x');
    li_title(s.judge, f, &whole, &shorter);
    assert_string_equal(judge_text(s.judge, f->title), "short");
    scene_close(&s);
}

static void orders(void **state)
{
    (void)state;
    assert_true(li_order(spec_op(PROTO_HTTP2, 0, LI_ACTIVATE, PART_REQUEST)));
    assert_false(li_order(spec_op(PROTO_HTTP2, 0, METHOD_POST, PART_REQUEST)));
    assert_false(li_order(spec_op(PROTO_GSM_MAP, 0, LI_TRACE, PART_REQUEST)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(whose_a_place_is),
                                       cmocka_unit_test(addresses), cmocka_unit_test(deliveries),
                                       cmocka_unit_test(titles), cmocka_unit_test(orders)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
