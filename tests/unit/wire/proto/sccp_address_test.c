#include "ss7_kit.h"

static void reads_in(uint8_t network, const char *hex, const char *expected, unsigned subsystem)
{
    uint8_t room[64];
    TEXT_ON(t, 100);
    struct sccp_address a =
        sccp_address(cursor_of(room, hex_bytes(room, sizeof room, hex)), network);
    text_addr(&t, &a.addr);
    assert_string_equal(t.at, expected);
    assert_int_equal(a.subsystem, subsystem);
}

static void reads(const char *hex, const char *expected, unsigned subsystem)
{
    reads_in(2, hex, expected, subsystem);
}

/* ITU-T Q.713 3.4.2.1, 3.4.2.2. */
static void point_code_and_subsystem(void **state)
{
    (void)state;
    reads("42 06", "", 6);
    reads("43 2e20 08", "pc:4-5-6", 8);
    reads("41 2e20", "pc:4-5-6", 0);
    reads("43 2ee0 08", "pc:4-5-6", 8); /* the two spare bits */
}

/* ITU-T Q.713 3.4.2.3: nature; translation; translation and plan; all three. */
static void four_kinds_of_title(void **state)
{
    (void)state;
    reads("06 07 04 9909", "gt:9990", 7);
    reads("06 07 84 9909", "gt:999", 7);
    reads("0a 07 00 9909", "gt:9990", 7);
    reads("0e 07 00 12 9909", "gt:9990", 7);
    reads("0e 07 00 11 9909", "gt:999", 7);
    reads("12 07 00 12 04 9909", "gt:9990", 7);
    reads("12 07 00 11 04 9909", "gt:999", 7);
    reads("13 2e20 07 00 11 04 9909", "pc:4-5-6/gt:999", 7);
}

static void odd_digits(void **state)
{
    (void)state;
    reads("12 07 00 12 04 99f9", "gt:999", 7);  /* filler that even would not have */
    reads("12 07 00 12 04 99cb", "gt:99BC", 7); /* digits that are none */
    reads("12 07 00 12 04", "", 7);
    reads("12 07 00 12 04 1111111111111111111111111111", "gt:1111111111111111111111", 7);
    reads("16 07 00 12 04 9909", "", 7); /* a kind that nobody has defined */
}

/* An IMSI, or a title made of one, names a subscriber and no node. */
static void titles_of_people(void **state)
{
    (void)state;
    reads("13 2e20 07 00 61 04 0010012143f5", "pc:4-5-6", 7);
    reads("12 07 00 72 04 99091032", "", 7);
    reads("0e 07 00 72 99091032", "", 7);
    reads("12 07 00 12 04 99091032", "gt:99900123", 7);
}

/* ANSI T1.112.3 3.4: the subsystem first, codes of 24 bits; its first kind is ITU-T's third. */
static void ansi_order(void **state)
{
    (void)state;
    reads_in(2 | SS7_WIDE, "c3 08 030201", "pc:1-2-3", 8);
    reads_in(2 | SS7_WIDE, "c1 08", "", 8);
    reads_in(2 | SS7_WIDE, "c2 030201", "pc:1-2-3", 0);
    reads_in(2 | SS7_WIDE, "85 08 0a 11 9909", "gt:999", 8);
    reads_in(2 | SS7_WIDE, "89 08 0a 9909", "gt:9990", 8);
    /* 24 bits in ITU-T's order: China. */
    reads_in(2 | SS7_WIDE, "43 030201 08", "pc:1-2-3", 8);
    /* The national bit alone makes no ANSI of an ITU-T network. */
    reads("c3 2e20 08", "pc:4-5-6", 8);
}

static void joined(void **state)
{
    (void)state;
    struct addr label = addr_point_code(0x813, false), none = {0};
    uint8_t room[16];
    TEXT_ON(t, 100);
    struct sccp_address a =
        sccp_address(cursor_of(room, hex_bytes(room, sizeof room, "12 07 00 11 04 9909")), 2);
    struct addr both = sccp_joined(&a.addr, &label);
    text_addr(&t, &both);
    assert_string_equal(t.at, "pc:1-2-3/gt:999");
    both = sccp_joined(&none, &label);
    assert_true(addr_equal(&both, &label));
    both = sccp_joined(&label, &both);
    assert_true(addr_equal(&both, &label));
    both = sccp_joined(&a.addr, &none);
    assert_true(addr_equal(&both, &a.addr));
}

static void cut_at_every_length(void **state)
{
    (void)state;
    uint8_t room[16];
    size_t whole = hex_bytes(room, sizeof room, "13 2e20 07 00 11 04 9909");
    for (size_t n = 0; n < whole; n++) {
        uint8_t *exact = malloc(n + 1);
        memcpy(exact + 1, room, n);
        struct sccp_address a = sccp_address(cursor_of(exact + 1, n), 2);
        assert_true(a.addr.family == 0 || a.addr.family == ADDR_SS7);
        free(exact);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(point_code_and_subsystem),
        cmocka_unit_test(four_kinds_of_title),
        cmocka_unit_test(odd_digits),
        cmocka_unit_test(titles_of_people),
        cmocka_unit_test(ansi_order),
        cmocka_unit_test(joined),
        cmocka_unit_test(cut_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
