#include "unit/wire/access/scene.h"

#define ANNA "001010000000001"
#define BERT "001010000000002"

static void request(struct scene *s, uint16_t sport, uint64_t sequence, uint64_t seid)
{
    scene_begin(s, PROTO_PFCP, 0, PFCP_MODIFY, PART_REQUEST, 1, 2)->transaction = sequence;
    s->packet.sport = sport;
    put_number(s, MEANING_SESSION_SEID, seid);
    scene_send(s);
}

/* The frame of the request that an answer to this port names. */
static uint64_t answer(struct scene *s, uint16_t sport, uint16_t dport, uint64_t sequence)
{
    scene_begin(s, PROTO_PFCP, 0, PFCP_MODIFY + 1, PART_ANSWER, 2, 1)->transaction = sequence;
    s->packet.sport = sport;
    s->packet.dport = dport;
    put_number(s, MEANING_SESSION_SEID, 1);
    scene_send(s);
    return s->answers.frame;
}

static void an_answer_names_its_request(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    request(s, 8805, 7, 1);
    request(s, 8805, 8, 1);
    assert_int_equal(answer(s, 8805, 8805, 7), 1);
    assert_int_equal(answer(s, 8805, 8805, 8), 2);
    assert_int_equal(answer(s, 8805, 8805, 9), 0);
    assert_int_equal(s->access_count, 2);
    assert_int_equal(s->accesses[0].request.frame, 1);
    assert_int_equal(s->accesses[0].answer.frame, 3);
    scene_free(s);
}

/* It goes back to the port that asked, whatever port it comes from. */
static void ports_may_differ(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    request(s, 40000, 7, 1);
    request(s, 40001, 7, 1);
    assert_int_equal(answer(s, 8805, 40001, 7), 2);
    assert_int_equal(answer(s, 49999, 40000, 7), 1);
    scene_free(s);
}

/* Each side counts for itself: the other side's request of the same number is another one. */
static void both_sides_may_ask_with_one_number(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    request(s, 8805, 7, 1);
    scene_begin(s, PROTO_PFCP, 0, 56, PART_REQUEST, 2, 1)->transaction = 7;
    scene_send(s);
    assert_int_equal(answer(s, 8805, 8805, 7), 1);
    scene_begin(s, PROTO_PFCP, 0, 57, PART_ANSWER, 1, 2)->transaction = 7;
    scene_send(s);
    assert_int_equal(s->answers.frame, 2);
    scene_free(s);
}

/* Sent again, or seen on two sides: the answer names the later, and it is one access. */
static void sent_again_is_one_access(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    request(s, 8805, 7, 1);
    assert_int_equal(s->odd, 0);
    request(s, 8805, 7, 1);
    assert_int_equal(s->odd, ODD_RETRANSMITTED);
    assert_int_equal(answer(s, 8805, 8805, 7), 2);
    assert_int_equal(answer(s, 8805, 8805, 7), 2);
    request(s, 8805, 7, 1);
    assert_int_equal(answer(s, 8805, 8805, 7), 5);
    registry_finish(s->r);
    assert_int_equal(s->access_count, 1);
    assert_int_equal(s->accesses[0].request.frame, 1);
    scene_free(s);
}

/* GSUP names an exchange by its subscriber: the next one of the same is another (and TCP has sent
 * nothing again that it did not drop). */
static void on_a_stream_what_is_answered_is_asked_anew(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    for (unsigned i = 0; i < 2; i++) {
        scene_begin(s, PROTO_GSUP, 0, 8, PART_REQUEST, 1, 2)->transaction = 7;
        s->packet.transport = 6;
        put_text(s, MEANING_IMSI, "001010000000001");
        scene_send(s);
        assert_int_equal(s->odd, 0);
        struct message *m = scene_begin(s, PROTO_GSUP, 0, 10, PART_ANSWER, 2, 1);
        s->packet.transport = 6;
        m->transaction = 7;
        scene_send(s);
        assert_int_equal(s->answers.frame, 2 * i + 1);
    }
    assert_int_equal(s->access_count, 2);
    scene_free(s);
}

