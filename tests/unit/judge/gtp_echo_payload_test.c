#include "judge/finding.h"

#include "unit/hex.h"

#include <stdio.h>
#include <string.h>

enum { BYTES = 600, SECOND = 1000000000 };

static struct blind blind;
static struct registry *registry;
static struct judge *judge;
static struct driver *driver;
static uint64_t frame_number;
static uint64_t now; /* nanoseconds */
static bool snapped;

static void on_message(void *arg, struct message *m)
{
    (void)arg;
    judge_message(judge, m);
}

static int open_all(void **state)
{
    (void)state;
    struct fault fault;
    struct registry_settings registry_said = {.budget = 1 << 20, .blind = &blind};
    struct driver_settings driver_said = {.blind = &blind, .message = on_message};
    assert_true(blind_init(&blind, 1 << 20, 1));
    registry = registry_new(&registry_said);
    driver = driver_new(&driver_said);
    struct judge_settings judge_said = {.budget = 1 << 20, .registry = registry, .blind = &blind};
    judge = judge_new(&judge_said, &fault);
    assert_non_null(judge);
    frame_number = 0;
    now = SECOND;
    snapped = false;
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    judge_free(judge);
    driver_free(driver);
    registry_free(registry);
    blind_free(&blind);
    return 0;
}

/* A datagram of hex digits from one endpoint to another, a millisecond after the last. */
static void send_from(const char *from, uint16_t sport, const char *to, uint16_t dport,
                      const char *hex)
{
    uint8_t bytes[BYTES];
    size_t length = hex_bytes(bytes, sizeof bytes, hex);
    now += 1000000;
    struct frame frame = {
        .captured = 100, .original = snapped ? 200 : 100, .time = now, .number = ++frame_number};
    struct flow flow = {0};
    struct packet p = {
        .frame = &frame, .sport = sport, .dport = dport, .transport = 17, .flow = &flow};
    assert_true(addr_parse(from, &p.src));
    assert_true(addr_parse(to, &p.dst));
    driver_datagram(driver, &p, cursor_of(bytes, length));
}

static void ask(const char *hex)
{
    send_from("192.0.2.66", 40112, "198.51.100.5", 2123, hex);
}

static void answer(const char *hex)
{
    send_from("198.51.100.5", 2123, "192.0.2.66", 40112, hex);
}

static const struct finding *only_finding(void)
{
    size_t count = 0;
    const struct finding *const *all = judge_findings(judge, &count);
    assert_int_equal(count, 1);
    return all[0];
}

static size_t finding_count(void)
{
    size_t count = 0;
    judge_findings(judge, &count);
    return count;
}

#define KNOCK "01 01 1000 d2040000 000000000000000000 721f1808"
#define ANSWER "01 02 0012 d2040000 0000000000000b0000 721f1808 00 0200 783f"

static void knock_alone_is_an_attempt(void **state)
{
    (void)state;
    ask(KNOCK);
    const struct finding *f = only_finding();
    TEXT_ON(actor, 60);
    text_addr(&actor, &f->actor.address);
    assert_string_equal(actor.at, "192.0.2.66");
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    assert_string_equal(judge_text(judge, f->title),
                        "192.0.2.66 sends an Echo with 13 bytes that no Echo carries to "
                        "198.51.100.5");
    assert_string_equal(judge_text(judge, f->filter),
                        "udp.port == 2123 && udp.payload[1:1] == 01 && ip.src == 192.0.2.66 && "
                        "ip.dst == 198.51.100.5");
    assert_int_equal(f->proof_count, 1);
    assert_int_equal(f->proofs[0].place.frame, 1);
    assert_int_equal(f->why_count, 3);
    assert_int_equal(f->count, 1);
    assert_string_equal(f->settles.protocol, "gtpprime"); /* what a permit would have to cover */
    assert_int_equal(f->settles.op->code, 1);
}

static void answer_in_kind_is_high(void **state)
{
    (void)state;
    ask(KNOCK);
    answer(ANSWER);
    const struct finding *f = only_finding();
    assert_int_equal(f->severity, SEVERITY_HIGH);
    assert_int_equal(f->proof_count, 2);
    assert_int_equal(f->proofs[1].place.frame, 2);
    assert_int_equal(f->count, 1);
    assert_true(f->last > f->first);
    assert_non_null(strstr(judge_text(judge, f->title), "answers in kind"));
    assert_non_null(strstr(judge_text(judge, f->whys[f->why_count - 1]), "1 ms later"));
}

/* Legal flags, foreign bytes, both ways: the key may be any. */
static void own_key_under_legal_flags(void **state)
{
    (void)state;
    ask("32 01 000d 00000000 1234 0000 0001020304 5a17c39e");
    assert_int_equal(only_finding()->severity, SEVERITY_MEDIUM);
    answer("32 02 0011 00000000 1234 0000 0001020304 5a17c39e 00020078");
    assert_int_equal(only_finding()->severity, SEVERITY_HIGH);
}

