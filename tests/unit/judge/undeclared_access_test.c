#include "unit/judge/judge_scene.h"

static const char YAML[] =
    "version: 1\n"
    "home: {plmns: [\"00101\"], realms: [epc.example], user_pools: [10.45.0.0/16]}\n"
    "elements:\n"
    "  - {name: hss1, role: HSS, addresses: [192.0.2.5], hosts: [hss1.epc.example]}\n"
    "  - {name: mme1, role: MME, addresses: [192.0.2.3], hosts: [mme1.epc.example]}\n"
    "  - {name: dra1, role: DRA, addresses: [192.0.2.9]}\n"
    "permit:\n"
    "  - {from: 192.0.2.70, to: hss1, protocol: diameter, operations: [318]}\n"
    "partners:\n"
    "  - {name: Roam, realms: [epc.mnc070.mcc999.3gppnetwork.org]}\n";

enum { AIR = 318 };

static const struct finding *after(struct scene *s, struct access a)
{
    judge_access(s->judge, &a);
    return scene_found(s, "undeclared-access");
}

static void a_stranger_who_gets_credentials_weighs_much(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, YAML);
    struct access a = scene_access(&s, AIR, "192.0.2.66", NULL, "192.0.2.5", "hss1.epc.example");
    const struct finding *f = after(&s, a);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_HIGH);
    assert_int_equal(f->proofs[0].place.frame, 2);
    scene_close(&s);
}

static void an_attempt_weighs_less(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, YAML);
    struct access a = scene_access(&s, AIR, "192.0.2.66", NULL, "192.0.2.5", "hss1.epc.example");
    a.outcome = OUTCOME_REFUSED;
    const struct finding *f = after(&s, a);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    scene_close(&s);
}

/* Insert-Subscriber-Data gives what the sender has to the receiver: the stranger has still acted.
 */
static void a_stranger_who_sends_is_the_actor(void **state)
{
    (void)state;
    enum { IDR = 319 };
    struct scene s;
    scene_open(&s, YAML);
    struct access a = scene_access(&s, IDR, "192.0.2.3", "mme1.epc.example", "192.0.2.66", NULL);
    a.how = HOW_DELIVER;
    const struct finding *f = after(&s, a);
    assert_non_null(f);
    assert_true(addr_equal(&f->actor.address, &a.custodian.address));
    scene_close(&s);
}

/* Known by name behind a relay, known by address, a partner, permitted, or nothing declared. */
static void who_is_known_is_none(void **state)
{
    (void)state;
    static const struct {
        const char *yaml, *from, *name, *realm;
    } rows[] = {
        {YAML, "192.0.2.3", NULL, NULL},
        {YAML, "192.0.2.9", "mme1.epc.example", "epc.example"},
        {YAML, "192.0.2.9", "mme7.epc.mnc070.mcc999.3gppnetwork.org",
         "epc.mnc070.mcc999.3gppnetwork.org"},
        {YAML, "192.0.2.70", NULL, NULL},
        {NULL, "192.0.2.66", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scene s;
        scene_open(&s, rows[i].yaml);
        struct access a =
            scene_access(&s, AIR, rows[i].from, rows[i].name, "192.0.2.5", "hss1.epc.example");
        a.actor_realm = scene_name(&s, rows[i].realm);
        assert_null(after(&s, a));
        scene_close(&s);
    }
}

static void a_stranger_behind_a_relay_is_one(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, YAML);
    struct access a =
        scene_access(&s, AIR, "192.0.2.9", "mme9.elsewhere.example", "192.0.2.5", NULL);
    assert_non_null(after(&s, a));
    scene_close(&s);
}

/* An instance that a declaration without instances could not know, and one that it could. */
static void an_instance_behind_a_relay_is_nobody_where_none_are_declared(void **state)
{
    (void)state;
    static const char UUID[] = "6b1d2a7e-0000-4000-8000-000000000016";
    static const char KNOWING[] =
        "version: 1\n"
        "elements:\n"
        "  - {name: hss1, role: HSS, addresses: [192.0.2.5]}\n"
        "  - {name: amf1, role: AMF, nf_instances: [6b1d2a7e-0000-4000-8000-000000000012]}\n"
        "  - {name: dra1, role: DRA, addresses: [192.0.2.9]}\n";
    struct scene s;
    scene_open(&s, YAML);
    struct access a = scene_access(&s, AIR, "192.0.2.9", UUID, "192.0.2.5", NULL);
    assert_null(after(&s, a));
    scene_close(&s);
    scene_open(&s, KNOWING);
    a = scene_access(&s, AIR, "192.0.2.9", UUID, "192.0.2.5", NULL);
    assert_non_null(after(&s, a));
    scene_close(&s);
}

/* A holder sends data unasked to a stranger. */
static void what_is_delivered_to_a_stranger_is_found(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, YAML);
    struct access a = scene_access(&s, 319, "192.0.2.66", NULL, "192.0.2.5", "hss1.epc.example");
    a.how = HOW_DELIVER;
    a.categories = CATEGORY_PROFILE;
    const struct finding *f = after(&s, a);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    scene_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stranger_who_gets_credentials_weighs_much),
        cmocka_unit_test(an_attempt_weighs_less),
        cmocka_unit_test(a_stranger_who_sends_is_the_actor),
        cmocka_unit_test(who_is_known_is_none),
        cmocka_unit_test(a_stranger_behind_a_relay_is_one),
        cmocka_unit_test(an_instance_behind_a_relay_is_nobody_where_none_are_declared),
        cmocka_unit_test(what_is_delivered_to_a_stranger_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
