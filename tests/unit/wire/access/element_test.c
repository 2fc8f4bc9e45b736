#include "unit/wire/access/scene.h"

static const struct element *at(struct scene *s, unsigned last)
{
    struct addr a = host(last);
    return registry_element(s->r, &a);
}

static const char *name(struct scene *s, unsigned last, unsigned i)
{
    return names_text(registry_names(s->r), at(s, last)->names[i]);
}

static void both_ends_are_seen(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    ask(s, S6A, AIR, 1, 2, 1, "001010000000001");
    reply(s, S6A, AIR, 2, 1, 1, 2001);
    assert_int_equal(at(s, 1)->messages, 2);
    assert_int_equal(at(s, 2)->messages, 2);
    assert_int_equal(at(s, 1)->first, SECOND / 1000);
    assert_int_equal(at(s, 1)->last, 2 * (SECOND / 1000));
    assert_int_equal(at(s, 1)->where.frame, 1);
    assert_null(at(s, 3));
    assert_string_equal(name(s, 1, 0), "host1.example");
    scene_free(s);
}

/* The flow remembers the numbers, so that no look-up is needed; a stale memory does no harm. */
static void the_flow_remembers(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    struct flow flow = {.key = {.a = host(1), .b = host(2)}, .element = {77777, 0}};
    for (unsigned i = 0; i < 2; i++) {
        scene_begin(s, PROTO_PFCP, 0, PFCP_MODIFY, PART_REQUEST, i ? 2 : 1, i ? 1 : 2);
        s->packet.flow = &flow;
        s->packet.way = (uint8_t)i;
        scene_send(s);
        assert_int_equal(flow.element[0], at(s, 1)->number);
        assert_int_equal(flow.element[1], at(s, 2)->number);
    }
    assert_int_equal(at(s, 1)->messages, 2);
    scene_free(s);
}

/* RFC 6733 5.3.7: in the exchange of capabilities, which nobody passes on. */
static void it_says_what_make_it_is(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    scene_begin(s, PROTO_DIAMETER, 0, 257, PART_REQUEST, 1, 2);
    put_text(s, MEANING_ORIGIN_HOST, "mme1.example");
    put_text(s, MEANING_PRODUCT, "Example Systems MME");
    scene_send(s);
    const char *product = names_text(registry_names(s->r), at(s, 1)->product);
    assert_string_equal(product, "Example Systems MME");
    assert_int_equal(at(s, 2)->product, 0);
    scene_free(s);
}

/* Behind a relay's address many originators speak; only what it says to its neighbour is its own.
 */
static void a_relay_bears_its_own_name(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    for (unsigned i = 0; i < 10; i++) {
        char origin[32];
        snprintf(origin, sizeof origin, "mme%u.example", i);
        scene_begin(s, PROTO_DIAMETER, S6A, AIR, PART_REQUEST, 1, 2)->transaction = 10 + i;
        put_text(s, MEANING_ORIGIN_HOST, origin);
        put_text(s, MEANING_DESTINATION_REALM, "home.example");
        scene_send(s);
    }
    assert_string_equal(name(s, 1, 0), "mme0.example");
    scene_begin(s, PROTO_DIAMETER, 0, CER, PART_REQUEST, 1, 2)->transaction = 1;
    put_text(s, MEANING_ORIGIN_HOST, "relay.example");
    scene_send(s);
    assert_string_equal(name(s, 1, 0), "relay.example");
    assert_int_equal(at(s, 1)->names[1], 0);
    ask(s, S6A, AIR, 1, 2, 2, NULL);
    assert_int_equal(at(s, 1)->names[1], 0);
    scene_free(s);
}

static void whom_a_request_passed_is_not_its_origin(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    scene_begin(s, PROTO_DIAMETER, S6A, AIR, PART_REQUEST, 1, 2)->transaction = 1;
    put_text(s, MEANING_ORIGIN_HOST, "mme.example");
    put_text(s, MEANING_ROUTE, "mme.example");
    scene_send(s);
    assert_int_equal(at(s, 1)->names[0], 0);
    scene_free(s);
}

/* Two names at one address are both told. */
static void contradicting_names_are_kept(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    for (unsigned i = 0; i < 2; i++) {
        scene_begin(s, PROTO_DIAMETER, 0, CER, PART_REQUEST, 1, 2)->transaction = 1 + i;
        put_text(s, MEANING_ORIGIN_HOST, i ? "other.example" : "one.example");
        scene_send(s);
    }
    assert_string_equal(name(s, 1, 0), "one.example");
    assert_string_equal(name(s, 1, 1), "other.example");
    scene_free(s);
}

