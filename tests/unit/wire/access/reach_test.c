#include "unit/wire/access/scene.h"

#define ANNA "001010000000001"

static const char *text(struct scene *s, uint32_t name)
{
    return names_text(registry_names(s->r), name);
}

static bool is_host(const struct party *p, unsigned last)
{
    struct addr a = host(last);
    return addr_equal(&p->address, &a);
}

static void who_asks_is_the_actor(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    ask(s, S6A, AIR, 1, 2, 1, ANNA);
    assert_int_equal(s->access_count, 0);
    reply(s, S6A, AIR, 2, 1, 1, 2001);
    assert_int_equal(s->access_count, 1);
    const struct access *a = &s->accesses[0];
    assert_int_equal(a->how, HOW_READ);
    assert_int_equal(a->categories, CATEGORY_CREDENTIAL);
    assert_true(is_host(&a->actor, 1) && is_host(&a->custodian, 2));
    assert_string_equal(text(s, a->actor.name), "host1.example");
    assert_string_equal(text(s, a->custodian.name), "host2.example");
    assert_string_equal(text(s, a->actor_realm), "visited.example");
    assert_string_equal(text(s, a->custodian_realm), "home.example");
    assert_true(a->answered);
    assert_int_equal(a->outcome, OUTCOME_SUCCESS);
    assert_int_equal(a->cause, 2001);
    assert_string_equal(best_text(s, a->person), "imsi:" ANNA);
    assert_int_equal(a->request.frame, 1);
    assert_int_equal(a->answer.frame, 2);
    scene_free(s);
}

static struct addr title(uint32_t code, uint8_t digit)
{
    struct addr a = addr_point_code(code, false);
    addr_add_title(&a, &digit, 1);
    return a;
}

/* SS7: the actor is the calling title; who answers is the custodian, not the address by which it
 * was found. */
static void titles_are_the_parties(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    for (unsigned answer = 0; answer < 2; answer++) {
        struct message *m = scene_begin(s, PROTO_PFCP, 0, PFCP_ESTABLISH + answer,
                                        answer ? PART_ANSWER : PART_REQUEST, 1, 2);
        m->pairing = PAIR_ANYWHERE;
        m->transaction = 7;
        message_handle(m, 9);
        s->packet.odd = PACKET_READDRESSED;
        s->packet.src = answer ? title(12, 3) : title(10, 1);
        s->packet.dst = answer ? title(13, 1) : title(11, 2);
        scene_send(s);
    }
    TEXT_ON(t, 60);
    assert_int_equal(s->access_count > 0, 1);
    text_addr(&t, &s->accesses[0].actor.address);
    text_char(&t, ' ');
    text_addr(&t, &s->accesses[0].custodian.address);
    assert_string_equal(t.at, "gt:1 gt:3");
    scene_free(s);
}

/* One exchange may be two accesses. */
static void a_registration_writes_and_reads(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    ask(s, S6A, ULR, 1, 2, 1, ANNA);
    reply(s, S6A, ULR, 2, 1, 1, 2001);
    assert_int_equal(s->access_count, 2);
    assert_int_equal(s->accesses[0].how, HOW_WRITE);
    assert_int_equal(s->accesses[1].how, HOW_READ);
    scene_free(s);
}

/* What the holder sends unasked: the receiver is the actor. A condition holds on either message. */
static void who_is_told_is_the_actor(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    ask(s, S6A, IDR, 2, 1, 1, ANNA);
    reply(s, S6A, IDR, 1, 2, 1, 2001);
    assert_int_equal(s->access_count, 0);
    scene_begin(s, PROTO_DIAMETER, S6A, IDR, PART_REQUEST, 2, 1)->transaction = 2;
    put_text(s, MEANING_ORIGIN_HOST, "hss.example");
    put_text(s, MEANING_ORIGIN_REALM, "home.example");
    put_text(s, MEANING_IMSI, ANNA);
    put_number(s, MEANING_PROFILE, 1);
    scene_send(s);
    reply(s, S6A, IDR, 1, 2, 2, 2001);
    assert_int_equal(s->access_count, 1);
    const struct access *a = &s->accesses[0];
    assert_int_equal(a->how, HOW_DELIVER);
    assert_true(is_host(&a->actor, 1) && is_host(&a->custodian, 2));
    assert_string_equal(text(s, a->custodian.name), "hss.example");
    assert_string_equal(text(s, a->custodian_realm), "home.example");
    scene_free(s);
}

