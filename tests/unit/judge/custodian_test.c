#include "judge/custodian.h"

#include "unit/judge/judge_scene.h"

static const char YAML[] = "version: 1\n"
                           "elements:\n"
                           "  - {name: hss1, role: HSS, addresses: [192.0.2.5]}\n"
                           "  - {name: sgw1, role: SGW, addresses: [192.0.2.6]}\n"
                           "  - {name: dns1, role: dns, addresses: [192.0.2.7]}\n"
                           "  - {name: both, roles: [SGW, MME], addresses: [192.0.2.8]}\n"
                           "interception:\n"
                           "  functions: [{name: admf1, role: ADMF, addresses: [192.0.2.9]}]\n";

static enum holds holds(struct scene *s, const char *address)
{
    struct holding h;
    struct addr a = scene_address(address);
    holding_of(s->judge, &a, &h);
    return h.holds;
}

static void the_declaration_says_who_keeps_what(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, YAML);
    assert_int_equal(holds(&s, "192.0.2.5"), HOLDS_SUBSCRIBERS);
    assert_int_equal(holds(&s, "192.0.2.6"), HOLDS_CORE);
    assert_int_equal(holds(&s, "192.0.2.7"), HOLDS_NOTHING);
    assert_int_equal(holds(&s, "192.0.2.8"), HOLDS_SUBSCRIBERS);
    assert_int_equal(holds(&s, "192.0.2.9"), HOLDS_INTERCEPTION);
    assert_int_equal(holds(&s, "192.0.2.10"), HOLDS_NOTHING);
    scene_close(&s);
}

/* Who answers an S6a request is an HSS; who was only asked may be anybody. */
static void else_what_it_does(void **state)
{
    (void)state;
    struct scene s;
    struct flow flow = {.key = {.transport = 132}};
    struct frame frame = {.number = 3, .time = 9};
    struct packet packet = {.frame = &frame,
                            .src = scene_address("192.0.2.1"),
                            .dst = scene_address("192.0.2.2"),
                            .flow = &flow};
    struct message m = {.packet = &packet,
                        .proto = PROTO_DIAMETER,
                        .part = PART_REQUEST,
                        .application = SCENE_S6A,
                        .type = 318,
                        .op = spec_op(PROTO_DIAMETER, SCENE_S6A, 318, PART_REQUEST)};
    scene_open(&s, NULL);
    registry_message(s.registry, &m);
    assert_int_equal(holds(&s, "192.0.2.2"), HOLDS_NOTHING);
    packet.src = scene_address("192.0.2.2");
    packet.dst = scene_address("192.0.2.1");
    packet.way = 1;
    m.part = PART_ANSWER;
    m.op = spec_op(PROTO_DIAMETER, SCENE_S6A, 318, PART_ANSWER);
    registry_message(s.registry, &m);
    assert_int_equal(holds(&s, "192.0.2.2"), HOLDS_SUBSCRIBERS);
    scene_close(&s);
}

static void it_is_told(void **state)
{
    (void)state;
    TEXT_ON(text, 80);
    text_holding(&text, &(struct holding){.holds = HOLDS_SUBSCRIBERS, .role = ROLE_HSS});
    assert_string_equal(text.at, "keeps subscribers' data (HSS, by what it does)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_declaration_says_who_keeps_what),
        cmocka_unit_test(else_what_it_does),
        cmocka_unit_test(it_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
