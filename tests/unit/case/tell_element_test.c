#include "unit/case/stage.h"

static void keep(void *arg, const struct postern_element *e)
{
    struct stage *s = arg;
    s->told++;
    stage_keep(s, "address", e->address);
    stage_keep_texts(s, "further", e->addresses);
    stage_keep_texts(s, "name", e->names);
    stage_keep_number(s, "messages", e->messages);
    for (size_t i = 0; i < e->role_count; i++) {
        stage_keep(s, "role", e->roles[i].role);
        stage_keep(s, "why", e->roles[i].why);
        stage_keep(s, "acted", e->roles[i].acted ? "true" : "false");
        assert_in_range(e->roles[i].confidence, 1, 100);
    }
}

static void roles_are_told_with_their_reasons(void **state)
{
    (void)state;
    struct stage *s = stage_new(false, false, false);
    s->sink.element = keep;
    stage_vectors(s, "001010000000001", 2001);
    registry_finish(s->p.registry);
    tell_elements(s->p.teller);
    assert_int_equal(s->told, 2);
    assert_kept(s, "address=192.0.2.1");
    assert_kept(s, "name=mme.epc.mnc001.mcc001.3gppnetwork.org");
    assert_kept(s, "role=HSS");
    assert_non_null(strstr(s->kept, "Authentication-Information-Request (TS 29.272"));
    stage_free(s);
}

static void addresses_of_one_element_are_one(void **state)
{
    (void)state;
    struct stage *s = stage_new(false, false, false);
    struct addr one = stage_host(2);
    struct addr two = stage_host(9);
    s->sink.element = keep;
    stage_vectors(s, "001010000000001", 2001);
    stage_begin(s, PROTO_DIAMETER, STAGE_S6A, STAGE_AIR, PART_ANSWER, 9, 1);
    stage_send(s);
    registry_same_element(s->p.registry, &one, &two);
    registry_finish(s->p.registry);
    tell_elements(s->p.teller);
    assert_int_equal(s->told, 2);
    assert_kept(s, "address=192.0.2.2");
    assert_kept(s, "further=192.0.2.9");
    stage_free(s);
}

/* A name with a person in it is told without the person. */
static void names_are_veiled(void **state)
{
    (void)state;
    struct stage *s = stage_new(false, false, false);
    s->sink.element = keep;
    stage_begin(s, PROTO_DIAMETER, STAGE_S6A, STAGE_AIR, PART_REQUEST, 1, 2);
    stage_text(s, MEANING_ORIGIN_HOST, "ue-001010000000001.example.org");
    stage_send(s);
    registry_finish(s->p.registry);
    tell_elements(s->p.teller);
    assert_not_kept(s, "001010000000001");
    assert_non_null(strstr(s->kept, "name=ue-digits-"));
    stage_free(s);
}

static void a_party_has_role_and_name(void **state)
{
    (void)state;
    struct stage *s = stage_new(false, false, false);
    stage_vectors(s, "001010000000001", 2001);
    registry_finish(s->p.registry);
    learn_owners(s->p.teller);
    line_begin(s->p.teller);
    struct party party = {.address = stage_host(2)};
    struct postern_party said = line_party(s->p.teller, &party);
    assert_string_equal(said.address, "192.0.2.2");
    assert_string_equal(said.role, "HSS");
    assert_null(said.name);
    assert_null(said.declared);
    party = (struct party){.address = stage_host(200)};
    said = line_party(s->p.teller, &party);
    assert_null(said.role);
    stage_free(s);
}

/* The relay's address, the originator's name: the role is not the relay's. */
static void behind_a_relay_the_role_is_the_originators(void **state)
{
    (void)state;
    static const char mme[] = "mme.epc.mnc001.mcc001.3gppnetwork.org";
    struct stage *s = stage_new(false, false, false);
    stage_vectors(s, "001010000000001", 2001);
    registry_finish(s->p.registry);
    learn_owners(s->p.teller);
    line_begin(s->p.teller);
    struct party party = {.address = stage_host(2),
                          .name = names_of(registry_names(s->p.registry), mme, strlen(mme))};
    struct postern_party said = line_party(s->p.teller, &party);
    assert_string_equal(said.address, "192.0.2.2");
    assert_string_equal(said.name, mme);
    assert_true(said.role == NULL || strcmp(said.role, "HSS") != 0);
    stage_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles_are_told_with_their_reasons),
        cmocka_unit_test(addresses_of_one_element_are_one),
        cmocka_unit_test(names_are_veiled),
        cmocka_unit_test(a_party_has_role_and_name),
        cmocka_unit_test(behind_a_relay_the_role_is_the_originators),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