/* A tool that always sends the same number does not hide what it sends behind it. */
static void one_number_for_all_is_no_repetition(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    for (uint64_t seid = 1; seid <= 20; seid++)
        request(s, 8805, 0, seid);
    assert_int_equal(s->odd, 0);
    registry_finish(s->r);
    assert_int_equal(s->access_count, 20);
    for (unsigned i = 0; i < 20; i++)
        assert_false(s->accesses[i].answered);
    scene_free(s);
}

/* Numbers come round again. */
static void a_number_is_used_again_later(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    request(s, 8805, 7, 1);
    answer(s, 8805, 8805, 7);
    s->time += 3600ULL * SECOND;
    /* The request was not seen; the old one is not meant. */
    assert_int_equal(answer(s, 8805, 8805, 7), 0);
    s->time += 3600ULL * SECOND;
    request(s, 8805, 7, 1);
    assert_int_equal(s->odd, 0);
    assert_int_equal(answer(s, 8805, 8805, 7), 4);
    registry_finish(s->r);
    assert_int_equal(s->access_count, 3);
    scene_free(s);
}

static void only_the_answer_was_seen(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    reply(s, S6A, AIR, 2, 1, 7, 2001);
    assert_int_equal(s->access_count, 0);
    registry_finish(s->r);
    /* Nobody's session or identity: nothing is known to be touched. */
    assert_int_equal(s->access_count, 0);
    scene_begin(s, PROTO_DIAMETER, S6A, AIR, PART_ANSWER, 2, 1)->transaction = 8;
    put_text(s, MEANING_SESSION_ID, "mme;1");
    put_text(s, MEANING_ORIGIN_HOST, "hss.example");
    scene_send(s);
    registry_finish(s->r);
    assert_int_equal(s->access_count, 1);
    const struct access *a = &s->accesses[0];
    struct addr mme = host(1);
    assert_int_equal(a->op->part, PART_REQUEST);
    assert_int_equal(a->op->code, AIR);
    assert_true(addr_equal(&a->actor.address, &mme));
    assert_string_equal(names_text(registry_names(s->r), a->custodian.name), "hss.example");
    assert_int_equal(a->request.frame, 0);
    assert_int_equal(a->answer.frame, 2);
    assert_true(a->answered);
    scene_free(s);
}

/* Buffers may put an answer before its request. */
static void an_answer_may_stand_first(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    answer(s, 8805, 8805, 7);
    answer(s, 8805, 8805, 7);
    request(s, 8805, 7, 1);
    registry_finish(s->r);
    assert_int_equal(s->access_count, 1);
    assert_true(s->accesses[0].answered);
    assert_int_equal(s->accesses[0].request.frame, 3);
    assert_int_equal(s->accesses[0].answer.frame, 1);
    scene_free(s);
}

/* Addresses were rewritten, or a generator sends both from one side: told, and nothing concluded.
 */
static void an_answer_may_go_the_same_way(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    request(s, 8805, 7, 1);
    scene_begin(s, PROTO_PFCP, 0, PFCP_MODIFY + 1, PART_ANSWER, 1, 2)->transaction = 7;
    scene_send(s);
    assert_int_equal(s->answers.frame, 1);
    registry_finish(s->r);
    assert_false(s->accesses[0].answered);
    scene_free(s);
}

/* A relay asks with a number of its own: each hop is paired by itself. */
static void each_hop_is_paired_by_itself(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    ask(s, S6A, AIR, 1, 2, 100, ANNA);
    ask(s, S6A, AIR, 2, 3, 200, ANNA);
    reply(s, S6A, AIR, 3, 2, 200, 2001);
    assert_int_equal(s->answers.frame, 2);
    reply(s, S6A, AIR, 2, 1, 100, 2001);
    assert_int_equal(s->answers.frame, 1);
    reply(s, S6A, AIR, 3, 2, 100, 2001);
    assert_int_equal(s->answers.frame, 0);
    scene_free(s);
}