static void a_copy_says_where_to(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    scene_begin(s, PROTO_PFCP, 0, PFCP_MODIFY, PART_REQUEST, 1, 2)->transaction = 1;
    put_number(s, MEANING_SESSION_SEID, 5);
    put_number(s, MEANING_COPY, 1);
    put_tunnel(s, MEANING_COPY_TO, 9, 99, 3);
    s->m.fields[s->m.field_count - 1].extra = 2152;
    scene_send(s);
    registry_finish(s->r);
    assert_int_equal(s->access_count, 2);
    assert_int_equal(s->accesses[0].to, 0);
    assert_int_equal(s->accesses[1].how, HOW_COPY);
    assert_string_equal(text(s, s->accesses[1].to), "192.0.2.99:2152");
    assert_false(s->accesses[1].answered);
    scene_free(s);
}

/* Nobody's data: neither a person nor a session is named. */
static void what_touches_nobody_is_no_access(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    scene_begin(s, PROTO_PFCP, 0, 1, PART_REQUEST, 1, 2)->transaction = 1;
    scene_send(s);
    scene_begin(s, PROTO_PFCP, 0, 5, PART_REQUEST, 1, 2)->transaction = 2;
    put_address(s, MEANING_NODE, 1);
    scene_send(s);
    ask(s, 0, CER, 1, 2, 3, NULL);
    ask(s, S6A, AIR, 1, 2, 4, NULL);
    registry_finish(s->r);
    assert_int_equal(s->access_count, 0);
    /* A session is somebody's, though nobody knows whose. */
    scene_begin(s, PROTO_PFCP, 0, PFCP_MODIFY, PART_REQUEST, 1, 2)->transaction = 5;
    put_number(s, MEANING_SESSION_SEID, 5);
    scene_send(s);
    registry_finish(s->r);
    assert_int_equal(s->access_count, 1);
    assert_int_equal(s->accesses[0].person, 0);
    scene_free(s);
}

static void a_refusal_keeps_its_cause(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    ask(s, S6A, AIR, 1, 2, 1, ANNA);
    reply(s, S6A, AIR, 2, 1, 1, 5012);
    assert_int_equal(s->accesses[0].outcome, OUTCOME_REFUSED);
    assert_true(s->accesses[0].has_cause);
    assert_int_equal(s->accesses[0].cause, 5012);
    scene_free(s);
}

/* Behind a relay the address is the relay's and the name the originator's; who answers is the
 * custodian, whoever was meant to. */
static void names_are_the_originators(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    scene_begin(s, PROTO_DIAMETER, S6A, AIR, PART_REQUEST, 20, 2)->transaction = 1;
    put_text(s, MEANING_ORIGIN_HOST, "mme.example");
    put_text(s, MEANING_DESTINATION_HOST, "hss1.example");
    put_text(s, MEANING_ROUTE, "mme.example");
    put_text(s, MEANING_IMSI, ANNA);
    scene_send(s);
    scene_begin(s, PROTO_DIAMETER, S6A, AIR, PART_ANSWER, 2, 20)->transaction = 1;
    put_text(s, MEANING_ORIGIN_HOST, "hss2.example");
    scene_send(s);
    assert_true(is_host(&s->accesses[0].actor, 20));
    assert_string_equal(text(s, s->accesses[0].actor.name), "mme.example");
    assert_string_equal(text(s, s->accesses[0].custodian.name), "hss2.example");
    scene_free(s);
}

