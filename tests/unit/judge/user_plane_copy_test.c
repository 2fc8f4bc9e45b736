#include "judge/user_plane_copy.h"

#include "unit/unit.h"

#include "user_plane_copy_kit.h"

#define CP "198.51.100.41"
#define UP "198.51.100.31"

/* Update FAR 2: DUPL|FORW with a copy to 203.0.113.9, TEID 0x61a78a41. */
#define COPY_SEQ(seq)                                                                              \
    "21 34 0034 000000000000001f " seq " 00 000a 0024 006c 0004 00000002 002c 0001 12"             \
    "0069 0013 002a 0001 04 0054 000a 0100 61a78a41 cb007109"
#define ACCEPT_SEQ(seq) "21 35 0011 0000000000000007 " seq " 00 0013 0001 01"
#define REFUSE_SEQ(seq) "21 35 0011 0000000000000007 " seq " 00 0013 0001 49"
#define PLAIN_SEQ(seq)                                                                             \
    "21 34 001d 000000000000001f " seq " 00 000a 000d 006c 0004 00000002 002c 0001 02"
/* Create QER with a QFI: only N4 has it. */
#define QFI "21 34 001a 0000000000000005 000009 00 0007 000a 006d 0001 01 007c 0001 09"

static const char COPY[] = COPY_SEQ("000101");
static const char ACCEPT[] = ACCEPT_SEQ("000101");

static struct bench bench;

static void order(const char *copy, const char *answer)
{
    uint64_t request = bench_pfcp(&bench, CP, UP, copy, 0);
    if (answer)
        bench_pfcp(&bench, UP, CP, answer, request);
}

static void accepted_on_n4_is_high(void **state)
{
    (void)state;
    bench_open(&bench, NULL);
    bench_pfcp(&bench, CP, UP, QFI, 0);
    bench.person = 5;
    order(COPY, ACCEPT);
    const struct finding *f = bench_finding(&bench, 0);
    assert_non_null(f);
    assert_null(bench_finding(&bench, 1));
    assert_int_equal(f->severity, SEVERITY_HIGH);
    assert_string_equal(
        judge_text(bench.judge, f->title),
        "198.51.100.41 has 198.51.100.31 copy one subscriber's traffic to 203.0.113.9");
    assert_string_equal(judge_text(bench.judge, f->to), "203.0.113.9:2152");
    assert_string_equal(judge_text(bench.judge, f->filter),
                        "pfcp.seid == 0x1f && pfcp.apply_action.dupl == 1");
    assert_int_equal(f->persons[0], 5);
    assert_int_equal(f->count, 1);
    assert_int_equal(f->proofs[0].place.frame, 2);
    assert_int_equal(f->proofs[1].place.frame, 3);
    assert_true(bench_says(&bench, f, "QFI"));
    assert_true(bench_says(&bench, f, "interception function (LI Function)"));
    bench_close(&bench);
}

/* Attempt is not access. */
static void refused_or_unanswered_is_medium(void **state)
{
    (void)state;
    bench_open(&bench, NULL);
    bench_pfcp(&bench, CP, UP, QFI, 0);
    order(COPY, REFUSE_SEQ("000101"));
    const struct finding *f = bench_finding(&bench, 0);
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    assert_true(bench_says(&bench, f, "refuses: Rule creation / modification Failure"));
    bench_close(&bench);
    bench_open(&bench, NULL);
    bench_pfcp(&bench, CP, UP, QFI, 0);
    order(COPY, NULL);
    f = bench_finding(&bench, 0);
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    assert_true(bench_says(&bench, f, "No answer was seen"));
    bench_close(&bench);
}

static void copies_seen_on_n4_are_critical_and_counted(void **state)
{
    (void)state;
    bench_open(&bench, NULL);
    bench_pfcp(&bench, CP, UP, QFI, 0);
    order(COPY, ACCEPT);
    bench_g_pdu(&bench, "203.0.113.9", 0x61a78a42); /* another tunnel */
    bench_g_pdu(&bench, "203.0.113.8", 0x61a78a41); /* another place */
    bench_g_pdu(&bench, "203.0.113.9", 0x61a78a41);
    bench_g_pdu(&bench, "203.0.113.9", 0x61a78a41);
    const struct finding *f = bench_finding(&bench, 0);
    assert_int_equal(f->severity, SEVERITY_CRITICAL);
    assert_int_equal(f->proofs[2].place.frame, 6);
    assert_string_equal(judge_text(bench.judge, f->proofs[2].why),
                        "the first of 2 copies leaves for 203.0.113.9:2152");
    assert_int_equal(f->last, 7000000000U);
    bench_close(&bench);
}

