#include "unit/wire/access/scene.h"

#define ANNA "001010000000001"
#define BERT "001010000000002"

enum { MME = 1, SGW = 2, UPF = 3, ENB = 4 };

/* Types need no row here: what is bound follows from fields alone. */
enum { CREATE = 32, CREATED = 33, MODIFY = 34 };

static struct message *gtp(struct scene *s, uint32_t type, enum part part, unsigned from,
                           unsigned to, uint64_t sequence, uint32_t teid)
{
    struct message *m = scene_begin(s, PROTO_GTPV2, 0, type, part, from, to);
    m->transaction = sequence;
    put_number(s, MEANING_SESSION_TEID, teid);
    return m;
}

static void create(struct scene *s, uint64_t sequence, const char *imsi, uint32_t own)
{
    gtp(s, CREATE, PART_REQUEST, MME, SGW, sequence, 0);
    if (imsi)
        put_text(s, MEANING_IMSI, imsi);
    put_tunnel(s, MEANING_SESSION_TUNNEL, own, MME, 0);
    scene_send(s);
}

static uint32_t created(struct scene *s, uint64_t sequence, uint32_t to, uint32_t own)
{
    gtp(s, CREATED, PART_ANSWER, SGW, MME, sequence, to);
    put_tunnel(s, MEANING_SESSION_TUNNEL, own, SGW, 0);
    scene_send(s);
    return s->person;
}

static uint32_t modify(struct scene *s, unsigned from, unsigned to, uint32_t teid)
{
    static uint64_t sequence = 1 << 20;
    gtp(s, MODIFY, PART_REQUEST, from, to, ++sequence, teid);
    scene_send(s);
    return s->person;
}

static void a_session_is_followed_both_ways(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    create(s, 1, ANNA, 0x11);
    uint32_t anna = s->person;
    assert_int_not_equal(anna, 0);
    assert_int_equal(created(s, 1, 0x11, 0x21), anna);
    assert_int_equal(s->bound_count, 1);
    assert_int_equal(modify(s, MME, SGW, 0x21), anna);
    assert_int_equal(modify(s, SGW, MME, 0x11), anna);
    scene_free(s);
}

/* An endpoint is address and TEID: the same TEID at another host is somebody else's. */
static void a_teid_alone_says_nothing(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    create(s, 1, ANNA, 0x11);
    assert_int_equal(modify(s, MME, SGW, 0x11), 0);
    assert_int_equal(modify(s, SGW, ENB, 0x11), 0);
    scene_free(s);
}

static void teid_zero_is_nobodys(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    create(s, 1, ANNA, 0);
    assert_int_equal(modify(s, SGW, MME, 0), 0);
    scene_free(s);
}

static void a_key_is_the_next_ones_from_then_on(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    create(s, 1, ANNA, 0x11);
    uint32_t anna = s->person;
    create(s, 2, BERT, 0x11);
    uint32_t bert = s->person;
    assert_int_not_equal(anna, bert);
    assert_int_equal(modify(s, SGW, MME, 0x11), bert);
    /* Given out for somebody unknown, it is not the last one's either. */
    create(s, 3, NULL, 0x11);
    assert_int_equal(modify(s, SGW, MME, 0x11), 0);
    scene_free(s);
}

/* The answer to the first request comes when its TEID is another's already: it is the first one's
 * all the same, and takes nothing away. */
static void a_late_answer_is_its_requests(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    create(s, 1, ANNA, 0x11);
    uint32_t anna = s->person;
    create(s, 2, BERT, 0x11);
    uint32_t bert = s->person;
    assert_int_equal(created(s, 1, 0x11, 0x21), anna);
    assert_int_equal(modify(s, MME, SGW, 0x21), anna);
    assert_int_equal(modify(s, SGW, MME, 0x11), bert);
    scene_free(s);
}