static void late_answer_is_its_own(void **state)
{
    (void)state;
    ask(KNOCK);
    now += 61ULL * SECOND;
    answer(ANSWER);
    assert_int_equal(finding_count(), 2);
    ask(KNOCK);
    now += 59ULL * SECOND;
    answer(ANSWER);
    size_t count = 0;
    const struct finding *const *all = judge_findings(judge, &count);
    assert_int_equal(count, 2);
    assert_int_equal(all[0]->severity, SEVERITY_HIGH);
    assert_int_equal(all[1]->severity, SEVERITY_MEDIUM);
}

static void answer_without_request(void **state)
{
    (void)state;
    answer(ANSWER);
    const struct finding *f = only_finding();
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    assert_string_equal(judge_text(judge, f->filter),
                        "udp.port == 2123 && udp.payload[1:1] == 02 && ip.src == 198.51.100.5 && "
                        "ip.dst == 192.0.2.66");
}

/* A healthy element answers a knock as the standard says: nothing was understood. */
static void plain_answer_changes_nothing(void **state)
{
    (void)state;
    ask(KNOCK);
    answer("32 02 0006 00000000 0000 0000 0e 07");
    answer("32 03 0004 00000000 0000 0000");
    assert_int_equal(only_finding()->severity, SEVERITY_MEDIUM);
    assert_int_equal(only_finding()->proof_count, 1);
}

static void what_must_be_found(void **state)
{
    (void)state;
    static const char *const knocks[] = {
        KNOCK,
        "00 01 0000 00000000 010203040506070809 721f1808 06 0000",
        "00 01 1000 d2040000 000000000000000000 5a17c39e",
        "72 01 0004 00000000 1234 0000",                   /* version 3 */
        "f0 01 0000 00000000",                             /* version 7 */
        "e0 01 0000 00000000",                             /* version 7, GTP' */
        "12 01 0004 00000000 1234 0000",                   /* version 0 */
        "22 01 0004 00000000 1234 0000",                   /* version 1, GTP' */
        "32 01 0004 00000000 1234 0000 00000000 5a17c39e", /* behind the length */
        "32 01 000c 00000000 1234 0000 00000000 5a17c39e", /* no element */
        "32 01 0400 00000000 1234 0000",                   /* promises more than there is */
        "32 01 000b 00000000 1234 0000 85 0004 5a17c39e",  /* an element no Echo has */
        "40 01 0009 000001 00 03 0001 00 05 00000000 5a17c39e",
        "40 01 0011 000001 00 03 0001 00 05 4a 0004 00 5a17c39e",
        "40 01 1000 000001 00 03 0001 00 05",
    };
    for (unsigned i = 0; i < sizeof knocks / sizeof *knocks; i++) {
        char from[40];
        snprintf(from, sizeof from, "192.0.2.%u", i + 1);
        send_from(from, 2123, "198.51.100.5", 2123, knocks[i]);
        assert_int_equal(finding_count(), i + 1);
    }
    size_t count = 0;
    const struct finding *const *all = judge_findings(judge, &count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(all[i]->severity, SEVERITY_MEDIUM);
}

static void user_plane_and_ipv6(void **state)
{
    (void)state;
    send_from("2001:db8:1111:2222:3333:4444:5555:6666", 40112,
              "2001:db8:1111:2222:3333:4444:5555:7777", 2152, KNOCK);
    const struct finding *f = only_finding();
    assert_string_equal(judge_text(judge, f->filter),
                        "udp.port == 2152 && udp.payload[1:1] == 01 && "
                        "ipv6.src == 2001:db8:1111:2222:3333:4444:5555:6666 && "
                        "ipv6.dst == 2001:db8:1111:2222:3333:4444:5555:7777");
    assert_true(strlen(judge_text(judge, f->title)) < 100);
    send_from("2001:db8:1111:2222:3333:4444:5555:7777", 2152,
              "2001:db8:1111:2222:3333:4444:5555:6666", 40112, ANSWER);
    assert_true(strlen(judge_text(judge, only_finding()->title)) < 100);
}

static void what_must_stay_quiet(void **state)
{
    (void)state;
    static const char *const echoes[] = {
        "32 01 0004 00000000 1234 0000",
        "30 01 0000 00000000",
        "30 01 0002 00000000 0e 05",
        "32 01 0006 00000000 1234 0000 0e 05",
        "33 01 0004 00000000 1234 0700",
        "36 01 0008 00000000 1234 00c0 01 0007 00",
        "32 01 000e 00000000 1235 0000 ff 0007 28af 0102030405",
        "32 01 000d 00000000 1235 0000 ff 0000 ff 0003 28af 01",
        "32 01 0016 00000000 1235 0000 0e 05 ff 000d 28af 0102030405 721f1808 0000",
        "40 01 0004 000001 00",
        "40 01 0009 000001 00 03 0001 00 05",
        "48 01 000d 00000000 000001 00 03 0001 00 05",
        "40 01 0019 001b58 00 03 0001 00 08 98 0001 00 01 ff 0007 00 2aabdfcc5b9900",
        "32 1f 0008 00000000 0000 0000 8d 0001 c0",
        "32 14 0006 00000001 1234 0000 14 05 00000000 00000000", /* odd, but no Echo */
    };
    for (unsigned i = 0; i < sizeof echoes / sizeof *echoes; i++) {
        ask(echoes[i]);
        assert_int_equal(finding_count(), 0);
    }
    answer("32 02 0006 00000000 1234 0000 0e 07");
    answer("40 02 0009 000001 00 03 0001 00 05");
    assert_int_equal(finding_count(), 0);
}

static void old_port_and_captures_cut_short(void **state)
{
    (void)state;
    send_from("192.0.2.1", 3386, "192.0.2.2", 3386, "0f 01 0000 1234");
    send_from("192.0.2.2", 3386, "192.0.2.1", 3386, "0f 02 0002 1234 0e 05");
    send_from("192.0.2.1", 3386, "192.0.2.2", 3386,
              "0e 01 0000 1234 0000 ff ffffff 0000000000000000");
    send_from("192.0.2.1", 40000, "192.0.2.2", 3386,
              "1e 01 0000 1234 0000 ff ffffff 0000000000000000");
    snapped = true;
    ask("32 01 0040 00000000 1235 0000 ff 0039 28af 0102030405");
    ask("40 01 0040 000001 00 03 0001 00 05 ff 0033 00 c0000201");
    ask("32 01 0004 00000000");
    assert_int_equal(finding_count(), 0);
}

/* DNS whose client has 2123 as its own port, with an identifier that looks like a header. */
static void services_on_a_port_of_gtp_by_chance(void **state)
{
    (void)state;
    send_from("192.0.2.1", 2123, "192.0.2.53", 53,
              "0001 0100 0001 0000 0000 0000 01 61 00 0001 0001");
    send_from("192.0.2.53", 53, "192.0.2.1", 2123,
              "0002 8180 0001 0000 0000 0000 01 61 00 0001 0001");
    send_from("192.0.2.53", 53, "192.0.2.1", 2123,
              "e101 8180 0001 0000 0000 0000 01 61 00 0001 0001");
    assert_int_equal(finding_count(), 0);
}

/* What equipment gets wrong: told, never above low. */
static void small_oddities_are_low(void **state)
{
    (void)state;
    ask("3a 01 0004 00000000 1234 0000");
    assert_int_equal(only_finding()->severity, SEVERITY_LOW);
    ask("32 01 0004 00000000 1234 0000 000000");
    ask("50 01 0009 000001 00 03 0001 00 11");
    answer("32 02 0004 00000000 1234 0000 000000");
    assert_int_equal(finding_count(), 2);
    size_t count = 0;
    const struct finding *const *all = judge_findings(judge, &count);
    assert_int_equal(all[0]->severity, SEVERITY_LOW);
    /* Then worse comes, and stands first. */
    ask(KNOCK);
    all = judge_findings(judge, &count);
    assert_int_equal(all[0]->severity, SEVERITY_MEDIUM);
    assert_int_equal(all[0]->proofs[0].place.frame, 5);
    assert_int_equal(all[0]->proofs[1].place.frame, 1);
    assert_int_equal(all[0]->count, 4);
}

static void a_storm_is_one_finding(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 500; i++) {
        ask(KNOCK);
        answer(ANSWER);
    }
    const struct finding *f = only_finding();
    assert_int_equal(f->count, 500);
    assert_int_equal(f->proof_count, FINDING_PROOFS);
    assert_int_equal(f->why_count, 4);
}

