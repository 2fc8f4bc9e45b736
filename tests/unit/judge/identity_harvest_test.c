#include "unit/judge/harvest_scene.h"

/* --- Must be found --- */

static void a_stranger_takes_vectors(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 60; i++)
        fetch(&h, STRANGER, scattered(i), KNOWN);
    const struct finding *f = found(&h);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_HIGH);
    assert_int_equal(f->person_count, 60);
    assert_int_equal(f->count, 60);
    struct addr stranger = host(STRANGER);
    assert_true(addr_equal(&f->actor.address, &stranger));
    harvest_free(&h);
}

/* Among an MME that works as it should. */
static void a_stranger_beside_a_busy_mme(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 300; i++) {
        attach(&h, MME, scattered(i));
        if (i % 4 == 0)
            fetch(&h, STRANGER, scattered(1000 + i), KNOWN);
    }
    const struct finding *f = found(&h);
    assert_non_null(f);
    struct addr stranger = host(STRANGER);
    assert_true(addr_equal(&f->actor.address, &stranger));
    assert_int_equal(f->person_count, 75);
    harvest_free(&h);
}

static void attempts_are_less_than_answers(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 60; i++)
        fetch(&h, STRANGER, scattered(i), 0);
    const struct finding *f = found(&h);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    harvest_free(&h);
}

static void a_walk_needs_no_crowd(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 16; i++)
        fetch(&h, STRANGER, 5000 + i, KNOWN);
    const struct finding *f = found(&h);
    assert_non_null(f);
    assert_int_equal(f->person_count, 16);
    harvest_free(&h);
}

static void guessing_is_found(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 15; i++)
        fetch(&h, STRANGER, scattered(i), i % 5 == 0 ? KNOWN : USER_UNKNOWN);
    const struct finding *f = found(&h);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    harvest_free(&h);
}

/* A name stands for the actor, whichever relay it comes through. */
static void relays_do_not_hide_it(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 60; i++) {
        char imsi[16];
        imsi_text(imsi, scattered(i));
        unsigned relay = i % 2 ? 20 : 21;
        scene_begin(h.s, PROTO_DIAMETER, S6A, AIR, PART_REQUEST, relay, HSS)->transaction = 1 + i;
        put_text(h.s, MEANING_ORIGIN_HOST, "mme.stranger.example");
        put_text(h.s, MEANING_DESTINATION_HOST, "hss.home.example");
        put_text(h.s, MEANING_ROUTE, "relay.example");
        put_text(h.s, MEANING_IMSI, imsi);
        scene_send(h.s);
    }
    const struct finding *f = found(&h);
    assert_non_null(f);
    assert_int_equal(f->person_count, 60);
    harvest_free(&h);
}

/* --- Must be quiet --- */

static void a_busy_mme_is_quiet(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 500; i++) {
        attach(&h, MME, scattered(i));
        /* People of an earlier time are authenticated again. */
        if (i % 4 == 0)
            fetch(&h, MME, scattered(2000 + i), KNOWN);
    }
    assert_null(found(&h));
    harvest_free(&h);
}

static void a_load_test_is_quiet(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 500; i++)
        attach(&h, MME, 7000 + i);
    assert_null(found(&h));
    harvest_free(&h);
}

/* All vectors first, registrations minutes later. */
static void late_registrations_explain(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 100; i++)
        fetch(&h, MME, 7000 + i, KNOWN);
    h.s->time += 300ULL * SECOND;
    for (uint64_t i = 0; i < 100; i++) {
        char imsi[16];
        imsi_text(imsi, 7000 + i);
        exchange(&h, S6A, ULR, MME, HSS, imsi, KNOWN);
    }
    assert_null(found(&h));
    harvest_free(&h);
}

/* A registration that is refused explains nothing. */
static void refused_registrations_do_not_explain(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 60; i++) {
        char imsi[16];
        imsi_text(imsi, scattered(i));
        exchange(&h, S6A, AIR, STRANGER, HSS, imsi, KNOWN);
        exchange(&h, S6A, ULR, STRANGER, HSS, imsi, USER_UNKNOWN);
    }
    assert_non_null(found(&h));
    harvest_free(&h);
}

/* A partner whose subscribers come one by one, in a day, stays under the window. */
static void a_slow_partner_is_quiet(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 200; i++) {
        fetch(&h, MME, scattered(i), KNOWN);
        h.s->time += 60ULL * SECOND;
    }
    assert_null(found(&h));
    harvest_free(&h);
}

/* After a restart all MMEs authenticate everybody again: they are each other's normal. */
static void peers_that_do_the_same_are_quiet(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 300; i++)
        fetch(&h, i % 3 == 0 ? MME : (i % 3 == 1 ? OTHER_MME : THIRD_MME), scattered(i), KNOWN);
    assert_null(found(&h));
    harvest_free(&h);
}

/* Its work is asking; what it sends goes to MMEs that the capture does not show. */
static void an_smsc_is_quiet(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 600; i++) {
        char imsi[16];
        imsi_text(imsi, scattered(i));
        exchange(&h, S6C, SRR, SMSC, HSS, imsi, KNOWN);
    }
    assert_null(found(&h));
    harvest_free(&h);
}

/* A campaign by number of sixty customers. */
static void a_short_campaign_is_quiet(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 60; i++) {
        char imsi[16];
        imsi_text(imsi, 100 + i);
        exchange(&h, S6C, SRR, SMSC, HSS, imsi, KNOWN);
    }
    assert_null(found(&h));
    harvest_free(&h);
}

/* The HSS pushes data to whom it knows to serve them. */
static void being_told_explains(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 100; i++) {
        char imsi[16];
        imsi_text(imsi, scattered(i));
        exchange(&h, S6A, AIR, MME, HSS, imsi, KNOWN);
        exchange(&h, S6A, 317, HSS, MME, imsi, KNOWN);
    }
    assert_null(found(&h));
    harvest_free(&h);
}

/* One phone that tries again and again is one person. */
static void one_person_is_no_crowd(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 500; i++)
        fetch(&h, STRANGER, 7, USER_UNKNOWN);
    assert_null(found(&h));
    harvest_free(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stranger_takes_vectors),
        cmocka_unit_test(a_stranger_beside_a_busy_mme),
        cmocka_unit_test(attempts_are_less_than_answers),
        cmocka_unit_test(a_walk_needs_no_crowd),
        cmocka_unit_test(guessing_is_found),
        cmocka_unit_test(relays_do_not_hide_it),
        cmocka_unit_test(a_busy_mme_is_quiet),
        cmocka_unit_test(a_load_test_is_quiet),
        cmocka_unit_test(late_registrations_explain),
        cmocka_unit_test(refused_registrations_do_not_explain),
        cmocka_unit_test(a_slow_partner_is_quiet),
        cmocka_unit_test(peers_that_do_the_same_are_quiet),
        cmocka_unit_test(an_smsc_is_quiet),
        cmocka_unit_test(a_short_campaign_is_quiet),
        cmocka_unit_test(being_told_explains),
        cmocka_unit_test(one_person_is_no_crowd),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
