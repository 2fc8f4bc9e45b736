#include "ss7_kit.h"

enum { PLACE = DECODER_sccp * DECODER_TABLES + SCCP_CONNECTIONS };

static struct table tables[DECODERS * DECODER_TABLES];
static struct sink sink = {.tables = tables};

static int open_table(void **state)
{
    (void)state;
    return table_init(&tables[PLACE], sizeof(struct connection), sizeof(struct connection_key),
                      1 << 14, 1)
               ? 0
               : -1;
}

static int close_table(void **state)
{
    (void)state;
    table_free(&tables[PLACE]);
    return 0;
}

static struct connection_of of(unsigned from, unsigned to, struct references r, uint8_t subsystem)
{
    struct packet p = {.src = addr_point_code(from, false), .dst = addr_point_code(to, false)};
    return sccp_connection(&sink, &p, &r, subsystem);
}

#define SOURCE(n) ((struct references){.source = (n), .has_source = true})
#define TO(n) ((struct references){.destination = (n), .has_destination = true})
#define BOTH(to, own)                                                                              \
    ((struct references){                                                                          \
        .destination = (to), .has_destination = true, .source = (own), .has_source = true})

/* Set up by 1 under 7, confirmed by 2 under 9: both ways are one connection, of one user. */
static void both_ways_are_one(void **state)
{
    (void)state;
    struct connection_of c = of(1, 2, SOURCE(7), 142);
    assert_int_not_equal(c.name, 0);
    assert_true(of(2, 1, BOTH(7, 9), 0).name == c.name);
    assert_true(of(1, 2, TO(9), 0).name == c.name);
    assert_true(of(2, 1, TO(7), 0).name == c.name);
    assert_int_equal(of(1, 2, TO(9), 0).subsystem, 142);
    /* Another pair's, and another number. */
    assert_true(of(1, 3, TO(9), 0).name != c.name);
    assert_true(of(1, 2, TO(8), 0).name != c.name);
}

/* Its beginning was not seen: each way has its name. */
static void a_connection_that_was_there_already(void **state)
{
    (void)state;
    struct connection_of c = of(1, 2, TO(30), 0);
    assert_int_not_equal(c.name, 0);
    assert_int_equal(c.subsystem, 0);
    assert_true(of(1, 2, TO(30), 0).name == c.name);
}

static void without_a_table(void **state)
{
    (void)state;
    struct sink bare = {0};
    struct packet p = {.src = addr_point_code(1, false), .dst = addr_point_code(2, false)};
    struct references r = SOURCE(7), none = {0};
    assert_int_not_equal(sccp_connection(&bare, &p, &r, 0).name, 0);
    assert_int_equal(sccp_connection(&bare, &p, &none, 0).name, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways_are_one),
        cmocka_unit_test(a_connection_that_was_there_already),
        cmocka_unit_test(without_a_table),
    };
    return cmocka_run_group_tests(tests, open_table, close_table);
}
