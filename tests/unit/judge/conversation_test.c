#include "judge/conversation.h"

#include "unit/judge/flow_scene.h"

static const char YAML[] = "version: 1\n"
                           "elements:\n"
                           "  - {name: hss1, role: HSS, addresses: [192.0.2.5]}\n"
                           "permit:\n"
                           "  - {from: 192.0.2.9, to: hss1, protocol: ssh}\n";

static struct conversation said(struct flow f)
{
    struct conversation c;
    conversation_of(&f, &c);
    return c;
}

static void both_sides_are_told_whichever_is_lower(void **state)
{
    (void)state;
    struct conversation up = said(flow_said("192.0.2.9", 40000, "192.0.2.5", 22, 10, 20));
    struct conversation down = said(flow_said("192.0.2.1", 40000, "192.0.2.5", 22, 10, 20));
    assert_true(up.bytes == 10 && up.back == 20 && up.port == 22);
    assert_true(down.bytes == 10 && down.back == 20 && down.port == 22);
    assert_string_equal(up.protocol, "ssh");
}

static void an_attempt_is_not_reached(void **state)
{
    (void)state;
    struct flow f = flow_said("192.0.2.9", 40000, "192.0.2.5", 22, 0, 0);
    assert_false(said(f).reached);
    f = flow_said("192.0.2.9", 40000, "192.0.2.5", 22, 10, 0);
    assert_true(said(f).reached); /* TCP: payload comes behind a handshake */
    f.key.transport = 17;
    assert_false(said(f).reached);
    f = flow_said("192.0.2.9", 40000, "192.0.2.5", 53, 10, 1);
    f.key.transport = 17;
    assert_true(said(f).reached);
    f.key.transport = 132;
    f.frames[0] = f.frames[1] = 1; /* INIT and ABORT */
    assert_false(said(f).reached);
    f.frames[0] = f.frames[1] = 4;
    assert_true(said(f).reached);
}

static void a_permit_holds_for_its_protocol(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, YAML);
    struct conversation c = said(flow_said("192.0.2.9", 40000, "192.0.2.5", 22, 10, 20));
    assert_true(conversation_permitted(s.judge, &c));
    c = said(flow_said("192.0.2.9", 40000, "192.0.2.5", 23, 10, 20));
    assert_false(conversation_permitted(s.judge, &c));
    scene_close(&s);
}

static void it_is_named_by_protocol_or_port(void **state)
{
    (void)state;
    TEXT_ON(text, 40);
    struct conversation c = said(flow_said("192.0.2.9", 40000, "192.0.2.5", 22, 1, 1));
    text_conversation(&text, &c);
    assert_string_equal(text.at, "ssh");
    text_clear(&text);
    c = said(flow_said("192.0.2.9", 40000, "192.0.2.5", 999, 1, 1));
    text_conversation(&text, &c);
    assert_string_equal(text.at, "tcp/999");
    assert_true(conversation_speaks(&(struct conversation){.protocol = "ldap"}, WORDS_DATA));
    assert_false(conversation_speaks(&(struct conversation){.protocol = "ldap"}, WORDS_WORK));
    assert_false(conversation_speaks(&(struct conversation){0}, WORDS_DATA));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_sides_are_told_whichever_is_lower),
        cmocka_unit_test(an_attempt_is_not_reached),
        cmocka_unit_test(a_permit_holds_for_its_protocol),
        cmocka_unit_test(it_is_named_by_protocol_or_port),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
