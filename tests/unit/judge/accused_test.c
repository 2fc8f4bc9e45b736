#include "judge/accused.h"

#include "unit/judge/claims_kit.h"

static const struct reason LIGHT = {1, SEVERITY_LOW, SEVERITY_MEDIUM, 40};
static const struct reason GRAVE = {2, SEVERITY_MEDIUM, SEVERITY_HIGH, 80};

struct court {
    struct kit *k;
    struct accusations s;
};

static struct court court_open(bool by_address)
{
    struct court c = {.k = kit_open(NULL), .s = {.by_address = by_address}};
    assert_true(accusations_open(&c.s, c.k->judge, &check_identity_mismatch, 1 << 18));
    return c;
}

static void court_close(struct court *c)
{
    accusations_close(&c->s);
    kit_close(c->k);
}

static struct party party(struct court *c, const char *address, const char *name)
{
    return (struct party){kit_address(address),
                          names_of(registry_names(c->k->registry), name, strlen(name)), 0};
}

static struct access access_of(struct court *c, const struct party *who, uint64_t frame,
                               enum outcome outcome)
{
    (void)c;
    return (struct access){
        .op = kit_op(PROTO_DIAMETER, "Authentication-Information-Request", PART_REQUEST),
        .how = HOW_READ,
        .categories = CATEGORY_CREDENTIAL,
        .answered = true,
        .outcome = outcome,
        .actor = *who,
        .custodian = {.address = kit_address("192.0.2.2")},
        .time = 5,
        .request = {.frame = frame}};
}

static void reasons_add_up(void **state)
{
    (void)state;
    bool is_new;
    struct court c = court_open(false);
    struct party p = party(&c, "192.0.2.1", "mme1.example");
    struct accused *a = accuse(&c.s, c.k->judge, &p, &GRAVE, 1, &is_new);
    assert_true(is_new);
    assert_int_equal(a->said->severity, SEVERITY_MEDIUM);
    accuse(&c.s, c.k->judge, &p, &GRAVE, 2, &is_new);
    assert_false(is_new);
    accuse(&c.s, c.k->judge, &p, &LIGHT, 3, &is_new);
    assert_true(is_new);
    assert_int_equal(a->said->severity, SEVERITY_MEDIUM); /* the lighter one makes it no lighter */
    assert_int_equal(a->said->confidence, 80);
    assert_int_equal(a->said->count, 3);
    court_close(&c);
}

static void by_name_or_by_address(void **state)
{
    (void)state;
    bool is_new;
    struct court c = court_open(false);
    struct party here = party(&c, "192.0.2.1", "mme1.example");
    struct party there = party(&c, "192.0.2.9", "mme1.example");
    struct accused *a = accuse(&c.s, c.k->judge, &here, &GRAVE, 1, &is_new);
    assert_ptr_equal(accuse(&c.s, c.k->judge, &there, &GRAVE, 2, &is_new), a);
    assert_true(addr_equal(&a->said->actor.address, &here.address));
    court_close(&c);
    c = court_open(true);
    here = party(&c, "192.0.2.1", "mme1.example");
    there = party(&c, "192.0.2.9", "mme1.example");
    a = accuse(&c.s, c.k->judge, &here, &GRAVE, 1, &is_new);
    assert_ptr_not_equal(accuse(&c.s, c.k->judge, &there, &GRAVE, 2, &is_new), a);
    assert_ptr_equal(accused_of(&c.s, c.k->judge, &here), a);
    court_close(&c);
}

static void only_its_own_requests_weigh_it_up(void **state)
{
    (void)state;
    bool is_new;
    struct court c = court_open(false);
    struct party p = party(&c, "192.0.2.1", "mme1.example");
    struct accused *a = accuse(&c.s, c.k->judge, &p, &GRAVE, 1, &is_new);
    struct frame frame = {.number = 7};
    struct packet packet = {.frame = &frame};
    struct message m = {.packet = &packet, .name = "x"};
    accused_request(&c.s, a, &m, p.name);
    struct access other = access_of(&c, &p, 8, OUTCOME_SUCCESS);
    accused_access(&c.s, c.k->judge, &other);
    assert_int_equal(a->said->severity, SEVERITY_MEDIUM);
    struct access refused = access_of(&c, &p, 7, OUTCOME_REFUSED);
    accused_access(&c.s, c.k->judge, &refused);
    assert_int_equal(a->said->severity, SEVERITY_MEDIUM);
    struct party stranger = party(&c, "192.0.2.1", "mme2.example");
    struct access bundled = access_of(&c, &stranger, 7, OUTCOME_SUCCESS); /* in the same frame */
    accused_access(&c.s, c.k->judge, &bundled);
    assert_int_equal(a->said->severity, SEVERITY_MEDIUM);
    struct access got = access_of(&c, &p, 7, OUTCOME_SUCCESS);
    accused_access(&c.s, c.k->judge, &got);
    assert_int_equal(a->said->severity, SEVERITY_HIGH);
    assert_true(kit_says(c.k, a->said, "credentials"));
    court_close(&c);
}

static void a_frame_is_shown_once_in_a_row(void **state)
{
    (void)state;
    bool is_new;
    struct court c = court_open(false);
    struct party p = party(&c, "192.0.2.1", "mme1.example");
    struct accused *a = accuse(&c.s, c.k->judge, &p, &GRAVE, 1, &is_new);
    struct frame frame = {.number = 7};
    struct packet packet = {.frame = &frame};
    struct message m = {.packet = &packet, .name = "x"};
    accused_prove(c.k->judge, a->said, &m, "is one");
    accused_prove(c.k->judge, a->said, &m, "is two");
    assert_int_equal(a->said->proof_count, 1);
    frame.number = 8;
    accused_prove(c.k->judge, a->said, &m, "is three");
    assert_int_equal(a->said->proof_count, 2);
    court_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reasons_add_up),
        cmocka_unit_test(by_name_or_by_address),
        cmocka_unit_test(only_its_own_requests_weigh_it_up),
        cmocka_unit_test(a_frame_is_shown_once_in_a_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
