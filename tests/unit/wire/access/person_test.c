#include "unit/wire/access/scene.h"

#define ANNA "001010000000001"
#define BERT "001010000000002"
#define PHONE "99900000001"
#define DEVICE "35693803564380"

static uint32_t say(struct scene *s, const char *imsi, const char *msisdn, const char *imei,
                    unsigned address)
{
    /* Each with its own transaction: nothing but the identities may tie them. */
    static uint64_t transaction;
    scene_begin(s, PROTO_DIAMETER, S6A, ULR, PART_REQUEST, 1, 2)->transaction = ++transaction;
    if (address)
        put_address(s, MEANING_UE_IP, address);
    if (imei)
        put_text(s, MEANING_IMEI, imei);
    if (msisdn)
        put_text(s, MEANING_MSISDN, msisdn);
    if (imsi)
        put_text(s, MEANING_IMSI, imsi);
    scene_send(s);
    return s->person;
}

static void one_message_is_one_person(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    uint32_t anna = say(s, ANNA, PHONE, DEVICE, 77);
    assert_int_not_equal(anna, 0);
    assert_int_equal(say(s, NULL, PHONE, NULL, 0), anna);
    assert_int_equal(say(s, NULL, NULL, DEVICE "01", 0), anna);
    assert_int_equal(say(s, NULL, NULL, NULL, 77), anna);
    assert_string_equal(best_text(s, anna), "imsi:" ANNA);
    assert_int_equal(registry_person_count(s->r), 1);
    scene_free(s);
}

/* What was learnt by halves comes together when a message holds both. */
static void halves_come_together(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    uint32_t by_number = say(s, NULL, PHONE, NULL, 0);
    uint32_t by_imsi = say(s, ANNA, NULL, NULL, 0);
    assert_int_not_equal(by_number, by_imsi);
    assert_int_equal(registry_person_count(s->r), 2);
    say(s, ANNA, PHONE, NULL, 0);
    assert_int_equal(registry_same_person(s->r, by_number), registry_same_person(s->r, by_imsi));
    assert_string_equal(best_text(s, by_number), "imsi:" ANNA);
    assert_int_equal(registry_person_count(s->r), 1);
    scene_free(s);
}

static void two_imsis_are_never_one_person(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    uint32_t anna = say(s, ANNA, PHONE, DEVICE, 77);
    uint32_t bert = say(s, BERT, PHONE, DEVICE, 77);
    assert_int_not_equal(anna, bert);
    assert_int_equal(registry_person_count(s->r), 2);
    assert_string_equal(best_text(s, anna), "imsi:" ANNA);
    assert_string_equal(best_text(s, bert), "imsi:" BERT);
    scene_free(s);
}

/* Number, device and address are the next one's from then on, and no longer the first one's. */
static void what_is_lent_moves(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    uint32_t anna = say(s, ANNA, PHONE, DEVICE, 77);
    uint32_t bert = say(s, BERT, NULL, DEVICE, 77);
    assert_int_equal(say(s, NULL, NULL, DEVICE, 0), bert);
    assert_int_equal(say(s, NULL, NULL, NULL, 77), bert);
    assert_int_equal(say(s, NULL, PHONE, NULL, 0), anna);
    assert_int_equal(registry_person(s->r, anna)->identities[IDENTITY_IMEI], 0);
    assert_int_equal(registry_person(s->r, anna)->identities[IDENTITY_UE_IP], 0);
    scene_free(s);
}

/* An address in common joins nobody who is known by more: it may have changed hands. */
static void an_address_joins_no_two_known_ones(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    uint32_t anna = say(s, ANNA, NULL, NULL, 77);
    uint32_t other = say(s, NULL, PHONE, NULL, 77);
    assert_int_not_equal(anna, other);
    assert_int_equal(say(s, NULL, NULL, NULL, 77), other);
    scene_free(s);
}

static void an_address_joins_who_is_known_by_nothing_else(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    uint32_t by_address = say(s, NULL, NULL, NULL, 77);
    uint32_t anna = say(s, ANNA, NULL, NULL, 77);
    assert_int_equal(registry_same_person(s->r, by_address), anna);
    scene_free(s);
}

static void a_list_joins_nobody(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    scene_begin(s, PROTO_DIAMETER, S6A, IDR, PART_REQUEST, 1, 2);
    put_text(s, MEANING_IMSI, ANNA);
    put_text(s, MEANING_MSISDN, PHONE);
    put_text(s, MEANING_IMSI, BERT);
    scene_send(s);
    uint32_t first = s->person;
    assert_string_equal(best_text(s, first), "imsi:" ANNA);
    assert_int_equal(registry_person(s->r, first)->identities[IDENTITY_MSISDN], 0);
    assert_int_equal(say(s, ANNA, NULL, NULL, 0), first);
    assert_int_not_equal(say(s, BERT, NULL, NULL, 0), first);
    scene_free(s);
}

