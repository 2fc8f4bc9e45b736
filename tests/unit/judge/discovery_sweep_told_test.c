#include "unit/judge/sweep_kit.h"

static void sets_of_roles(void **state)
{
    (void)state;
    struct role_set s = {{0}};
    for (unsigned r = 0; r < ROLES; r++) {
        assert_false(role_set_has(&s, (enum role)r));
        role_set_add(&s, (enum role)r);
        role_set_add(&s, (enum role)r);
        assert_int_equal(role_set_count(&s), r + 1);
    }
    const uint32_t full[SWEEP_SORTS] = {1, 2, 3};
    assert_int_equal(sweep_count(full), 3);
}

static void three_strange_types(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL);
    look_for(k, "10.0.0.13", INSTANCE("13"), "AUSF", LIST("UDM", "UDR", "SMF"));
    assert_int_equal(sweep_found(k), 0); /* two of them */
    k = kit_open(NULL);
    look_for(k, "10.0.0.13", INSTANCE("13"), "AUSF", LIST("UDM", "UDR", "SMF", "VENDOR_X", "NRF"));
    assert_int_equal(sweep_found(k), 0); /* every function looks for some */
    k = kit_open(NULL);
    look_for(k, "10.0.0.13", INSTANCE("13"), "AUSF", LIST("UDM", "UDR", "SMF", "UPF"));
    const struct finding *f = kit_found(k, "discovery-sweep");
    assert_non_null(f);
    assert_int_equal(f->confidence, 65);
    assert_true(kit_says(k, f, "UDR"));
    assert_true(strstr(judge_text(k->judge, f->title), "4 types") != NULL);
    kit_close(k);
}

/* UDR: for UDM and PCF, which it serves, and for nobody else. */
static void the_repository_is_for_few(void **state)
{
    (void)state;
    static const struct {
        const char *type;
        enum severity severity;
    } ROWS[] = {{"AMF", SEVERITY_MEDIUM},
                {"UDM", SEVERITY_NONE},
                {"PCF", SEVERITY_NONE},
                {"DCCF", SEVERITY_NONE}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct kit *k = kit_open("version: 1\nthresholds: {discovery-sweep: {strange: 1}}\n");
        look_for(k, "10.0.0.66", INSTANCE("66"), ROWS[i].type, LIST("UDR"));
        assert_int_equal(sweep_found(k), ROWS[i].severity);
    }
}

static void six_types_of_nobody(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL);
    look_for(k, "10.0.0.66", NULL, NULL, LIST("UDM", "UDR", "SMF", "AMF", "NEF"));
    assert_int_equal(sweep_found(k), 0);
    k = kit_open(NULL);
    look_for(k, "10.0.0.66", NULL, NULL, LIST("UDM", "UDR", "SMF", "AMF", "NEF", "PCF"));
    assert_int_equal(sweep_found(k), SEVERITY_MEDIUM);
    k = kit_open("version: 1\nthresholds: {discovery-sweep: {unknown_types: 7}}\n");
    look_for(k, "10.0.0.66", NULL, NULL, LIST("UDM", "UDR", "SMF", "AMF", "NEF", "PCF"));
    assert_int_equal(sweep_found(k), 0);
}

static void twenty_services(void **state)
{
    (void)state;
    for (unsigned most = 19; most < 21; most++) {
        struct kit *k = kit_open(NULL);
        for (unsigned i = 0; i < most; i++) {
            TEXT_ON(service, 40);
            text_format(&service, "nudm-x%u,nudm-x%u", i, i ? i - 1 : 0);
            look(k, "10.0.0.12", INSTANCE("12"), "AMF", "UDM", service.at);
        }
        assert_int_equal(sweep_found(k), most < 20 ? SEVERITY_NONE : SEVERITY_MEDIUM);
    }
}

static void one_instance_of_three_types(void **state)
{
    (void)state;
    const char *name = INSTANCE("66");
    struct kit *k = kit_open(NULL);
    look(k, "10.0.0.66", name, "AMF", "UDM", NULL);
    look(k, "10.0.0.66", name, "SMF", "UDM", NULL);
    look(k, "10.0.0.66", name, "SMF", "UDM", NULL);
    assert_int_equal(sweep_found(k), 0);
    k = kit_open(NULL);
    look(k, "10.0.0.66", name, "AMF", "UDM", NULL);
    look(k, "10.0.0.66", name, "SMF", "UDM", NULL);
    look(k, "10.0.0.66", name, "PCF", "UDM", NULL);
    assert_int_equal(sweep_found(k), SEVERITY_MEDIUM);
    k = kit_open(NULL); /* three functions on one host */
    look(k, "10.0.0.66", INSTANCE("01"), "AMF", "UDM", NULL);
    look(k, "10.0.0.66", INSTANCE("02"), "SMF", "UDM", NULL);
    look(k, "10.0.0.66", INSTANCE("03"), "PCF", "UDR", NULL);
    assert_int_equal(sweep_found(k), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_of_roles),
        cmocka_unit_test(three_strange_types),
        cmocka_unit_test(the_repository_is_for_few),
        cmocka_unit_test(six_types_of_nobody),
        cmocka_unit_test(twenty_services),
        cmocka_unit_test(one_instance_of_three_types),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