/* A copy that leaves before the order is none of it. */
static void what_came_before_the_order_is_no_copy(void **state)
{
    (void)state;
    bench_open(&bench, NULL);
    bench_pfcp(&bench, CP, UP, QFI, 0);
    bench_g_pdu(&bench, "203.0.113.9", 0x61a78a41);
    order(COPY, ACCEPT);
    assert_int_equal(bench_finding(&bench, 0)->severity, SEVERITY_HIGH);
    bench_close(&bench);
}

static void removal_is_told(void **state)
{
    (void)state;
    bench_open(&bench, NULL);
    bench_pfcp(&bench, CP, UP, QFI, 0);
    order(COPY, ACCEPT);
    order(PLAIN_SEQ("000102"), ACCEPT_SEQ("000102"));
    order(PLAIN_SEQ("000103"), ACCEPT_SEQ("000103")); /* nothing left to take back */
    const struct finding *f = bench_finding(&bench, 0);
    assert_true(bench_says(&bench, f, "The order is taken back 2.0 s later"));
    assert_int_equal(f->proof_count, 3);
    assert_int_equal(f->proofs[2].place.frame, 4);
    assert_int_equal(f->severity, SEVERITY_HIGH);
    bench_close(&bench);
    bench_open(&bench, NULL);
    order(COPY, ACCEPT);
    order("21 34 0018 000000000000001f 000102 00 0010 0008 006c 0004 00000002", NULL);
    f = bench_finding(&bench, 0);
    assert_string_equal(judge_text(bench.judge, f->proofs[2].why),
                        "FAR 2, which copied, is removed");
    bench_close(&bench);
}

/* DUPL switched on again by the rule's number alone copies to where it did before. */
static void dupl_alone_means_the_place_of_before(void **state)
{
    (void)state;
    bench_open(&bench, NULL);
    order(COPY, ACCEPT);
    order(PLAIN_SEQ("000102"), ACCEPT_SEQ("000102"));
    order("21 34 001d 000000000000001f 000103 00 000a 000d 006c 0004 00000002 002c 0001 12",
          ACCEPT_SEQ("000103"));
    const struct finding *f = bench_finding(&bench, 0);
    assert_null(bench_finding(&bench, 1));
    assert_int_equal(f->count, 2);
    bench_close(&bench);
}

/* The answer of an establishment gives the SEID by which later messages name the session. */
static void establishment_is_followed_by_its_answer(void **state)
{
    (void)state;
    bench_open(&bench, NULL);
    order(
        "21 32 0041 0000000000000000 000101 00 0039 000d 02 0000000000000007 c6336429"
        "0003 0020 006c 0004 00000002 002c 0001 12 0005 000f 002a 0001 04 0054 0006 1000 cb007109",
        "21 33 0022 0000000000000007 000101 00 0013 0001 01 0039 000d 02 000000000000001f "
        "c633641f");
    order(PLAIN_SEQ("000102"), NULL);
    const struct finding *f = bench_finding(&bench, 0);
    assert_string_equal(judge_text(bench.judge, f->filter),
                        "pfcp.seqno == 257 && ip.src == 198.51.100.41");
    assert_string_equal(judge_text(bench.judge, f->to), "203.0.113.9");
    assert_true(bench_says(&bench, f, "taken back"));
    bench_close(&bench);
}

/* Bundled orders have one frame; each answer belongs to one of them. */
static void bundled_orders_are_answered_apart(void **state)
{
    (void)state;
    bench_open(&bench, NULL);
    bench_pfcp(&bench, CP, UP, QFI, 0);
    char both[600];
    (void)snprintf(both, sizeof both, "25%s %s", COPY + 2, COPY_SEQ("000102"));
    both[0] = '2';
    uint64_t request = bench_pfcp(&bench, CP, UP, both, 0);
    bench_pfcp(&bench, UP, CP, REFUSE_SEQ("000101"), request);
    bench_pfcp(&bench, UP, CP, ACCEPT_SEQ("000102"), request);
    const struct finding *f = bench_finding(&bench, 0);
    assert_int_equal(f->count, 2);
    assert_int_equal(f->severity, SEVERITY_HIGH);
    bench_close(&bench);
}

