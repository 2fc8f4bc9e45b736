#include "unit/wire/access/scene.h"

static void budgets_are_kept(void **state)
{
    (void)state;
    static const size_t budgets[] = {1 << 18, 1 << 20, 1 << 22, 1 << 24};
    for (unsigned i = 0; i < 4; i++) {
        struct scene *s = scene_with(budgets[i], false);
        const struct registry *r = s->r;
        const struct table *tables[] = {&r->bindings,       &r->sessions,   &r->identities.table,
                                        &r->elements.table, &r->sums.table, &r->sums.persons,
                                        &r->pairs.table};
        size_t bytes = r->names.cap + (r->persons.numbers.mask + 1) * sizeof(struct person_entry) +
                       r->pairs.drafts.count * sizeof(struct draft) +
                       r->identities.texts.count * IDENTITY_TEXT +
                       (r->elements.table.mask + 1) * NOTED_SIZE;
        for (unsigned k = 0; k < sizeof tables / sizeof *tables; k++)
            bytes += ((size_t)tables[k]->mask + 1) * (tables[k]->entry_size + 2);
        assert_true(bytes <= budgets[i]);
        scene_free(s);
    }
}

/* An unknown type is a message like others: paired, bound, and no access. */
static void unknown_operations_pass(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    scene_begin(s, PROTO_DIAMETER, S6A, 999999, PART_REQUEST, 1, 2)->transaction = 1;
    put_text(s, MEANING_IMSI, "001010000000001");
    scene_send(s);
    assert_int_not_equal(s->person, 0);
    reply(s, S6A, 999999, 2, 1, 1, 2001);
    assert_int_equal(s->answers.frame, 1);
    registry_finish(s->r);
    assert_int_equal(s->access_count, 0);
    scene_free(s);
}

/* A key whose beginning was not seen is told; one of a session without a name is not. */
static void keys_without_beginning_are_blind_spots(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    const struct blind_spot *spots[8];
    scene_begin(s, PROTO_PFCP, 0, PFCP_ESTABLISH, PART_REQUEST, 1, 2)->transaction = 1;
    put_tunnel(s, MEANING_SESSION_ENDPOINT, 7, 1, 0);
    scene_send(s);
    scene_begin(s, PROTO_PFCP, 0, 56, PART_REQUEST, 2, 1)->transaction = 2;
    put_number(s, MEANING_SESSION_SEID, 7);
    scene_send(s);
    registry_finish(s->r);
    assert_int_equal(blind_sorted(&s->blind, spots, 8), 0);
    scene_begin(s, PROTO_PFCP, 0, PFCP_MODIFY, PART_REQUEST, 1, 2)->transaction = 3;
    put_number(s, MEANING_SESSION_SEID, 8);
    scene_send(s);
    registry_finish(s->r);
    assert_int_equal(blind_sorted(&s->blind, spots, 8), 1);
    assert_int_equal(spots[0]->reason, BLIND_UNRESOLVED);
    assert_int_equal(spots[0]->first.frame, 3);
    scene_free(s);
}

static void names_are_kept_once(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    uint32_t near = 0;
    char longer[400];
    memset(longer, 'x', sizeof longer);
    struct field f = {.form = FORM_TEXT, .len = 3, .at = (const uint8_t *)"abc"};
    uint32_t abc = name_of(s->r, &f, &near);
    assert_int_equal(near, abc);
    assert_int_equal(name_of(s->r, &f, &near), abc);
    /* A beginning in common is not the same name. */
    f.len = 2;
    uint32_t ab = name_of(s->r, &f, &near);
    assert_int_not_equal(ab, abc);
    f = (struct field){.form = FORM_TEXT, .len = 4, .at = (const uint8_t *)"abcd"};
    assert_int_not_equal(name_of(s->r, &f, &near), abc);
    f = (struct field){.form = FORM_TEXT, .len = sizeof longer, .at = (const uint8_t *)longer};
    assert_int_equal(strlen(names_text(registry_names(s->r), name_of(s->r, &f, &near))), 255);
    f = (struct field){.form = FORM_TEXT, .len = 5, .at = (const uint8_t *)"ab\0cd"};
    assert_int_equal(name_of(s->r, &f, &near), ab);
    f = (struct field){.form = FORM_TEXT};
    assert_int_equal(name_of(s->r, &f, &near), 0);
    scene_free(s);
}

