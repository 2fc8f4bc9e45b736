#include "unit/wire/access/scene.h"

static enum role role(struct scene *s, unsigned last, unsigned *ret_confidence)
{
    struct addr a = host(last);
    return registry_role(registry_element(s->r, &a), ret_confidence);
}

static void what_it_does_says_what_it_is(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    unsigned asks, answers;
    ask(s, S6A, AIR, 1, 2, 1, "001010000000001");
    reply(s, S6A, AIR, 2, 1, 1, 2001);
    assert_int_equal(role(s, 1, &asks), ROLE_MME);
    assert_int_equal(role(s, 2, &answers), ROLE_HSS);
    /* The row names MME and SGSN for the one, the HSS alone for the other. */
    assert_int_equal(asks, 50);
    assert_true(answers >= 70);
    scene_free(s);
}

/* Who was asked and never answered has shown nothing of itself. */
static void to_be_asked_is_little(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    unsigned before, after;
    struct role_guess guesses[ELEMENT_ROLES];
    struct addr hss = host(2);
    ask(s, S6A, AIR, 1, 2, 1, "001010000000001");
    assert_int_equal(role(s, 2, &before), ROLE_HSS);
    assert_int_equal(registry_roles(registry_element(s->r, &hss), guesses), 1);
    assert_false(guesses[0].why->acted);
    reply(s, S6A, AIR, 2, 1, 1, 2001);
    role(s, 2, &after);
    assert_true(before < 50 && after > before);
    assert_int_equal(registry_roles(registry_element(s->r, &hss), guesses), 1);
    assert_true(guesses[0].why->acted);
    assert_false(guesses[0].why->sends);
    scene_free(s);
}

/* Kinds of operations count, not how often they come. */
static void a_thousand_of_one_kind_are_one(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    unsigned one, thousand, two;
    for (uint64_t i = 0; i < 1000; i++) {
        ask(s, S6A, AIR, 1, 2, i, "001010000000001");
        if (i == 0)
            role(s, 1, &one);
    }
    role(s, 1, &thousand);
    assert_int_equal(one, thousand);
    ask(s, S6A, ULR, 1, 2, 5000, "001010000000001");
    role(s, 1, &two);
    assert_true(two > one);
    scene_free(s);
}

/* An operation that one role alone sends settles what others left open. */
static void one_role_alone_speaks_loudest(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    struct role_guess guesses[ELEMENT_ROLES];
    unsigned confidence;
    ask(s, S6A, AIR, 1, 2, 1, "001010000000001");
    ask(s, CX, 301, 1, 2, 2, "001010000000001");
    assert_int_equal(role(s, 1, &confidence), ROLE_S_CSCF);
    struct addr a = host(1);
    unsigned count = registry_roles(registry_element(s->r, &a), guesses);
    assert_int_equal(count, 3);
    for (unsigned i = 1; i < count; i++)
        assert_true(guesses[i].confidence <= guesses[i - 1].confidence);
    scene_free(s);
}

static void a_relay_is_not_what_it_passes_on(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    unsigned confidence;
    for (unsigned i = 0; i < 3; i++) {
        scene_begin(s, PROTO_DIAMETER, S6A, i ? AIR : ULR, PART_REQUEST, 1, 2)->transaction = i;
        put_text(s, MEANING_ORIGIN_HOST, "mme.example");
        put_text(s, MEANING_ROUTE, "mme.example");
        scene_send(s);
    }
    assert_int_equal(role(s, 1, &confidence), ROLE_DRA);
    /* What it is asked is meant for others. */
    struct role_guess guesses[ELEMENT_ROLES];
    struct addr relay = host(1);
    ask(s, S6A, AIR, 3, 1, 9, NULL);
    assert_int_equal(registry_roles(registry_element(s->r, &relay), guesses), 1);
    scene_free(s);
}

static void nothing_speaks_for_nobody(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    unsigned confidence = 7;
    ask(s, 0, CER, 1, 2, 1, NULL);
    assert_int_equal(role(s, 1, &confidence), ROLE_NONE);
    assert_int_equal(confidence, 0);
    assert_int_equal(registry_role(NULL, &confidence), ROLE_NONE);
    scene_free(s);
}

/* Every operation there is, from one address: bounded, and never certain. */
static void whoever_does_everything_is_never_certain(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    struct role_guess guesses[ELEMENT_ROLES];
    const struct spec_op *op;
    for (uint32_t i = 0; (op = spec_op_at(i)); i++) {
        scene_begin(s, (enum proto)op->proto, op->application, op->code, (enum part)op->part, 1, 2)
            ->transaction = i;
        scene_send(s);
    }
    for (unsigned last = 1; last <= 2; last++) {
        struct addr a = host(last);
        unsigned count = registry_roles(registry_element(s->r, &a), guesses);
        assert_int_equal(count, ELEMENT_ROLES);
        for (unsigned i = 0; i < count; i++)
            assert_true(guesses[i].confidence <= 95);
    }
    scene_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_does_says_what_it_is),
        cmocka_unit_test(to_be_asked_is_little),
        cmocka_unit_test(a_thousand_of_one_kind_are_one),
        cmocka_unit_test(one_role_alone_speaks_loudest),
        cmocka_unit_test(a_relay_is_not_what_it_passes_on),
        cmocka_unit_test(nothing_speaks_for_nobody),
        cmocka_unit_test(whoever_does_everything_is_never_certain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
