#include "unit/unit.h"

#include "gtp_kit.h"

static struct gtp_kit kit;
static struct message m;

static int open_kit(void **state)
{
    (void)state;
    gtp_kit_open(&kit, &decoder_gtp);
    memset(&m, 0, sizeof m);
    m.proto = PROTO_GTPV2;
    return 0;
}

static void parts_come_from_the_rows(void **state)
{
    (void)state;
    assert_int_equal(gtp_part(PROTO_GTPV2, 32), PART_REQUEST);
    assert_int_equal(gtp_part(PROTO_GTPV2, 33), PART_ANSWER);
    assert_int_equal(gtp_part(PROTO_GTPV2, 73), PART_NEITHER);
    assert_int_equal(gtp_part(PROTO_GTPV2, 250), PART_NEITHER);
    assert_int_equal(gtp_part(PROTO_GTP, 16), PART_REQUEST);
    assert_int_equal(gtp_part(PROTO_GTPPRIME, 241), PART_ANSWER);
}

/* Every request has its answer among the rows, and every answer its request. */
static void requests_and_answers_match(void **state)
{
    (void)state;
    unsigned answers = 0, requests = 0;
    for (uint32_t i = 0; spec_op_at(i); i++) {
        const struct spec_op *op = spec_op_at(i);
        if (op->proto != PROTO_GTP && op->proto != PROTO_GTPPRIME && op->proto != PROTO_GTPV2)
            continue;
        answers += op->part == PART_ANSWER;
        requests += op->part == PART_REQUEST;
        if (op->part == PART_REQUEST)
            assert_non_null(spec_op((enum proto)op->proto, 0, op->answer, PART_ANSWER));
    }
    assert_int_equal(answers, requests);
    assert_true(requests > 70);
}

static void where_an_echo_belongs(void **state)
{
    (void)state;
    struct packet p = {.sport = 40112, .dport = GTP_PORT_CONTROL};
    assert_true(gtp_echo_belongs(&p, GTP_ECHO_REQUEST));
    assert_false(gtp_echo_belongs(&p, GTP_ECHO_RESPONSE));
    p = (struct packet){.sport = GTP_PORT_USER, .dport = GTP_PORT_USER};
    assert_true(gtp_echo_belongs(&p, GTP_ECHO_RESPONSE));
    p = (struct packet){.sport = 53, .dport = GTP_PORT_CONTROL};
    assert_false(gtp_echo_belongs(&p, GTP_ECHO_REQUEST));
    assert_true(gtp_on_port(&p, GTP_PORT_CONTROL));
    assert_true(gtp_on_port(&p, 53));
    assert_false(gtp_on_port(&p, GTP_PORT_OLD));
}

static void whole_frames(void **state)
{
    (void)state;
    struct frame f = {.captured = 60, .original = 60};
    struct packet p = {.frame = &f};
    struct cursor c = cursor_of("ab", 2);
    assert_true(gtp_is_whole(&p, &c));
    cursor_sub(&c, 3); /* the datagram's own length promised more */
    assert_false(gtp_is_whole(&p, &c));
    c = cursor_of("ab", 2);
    f.original = 61;
    assert_false(gtp_is_whole(&p, &c));
}

static void addresses_of_zeros_name_nobody(void **state)
{
    (void)state;
    static const uint8_t none[16], some[4] = {10, 45, 0, 2};
    gtp_ue_address(&m, (struct span){none, 4}, 0);
    gtp_ue_address(&m, (struct span){none, 16}, 0);
    assert_int_equal(m.field_count, 0);
    gtp_ue_address(&m, (struct span){some, 4}, 0);
    assert_int_equal(m.field_count, 1);
}

static void tunnels(void **state)
{
    (void)state;
    static const uint8_t node[4] = {192, 0, 2, 1};
    gtp_tunnel(&m, 7, (struct span){node, 4}, GTP_INTERFACE_USER, 3);
    assert_int_equal(m.fields[0].meaning, MEANING_SESSION_TUNNEL);
    assert_int_equal(m.fields[0].extra, (uint32_t)GTP_INTERFACE_USER << 16);
    assert_int_equal(m.fields[0].group, 3);
    gtp_tunnel(&m, 0, (struct span){node, 4}, GTP_INTERFACE_USER, 0);
    assert_int_equal(m.fields[1].meaning, MEANING_NODE);
    gtp_tunnel(&m, 0, (struct span){0}, GTP_INTERFACE_USER, 0);
    assert_int_equal(m.field_count, 2);
}

static void digits_of_filler_name_nobody(void **state)
{
    (void)state;
    const struct spec_ie *imsi = spec_ie(PROTO_GTPV2, 0, 1);
    gtp_digits(&m, imsi, cursor_of("\xff\xff\xff\xff\xff\xff\xff\xff", 8), 0);
    gtp_digits(&m, imsi, cursor_of("", 0), 0);
    assert_int_equal(m.field_count, 0);
    gtp_digits(&m, imsi, cursor_of("\x00\xf1", 2), 0);
    assert_int_equal(m.field_count, 1);
}

static void node_names(void **state)
{
    (void)state;
    gtp_node_name(&m, cursor_of("\x04node\x05realm", 11), 0);
    assert_int_equal(m.field_count, 1);
    assert_int_equal(m.fields[0].len, 4);
    gtp_node_name(&m, cursor_of("\x0cnode", 5), 0);
    assert_int_equal(m.field_count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(parts_come_from_the_rows, open_kit),
        cmocka_unit_test_setup(requests_and_answers_match, open_kit),
        cmocka_unit_test_setup(where_an_echo_belongs, open_kit),
        cmocka_unit_test_setup(whole_frames, open_kit),
        cmocka_unit_test_setup(addresses_of_zeros_name_nobody, open_kit),
        cmocka_unit_test_setup(tunnels, open_kit),
        cmocka_unit_test_setup(digits_of_filler_name_nobody, open_kit),
        cmocka_unit_test_setup(node_names, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
