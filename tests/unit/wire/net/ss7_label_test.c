#include "frames.h"

static struct cursor of(const char *bytes, size_t n)
{
    return cursor_of(bytes, n);
}
#define OF(bytes) of(bytes, sizeof bytes - 1)

/* ITU-T Q.704 2.2: DPC 14 bits, OPC 14, SLS 4, low bits first. */
static void label_of_itu(void **state)
{
    (void)state;
    struct ss7_label l;
    struct cursor c = OF("\x85\x2e\xe0\x04\x02\x01\x00\x10\x00");
    assert_true(ss7_label_read(&c, &l));
    assert_int_equal(l.service, SS7_ISUP);
    assert_int_equal(l.network, 2);
    assert_int_equal(l.dpc, 4 << 11 | 5 << 3 | 6);
    assert_int_equal(l.opc, 1 << 11 | 2 << 3 | 3);
    assert_int_equal(cursor_left(&c), 4);
}

/* ANSI T1.111.4 2.2: 24 bits each, a byte of SLS. Told by what begins behind it. */
static void label_of_24_bits(void **state)
{
    (void)state;
    struct ss7_label l;
    struct cursor c = OF("\x83\x06\x05\x04\x03\x02\x01\x11"
                         "\x09\x00\x03\x05\x07\x02\x42\x08\x02\x42\x06\x02\x62\x00");
    assert_true(ss7_label_read(&c, &l));
    assert_int_equal(l.network, 2 | SS7_WIDE);
    assert_int_equal(l.dpc, 0x040506);
    assert_int_equal(l.opc, 0x010203);
    assert_int_equal(cursor_peek8(&c, 0), 9);
    c = OF("\x85\x06\x05\x04\x03\x02\xfe\x11\x01\x00\x10\x00"); /* 0xfe is no circuit's high byte */
    assert_true(ss7_label_read(&c, &l));
    assert_int_equal(l.opc, 0xfe0203);
}

/* Where both fit, or neither does, it is ITU-T's. */
static void in_doubt(void **state)
{
    (void)state;
    struct ss7_label l;
    struct cursor c = OF("\x83\x2e\xe0\x04\x02\x11\x01\x0f\x09\x00\x00");
    assert_true(ss7_label_read(&c, &l));
    assert_int_equal(l.network, 2);
    c = OF("\x80\x2e\xe0\x04\x02\x11\x01\x0f\x09\x00\x00");
    assert_true(ss7_label_read(&c, &l));
    assert_int_equal(l.network, 2);
}

static void cut_short(void **state)
{
    (void)state;
    struct ss7_label l;
    for (size_t n = 0; n < 5; n++) {
        struct cursor c = of("\x85\x2e\xe0\x04\x02", n);
        assert_false(ss7_label_read(&c, &l));
    }
    struct cursor c = of("\x85\x2e\xe0\x04\x02", 5);
    assert_true(ss7_label_read(&c, &l));
}

static void packet_takes_its_ends(void **state)
{
    (void)state;
    struct packet p = {.sport = 1};
    struct ss7_label l = {.opc = 0x010203, .dpc = 5, .service = 3, .network = SS7_WIDE};
    TEXT_ON(t, 60);
    ss7_label_set(&p, &l);
    text_addr(&t, &p.src);
    text_addr(&t, &p.dst);
    assert_string_equal(t.at, "pc:1-2-3pc:0-0-5");
    assert_int_equal(p.sport, 3);
    assert_int_equal(p.odd, PACKET_READDRESSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(label_of_itu),
        cmocka_unit_test(label_of_24_bits),
        cmocka_unit_test(in_doubt),
        cmocka_unit_test(cut_short),
        cmocka_unit_test(packet_takes_its_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