/* Sent again it is one order, and the answer may name either frame as its request. */
static void retransmission_is_no_second_order(void **state)
{
    (void)state;
    bench_open(&bench, NULL);
    order(COPY, NULL);
    struct frame frame = {.number = ++bench.frame};
    struct packet packet = {.frame = &frame, .src = bench_addr(CP), .dst = bench_addr(UP)};
    kit_read(&bench.kit, COPY);
    bench.kit.all[0].packet = &packet;
    bench.kit.all[0].odd |= ODD_RETRANSMITTED;
    judge_message(bench.judge, &bench.kit.all[0]);
    bench_pfcp(&bench, UP, CP, ACCEPT, frame.number);
    const struct finding *f = bench_finding(&bench, 0);
    assert_int_equal(f->count, 1);
    assert_true(bench_says(&bench, f, "198.51.100.31 accepts."));
    bench_close(&bench);
}

/* The number is used again for another order: its answer is not the first one's. */
static void a_number_used_again_begins_anew(void **state)
{
    (void)state;
    bench_open(&bench, NULL);
    order(COPY, NULL);
    order("21 34 0034 000000000000002e 000101 00 000a 0024 006c 0004 00000002 002c 0001 12"
          "0069 0013 002a 0001 04 0054 000a 0100 61a78a41 cb00710a",
          ACCEPT);
    unsigned accepted = 0;
    size_t count;
    judge_finish(bench.judge);
    const struct finding *const *all = judge_findings(bench.judge, &count);
    for (size_t i = 0; i < count; i++)
        accepted += bench_says(&bench, all[i], "accepts");
    assert_int_equal(count, 2);
    assert_int_equal(accepted, 1);
    bench_close(&bench);
}

/* Handover, paging, redundancy: each has one thing in common with a copy, and is none. */
static void innocent_twins_stay_quiet(void **state)
{
    (void)state;
    static const char *const QUIET[] = {
        /* a second FAR that forwards to the old gNB */
        ("21 34 0034 000000000000001f 000001 00 0003 0024 006c 0004 00000009 002c 0001 02"
         "0004 0013 002a 0001 00 0054 000a 0100 61a78a41 cb007109"),
        /* BUFF|NOCP */
        "21 34 001d 000000000000001f 000002 00 000a 000d 006c 0004 00000002 002c 0001 0c",
        /* FORW|DFRT, and EDRT in the second octet */
        "21 34 001d 000000000000001f 000003 00 000a 000d 006c 0004 00000002 002c 0001 82",
        "21 34 001e 000000000000001f 000004 00 000a 000e 006c 0004 00000002 002c 0002 0201",
        /* MBSU is bit 5 of the second octet */
        "21 34 001e 000000000000001f 000005 00 000a 000e 006c 0004 00000002 002c 0002 0210",
        /* Duplicating Parameters that stand in no rule */
        "21 34 0015 000000000000001f 000006 00 0005 0005 002a 0001 04",
    };
    bench_open(&bench, NULL);
    bench_pfcp(&bench, CP, UP, QFI, 0);
    for (unsigned i = 0; i < sizeof QUIET / sizeof *QUIET; i++)
        order(QUIET[i], NULL);
    bench_g_pdu(&bench, "203.0.113.9", 0x61a78a41);
    assert_null(bench_finding(&bench, 0));
    bench_close(&bench);
}

/* However many places are ordered, memory is fixed and each finding is told. */
static void a_flood_of_orders_is_survived(void **state)
{
    (void)state;
    bench_open(&bench, NULL);
    for (unsigned i = 0; i < 4000; i++) {
        char hex[300];
        (void)snprintf(hex, sizeof hex,
                       "21 34 0034 %016x %06x 00 000a 0024 006c 0004 00000002 002c 0001 12"
                       "0069 0013 002a 0001 04 0054 000a 0100 61a78a41 cb00%04x",
                       i + 1, i, i);
        order(hex, NULL);
    }
    size_t count;
    judge_finish(bench.judge);
    const struct finding *const *all = judge_findings(bench.judge, &count);
    assert_true(count > 50);
    for (size_t i = 0; i < count; i++)
        assert_true(all[i]->title && all[i]->why_count && all[i]->proof_count);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepted_on_n4_is_high),
        cmocka_unit_test(refused_or_unanswered_is_medium),
        cmocka_unit_test(copies_seen_on_n4_are_critical_and_counted),
        cmocka_unit_test(what_came_before_the_order_is_no_copy),
        cmocka_unit_test(removal_is_told),
        cmocka_unit_test(dupl_alone_means_the_place_of_before),
        cmocka_unit_test(establishment_is_followed_by_its_answer),
        cmocka_unit_test(bundled_orders_are_answered_apart),
        cmocka_unit_test(retransmission_is_no_second_order),
        cmocka_unit_test(a_number_used_again_begins_anew),
        cmocka_unit_test(innocent_twins_stay_quiet),
        cmocka_unit_test(a_flood_of_orders_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
