#include "judge/finding.h"

#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

enum { MANY = 30000 };

static struct blind blind;
static struct registry *registry;
static struct judge *judge;

static const struct party A = {.address = {.bytes = {192, 0, 2, 1}, .family = 4}};
static const struct party B = {.address = {.bytes = {192, 0, 2, 2}, .family = 4}};

static int open_all(void **state)
{
    (void)state;
    struct fault fault;
    struct registry_settings said = {.budget = 1 << 20, .blind = &blind};
    if (!blind_init(&blind, 64 << 10, 1))
        return -1;
    registry = registry_new(&said);
    struct judge_settings judge_said = {
        .budget = 2 << 20, .seed = 5, .registry = registry, .blind = &blind};
    judge = judge_new(&judge_said, &fault);
    return registry && judge ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    judge_free(judge);
    registry_free(registry);
    blind_free(&blind);
    return 0;
}

static struct finding *find(unsigned check, const struct party *actor,
                            const struct party *custodian, const char *object, uint64_t time,
                            bool expect_new)
{
    bool is_new;
    struct finding *f = finding_of(judge, check_at(check), actor, custodian, object, time, &is_new);
    assert_int_equal(is_new, expect_new);
    return f;
}

static void repeated_ones_are_one(void **state)
{
    (void)state;
    struct finding *f = find(0, &A, &B, "what", 50, true);
    assert_ptr_equal(f->check, check_at(0));
    assert_true(addr_equal(&f->actor.address, &A.address));
    assert_true(addr_equal(&f->custodian.address, &B.address));
    assert_string_equal(judge_text(judge, f->object), "what");
    assert_int_equal(f->count, 1);
    assert_int_equal(f->first, 50);
    assert_int_equal(f->last, 50);
    assert_ptr_equal(find(0, &A, &B, "what", 70, false), f);
    assert_ptr_equal(find(0, &A, &B, "what", 30, false), f);
    assert_int_equal(f->count, 3);
    assert_int_equal(f->first, 30);
    assert_int_equal(f->last, 70);
}

