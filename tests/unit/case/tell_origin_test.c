#include "unit/case/stage.h"

static void keep_origin(void *arg, const struct postern_origin *o)
{
    struct stage *s = arg;
    char line[100];
    snprintf(line, sizeof line, "%s %s %llu", o->sort, o->value, (unsigned long long)o->count);
    s->told++;
    stage_keep(s, "origin", line);
}

static void tell_person(struct stage *s, const char *imsi, const char *msisdn, unsigned last)
{
    uint8_t address[] = {10, 45, 1, (uint8_t)last};
    stage_begin(s, PROTO_DIAMETER, STAGE_S6A, STAGE_AIR, PART_REQUEST, 1, 2);
    stage_text(s, MEANING_IMSI, imsi);
    stage_text(s, MEANING_MSISDN, msisdn);
    stage_field(s, MEANING_UE_IP, FORM_IP, address, sizeof address);
    stage_send(s);
}

/* No more than a pseudonym shows; of an address the network that a pool has to be told by. */
static void networks_countries_and_pools_are_counted(void **state)
{
    (void)state;
    struct stage *s = stage_new(false, false, false);
    s->sink.origin = keep_origin;
    tell_person(s, "001010000000001", "999100000001", 7);
    tell_person(s, "001010000000002", "999100000002", 8);
    tell_person(s, "310150000000003", "12025550100", 9);
    tell_origins(s->p.teller);
    assert_string_equal(s->kept, "origin=country 1 1\norigin=country 999 2\n"
                                 "origin=plmn 00101 2\norigin=plmn 310150 1\n"
                                 "origin=pool 10.45.1.0/24 3\n");
    stage_free(s);
}

static void what_is_short_names_no_network(void **state)
{
    (void)state;
    struct stage *s = stage_new(false, false, false);
    s->sink.origin = keep_origin;
    stage_begin(s, PROTO_DIAMETER, STAGE_S6A, STAGE_AIR, PART_REQUEST, 1, 2);
    stage_text(s, MEANING_IMSI, "0010100000001");
    stage_send(s);
    tell_origins(s->p.teller);
    assert_int_equal(s->told, 0);
    stage_free(s);
}

static void keep_talk(void *arg, const struct postern_conversation *c)
{
    struct stage *s = arg;
    s->told++;
    stage_keep(s, "asks", c->asks);
    stage_keep(s, "serves", c->serves);
    stage_keep(s, "protocol", c->protocol);
    stage_keep(s, "transport", c->transport);
    stage_keep_number(s, "port", c->port);
}

static void conversations_are_told(void **state)
{
    (void)state;
    struct stage *s = stage_new(false, false, false);
    s->sink.conversation = keep_talk;
    assert_true(talks_init(&s->p.talks, 7));
    struct flow f = {.key = {.a = stage_host(1),
                             .b = stage_host(2),
                             .a_port = 40000,
                             .b_port = 4444,
                             .transport = 6},
                     .proto = FLOW_NOBODY,
                     .frames = {1, 1}};
    talks_add(&s->p.talks, &f);
    tell_conversations(s->p.teller);
    assert_string_equal(s->kept, "asks=192.0.2.1\nserves=192.0.2.2\nprotocol=(none)\n"
                                 "transport=tcp\nport=4444\n");
    talks_free(&s->p.talks);
    stage_free(s);
}

static void transports_have_words(void **state)
{
    (void)state;
    assert_string_equal(transport_word(17), "udp");
    assert_string_equal(transport_word(132), "sctp");
    assert_null(transport_word(1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(networks_countries_and_pools_are_counted),
        cmocka_unit_test(what_is_short_names_no_network),
        cmocka_unit_test(conversations_are_told),
        cmocka_unit_test(transports_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
