#include "judge/speaker.h"

#include "unit/judge/claims_kit.h"

static const char A[] = "192.0.2.1";
static const char B[] = "198.51.100.4";

struct talk {
    struct kit *k;
    struct speakers s;
    struct spoken *spoken;
};

static struct talk talk_open(const char *yaml)
{
    struct talk t = {.k = kit_open(yaml)};
    assert_true(speakers_open(&t.s, t.k->judge, 1 << 20));
    return t;
}

static void talk_close(struct talk *t)
{
    speakers_close(&t->s);
    kit_close(t->k);
}

static uint32_t name_of(struct talk *t, const char *name)
{
    return names_of(registry_names(t->k->registry), name, strlen(name));
}

static void say(struct talk *t, const char *operation, const char *from, const char *to,
                const char *name, const char *relay)
{
    struct says says;
    bool diameter = strstr(operation, "-Request") != NULL;
    kit_begin(t->k, diameter ? PROTO_DIAMETER : PROTO_HTTP2, operation, PART_REQUEST, from, to);
    kit_put(t->k, MEANING_ORIGIN_HOST, name);
    kit_put(t->k, MEANING_ROUTE, relay);
    says_of(&t->k->m, &says);
    speakers_request(&t->s, t->k->judge, &t->k->m, &says, says_name(t->k->judge, says.host),
                     &t->spoken);
}

static uint32_t accept(struct talk *t, const char *operation, const char *from, const char *to,
                       enum outcome outcome)
{
    bool diameter = strstr(operation, "-Answer") != NULL;
    kit_begin(t->k, diameter ? PROTO_DIAMETER : PROTO_HTTP2, operation, PART_ANSWER, from, to);
    t->k->m.outcome = (uint8_t)outcome;
    return speakers_answer(&t->s, &t->k->m);
}

#define CER "Capabilities-Exchange-Request"
#define CEA "Capabilities-Exchange-Answer"
#define AIR "Authentication-Information-Request"

static void a_name_is_ones_own_when_it_was_accepted(void **state)
{
    (void)state;
    struct talk t = talk_open(NULL);
    struct addr a = kit_address(A);
    say(&t, CER, A, "192.0.2.2", "mme1.example", NULL);
    assert_false(speaker_owns(&t.s, &a, name_of(&t, "mme1.example")));
    assert_int_equal(accept(&t, CEA, "192.0.2.2", A, OUTCOME_REFUSED), 0);
    assert_int_equal(speaker_own(&t.s, &a), 0);
    say(&t, CER, A, "192.0.2.2", "mme1.example", NULL);
    assert_int_equal(accept(&t, CEA, "192.0.2.2", A, OUTCOME_SUCCESS), name_of(&t, "mme1.example"));
    assert_true(speaker_owns(&t.s, &a, name_of(&t, "mme1.example")));
    assert_int_equal(speaker_own(&t.s, &a), name_of(&t, "mme1.example"));
    /* Two of its own: none tells who it is. */
    say(&t, CER, A, "192.0.2.2", "pgw1.example", NULL);
    accept(&t, CEA, "192.0.2.2", A, OUTCOME_SUCCESS);
    assert_int_equal(speaker_own(&t.s, &a), 0);
    talk_close(&t);
}

static void turns_are_counted(void **state)
{
    (void)state;
    struct talk t = talk_open(NULL);
    struct addr b = kit_address(B);
    say(&t, AIR, A, "192.0.2.2", "mme1.example", NULL);
    say(&t, AIR, B, "192.0.2.2", "mme1.example", NULL);
    assert_int_equal(t.spoken->turns, 0);
    say(&t, AIR, B, "192.0.2.2", "mme1.example", NULL);
    assert_int_equal(t.spoken->turns, 0);
    say(&t, AIR, A, "192.0.2.2", "mme1.example", NULL);
    assert_int_equal(t.spoken->turns, 1);
    assert_true(addr_equal(&t.spoken->before, &b));
    say(&t, AIR, A, "192.0.2.3", "mme1.example", NULL); /* another peer */
    assert_int_equal(t.spoken->turns, 0);
    say(&t, AIR, A, "192.0.2.2", "mme1.example", "dra1.example");
    assert_null(t.spoken); /* what is passed on is not spoken by it */
    talk_close(&t);
}