/* The same exchange a thousand times from ever new addresses: memory stays, numbers stay sane. */
static void stays_flat(void **state)
{
    (void)state;
    struct scene *s = scene_with(1 << 20, false);
    for (uint32_t i = 0; i < 3000; i++) {
        for (unsigned k = 0; k < 2; k++) {
            scene_begin(s, PROTO_PFCP, 0, PFCP_ESTABLISH + k, k ? PART_ANSWER : PART_REQUEST,
                        k ? 2 : 1, k ? 1 : 2)
                ->transaction = i;
            struct addr *client = k ? &s->packet.dst : &s->packet.src;
            client->bytes[1] = (uint8_t)(i >> 8);
            client->bytes[2] = (uint8_t)i;
            put_address(s, MEANING_UE_IP, 1 + i % 250);
            put_tunnel(s, MEANING_SESSION_ENDPOINT, 1 + i, 1, 0);
            scene_send(s);
            assert_int_equal(s->answers.frame, k ? s->frames - 1 : 0);
            assert_int_not_equal(s->person, 0);
        }
    }
    registry_finish(s->r);
    assert_int_equal(registry_access_count(s->r), 3000);
    scene_free(s);
}

enum { INVITE = 5 };

static struct message *call_message(struct scene *s, enum part part, unsigned from, unsigned to,
                                    uint64_t transaction, uint64_t handle)
{
    struct message *m = scene_begin(s, PROTO_SIP, 0, INVITE, part, from, to);
    m->pairing = PAIR_ANYWHERE;
    m->transaction = transaction;
    message_handle(m, handle);
    return m;
}

/* Who calls and who is called stay two people, also when they speak in one dialogue. */
static void two_sides_of_a_call(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    call_message(s, PART_REQUEST, 1, 2, 1, 11);
    put_text(s, MEANING_OTHER_NAME, "bob@a.example");
    put_text(s, MEANING_NAI, "alice@a.example");
    put_text(s, MEANING_CALLED, "999100000002");
    scene_send(s);
    uint32_t alice = s->person;
    call_message(s, PART_REQUEST, 2, 1, 2, 12);
    put_text(s, MEANING_NAI, "bob@a.example");
    put_text(s, MEANING_OTHER_NAME, "alice@a.example");
    scene_send(s);
    uint32_t bob = s->person;
    assert_true(alice && bob && alice != bob);
    assert_int_equal(registry_same_person(s->r, alice), alice);
    const struct person *p = registry_person(s->r, alice);
    assert_int_equal(p->identities[IDENTITY_MSISDN], 0);
    /* By its side's handle alone. */
    call_message(s, PART_REQUEST, 1, 2, 3, 11);
    scene_send(s);
    assert_int_equal(s->person, alice);
    assert_int_equal(s->bound_count, 1);
    scene_free(s);
}

/* Who does not say who calls is about who is called. */
static void only_the_called_is_known(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    call_message(s, PART_REQUEST, 1, 2, 1, 0);
    put_text(s, MEANING_CALLED, "999100000002");
    scene_send(s);
    const struct person *p = registry_person(s->r, s->person);
    assert_non_null(p);
    assert_int_not_equal(p->identities[IDENTITY_MSISDN], 0);
    scene_free(s);
}

/* 100 and 180 answer, and how it ends 486 tells. */
static void provisional_answers_end_nothing(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    call_message(s, PART_REQUEST, 1, 2, 1, 0);
    put_text(s, MEANING_NAI, "alice@a.example");
    scene_send(s);
    call_message(s, PART_ANSWER, 2, 1, 1, 0)->provisional = true;
    scene_send(s);
    assert_int_equal(s->answers.frame, 1);
    assert_int_equal(s->access_count, 0);
    call_message(s, PART_ANSWER, 2, 1, 1, 0)->outcome = OUTCOME_REFUSED;
    scene_send(s);
    assert_int_equal(s->answers.frame, 1);
    assert_int_equal(s->access_count, 1);
    assert_int_equal(s->accesses[0].outcome, OUTCOME_REFUSED);
    registry_finish(s->r);
    assert_int_equal(s->access_count, 1);
    scene_free(s);
}

/* A SIP proxy that passes on what others said plays its own part, and its name is its own. */
static void proxies_are_themselves(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    struct message *m = scene_begin(s, PROTO_SIP, 3, 12, PART_REQUEST, 1, 2);
    m->pairing = PAIR_NONE;
    put_text(s, MEANING_ORIGIN_HOST, "pcscf.example");
    put_text(s, MEANING_ROUTE, "10.45.0.2");
    put_text(s, MEANING_NAI, "alice@a.example");
    scene_send(s);
    struct addr a = host(1);
    unsigned sure;
    const struct element *e = registry_element(s->r, &a);
    assert_int_equal(registry_role(e, &sure), ROLE_P_CSCF);
    assert_string_equal(names_text(registry_names(s->r), e->names[0]), "pcscf.example");
    scene_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(budgets_are_kept),
        cmocka_unit_test(unknown_operations_pass),
        cmocka_unit_test(keys_without_beginning_are_blind_spots),
        cmocka_unit_test(names_are_kept_once),
        cmocka_unit_test(stays_flat),
        cmocka_unit_test(two_sides_of_a_call),
        cmocka_unit_test(only_the_called_is_known),
        cmocka_unit_test(provisional_answers_end_nothing),
        cmocka_unit_test(proxies_are_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