static void the_same_imsi_twice_is_no_list(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    scene_begin(s, PROTO_DIAMETER, S6A, ULR, PART_REQUEST, 1, 2);
    put_text(s, MEANING_IMSI, ANNA);
    put_text(s, MEANING_MSISDN, PHONE);
    put_text(s, MEANING_IMSI, ANNA);
    scene_send(s);
    assert_int_not_equal(registry_person(s->r, s->person)->identities[IDENTITY_MSISDN], 0);
    scene_free(s);
}

/* An answer tells what the request did not know. */
static void an_answer_belongs_to_its_request(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    scene_begin(s, PROTO_DIAMETER, S6A, ULR, PART_REQUEST, 1, 2)->transaction = 5000001;
    put_text(s, MEANING_MSISDN, PHONE);
    scene_send(s);
    uint32_t by_number = s->person;
    scene_begin(s, PROTO_DIAMETER, S6A, ULR, PART_ANSWER, 2, 1)->transaction = 5000001;
    put_text(s, MEANING_IMSI, ANNA);
    scene_send(s);
    assert_int_equal(s->person, by_number);
    assert_int_equal(s->bound_count, 1);
    assert_string_equal(best_text(s, by_number), "imsi:" ANNA);
    assert_int_equal(s->accesses[0].person, by_number);
    scene_free(s);
}

static void bound_are_those_not_carried(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    say(s, ANNA, PHONE, DEVICE, 77);
    assert_int_equal(s->bound_count, 0);
    say(s, ANNA, NULL, NULL, 0);
    assert_int_equal(s->bound_count, 3);
    assert_int_equal(registry_identity(s->r, s->bound[0])->class, IDENTITY_MSISDN);
    assert_int_equal(registry_identity(s->r, s->bound[1])->class, IDENTITY_IMEI);
    assert_int_equal(registry_identity(s->r, s->bound[2])->class, IDENTITY_UE_IP);
    scene_free(s);
}

static uint32_t call(struct scene *s, const char *from, const char *to, uint64_t handle)
{
    struct message *m = scene_begin(s, PROTO_ISUP, 0, 1, PART_NEITHER, 1, 2);
    message_handle(m, handle);
    if (to)
        put_tbcd(s, MEANING_CALLED, FORM_E164, to);
    if (from)
        put_tbcd(s, MEANING_CALLING, FORM_E164, from);
    scene_send(s);
    return s->person;
}

/* Who calls and who is called are two: a call is the caller's, and joins nobody. */
static void calls_join_nobody(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    uint32_t anna = call(s, "999100000001", "999100000002", 5);
    assert_string_equal(best_text(s, anna), "msisdn:999100000001");
    uint32_t bert = call(s, "999100000002", "999100000003", 6);
    assert_int_not_equal(anna, bert);
    assert_string_equal(best_text(s, bert), "msisdn:999100000002");
    /* Of the same call: hers, though another one is named; of another call: his. */
    assert_int_equal(call(s, NULL, "999100000003", 5), anna);
    assert_string_equal(best_text(s, anna), "msisdn:999100000001");
    assert_int_equal(s->bound_count, 1);
    assert_string_equal(best_text(s, call(s, NULL, "999100000003", 7)), "msisdn:999100000003");
    assert_int_equal(s->bound_count, 0);
    scene_free(s);
}

/* More people than there is room for: who was seen last is known, and no number is given twice. */
static void old_ones_give_way(void **state)
{
    (void)state;
    struct scene *s = scene_with(1 << 20, false);
    uint32_t anna = say(s, ANNA, NULL, NULL, 0);
    uint32_t last = 0;
    for (uint64_t i = 10; i < 20010; i++) {
        char imsi[16];
        imsi_text(imsi, i);
        last = say(s, imsi, NULL, NULL, 0);
        assert_int_not_equal(last, anna);
    }
    assert_null(registry_person(s->r, anna));
    assert_int_equal(registry_best(s->r, anna), 0);
    assert_string_equal(best_text(s, last), "imsi:001010000020009");
    assert_true(registry_evicted(s->r) > 0);
    assert_int_not_equal(say(s, ANNA, NULL, NULL, 0), anna);
    scene_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_message_is_one_person),
        cmocka_unit_test(halves_come_together),
        cmocka_unit_test(two_imsis_are_never_one_person),
        cmocka_unit_test(what_is_lent_moves),
        cmocka_unit_test(an_address_joins_no_two_known_ones),
        cmocka_unit_test(an_address_joins_who_is_known_by_nothing_else),
        cmocka_unit_test(a_list_joins_nobody),
        cmocka_unit_test(the_same_imsi_twice_is_no_list),
        cmocka_unit_test(an_answer_belongs_to_its_request),
        cmocka_unit_test(bound_are_those_not_carried),
        cmocka_unit_test(calls_join_nobody),
        cmocka_unit_test(old_ones_give_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
