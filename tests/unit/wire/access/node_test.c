#include "unit/wire/access/scene.h"

static struct addr place(uint32_t code, const char *digits)
{
    uint8_t each[ADDR_SS7_DIGITS];
    struct addr a = {0};
    if (code)
        a = addr_point_code(code, false);
    for (unsigned i = 0; digits[i]; i++)
        each[i] = (uint8_t)(digits[i] - '0');
    addr_add_title(&a, each, (unsigned)strlen(digits));
    return a;
}

static void is(struct addr a, const char *expected)
{
    TEXT_ON(t, 80);
    text_addr(&t, &a);
    assert_string_equal(t.at, expected);
}

static void a_title_is_the_nodes_whoever_passed_it_on(void **state)
{
    (void)state;
    struct addr a = place(5, "999010000001"), ip = host(1), code = place(5, "");
    is(node_of(&a), "gt:999010000001");
    is(node_of(&code), "pc:0-0-5");
    is(node_of(&ip), "192.0.2.1");
    struct addr other = place(6, "999010000001");
    struct addr one = node_of(&a), two = node_of(&other);
    assert_true(addr_equal(&one, &two));
}

static struct message *ask_ss7(struct scene *s, struct addr from, struct addr to,
                               const char *msisdn)
{
    struct message *m = scene_begin(s, PROTO_TCAP, 0, 98, PART_REQUEST, 1, 2);
    s->packet.src = from;
    s->packet.dst = to;
    s->packet.odd = PACKET_READDRESSED;
    if (msisdn)
        put_tbcd(s, MEANING_MSISDN, FORM_E164, msisdn);
    return m;
}

/* Routed by the subscriber's number: nobody is named, and no element made of a subscriber. */
static void a_subscribers_number_is_no_node(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    struct facts f;
    struct addr to = place(7, "999100000001");
    struct message *m = ask_ss7(s, place(5, "999010000001"), to, "999100000001");
    facts_gather(&f, m);
    is(node_asked(&to, m, &f), "pc:0-0-7");
    struct addr bare = place(0, "999100000001");
    is(node_asked(&bare, m, &f), "gt:999100000001"); /* nothing else to call it by */
    struct addr another = place(7, "999010000002");
    is(node_asked(&another, m, &f), "gt:999010000002");
    scene_send(s);
    assert_null(registry_element(s->r, &bare));
    scene_free(s);
}

/* Two transfer points share the load: the node behind them is one element. */
static void one_element_behind_two_transfer_points(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    for (unsigned i = 5; i < 7; i++) {
        ask_ss7(s, place(i, "999010000001"), place(9, "999010000002"), NULL);
        scene_send(s);
    }
    struct addr node = place(0, "999010000001");
    const struct element *e = registry_element(s->r, &node);
    assert_non_null(e);
    assert_int_equal(e->messages, 2);
    struct addr code = place(5, "");
    assert_null(registry_element(s->r, &code));
    scene_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_title_is_the_nodes_whoever_passed_it_on),
        cmocka_unit_test(a_subscribers_number_is_no_node),
        cmocka_unit_test(one_element_behind_two_transfer_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
