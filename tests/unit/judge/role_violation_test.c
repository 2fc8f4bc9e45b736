#include "unit/judge/judge_scene.h"

static const char YAML[] = "version: 1\n"
                           "elements:\n"
                           "  - {name: hss1, role: HSS, addresses: [192.0.2.5]}\n"
                           "  - {name: mme1, role: MME, addresses: [192.0.2.3]}\n"
                           "  - {name: gw1, roles: [PGW, SGW], addresses: [192.0.2.7]}\n"
                           "  - {name: dra1, role: DRA, addresses: [192.0.2.9]}\n";

enum { AIR = 318 };

static const struct finding *by(struct scene *s, const char *yaml, const char *from,
                                enum outcome outcome)
{
    scene_open(s, yaml);
    struct access a = scene_access(s, AIR, from, NULL, "192.0.2.5", NULL);
    a.outcome = outcome;
    judge_access(s->judge, &a);
    return scene_found(s, "role-violation");
}

static void a_declared_gateway_that_asks_for_vectors_is_one(void **state)
{
    (void)state;
    struct scene s;
    const struct finding *f = by(&s, YAML, "192.0.2.7", OUTCOME_SUCCESS);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_HIGH);
    assert_non_null(strstr(judge_text(s.judge, f->title), "PGW"));
    scene_close(&s);
    f = by(&s, YAML, "192.0.2.7", OUTCOME_REFUSED);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    scene_close(&s);
}

static void who_may_ask_is_none(void **state)
{
    (void)state;
    struct scene s;
    assert_null(by(&s, YAML, "192.0.2.3", OUTCOME_SUCCESS)); /* an MME */
    scene_close(&s);
    assert_null(by(&s, YAML, "192.0.2.9", OUTCOME_SUCCESS)); /* a relay passes on */
    scene_close(&s);
    assert_null(by(&s, YAML, "192.0.2.88", OUTCOME_SUCCESS)); /* nobody knows what it is */
    scene_close(&s);
    assert_null(by(&s, NULL, "192.0.2.7", OUTCOME_SUCCESS));
    scene_close(&s);
}

/* An NF says what it is, and reads what only a UDM reads. */
static const struct finding *claims(struct scene *s, const char *type)
{
    static struct message m;
    struct frame frame = {.number = 1, .time = 1};
    struct packet packet = {.frame = &frame, .src = scene_address("192.0.2.16")};
    scene_open(s, NULL);
    m = (struct message){.packet = &packet, .proto = PROTO_HTTP2, .part = PART_REQUEST};
    field_bytes(&m, MEANING_NF_TYPE, FORM_TEXT, (struct span){(const uint8_t *)type, strlen(type)},
                0);
    judge_message(s->judge, &m);
    static const char PATH[] =
        "/nudr-dr/v2/subscription-data/imsi-001010000000001/authentication-data/"
        "authentication-subscription";
    struct spec_resource r;
    assert_true(spec_resource((struct span){(const uint8_t *)PATH, strlen(PATH)}, METHOD_GET,
                              PART_REQUEST, &r));
    struct access a = scene_access(s, AIR, "192.0.2.16", NULL, "192.0.2.12", NULL);
    a.op = r.op;
    judge_access(s->judge, &a);
    return scene_found(s, "role-violation");
}

static void by_its_own_word(void **state)
{
    (void)state;
    struct scene s;
    const struct finding *f = claims(&s, "SMF");
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_HIGH);
    scene_close(&s);
    assert_non_null(claims(&s, "AF")); /* an application server, as the 5G core calls it */
    scene_close(&s);
    assert_null(claims(&s, "UDM"));
    scene_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_declared_gateway_that_asks_for_vectors_is_one),
        cmocka_unit_test(who_may_ask_is_none),
        cmocka_unit_test(by_its_own_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
