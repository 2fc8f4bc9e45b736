#include "wire/proto/other.h"

#include "driver_kit.h"

#define GUESS(k, bytes) guess(k, bytes, sizeof bytes - 1)

static const char *guess(struct kit *k, const char *bytes, size_t n)
{
    struct packet p = kit_packet(k);
    driver_guess_other(&p, cursor_of(bytes, n));
    return flow_protocol(&k->flow);
}

/* One conversation a line: transport, port, what was seen of it, and its name. */
static void is(uint8_t transport, uint16_t port, const char *bytes, size_t n, const char *name)
{
    struct kit k;
    kit_begin(&k, transport, port);
    const char *said = guess(&k, bytes, n);
    if (name)
        assert_string_equal(said ? said : "(nobody)", name);
    else
        assert_null(said);
    kit_end(&k);
}

#define IS(transport, port, bytes, name) is(transport, port, bytes, sizeof bytes - 1, name)

static void by_first_bytes(void **state)
{
    (void)state;
    IS(6, 4444, "SSH-2.0-OpenSSH", "ssh");
    IS(6, 4444, "\x16\x03\x01\x00\x05\x01", "tls");
    IS(6, 4444, "GET / HTTP/1.1\r\n", "http");
    IS(6, 4444, "HTTP/1.1 200 OK", "http");
    IS(6, 4444, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "http2");
    IS(6, 4444, "OPTIONS sip:a@example SIP/2.0", "sip");
    IS(6, 4444, "OPTIONS * HTTP/1.1", "http");
    IS(17, 4444, "NOTIFY * HTTP/1.1", "ssdp");
    IS(17, 4444, "NOTIFY sip:a@example SIP/2.0", "sip");
    IS(6, 4444, "220 mail.example ESMTP", "smtp");
    IS(6, 21, "220 ready", "ftp");
    IS(6, 4444, "\xff\xfd\x18", "telnet");
    IS(6, 23, "login: ", "telnet");
}

static void port_alone(void **state)
{
    (void)state;
    IS(6, 22, "\x8a\x11\x22", "ssh");
    IS(6, 1521, "\x00\x01\x02", "oracle");
    IS(17, 6343, "\x00\x01\x02", "sflow");
    IS(17, 2152, "\x00", "gtp-u");
    IS(6, 4444, "\x8a\x11\x22", NULL);
    IS(132, 38412, "\x8a\x11\x22", "ngap");
    IS(17, 10000, "\x80\x60\x00\x01\x00\x00\x00\x00\x12\x34\x56\x78voice", "rtp");
    IS(17, 6343, "\x80\x60\x00\x01\x00\x00\x00\x00\x12\x34\x56\x78voice", "sflow");
}

/* Port 53 without DNS is not DNS: somebody hides there. */
static void bytes_speak_against_the_port(void **state)
{
    (void)state;
    IS(17, 53, "\x00\x01\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x01x\x00\x00\x01\x00\x01", "dns");
    IS(17, 53, "hello there", NULL);
    IS(17, 123, "hello there", NULL);
    IS(17, 443, "hello there", NULL);
}

static void payload_protocol(void **state)
{
    (void)state;
    static const struct {
        uint32_t ppid;
        const char *name;
    } ROWS[] = {{60, "ngap"},   {18, "s1ap"},         {3, "m3ua"},  {5, "m2pa"}, {27, "x2ap"},
                {24, "sbc-ap"}, {0x3c000000, "ngap"}, {47, "dtls"}, {45, "ssh"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct kit k;
        kit_begin(&k, 132, 9999);
        struct packet p = kit_packet(&k);
        p.ppid = ROWS[i].ppid;
        driver_guess_other(&p, cursor_of("\x00\x15", 2));
        assert_string_equal(flow_protocol(&k.flow), ROWS[i].name);
        kit_end(&k);
    }
}

static void ip_protocols(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, 50, 0);
    assert_string_equal(flow_protocol(&k.flow), "ipsec");
    k.flow.unread_frames = 3;
    driver_flow_ends(k.driver, &k.flow);
    assert_string_equal(kit_where(&k, BLIND_ENCRYPTED), "192.0.2.1 > 192.0.2.2 ip/50 ipsec");
    kit_end(&k);
    kit_begin(&k, 89, 0);
    assert_string_equal(flow_protocol(&k.flow), "ospf");
    kit_end(&k);
    kit_begin(&k, 253, 0);
    assert_null(flow_protocol(&k.flow));
    kit_end(&k);
}

/* The first certain name stays; a port's name gives way to it. */
static void first_certain_wins(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, 6, 22);
    assert_string_equal(GUESS(&k, "\x8a\x11"), "ssh");
    assert_string_equal(GUESS(&k, "HTTP/1.1 200"), "http");
    assert_string_equal(GUESS(&k, "SSH-2.0-x"), "http");
    kit_end(&k);
}

static void what_is_told(void **state)
{
    (void)state;
    static const struct {
        uint8_t transport;
        uint16_t port;
        const char *bytes, *where, *detail;
        enum blind_reason reason;
    } ROWS[] = {
        {6, 4444, "\x01\x02", "192.0.2.1 > 192.0.2.2:4444/tcp",
         "a conversation whose protocol neither its bytes nor its ports tell",
         BLIND_UNKNOWN_PROTOCOL},
        {6, 389, "\x01\x02", "192.0.2.1 > 192.0.2.2:389/tcp ldap",
         "outside what postern knows yet; named by no more than its port or shape", BLIND_NOT_READ},
        {17, 2152, "\x01\x02", "192.0.2.1 > 192.0.2.2:2152/udp gtp-u",
         "customers' content: only headers are read", BLIND_NOT_READ},
        {6, 22, "SSH-2.0", "192.0.2.1 > 192.0.2.2:22/tcp ssh",
         "encrypted: who speaks with whom is seen, and how much", BLIND_ENCRYPTED},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct kit k;
        kit_begin(&k, ROWS[i].transport, ROWS[i].port);
        guess(&k, ROWS[i].bytes, strlen(ROWS[i].bytes));
        k.flow.begun_by = 1; /* the port tells who serves, not who was heard first */
        if (ROWS[i].reason == BLIND_UNKNOWN_PROTOCOL)
            k.flow.begun_by = 0;
        k.flow.unread_frames = 7;
        k.flow.unread_bytes = 700;
        driver_flow_ends(k.driver, &k.flow);
        const struct blind_spot *spot = kit_spot(&k, ROWS[i].reason);
        assert_non_null(spot);
        assert_string_equal(names_text(&k.blind.names, spot->where), ROWS[i].where);
        assert_string_equal(names_text(&k.blind.names, spot->detail), ROWS[i].detail);
        assert_int_equal(spot->frames, 7);
        assert_int_equal(spot->bytes, 700);
        kit_end(&k);
    }
}

/* The asking side's port is left out: its conversations are one line. */
static void conversations_sum_up(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, 6, 22);
    for (uint16_t port = 40000; port < 40010; port++) {
        kit_flow(&k.flow, 6, 22);
        k.flow.key.a_port = port;
        k.flow.unread_frames = 1;
        driver_flow_ends(k.driver, &k.flow);
    }
    assert_int_equal(kit_spot(&k, BLIND_ENCRYPTED)->frames, 10);
    kit_end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_first_bytes),
        cmocka_unit_test(port_alone),
        cmocka_unit_test(bytes_speak_against_the_port),
        cmocka_unit_test(payload_protocol),
        cmocka_unit_test(ip_protocols),
        cmocka_unit_test(first_certain_wins),
        cmocka_unit_test(what_is_told),
        cmocka_unit_test(conversations_sum_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