static bool relays(struct talk *t, const char *address, const char *name)
{
    struct addr a = kit_address(address);
    return speaker_relays(&t->s, t->k->judge, &a, name_of(t, name));
}

static void who_was_sent_it_passes_it_on(void **state)
{
    (void)state;
    struct talk t = talk_open(NULL);
    say(&t, AIR, A, B, "mme1.example", NULL);
    assert_true(relays(&t, B, "mme1.example"));
    assert_false(relays(&t, B, "mme2.example"));
    assert_false(relays(&t, A, "mme1.example"));
    talk_close(&t);
}

static void who_speaks_under_many_names_is_a_relay(void **state)
{
    (void)state;
    struct talk t = talk_open(NULL);
    for (unsigned i = 0; i < RELAYED_NAMES; i++) {
        TEXT_ON(name, 40);
        assert_false(relays(&t, A, "mme0.example"));
        text_format(&name, "mme%u.example", i);
        say(&t, AIR, A, "192.0.2.2", name.at, NULL);
        say(&t, AIR, A, "192.0.2.3", name.at, NULL); /* the same name is one name */
    }
    assert_true(relays(&t, A, "mme0.example"));
    talk_close(&t);
}

static void the_declaration_says_who_relays(void **state)
{
    (void)state;
    struct talk t = talk_open("version: 1\n"
                              "elements:\n"
                              "  - {name: dra1, role: DRA, addresses: [192.0.2.1]}\n"
                              "  - {name: mme1, role: MME, addresses: [198.51.100.4]}\n"
                              "partners: [{name: p, addresses: [203.0.113.0/24]}]\n");
    assert_true(relays(&t, A, "x.example"));
    assert_true(relays(&t, "203.0.113.4", "x.example"));
    say(&t, AIR, A, B, "x.example", NULL);
    assert_false(relays(&t, B, "x.example")); /* declared to be none */
    talk_close(&t);
}

static void addresses_and_sites(void **state)
{
    (void)state;
    static const char *const PUBLIC[] = {"8.8.8.8", "172.32.0.1", "2001:db8::1", "100.128.0.1"};
    static const char *const PRIVATE[] = {"10.1.2.3",    "172.16.0.1", "192.168.1.1", "100.64.0.1",
                                          "169.254.1.1", "fd00::1",    "fe80::1",     "127.0.0.1"};
    for (size_t i = 0; i < sizeof PUBLIC / sizeof *PUBLIC; i++) {
        struct addr a = kit_address(PUBLIC[i]);
        assert_true(is_public(&a));
    }
    for (size_t i = 0; i < sizeof PRIVATE / sizeof *PRIVATE; i++) {
        struct addr a = kit_address(PRIVATE[i]);
        assert_false(is_public(&a));
    }
    struct addr a = kit_address("192.0.2.1");
    struct addr near = kit_address("192.0.2.254");
    struct addr far = kit_address("192.0.3.1");
    struct addr six = kit_address("2001:db8::1");
    assert_true(same_site(&a, &near));
    assert_false(same_site(&a, &far));
    assert_false(same_site(&a, &six));
    struct addr loop = kit_address("127.1.2.3");
    struct addr loop6 = kit_address("::1");
    struct addr title = kit_address("gt:99901");
    assert_true(address_tells_nobody(&loop));
    assert_true(address_tells_nobody(&loop6));
    assert_true(address_tells_nobody(&title));
    assert_false(address_tells_nobody(&six));
}

static void one_host_by_registry_or_declaration(void **state)
{
    (void)state;
    struct kit *k =
        kit_open("version: 1\nelements: [{name: a, addresses: [192.0.2.1, 198.51.100.4]}]\n");
    struct addr a = kit_address(A);
    struct addr b = kit_address(B);
    struct addr c = kit_address("192.0.2.77");
    assert_true(same_host(k->judge, &a, &b));
    assert_false(same_host(k->judge, &a, &c));
    registry_same_element(k->registry, &b, &c);
    assert_true(same_host(k->judge, &b, &c));
    kit_close(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_ones_own_when_it_was_accepted),
        cmocka_unit_test(turns_are_counted),
        cmocka_unit_test(who_was_sent_it_passes_it_on),
        cmocka_unit_test(who_speaks_under_many_names_is_a_relay),
        cmocka_unit_test(the_declaration_says_who_relays),
        cmocka_unit_test(addresses_and_sites),
        cmocka_unit_test(one_host_by_registry_or_declaration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
