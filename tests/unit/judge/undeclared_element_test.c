#include "unit/judge/judge_scene.h"

static const char YAML[] = "version: 1\n"
                           "elements:\n"
                           "  - {name: hss1, role: HSS, addresses: [192.0.2.5]}\n";

/* An AIR is sent by somebody to the declared HSS. */
static const struct finding *asks(struct scene *s, const char *yaml, const char *from)
{
    static struct message m;
    struct flow flow = {.key = {.transport = 132}};
    struct frame frame = {.number = 3, .time = 9};
    struct packet packet = {.frame = &frame,
                            .src = scene_address(from),
                            .dst = scene_address("192.0.2.5"),
                            .flow = &flow};
    scene_open(s, yaml);
    m = (struct message){.packet = &packet,
                         .proto = PROTO_DIAMETER,
                         .part = PART_REQUEST,
                         .application = SCENE_S6A,
                         .type = 318,
                         .op = spec_op(PROTO_DIAMETER, SCENE_S6A, 318, PART_REQUEST)};
    registry_message(s->registry, &m);
    return scene_found(s, "undeclared-element");
}

static void who_acts_in_the_core_weighs_more(void **state)
{
    (void)state;
    struct scene s;
    const struct finding *f = asks(&s, YAML, "192.0.2.66");
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    assert_true(f->proof_count == 1 && f->proofs[0].place.frame == 3);
    scene_close(&s);
}

static void who_is_declared_is_none(void **state)
{
    (void)state;
    struct scene s;
    assert_null(asks(&s, YAML, "192.0.2.5"));
    scene_close(&s);
    assert_null(asks(&s, NULL, "192.0.2.66"));
    scene_close(&s);
    assert_null(asks(&s, YAML, "127.0.0.1"));
    scene_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_acts_in_the_core_weighs_more),
        cmocka_unit_test(who_is_declared_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