/* Each part of what makes a finding this one makes another. */
static void each_part_makes_another(void **state)
{
    (void)state;
    struct party named = A;
    named.name = 7;
    struct finding *all[] = {
        find(0, &A, &B, "what", 1, true),     find(1, &A, &B, "what", 1, true),
        find(0, &named, &B, "what", 1, true), find(0, &B, &A, "what", 1, true),
        find(0, &A, NULL, "what", 1, true),   find(0, NULL, &A, "what", 1, true),
        find(0, &A, &B, "", 1, true),         find(0, &A, &B, "What", 1, true),
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (size_t k = 0; k < i; k++) {
            assert_ptr_not_equal(all[i], all[k]);
            assert_int_not_equal(all[i]->number, all[k]->number);
        }
    assert_ptr_equal(find(0, NULL, &A, "what", 1, false), all[5]);
    assert_int_equal(all[4]->custodian.address.family, 0);
}

static void order_is_severity_time_slug(void **state)
{
    (void)state;
    static const struct {
        unsigned check;
        enum severity severity;
        uint64_t time;
    } rows[] = {{1, SEVERITY_LOW, 1},      {0, SEVERITY_HIGH, 9}, {1, SEVERITY_HIGH, 9},
                {0, SEVERITY_HIGH, 9},     {2, SEVERITY_NONE, 1}, {1, SEVERITY_MEDIUM, 2},
                {3, SEVERITY_CRITICAL, 99}};
    size_t count = sizeof rows / sizeof *rows;
    struct finding *made[7];
    for (size_t i = 0; i < count; i++) {
        char object[4] = {(char)('a' + i), 0};
        made[i] = find(rows[i].check, &A, &B, object, rows[i].time, true);
        made[i]->severity = rows[i].severity;
    }
    /* Two of one check are told in the order in which they were found. */
    static const unsigned expect[] = {6, 1, 3, 2, 5, 0};
    size_t told;
    const struct finding *const *all = judge_findings(judge, &told);
    assert_int_equal(told, 6);
    for (size_t i = 0; i < told; i++)
        assert_ptr_equal(all[i], made[expect[i]]);
    made[0]->severity = SEVERITY_CRITICAL;
    all = judge_findings(judge, &told);
    assert_ptr_equal(all[0], made[0]);
}

/* Full is full: those that stand are found again, each as itself, and the rest is told. */
static void a_spent_budget_is_told(void **state)
{
    (void)state;
    static struct finding *made[MANY];
    char object[16];
    unsigned held = 0, refused = 0;
    for (unsigned i = 0; i < MANY; i++) {
        (void)snprintf(object, sizeof object, "%u", i);
        made[i] = find(0, &A, &B, object, i, true);
        held += made[i] != NULL;
        refused += made[i] == NULL;
    }
    assert_in_range(held, 100, MANY - 1);
    for (unsigned i = 0; i < held; i++) {
        (void)snprintf(object, sizeof object, "%u", i);
        assert_ptr_equal(find(0, &A, &B, object, i, false), made[i]);
        assert_int_equal(made[i]->count, 2);
    }
    const struct blind_spot *spots[20];
    assert_int_equal(blind_sorted(&blind, spots, 20), 0);
    judge_finish(judge);
    char expect[60];
    (void)snprintf(expect, sizeof expect, "%u further findings did not fit", refused);
    assert_int_equal(blind_sorted(&blind, spots, 20), 1);
    assert_int_equal(spots[0]->reason, BLIND_OVER_BUDGET);
    assert_string_equal(names_text(&blind.names, spots[0]->where), "findings");
    assert_memory_equal(names_text(&blind.names, spots[0]->detail), expect, strlen(expect));
}

static void nothing_refused_nothing_told(void **state)
{
    (void)state;
    const struct blind_spot *spots[20];
    find(0, &A, &B, "what", 1, true);
    judge_finish(judge);
    assert_int_equal(blind_sorted(&blind, spots, 20), 0);
}

static void persons_are_listed_once(void **state)
{
    (void)state;
    struct finding f = {0};
    finding_person(judge, &f, 0); /* nobody known */
    assert_int_equal(f.person_count, 0);
    for (uint32_t person = 1; person <= FINDING_PERSONS; person++) {
        finding_person(judge, &f, person);
        finding_person(judge, &f, person);
        finding_person(judge, &f, 1);
    }
    assert_int_equal(f.person_count, FINDING_PERSONS);
    for (uint32_t i = 0; i < FINDING_PERSONS; i++)
        assert_int_equal(f.persons[i], i + 1);
    finding_person(judge, &f, 99);
    finding_person(judge, &f, 99); /* not listed, and counted once all the same */
    assert_int_equal(f.person_count, FINDING_PERSONS + 1);
    assert_int_equal(f.persons[FINDING_PERSONS - 1], FINDING_PERSONS);
    finding_person(judge, &f, 3);
    assert_int_equal(f.person_count, FINDING_PERSONS + 1);
}

/* The first ones stand: proofs begin with the clearest. */
static void proofs_and_reasons_are_bounded(void **state)
{
    (void)state;
    struct finding *f = find(0, &A, &B, "", 1, true);
    for (unsigned i = 0; i < FINDING_PROOFS + 5; i++) {
        finding_proof(judge, f, (struct place){.frame = i + 1}, "proof %u", i);
        finding_why(judge, f, "why %u", i);
    }
    assert_int_equal(f->proof_count, FINDING_PROOFS);
    assert_int_equal(f->why_count, FINDING_WHYS);
    assert_int_equal(f->proofs[0].place.frame, 1);
    assert_string_equal(judge_text(judge, f->proofs[FINDING_PROOFS - 1].why), "proof 19");
    assert_string_equal(judge_text(judge, f->whys[FINDING_WHYS - 1]), "why 9");
}

static void a_person_in_a_text_is_a_placeholder(void **state)
{
    (void)state;
    TEXT_ON(t, 60);
    text_put(&t, "asked for ");
    text_person(&t, 4711);
    text_put(&t, " twice");
    assert_string_equal(t.at, "asked for \001"
                              "4711\002 twice");
}

static void parties_have_names_and_addresses(void **state)
{
    (void)state;
    TEXT_ON(t, 100);
    struct party p = A;
    text_party(&t, judge, &p);
    assert_string_equal(t.at, "192.0.2.1");
    p.name = names_of(registry_names(registry), "mme1", 4);
    text_clear(&t);
    text_party(&t, judge, &p);
    assert_string_equal(t.at, "mme1 (192.0.2.1)");
    p.address = (struct addr){0};
    text_clear(&t);
    text_party(&t, judge, &p);
    assert_string_equal(t.at, "mme1");
}

static void checks_are_in_order_and_whole(void **state)
{
    (void)state;
    unsigned i = 0;
    size_t shared = 0;
    for (const struct check *c; (c = check_at(i)); i++) {
        shared += judge_share(judge, c);
        assert_true(c->slug && c->title && c->meaning && c->innocent_if && c->next);
        assert_true(strlen(c->title) < 80);
        if (i)
            assert_true(strcmp(check_at(i - 1)->slug, c->slug) < 0);
    }
    assert_true(i >= 4);
    assert_null(check_at(UINT32_MAX));
    assert_string_equal(severity_word(SEVERITY_LOW), "low");
    assert_string_equal(severity_word(SEVERITY_CRITICAL), "critical");
    assert_true(shared > 0 && shared <= 1 << 20);
}

#define ON_JUDGE(f) cmocka_unit_test_setup_teardown(f, open_all, close_all)

static bool on_warranted(void *arg, uint32_t person)
{
    return person == *(uint32_t *)arg;
}

/* Nobody is, where nobody can be asked; a person who is not known never is. */
static void warrants_are_asked_for(void **state)
{
    (void)state;
    struct fault fault;
    uint32_t named = 7;
    assert_false(judge_warranted(judge, 7));
    struct judge_settings said = {.budget = 1 << 20,
                                  .registry = registry,
                                  .blind = &blind,
                                  .warranted = on_warranted,
                                  .arg = &named};
    struct judge *j = judge_new(&said, &fault);
    assert_non_null(j);
    assert_true(judge_warranted(j, 7));
    assert_false(judge_warranted(j, 8));
    named = 0;
    assert_false(judge_warranted(j, 0));
    judge_free(j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_JUDGE(repeated_ones_are_one),
        ON_JUDGE(each_part_makes_another),
        ON_JUDGE(order_is_severity_time_slug),
        ON_JUDGE(a_spent_budget_is_told),
        ON_JUDGE(nothing_refused_nothing_told),
        ON_JUDGE(persons_are_listed_once),
        ON_JUDGE(proofs_and_reasons_are_bounded),
        cmocka_unit_test(a_person_in_a_text_is_a_placeholder),
        ON_JUDGE(parties_have_names_and_addresses),
        ON_JUDGE(checks_are_in_order_and_whole),
        cmocka_unit_test_setup_teardown(warrants_are_asked_for, open_all, close_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
