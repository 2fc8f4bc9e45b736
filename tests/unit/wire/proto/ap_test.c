#include "wire/proto/ap.h"

#include "unit/unit.h"

/* An NGAP UplinkNASTransport's outer shape with two elements. */
static const uint8_t PDU[] = {0x00, 46,   0x40, 0x0f, 0x00, 0x00, 0x02, 0x00, 0x0a, 0x00,
                              0x02, 0x00, 0x01, 0x00, 0x55, 0x40, 0x02, 0x00, 0x07};

static void outer_shape(void **state)
{
    (void)state;
    struct ap_pdu pdu;
    struct ap_ie ie;
    assert_true(ap_read_pdu(cursor_of(PDU, sizeof PDU), &pdu));
    assert_int_equal(pdu.kind, AP_INITIATING);
    assert_int_equal(pdu.procedure, 46);
    assert_int_equal(pdu.criticality, 1);
    assert_false(pdu.trailing);
    assert_true(ap_next_ie(&pdu, &ie));
    assert_int_equal(ie.id, 10);
    assert_int_equal(cursor_left(&ie.value), 2);
    assert_true(ap_next_ie(&pdu, &ie));
    assert_int_equal(ie.id, 0x55);
    assert_int_equal(ie.criticality, 1);
    assert_int_equal(cursor_u16(&ie.value), 7);
    assert_false(ap_next_ie(&pdu, &ie));
    assert_int_equal(pdu.why, LACK_NONE);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    for (size_t length = 0; length < sizeof PDU; length++) {
        struct ap_pdu pdu;
        struct ap_ie ie;
        bool is_one = ap_read_pdu(cursor_of(PDU, length), &pdu);
        assert_int_equal(is_one, length >= 3);
        while (is_one && ap_next_ie(&pdu, &ie))
            continue;
        if (is_one)
            assert_int_not_equal(pdu.why, LACK_NONE);
    }
}

static void other_first_bytes_are_no_pdu(void **state)
{
    (void)state;
    uint8_t bytes[sizeof PDU];
    struct ap_pdu pdu;
    for (unsigned first = 0; first < 256; first++) {
        memcpy(bytes, PDU, sizeof PDU);
        bytes[0] = (uint8_t)first;
        assert_int_equal(ap_read_pdu(cursor_of(bytes, sizeof bytes), &pdu), (first & 0x9f) == 0);
        bytes[0] = 0;
        bytes[2] = (uint8_t)first;
        assert_int_equal(ap_read_pdu(cursor_of(bytes, sizeof bytes), &pdu), (first & 0x3f) == 0);
    }
}

static bool any(const struct ap_pdu *pdu, uint16_t first, uint16_t second)
{
    (void)pdu;
    (void)second;
    return first != 0;
}

static bool none(const struct ap_pdu *pdu, uint16_t first, uint16_t second)
{
    (void)pdu;
    (void)first;
    (void)second;
    return false;
}

static void likeness(void **state)
{
    (void)state;
    uint8_t bytes[sizeof PDU + 1] = {0};
    memcpy(bytes, PDU, sizeof PDU);
    assert_int_equal(ap_looks(cursor_of(bytes, sizeof PDU), PROTO_NGAP, any), LIKE_SURE);
    assert_int_equal(ap_looks(cursor_of(bytes, sizeof PDU), PROTO_NGAP, none), LIKE_PERHAPS);
    assert_int_equal(ap_looks(cursor_of(bytes, sizeof PDU + 1), PROTO_NGAP, any), LIKE_PERHAPS);
    assert_int_equal(ap_looks(cursor_of(bytes, sizeof PDU - 1), PROTO_NGAP, any), LIKE_PERHAPS);
    bytes[6] = 1; /* fewer elements than there are bytes for */
    assert_int_equal(ap_looks(cursor_of(bytes, sizeof PDU), PROTO_NGAP, any), LIKE_PERHAPS);
    bytes[6] = 3;
    assert_int_equal(ap_looks(cursor_of(bytes, sizeof PDU), PROTO_NGAP, any), LIKE_PERHAPS);
    bytes[2] = 0xc0; /* no such criticality */
    assert_int_equal(ap_looks(cursor_of(bytes, sizeof PDU), PROTO_NGAP, any), LIKE_NOT);
}

/* --- X.691 11.9.3.8: a PDU of more than 16 KiB ---------------------------------------------------
 */

enum { BIG = 20000 };
static uint8_t big[BIG + 64];
static size_t big_size;

static void put(uint8_t byte)
{
    big[big_size++] = byte;
}

/* A body of three elements; the second is `size` bytes and may lie in two fragments. */
static void make_big(size_t size)
{
    static uint8_t body[BIG];
    size_t n = 0;
    const uint8_t head[] = {0, 0, 3, 0, 10, 0, 2, 0, 1, 0, 117, 0x40};
    memcpy(body, head, sizeof head);
    n = sizeof head;
    body[n++] = (uint8_t)(0x80 | size >> 8);
    body[n++] = (uint8_t)size;
    memset(body + n, 0xbb, size);
    n += size;
    const uint8_t tail[] = {0, 85, 0, 2, 0, 9};
    memcpy(body + n, tail, sizeof tail);
    n += sizeof tail;
    big_size = 0;
    put(0);
    put(44);
    put(0x40);
    put(0xc1);
    memcpy(big + big_size, body, 16384);
    big_size += 16384;
    size_t rest = n - 16384;
    if (rest > 127)
        put((uint8_t)(0x80 | rest >> 8));
    put((uint8_t)rest);
    memcpy(big + big_size, body + 16384, rest);
    big_size += rest;
}

static void elements_across_fragments(void **state)
{
    (void)state;
    /* The last element begins before, in and after the place where the second fragment does. */
    for (size_t size = 16383 - 40; size <= 16383; size++) {
        struct ap_pdu pdu;
        struct ap_ie ie;
        if (14 + size + 6 <= 16384)
            continue;
        make_big(size);
        assert_true(ap_read_pdu(cursor_of(big, big_size), &pdu));
        assert_true(ap_next_ie(&pdu, &ie));
        assert_int_equal(ie.id, 10);
        assert_false(ie.pieces);
        assert_true(ap_next_ie(&pdu, &ie));
        assert_int_equal(ie.id, 117);
        assert_int_equal(ie.pieces, 14 + size > 16384);
        assert_true(ap_next_ie(&pdu, &ie));
        assert_int_equal(ie.id, 85);
        if (!ie.pieces)
            assert_int_equal(cursor_u16(&ie.value), 9);
        assert_false(ap_next_ie(&pdu, &ie));
        assert_int_equal(pdu.why, LACK_NONE);
    }
}

static void fragments_that_are_cut(void **state)
{
    (void)state;
    make_big(16370);
    for (size_t length = big_size - 30; length < big_size; length++) {
        struct ap_pdu pdu;
        struct ap_ie ie;
        assert_true(ap_read_pdu(cursor_of(big, length), &pdu));
        while (ap_next_ie(&pdu, &ie))
            continue;
        assert_int_not_equal(pdu.why, LACK_NONE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outer_shape),
        cmocka_unit_test(cut_at_every_length),
        cmocka_unit_test(other_first_bytes_are_no_pdu),
        cmocka_unit_test(likeness),
        cmocka_unit_test(elements_across_fragments),
        cmocka_unit_test(fragments_that_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