/* TEIDs of user and control plane are two spaces: a bearer's does not take the other's place. */
static void planes_are_two_number_spaces(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    struct addr sgw = host(SGW);
    create(s, 1, ANNA, 0x11);
    uint32_t anna = created(s, 1, 0x11, 0x21);
    create(s, 2, BERT, 0x12);
    uint32_t bert = s->person;
    gtp(s, CREATED, PART_ANSWER, SGW, MME, 2, 0x12);
    put_tunnel(s, MEANING_SESSION_TUNNEL, 0x21, SGW, 1);
    scene_send(s);
    assert_int_equal(modify(s, MME, SGW, 0x21), anna);
    assert_int_equal(registry_tunnel(s->r, &sgw, 0x21), bert);
    assert_int_equal(registry_tunnel(s->r, &sgw, 0x22), 0);
    assert_int_equal(registry_tunnel(s->r, &sgw, 0), 0);
    scene_free(s);
}

/* Its owner speaks from another address than the endpoint names. */
static void a_key_holds_where_its_owner_speaks_from(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    gtp(s, CREATE, PART_REQUEST, MME, SGW, 1, 0);
    put_text(s, MEANING_IMSI, ANNA);
    put_tunnel(s, MEANING_SESSION_TUNNEL, 0x11, 50, 0);
    scene_send(s);
    uint32_t anna = s->person;
    assert_int_equal(modify(s, SGW, 50, 0x11), anna);
    assert_int_equal(modify(s, SGW, MME, 0x11), anna);
    /* A bearer's endpoint is another host's: nothing follows for the sender. */
    gtp(s, CREATE, PART_REQUEST, MME, SGW, 2, 0);
    put_text(s, MEANING_IMSI, BERT);
    put_tunnel(s, MEANING_SESSION_TUNNEL, 0x31, ENB, 1);
    scene_send(s);
    assert_int_equal(modify(s, SGW, MME, 0x31), 0);
    scene_free(s);
}

/* The request knew nobody; its answer does, and then the request's own keys are known too. */
static void an_answer_tells_whose_the_requests_keys_are(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    scene_begin(s, PROTO_PFCP, 0, PFCP_ESTABLISH, PART_REQUEST, SGW, UPF)->transaction = 9;
    put_number(s, MEANING_SESSION_SEID, 0);
    put_tunnel(s, MEANING_SESSION_ENDPOINT, 0x51, SGW, 0);
    scene_send(s);
    assert_int_equal(s->person, 0);
    scene_begin(s, PROTO_PFCP, 0, PFCP_ESTABLISH + 1, PART_ANSWER, UPF, SGW)->transaction = 9;
    put_number(s, MEANING_SESSION_SEID, 0x51);
    put_tunnel(s, MEANING_SESSION_ENDPOINT, 0x61, UPF, 0);
    put_address(s, MEANING_UE_IP, 77);
    scene_send(s);
    uint32_t who = s->person;
    assert_int_not_equal(who, 0);
    scene_begin(s, PROTO_PFCP, 0, PFCP_MODIFY, PART_REQUEST, SGW, UPF)->transaction = 10;
    put_number(s, MEANING_SESSION_SEID, 0x61);
    scene_send(s);
    assert_int_equal(s->person, who);
    scene_begin(s, PROTO_PFCP, 0, 56, PART_REQUEST, UPF, SGW)->transaction = 11;
    put_number(s, MEANING_SESSION_SEID, 0x51);
    scene_send(s);
    assert_int_equal(s->person, who);
    scene_free(s);
}

/* The capture began in the middle; a message that names the person under a key teaches the key. */
static void a_key_is_learnt_in_the_middle(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    assert_int_equal(modify(s, MME, SGW, 0x21), 0);
    gtp(s, MODIFY, PART_REQUEST, MME, SGW, 7, 0x21);
    put_text(s, MEANING_IMSI, ANNA);
    scene_send(s);
    uint32_t anna = s->person;
    assert_int_equal(modify(s, MME, SGW, 0x21), anna);
    scene_free(s);
}