/* Another path of the same association: addresses of one host are one end. */
static void paths_of_an_association_are_one(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    struct addr a = host(1), b = host(11);
    registry_same_element(s->r, &a, &b);
    ask(s, S6A, AIR, 1, 2, 100, ANNA);
    reply(s, S6A, AIR, 2, 11, 100, 2001);
    assert_int_equal(s->answers.frame, 1);
    scene_free(s);
}

/* Answered pairs give their slots back in time: nothing has to give way for the next request. */
static void what_is_answered_makes_room(void **state)
{
    (void)state;
    struct scene *s = scene_with(1 << 20, false);
    request(s, 8805, 0, 1);
    for (uint64_t i = 1; i < 20000; i++) {
        request(s, 8805, i, 1);
        assert_int_not_equal(answer(s, 8805, 8805, i), 0);
    }
    assert_true(s->r->pairs.table.evicted < 20);
    assert_int_equal(s->r->pairs.lost, 0);
    /* The latest ones are still known when their answer comes once more. */
    assert_int_not_equal(answer(s, 8805, 8805, 19990), 0);
    assert_int_equal(answer(s, 8805, 8805, 5), 0);
    registry_finish(s->r);
    assert_int_equal(registry_access_count(s->r), 20000 + 1);
    assert_int_equal(s->r->pairs.drafts.used, 0);
    scene_free(s);
}

/* When the table is full the oldest is given up: unanswered, handed up, counted. */
static void the_oldest_gives_way(void **state)
{
    (void)state;
    struct scene *s = scene_with(1 << 20, false);
    uint64_t sent = 0;
    while (s->access_count == 0 && sent < 100000)
        request(s, 8805, ++sent, 1);
    assert_int_equal(s->access_count, 1);
    assert_false(s->accesses[0].answered);
    assert_int_equal(s->r->pairs.lost, 1);
    /* One of the older half: windows are small. */
    assert_true(s->accesses[0].request.frame < sent);
    registry_finish(s->r);
    assert_int_equal(registry_access_count(s->r), sent);
    scene_free(s);
}

/* After a minute nothing is lost by it. */
static void what_waited_long_is_no_loss(void **state)
{
    (void)state;
    struct scene *s = scene_with(1 << 20, false);
    uint64_t sent = 0;
    while (s->access_count == 0 && sent < 100000) {
        s->time += 3600ULL * SECOND;
        request(s, 8805, ++sent, 1);
    }
    assert_int_equal(s->r->pairs.lost, 0);
    scene_free(s);
}

static void the_end_hands_up_in_order_of_time(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    for (uint64_t i = 0; i < 50; i++)
        request(s, 8805, i * 7919 % 1000, 1);
    registry_finish(s->r);
    assert_int_equal(s->access_count, 50);
    for (unsigned i = 0; i < 50; i++)
        assert_int_equal(s->accesses[i].request.frame, i + 1);
    registry_finish(s->r);
    assert_int_equal(s->access_count, 50);
    scene_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_names_its_request),
        cmocka_unit_test(ports_may_differ),
        cmocka_unit_test(both_sides_may_ask_with_one_number),
        cmocka_unit_test(sent_again_is_one_access),
        cmocka_unit_test(on_a_stream_what_is_answered_is_asked_anew),
        cmocka_unit_test(one_number_for_all_is_no_repetition),
        cmocka_unit_test(a_number_is_used_again_later),
        cmocka_unit_test(only_the_answer_was_seen),
        cmocka_unit_test(an_answer_may_stand_first),
        cmocka_unit_test(an_answer_may_go_the_same_way),
        cmocka_unit_test(each_hop_is_paired_by_itself),
        cmocka_unit_test(paths_of_an_association_are_one),
        cmocka_unit_test(what_is_answered_makes_room),
        cmocka_unit_test(the_oldest_gives_way),
        cmocka_unit_test(what_waited_long_is_no_loss),
        cmocka_unit_test(the_end_hands_up_in_order_of_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