static void texts_are_whole(void **state)
{
    (void)state;
    const struct check *c = &check_gtp_echo_payload;
    assert_string_equal(c->slug, "gtp-echo-payload");
    assert_true(strlen(c->title) < 80);
    assert_non_null(strstr(c->meaning, "\n\n"));
    assert_non_null(c->innocent_if[0]);
    assert_non_null(c->references[0]);
    assert_string_equal(c->techniques[0], "T1205");
    assert_non_null(c->next);
    assert_non_null(c->settled_by);
    assert_non_null(strstr(c->severities, "high"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(knock_alone_is_an_attempt, open_all, close_all),
        cmocka_unit_test_setup_teardown(answer_in_kind_is_high, open_all, close_all),
        cmocka_unit_test_setup_teardown(own_key_under_legal_flags, open_all, close_all),
        cmocka_unit_test_setup_teardown(late_answer_is_its_own, open_all, close_all),
        cmocka_unit_test_setup_teardown(answer_without_request, open_all, close_all),
        cmocka_unit_test_setup_teardown(plain_answer_changes_nothing, open_all, close_all),
        cmocka_unit_test_setup_teardown(what_must_be_found, open_all, close_all),
        cmocka_unit_test_setup_teardown(user_plane_and_ipv6, open_all, close_all),
        cmocka_unit_test_setup_teardown(what_must_stay_quiet, open_all, close_all),
        cmocka_unit_test_setup_teardown(old_port_and_captures_cut_short, open_all, close_all),
        cmocka_unit_test_setup_teardown(services_on_a_port_of_gtp_by_chance, open_all, close_all),
        cmocka_unit_test_setup_teardown(small_oddities_are_low, open_all, close_all),
        cmocka_unit_test_setup_teardown(a_storm_is_one_finding, open_all, close_all),
        cmocka_unit_test_setup_teardown(texts_are_whole, open_all, close_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
