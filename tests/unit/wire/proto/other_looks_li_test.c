#include "wire/proto/other.h"

#include "unit/unit.h"

#include <stdlib.h>

/* A header of version 0.5 with a sequence number (type 8): 48 bytes; then what it carries. */
#define XID "\x6b\x1d\x2a\x7e\x00\x00\x40\x00\x80\x00\x00\x00\x00\x00\x00\x01"
#define CORRELATION "\x00\x00\x00\x00\x00\x00\x00\x07"
#define SEQUENCE "\x00\x08\x00\x04\x00\x00\x00\x01"
static const char X3[] =
    "\x00\x05\x00\x02\x00\x00\x00\x30\x00\x00\x00\x04\x00\x05\x00\x02" XID CORRELATION SEQUENCE
    "data";
static const char ALIVE[] = "\x00\x05\x00\x03\x00\x00\x00\x28\x00\x00\x00\x00\x00\x00\x00\x00"
                            "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

/* A PS-PDU with a header of its domain, an LIID, and a payload of this choice. */
#define PS_PDU(choice)                                                                             \
    "\x30\x16\xa1\x0e\x80\x07\x04\x00\x02\x02\x05\x01\x11\x81\x03"                                 \
    "abc"                                                                                          \
    "\xa2\x04" choice "\x02\x30\x00"
/* The same without lengths (X.690 8.1.3.6). */
#define PS_PDU_OPEN(choice)                                                                        \
    "\x30\x80\xa1\x80\x80\x07\x04\x00\x02\x02\x05\x01\x11\x81\x03"                                 \
    "abc\x00\x00"                                                                                  \
    "\xa2\x80" choice "\x80\x00\x00\x00\x00\x00\x00"

/* In memory of its own size, so that a read past the end would be seen. */
static bool looks(bool (*at)(struct cursor), const char *bytes, size_t len)
{
    uint8_t *copy = malloc(len + 1);
    memcpy(copy, bytes, len);
    bool said = at(cursor_of(copy, len));
    free(copy);
    return said;
}

#define LOOKS(at, bytes) looks(other_looks_##at, bytes, sizeof bytes - 1)

static void x2x3_by_its_header(void **state)
{
    (void)state;
    assert_true(LOOKS(x2x3, X3));
    assert_true(LOOKS(x2x3, ALIVE));
    for (size_t len = 0; len < 40; len++)
        assert_false(looks(other_looks_x2x3, X3, len));
    for (size_t len = 40; len < sizeof X3; len++)
        assert_true(looks(other_looks_x2x3, X3, len));
}

/* One byte of it changed: what each field may not be. */
static void x2x3_not_otherwise(void **state)
{
    (void)state;
    static const struct {
        size_t at;
        uint8_t byte;
    } ROWS[] = {
        {0, 2},  {1, 0x50}, {3, 5},  {3, 0},     {3, 3},  {7, 0x27},  {5, 1},  {8, 2},     {13, 17},
        {13, 0}, {15, 6},   {15, 0}, {22, 0x90}, {22, 0}, {24, 0x40}, {41, 0}, {41, 0x41}, {43, 9},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        char changed[sizeof X3];
        memcpy(changed, X3, sizeof X3);
        memcpy(changed + ROWS[i].at, &ROWS[i].byte, 1);
        if (LOOKS(x2x3, changed))
            fail_msg("believed with another byte at %zu", ROWS[i].at);
    }
}

static void ps_pdu_by_its_payload(void **state)
{
    (void)state;
    assert_true(LOOKS(hi2, PS_PDU("\xa0")));
    assert_false(LOOKS(hi3, PS_PDU("\xa0")));
    assert_true(LOOKS(hi3, PS_PDU("\xa1")));
    assert_false(LOOKS(hi2, PS_PDU("\xa1")));
    assert_false(LOOKS(ps_pdu, PS_PDU("\xa1")));
    assert_true(LOOKS(ps_pdu, PS_PDU("\xa2")));
    assert_true(LOOKS(hi2, PS_PDU_OPEN("\xa0")));
    assert_true(LOOKS(hi3, PS_PDU_OPEN("\xa1")));
}

/* Cut before its payload is told, it is of either. */
static void ps_pdu_cut(void **state)
{
    (void)state;
    static const char whole[] = PS_PDU("\xa0");
    for (size_t len = 0; len < sizeof whole - 1; len++) {
        bool domain = len >= 13;
        bool told = len > 20;
        assert_int_equal(looks(other_looks_hi2, whole, len), told);
        assert_int_equal(looks(other_looks_ps_pdu, whole, len), domain && !told);
    }
}

/* Other protocols are BER too: LDAP, SNMP, a certificate, a PS-PDU of another domain. */
static void other_ber(void **state)
{
    (void)state;
    static const char ldap[] = "\x30\x0c\x02\x01\x01\x60\x07\x02\x01\x03\x04\x00\x80\x00";
    static const char other[] = "\x30\x0d\xa1\x09\x80\x07\x04\x00\x02\x02\x06\x01\x11\xa2\x00";
    static const char behind[] = "\x30\x0d\xa1\x09\x80\x07\x04\x00\x02\x02\x05\x01\x11\xa3\x00";
    assert_false(LOOKS(ps_pdu, ldap));
    assert_false(LOOKS(ps_pdu, other));
    assert_false(LOOKS(ps_pdu, behind));
    assert_false(LOOKS(hi2, behind));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(x2x3_by_its_header),
        cmocka_unit_test(x2x3_not_otherwise),
        cmocka_unit_test(ps_pdu_by_its_payload),
        cmocka_unit_test(ps_pdu_cut),
        cmocka_unit_test(other_ber),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
