#include "unit/wire/proto/http_kit.h"

#include <stdio.h>

static struct kit kit;

static void ask(const char *path)
{
    kit_request(&kit, "GET", path);
    kit_tell(&kit);
}

static unsigned count(enum meaning meaning)
{
    unsigned n = 0;
    for (unsigned i = 0; i < kit.told.field_count; i++)
        n += kit.told.fields[i].meaning == meaning;
    return n;
}

static void test_sorts(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum meaning meaning;
        const char *value;
    } rows[] = {
        {"imsi-001010000000001", MEANING_IMSI, "001010000000001"},
        {"msisdn-99912345678", MEANING_MSISDN, "99912345678"},
        {"imei-004999010640000", MEANING_IMEI, "004999010640000"},
        {"imeisv-0049990106400001", MEANING_IMEI, "0049990106400001"},
        {"nai-user@example.org", MEANING_NAI, "user@example.org"},
        {"nai-user%40example.org", MEANING_NAI, "user@example.org"},
        {"extid-a1@example.org", MEANING_NAI, "a1@example.org"},
        {"impu-sip:u@ims.example.org", MEANING_NAI, "u@ims.example.org"},
        {"impi-u@ims.example.org", MEANING_NAI, "u@ims.example.org"},
        {"suci-0-001-01-0000-0-0-0000000001", MEANING_IMSI, "001010000000001"},
        {"suci-0-001-01-0000-1-17-ab12cd", MEANING_SUCI, "suci-0-001-01-0000-1-17-ab12cd"},
        {"suci-1-example.org-0000-0-0-user", MEANING_SUCI, "suci-1-example.org-0000-0-0-user"},
        {"5g-guti-0010101004012345678", MEANING_GUTI, "0010101004012345678"},
        {"imsi%2D001010000000001", MEANING_IMSI, "001010000000001"},
    };
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        char path[128];
        (void)snprintf(path, sizeof path, "/nudm-sdm/v2/%s/am-data", rows[i].text);
        ask(path);
        assert_string_equal(kit_text(&kit, rows[i].meaning, 0), rows[i].value);
        assert_int_equal(count(rows[i].meaning), 1);
    }
}

static void test_what_is_none(void **state)
{
    (void)state;
    static const char *const rows[] = {"ximsi-001010000000001",
                                       "imsi-0010",
                                       "imsi-00101000000000123",
                                       "imsi-001010000000001a",
                                       "imsi_001010000000001",
                                       "imsi-",
                                       "nai-nobody",
                                       "suci-0-001-01-0000-0-0",
                                       "suci-0-001-01-0000-0-0-00x1",
                                       "-001010000000001",
                                       "verylongwordimsi-001010000000001",
                                       "suci-0-001-01-0000-0-0-000000000100000000010000000001"};
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        char path[128];
        (void)snprintf(path, sizeof path, "/nudm-sdm/v2/%s/am-data", rows[i]);
        ask(path);
        assert_int_equal(count(MEANING_IMSI), 0);
        assert_int_equal(count(MEANING_NAI), 0);
    }
}

/* Several in one text, each once. */
static void test_lists(void **state)
{
    (void)state;
    ask("/nudm-sdm/v2/multiple-identifiers?gpsi-list=msisdn-99910,msisdn-99911,msisdn-99910");
    assert_int_equal(count(MEANING_MSISDN), 2);
    assert_string_equal(kit_text(&kit, MEANING_MSISDN, 1), "99911");
}

/* Digits under a name that says what they are; a place of its own for every beginning of it. */
static void test_by_name(void **state)
{
    (void)state;
    kit_request(&kit, "POST", "/3gpp-monitoring-event/v1/af1/subscriptions");
    kit_body(&kit, "application/json",
             "{\"msisdn\":\"99912345678\",\"externalId\":\"dev1@example.org\",\"ipv4Addr\":\"10.45."
             "0.2\"}");
    kit_tell(&kit);
    assert_string_equal(kit_text(&kit, MEANING_MSISDN, 0), "99912345678");
    assert_string_equal(kit_text(&kit, MEANING_NAI, 0), "dev1@example.org");
    assert_string_equal(kit_text(&kit, MEANING_UE_IP, 0), "10.45.0.2");
    kit_body(&kit, "application/json", "{\"msisdn\":\"none of your business\"}");
    kit_request(&kit, "POST", "/3gpp-monitoring-event/v1/af1/subscriptions");
    kit_body(&kit, "application/json", "{\"msisdn\":\"hidden\",\"externalId\":\"x\"}");
    kit_tell(&kit);
    assert_int_equal(count(MEANING_MSISDN) + count(MEANING_NAI), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sorts),
        cmocka_unit_test(test_what_is_none),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
