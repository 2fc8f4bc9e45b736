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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(budgets_are_kept),
        cmocka_unit_test(unknown_operations_pass),
        cmocka_unit_test(keys_without_beginning_are_blind_spots),
        cmocka_unit_test(names_are_kept_once),
        cmocka_unit_test(stays_flat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
