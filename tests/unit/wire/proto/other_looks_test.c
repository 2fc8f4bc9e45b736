#include "wire/proto/other.h"

#include "unit/unit.h"

#include <stdlib.h>

struct row {
    const char *name;
    bool (*looks)(struct cursor c);
    size_t least; /* what is shorter is not believed */
    size_t len;
    const char *bytes;
};

#define ROW(function, least, bytes)                                                                \
    {                                                                                              \
#function, other_looks_##function, least, sizeof bytes - 1, bytes                          \
    }
#define TEN "\0\0\0\0\0\0\0\0\0\0"
#define FIFTY TEN TEN TEN TEN TEN

static const struct row ROWS[] = {
    ROW(tls, 5, "\x17\x03\x03\x00\x20"),
    ROW(dtls, 15, "\x16\xfe\xfd\0\0\0\0\0\0\0\0\x00\x02\x01\x02"),
    ROW(quic, 15,
        "\xc3\x00\x00\x00\x01\x08"
        "12345678"
        "\x00"
        "rest"),
    ROW(ike, 28, TEN "\0\0\0\0\0\0\x21\x20\x22\x08\0\0\0\0\0\0\0\x1c"),
    ROW(ipsec_udp, 20,
        "\x00\x00\x12\x34\x00\x00\x00\x01"
        "123456789012"),
    ROW(openvpn, 14,
        "\x38"
        "1234567890123"),
    ROW(rdp, 11, "\x03\x00\x00\x0b\x06\xe0\0\0\0\0\0"),
    ROW(smpp, 16, "\x00\x00\x00\x10\x00\x00\x00\x15\x00\x00\x00\x00\x00\x00\x00\x01"),
    ROW(radius, 20,
        "\x01\x07\x00\x14"
        "1234567890123456"),
    ROW(telnet, 3, "\xff\xfb\x01"),
    ROW(greeting, 4, "220-hello"),
    ROW(smtp, 20, "220 mail.example SMTP"),
    ROW(snmp, 6, "\x30\x29\x02\x01\x01\x04\x06public"),
    ROW(snmp_v3, 7, "\x30\x81\x90\x02\x01\x03\x30\x0e"),
    ROW(syslog, 6, "<191>x"),
    ROW(tacplus, 12, "\xc1\x01\x01\x00\x01\x02\x03\x04\x00\x00\x00\x2a"),
    ROW(ntp, 48, "\x23" FIFTY),
    ROW(dns, 12, "\x12\x34\x81\x80\x00\x01\x00\x00\x00\x00\x00\x00\x01x\x00\x00\x01\x00\x01"),
    ROW(dns_in_stream, 14,
        "\x00\x13\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x01x\x00\x00\x01\x00\x01"),
    ROW(dhcp, 240,
        "\x01" FIFTY FIFTY FIFTY FIFTY TEN TEN TEN "\0\0\0\0\0"
        "\x63\x82\x53\x63"),
    ROW(smb, 8, "\x00\x00\x00\x90\xfeSMB"),
    ROW(ldap, 6, "\x30\x0c\x02\x01\x01\x60\x07"),
    ROW(mysql, 6,
        "\x0a\x00\x00\x00\x0a"
        "8.0.1\0\0\0\0"),
    ROW(postgresql, 8, "\x00\x00\x00\x08\x04\xd2\x16\x2f"),
    ROW(tds, 8, "\x12\x01\x00\x08\x00\x00\x01\x00"),
    ROW(mongodb, 16, "\x10\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\xdd\x07\x00\x00"),
    ROW(redis, 5, "*1\r\n$4\r\nPING"),
    ROW(mqtt, 8, "\x10\x10\x00\x04MQTT\x04"),
    ROW(stun, 20, "\x00\x01\x00\x00\x21\x12\xa4\x42" TEN "\0\0"),
    ROW(http2, 9, "\x00\x00\x00\x04\x01\x00\x00\x00\x00"),
    ROW(http2, 13,
        "\x00\x00\x04\x08\x00\x00\x00\x00\x00\x00\x01\x00\x00"
        "\x00\x00\x00\x00\x01\x00\x00\x00\x05"),
    ROW(msrpc, 16, "\x05\x00\x0b\x03\x10\x00\x00\x00\x10\x00\x00\x00\x01\x00\x00\x00"),
    ROW(rtp, 13, "\x80\x60\x00\x01\x00\x00\x00\x00\x12\x34\x56\x78v"),
    ROW(bgp, 19, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x13\x04"),
};

/* Each in memory of its own size, so that a read past the end would be seen. */
static bool looks_at(const struct row *row, size_t len)
{
    uint8_t *copy = malloc(len + 1);
    memcpy(copy, row->bytes, len);
    bool said = row->looks(cursor_of(copy, len));
    free(copy);
    return said;
}

static void known_when_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        if (!looks_at(&ROWS[i], ROWS[i].len))
            fail_msg("%s is not known", ROWS[i].name);
}

static void not_believed_when_cut(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        for (size_t len = 0; len < ROWS[i].least; len++)
            if (looks_at(&ROWS[i], len) && !(ROWS[i].looks == other_looks_ipsec_udp && len == 1))
                fail_msg("%s is believed at %zu bytes", ROWS[i].name, len);
}

/* No row takes another's bytes, but for the pairs that share them. */
static void told_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        for (size_t k = 0; k < sizeof ROWS / sizeof *ROWS; k++) {
            bool weak = ROWS[k].looks == other_looks_ipsec_udp ||
                        ROWS[k].looks == other_looks_openvpn || ROWS[k].looks == other_looks_ntp ||
                        ROWS[k].looks == other_looks_greeting || ROWS[k].looks == other_looks_dns ||
                        ROWS[k].looks == other_looks_dns_in_stream ||
                        ROWS[k].looks == other_looks_radius;
            if (ROWS[i].looks != ROWS[k].looks && !weak &&
                ROWS[k].looks(cursor_of(ROWS[i].bytes, ROWS[i].len)))
                fail_msg("%s takes %s", ROWS[k].name, ROWS[i].name);
        }
    }
}

static void wireguard_by_its_lengths(void **state)
{
    (void)state;
    static const uint8_t hello[149] = {1};
    static const uint8_t answer[92] = {2};
    assert_true(other_looks_wireguard(cursor_of(hello, 148)));
    assert_false(other_looks_wireguard(cursor_of(hello, 149)));
    assert_true(other_looks_wireguard(cursor_of(answer, 92)));
    assert_false(other_looks_wireguard(cursor_of(answer, 3)));
}

static void ike_after_its_marker(void **state)
{
    (void)state;
    static const uint8_t marked[32] = {[21] = 0x20, [31] = 28};
    static const uint8_t keepalive[1] = {0xff};
    assert_true(other_looks_ipsec_udp(cursor_of(marked, 32)));
    assert_true(other_looks_ipsec_udp(cursor_of(keepalive, 1)));
    assert_false(other_looks_ipsec_udp(cursor_of(marked, 20)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_when_whole),     cmocka_unit_test(not_believed_when_cut),
        cmocka_unit_test(told_apart),           cmocka_unit_test(wireguard_by_its_lengths),
        cmocka_unit_test(ike_after_its_marker),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