static void the_visited_network_is_said(void **state)
{
    (void)state;
    static const uint8_t plmn[] = {0x00, 0xf1, 0x10};
    struct scene *s = scene_new();
    scene_begin(s, PROTO_DIAMETER, S6A, AIR, PART_REQUEST, 1, 2)->transaction = 1;
    put_text(s, MEANING_IMSI, ANNA);
    field_bytes(&s->m, MEANING_VISITED, FORM_PLMN, scene_keep(s, plmn, 3), 0);
    scene_send(s);
    registry_finish(s->r);
    assert_string_equal(text(s, s->accesses[0].visited), "00101");
    scene_free(s);
}

enum { INITIAL_UE = 15, REGISTRATION = 65 };

/* InitialUEMessage, and a message inside it in the same frame. */
static void outer(struct scene *s, uint64_t handle)
{
    scene_begin(s, PROTO_NGAP, 0, INITIAL_UE, PART_NEITHER, 1, 2);
    message_handle(&s->m, handle);
    s->m.begins = handle;
    scene_send(s);
}

static void inner(struct scene *s, uint64_t handle, const char *imsi)
{
    scene_begin(s, PROTO_NAS_5GS, 0, REGISTRATION, PART_NEITHER, 1, 2);
    s->frame.number = --s->frames;
    message_handle(&s->m, handle);
    if (imsi)
        put_text(s, MEANING_IMSI, imsi);
    scene_send(s);
}

static uint32_t whose(struct scene *s, size_t n)
{
    assert_int_equal(s->accesses[n].op->proto, PROTO_NGAP);
    return s->accesses[n].person;
}

static void the_message_inside_says_whose(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    outer(s, 11);
    assert_int_equal(s->access_count, 0);
    inner(s, 11, ANNA);
    assert_true(s->access_count >= 1);
    assert_int_equal(whose(s, 0), s->person);
    assert_string_equal(best_text(s, whose(s, 0)), "imsi:" ANNA);
    scene_free(s);
}

/* A later frame is another matter, and so is another context; nothing waits for ever. */
static void what_is_not_inside_says_nothing(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    outer(s, 11);
    outer(s, 12); /* the first goes as it is */
    assert_int_equal(s->access_count, 1);
    assert_int_equal(whose(s, 0), 0);
    inner(s, 13, ANNA);
    assert_int_equal(whose(s, 1), 0);
    outer(s, 14);
    inner(s, 14, NULL); /* ciphered */
    size_t before = s->access_count;
    registry_finish(s->r);
    assert_true(s->access_count > before);
    for (size_t i = before; i < s->access_count; i++)
        assert_int_equal(s->accesses[i].person, 0);
    scene_free(s);
}

/* A probe at the radio hears both sides and knows the address of neither. */
static void ends_that_nobody_names_reach_nothing(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    struct message *m = scene_begin(s, PROTO_NAS_EPS, 0, 72, PART_REQUEST, 1, 2);
    m->pairing = PAIR_NONE;
    s->packet.src = s->packet.dst = (struct addr){0};
    put_text(s, MEANING_IMSI, ANNA);
    scene_send(s);
    assert_int_equal(s->access_count, 0);
    m = scene_begin(s, PROTO_NAS_EPS, 0, 72, PART_REQUEST, 1, 2);
    m->pairing = PAIR_NONE;
    put_text(s, MEANING_IMSI, ANNA);
    scene_send(s);
    assert_int_equal(s->access_count, 1);
    scene_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_asks_is_the_actor),
        cmocka_unit_test(titles_are_the_parties),
        cmocka_unit_test(a_registration_writes_and_reads),
        cmocka_unit_test(who_is_told_is_the_actor),
        cmocka_unit_test(a_copy_says_where_to),
        cmocka_unit_test(what_touches_nobody_is_no_access),
        cmocka_unit_test(a_refusal_keeps_its_cause),
        cmocka_unit_test(names_are_the_originators),
        cmocka_unit_test(the_visited_network_is_said),
        cmocka_unit_test(the_message_inside_says_whose),
        cmocka_unit_test(what_is_not_inside_says_nothing),
        cmocka_unit_test(ends_that_nobody_names_reach_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
