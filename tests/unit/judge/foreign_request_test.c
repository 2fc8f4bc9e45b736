#include "judge/foreign_request.h"

#include "unit/judge/border_scene.h"

#define OURS "001010000000001"
#define THEIRS "999700000000001"
#define ISLES "001020000000001"

struct row {
    uint32_t code;
    const char *from, *to, *imsi;
    enum severity severity; /* SEVERITY_NONE: nothing is found */
};

static void one(const struct row *r, const char *yaml)
{
    struct crossings b;
    border_open(&b, yaml);
    border_does(&b, r->code, r->from, r->to, r->imsi);
    const struct finding *f = scene_found(&b.scene, "foreign-request");
    if ((f ? f->severity : SEVERITY_NONE) != r->severity)
        fail_msg("operation %u from %s to %s: %d", r->code, r->from, r->to,
                 f ? (int)f->severity : 0);
    scene_close(&b.scene);
}

static void what_is_asked_inside_never_comes_from_outside(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {ANY_TIME, STRANGER, HLR1, OURS, SEVERITY_HIGH},
        {ANY_TIME, PARTNER_VLR, HLR1, OURS, SEVERITY_HIGH},
        {SEND_IMSI, STRANGER, HLR1, NULL, SEVERITY_HIGH},
        {LCS_ROUTING, PARTNER_VLR, HLR1, OURS, SEVERITY_HIGH},
        {LCS_ROUTING, ISLE_VLR, HLR1, OURS, SEVERITY_NONE}, /* may: location */
        {ANY_TIME, GMLC1, HLR1, OURS, SEVERITY_NONE},
        {ANY_TIME, GMLC1, PARTNER_HLR, THEIRS, SEVERITY_NONE}, /* others are asked, by us */
        {ANY_TIME, STRANGER, PARTNER_HLR, THEIRS, SEVERITY_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        one(&rows[i], BORDER);
}

static void only_the_home_network_tells_the_serving_one(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {SUBSCRIBER_INFO, STRANGER, MSC1, OURS, SEVERITY_HIGH},
        {SUBSCRIBER_INFO, PARTNER_HLR, MSC1, OURS, SEVERITY_HIGH},
        {SUBSCRIBER_INFO, PARTNER_HLR, MSC1, ISLES, SEVERITY_HIGH},
        {SUBSCRIBER_INFO, PARTNER_HLR, MSC1, THEIRS, SEVERITY_NONE},
        {SUBSCRIBER_INFO, HLR1, MSC1, OURS, SEVERITY_NONE},
        {SUBSCRIBER_INFO, HLR1, PARTNER_VLR, OURS, SEVERITY_NONE},
        {INSERT_DATA, STRANGER, MSC1, OURS, SEVERITY_HIGH},
        {INSERT_DATA, PARTNER_HLR, MSC1, THEIRS, SEVERITY_NONE},
        {INSERT_DATA, PARTNER_HLR, MSC1, NULL, SEVERITY_NONE}, /* whose data is not known */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        one(&rows[i], BORDER);
}

static void only_a_partner_serves(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {UPDATE_LOCATION, STRANGER, HLR1, OURS, SEVERITY_HIGH},
        {SEND_VECTORS, STRANGER, HLR1, OURS, SEVERITY_HIGH},
        {UPDATE_LOCATION, PARTNER_VLR, HLR1, OURS, SEVERITY_NONE},
        {SEND_VECTORS, PARTNER_VLR, HLR1, OURS, SEVERITY_NONE},
        {UPDATE_LOCATION, MSC1, HLR1, OURS, SEVERITY_NONE},
        {UPDATE_LOCATION, MSC1, PARTNER_HLR, THEIRS, SEVERITY_NONE},
        {SRI_SM, PARTNER_VLR, HLR1, OURS, SEVERITY_NONE},
        {SRI_SM, ISLE_VLR, HLR1, OURS, SEVERITY_MEDIUM}, /* may: no sms */
        {SRI_SM, STRANGER, HLR1, OURS, SEVERITY_NONE},   /* undeclared-access says it */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        one(&rows[i], BORDER);
}

/* Who said nothing of partners did not say that there are none. */
static void without_partners_nobody_is_said_to_be_none(void **state)
{
    (void)state;
    static const char alone[] =
        "version: 1\nhome: {plmns: [\"00101\"], global_titles: [\"99901\"]}\n"
        "elements:\n"
        "  - {name: hlr1, role: HLR, global_titles: [\"9990100011\"]}\n";
    one(&(struct row){UPDATE_LOCATION, STRANGER, HLR1, OURS, SEVERITY_NONE}, alone);
    one(&(struct row){ANY_TIME, STRANGER, HLR1, OURS, SEVERITY_HIGH}, alone);
}

static void an_attempt_is_not_access(void **state)
{
    (void)state;
    struct crossings b;
    border_open(&b, BORDER);
    struct access a = border_map(&b, ANY_TIME, STRANGER, HLR1, OURS);
    a.outcome = OUTCOME_REFUSED;
    judge_access(b.scene.judge, &a);
    const struct finding *f = scene_found(&b.scene, "foreign-request");
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    scene_close(&b.scene);
}

/* One exchange is two accesses, and passes a relay: one finding, counted once for each person. */
static void one_exchange_counts_once(void **state)
{
    (void)state;
    struct crossings b;
    border_open(&b, BORDER);
    for (unsigned i = 0; i < 3; i++) {
        struct access a = border_map(&b, ANY_TIME, PARTNER_VLR, HLR1, OURS);
        judge_access(b.scene.judge, &a);
        a.categories = CATEGORY_SESSION;
        judge_access(b.scene.judge, &a);
    }
    const struct finding *f = scene_found(&b.scene, "foreign-request");
    assert_non_null(f);
    assert_int_equal(f->count, 3);
    assert_int_equal(f->person_count, 1);
    scene_close(&b.scene);
}

struct named_row {
    const char *yaml, *from, *imsi;
    enum severity severity;
};

/* IDR to the MME of 001-01, by names alone. */
static void names_speak_where_nothing_is_declared(void **state)
{
    (void)state;
    static const struct named_row rows[] = {
        {NULL, "epc.mnc070.mcc999.3gppnetwork.org", OURS, SEVERITY_HIGH},
        {NULL, "epc.mnc002.mcc001.3gppnetwork.org", OURS, SEVERITY_MEDIUM}, /* one country */
        {NULL, "epc.mnc070.mcc999.3gppnetwork.org", THEIRS, SEVERITY_NONE},
        {NULL, "epc.mnc001.mcc001.3gppnetwork.org", OURS, SEVERITY_NONE},
        {NULL, "example.org", OURS, SEVERITY_NONE},
        {BORDER, "epc.mnc070.mcc999.3gppnetwork.org", OURS, SEVERITY_HIGH},
        {BORDER, "epc.mnc070.mcc999.3gppnetwork.org", THEIRS, SEVERITY_NONE},
        {BORDER, "epc.mnc055.mcc999.3gppnetwork.org", OURS, SEVERITY_HIGH},
        {BORDER, "epc.mnc001.mcc001.3gppnetwork.org", OURS, SEVERITY_NONE},
        {BORDER, "elsewhere.example", OURS, SEVERITY_HIGH},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct crossings b;
        border_open(&b, rows[i].yaml);
        struct access a = scene_access(&b.scene, 319, "198.51.100.9", NULL, "192.0.2.21", NULL);
        a.categories = CATEGORY_LOCATION;
        a.actor_realm = scene_name(&b.scene, rows[i].from);
        a.custodian_realm = scene_name(&b.scene, "epc.mnc001.mcc001.3gppnetwork.org");
        a.person = border_person(&b, rows[i].imsi);
        judge_access(b.scene.judge, &a);
        const struct finding *f = scene_found(&b.scene, "foreign-request");
        if ((f ? f->severity : SEVERITY_NONE) != rows[i].severity)
            fail_msg("row %zu: %d", i, f ? (int)f->severity : 0);
        scene_close(&b.scene);
    }
}

/* An address says nothing, the serving network in the request does (TS 29.274 8.18). */
static void the_serving_network_of_a_session_is_whose_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *visited;
        bool found;
    } rows[] = {{"99955", true}, {"99970", false}, {"00101", false}, {"", false}};
    static const char yaml[] = "version: 1\nhome: {plmns: [\"00101\"]}\n"
                               "elements: [{name: pgw1, role: PGW, addresses: [192.0.2.31]}]\n"
                               "partners: [{name: Roam Co, plmns: [\"99970\"], may: [roaming]}]\n";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct crossings b;
        border_open(&b, yaml);
        struct access a = scene_access(&b.scene, 318, "198.51.100.9", NULL, "192.0.2.31", NULL);
        a.op = spec_op(PROTO_GTPV2, 0, 32, PART_REQUEST);
        a.how = HOW_WRITE;
        a.categories = CATEGORY_SESSION;
        a.visited = scene_name(&b.scene, rows[i].visited);
        a.person = border_person(&b, OURS);
        judge_access(b.scene.judge, &a);
        if (!!scene_found(&b.scene, "foreign-request") != rows[i].found)
            fail_msg("%s", rows[i].visited);
        scene_close(&b.scene);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_inside_never_comes_from_outside),
        cmocka_unit_test(only_the_home_network_tells_the_serving_one),
        cmocka_unit_test(only_a_partner_serves),
        cmocka_unit_test(without_partners_nobody_is_said_to_be_none),
        cmocka_unit_test(an_attempt_is_not_access),
        cmocka_unit_test(one_exchange_counts_once),
        cmocka_unit_test(names_speak_where_nothing_is_declared),
        cmocka_unit_test(the_serving_network_of_a_session_is_whose_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