static void addresses_of_one_host_are_one(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    struct addr low = host(3), high = host(8), third = host(9);
    ask(s, S6A, AIR, 8, 2, 1, "001010000000001");
    registry_same_element(s->r, &high, &third);
    registry_same_element(s->r, &high, &low);
    registry_same_element(s->r, &low, &high);
    ask(s, S6A, AIR, 9, 2, 2, "001010000000001");
    const struct element *e = at(s, 8);
    assert_true(addr_equal(&e->address, &low));
    assert_ptr_equal(at(s, 9), e);
    assert_ptr_equal(at(s, 3), e);
    assert_int_equal(e->messages, 2);
    assert_string_equal(names_text(registry_names(s->r), e->names[0]), "host8.example");
    unsigned confidence;
    assert_int_equal(registry_role(e, &confidence), ROLE_MME);
    scene_free(s);
}

static struct flow flow_between(unsigned a, unsigned b, uint16_t b_port)
{
    return (struct flow){
        .key = {.a = host(a), .b = host(b), .a_port = 50000, .b_port = b_port, .transport = 6},
        .frames = {3, 2},
        .first = 100,
        .last = 200,
        .where = {.frame = 4}};
}

static void what_nobody_reads_is_known_by_its_peers(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    struct flow f = flow_between(1, 2, 22);
    struct addr two = host(2);
    registry_flow_ends(s->r, &f);
    assert_int_equal(at(s, 1)->peers, 1);
    assert_int_equal(at(s, 1)->peer_port, 22);
    assert_true(addr_equal(&at(s, 1)->peer, &two));
    assert_true(at(s, 1)->asks_all);
    assert_false(at(s, 2)->asks_all);
    assert_int_equal(at(s, 1)->messages, 0);
    f = flow_between(1, 3, 22);
    registry_flow_ends(s->r, &f);
    assert_int_equal(at(s, 1)->peers, 2);
    scene_free(s);
}

/* Who never spoke, groups, and subscribers' equipment are no elements. */
static void some_addresses_are_no_elements(void **state)
{
    (void)state;
    struct scene *s = scene_new();
    struct flow scan = flow_between(1, 2, 22);
    scan.frames[1] = 0;
    registry_flow_ends(s->r, &scan);
    assert_non_null(at(s, 1));
    assert_null(at(s, 2));

    struct flow group = flow_between(1, 2, 5353);
    group.key.b = addr_v4((const uint8_t[]){224, 0, 0, 251});
    registry_flow_ends(s->r, &group);
    assert_null(registry_element(s->r, &group.key.b));

    scene_begin(s, PROTO_PFCP, 0, PFCP_ESTABLISH, PART_REQUEST, 4, 5);
    put_address(s, MEANING_UE_IP, 77);
    scene_send(s);
    struct flow guest = flow_between(77, 6, 443);
    registry_flow_ends(s->r, &guest);
    assert_null(at(s, 77));
    assert_non_null(at(s, 6));
    scene_free(s);
}

static void the_oldest_gives_way(void **state)
{
    (void)state;
    struct scene *s = scene_with(1 << 20, false);
    uint32_t first = 0;
    for (uint32_t i = 0; i < 5000; i++) {
        scene_begin(s, PROTO_PFCP, 0, PFCP_MODIFY, PART_REQUEST, 1, 2);
        s->packet.src.bytes[1] = (uint8_t)(1 + (i >> 8));
        s->packet.src.bytes[3] = (uint8_t)i;
        scene_send(s);
        const struct element *e = registry_element(s->r, &s->packet.src);
        assert_non_null(e);
        assert_int_not_equal(e->number, first);
        first = first ? first : e->number;
    }
    assert_null(element_at(&s->r->elements, first));
    /* The other end spoke in each message and is still there. */
    assert_int_equal(at(s, 2)->messages, 5000);
    assert_true(registry_evicted(s->r) > 0);
    scene_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ends_are_seen),
        cmocka_unit_test(the_flow_remembers),
        cmocka_unit_test(it_says_what_make_it_is),
        cmocka_unit_test(a_relay_bears_its_own_name),
        cmocka_unit_test(whom_a_request_passed_is_not_its_origin),
        cmocka_unit_test(contradicting_names_are_kept),
        cmocka_unit_test(addresses_of_one_host_are_one),
        cmocka_unit_test(what_nobody_reads_is_known_by_its_peers),
        cmocka_unit_test(some_addresses_are_no_elements),
        cmocka_unit_test(the_oldest_gives_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