static void a_session_id_holds_on_every_hop(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    scene_begin(s, PROTO_DIAMETER, 16777238, 272, PART_REQUEST, 1, 2)->transaction = 1;
    put_text(s, MEANING_SESSION_ID, "pgw.example;1;2");
    put_text(s, MEANING_IMSI, ANNA);
    scene_send(s);
    uint32_t anna = s->person;
    scene_begin(s, PROTO_DIAMETER, 16777238, 258, PART_REQUEST, 3, 4)->transaction = 2;
    put_text(s, MEANING_SESSION_ID, "pgw.example;1;2");
    scene_send(s);
    assert_int_equal(s->person, anna);
    /* Of another application it is another session. */
    scene_begin(s, PROTO_DIAMETER, 16777236, 258, PART_REQUEST, 3, 4)->transaction = 3;
    put_text(s, MEANING_SESSION_ID, "pgw.example;1;2");
    scene_send(s);
    assert_int_equal(s->person, 0);
    scene_free(s);
}

/* Sessions for one exchange each may not push tunnels out. */
static void sessions_leave_tunnels_alone(void **state)
{
    (void)state;
    struct scene *s = scene_with(1 << 20, false);
    create(s, 1, ANNA, 0x11);
    uint32_t anna = s->person;
    for (unsigned i = 0; i < 20000; i++) {
        char id[32];
        snprintf(id, sizeof id, "mme.example;%u", i);
        scene_begin(s, PROTO_DIAMETER, S6A, AIR, PART_REQUEST, 1, 2)->transaction = 100 + i;
        put_text(s, MEANING_SESSION_ID, id);
        put_text(s, MEANING_IMSI, ANNA);
        scene_send(s);
    }
    assert_int_equal(modify(s, SGW, MME, 0x11), anna);
    assert_int_equal(s->r->bindings.evicted, 0);
    assert_true(s->r->sessions.evicted > 0);
    scene_free(s);
}

static uint32_t with_handles(struct scene *s, const char *imsi, uint64_t one, uint64_t other)
{
    scene_begin(s, PROTO_NGAP, 0, 46, PART_NEITHER, ENB, MME);
    message_handle(&s->m, one);
    message_handle(&s->m, other);
    if (imsi)
        put_text(s, MEANING_IMSI, imsi);
    scene_send(s);
    return s->person;
}

/* One end's name is known, both are used, then the other's alone. */
static void handles_of_one_message_are_one_persons(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    uint32_t anna = with_handles(s, ANNA, 11, 0);
    assert_int_not_equal(anna, 0);
    assert_int_equal(with_handles(s, NULL, 12, 0), 0);
    assert_int_equal(with_handles(s, NULL, 11, 12), anna);
    assert_int_equal(with_handles(s, NULL, 12, 0), anna);
    /* The first one counts, and takes the other along. */
    uint32_t bert = with_handles(s, BERT, 21, 0);
    assert_int_equal(with_handles(s, NULL, 21, 12), bert);
    assert_int_equal(with_handles(s, NULL, 12, 0), bert);
    assert_int_equal(with_handles(s, NULL, 11, 0), anna);
    scene_free(s);
}

/* A handle given out anew is not the last one's, also when nobody knows yet whose it is. */
static void a_handle_begins_anew(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    with_handles(s, ANNA, 11, 0);
    scene_begin(s, PROTO_NGAP, 0, 15, PART_NEITHER, ENB, MME);
    message_handle(&s->m, 11);
    s->m.begins = 11;
    scene_send(s);
    assert_int_equal(s->person, 0);
    assert_int_equal(with_handles(s, NULL, 11, 0), 0);
    uint32_t bert = with_handles(s, BERT, 11, 0);
    assert_int_equal(with_handles(s, NULL, 11, 0), bert);
    scene_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_is_followed_both_ways),
        cmocka_unit_test(a_teid_alone_says_nothing),
        cmocka_unit_test(teid_zero_is_nobodys),
        cmocka_unit_test(a_key_is_the_next_ones_from_then_on),
        cmocka_unit_test(a_late_answer_is_its_requests),
        cmocka_unit_test(planes_are_two_number_spaces),
        cmocka_unit_test(handles_of_one_message_are_one_persons),
        cmocka_unit_test(a_handle_begins_anew),
        cmocka_unit_test(a_key_holds_where_its_owner_speaks_from),
        cmocka_unit_test(an_answer_tells_whose_the_requests_keys_are),
        cmocka_unit_test(a_key_is_learnt_in_the_middle),
        cmocka_unit_test(a_session_id_holds_on_every_hop),
        cmocka_unit_test(sessions_leave_tunnels_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
