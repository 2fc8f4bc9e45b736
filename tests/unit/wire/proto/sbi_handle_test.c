#include "unit/wire/proto/http_kit.h"

#include <stdio.h>

static struct kit kit;

/* The handle of a request; 0: it has none. */
static uint64_t asked(const char *authority, const char *method, const char *path)
{
    kit_request(&kit, method, path);
    kit.sent.authority = kit_span(authority);
    return kit_tell(&kit)->handles[0];
}

static uint64_t made(const char *authority, const char *path, const char *location)
{
    kit_answer(&kit, "POST", path, 201);
    kit.sent.authority = kit_span(authority);
    kit_header(&kit, "location", location);
    return kit_tell(&kit)->handles[0];
}

/* pitfalls: resource ids carry no SUPI: the binding is learnt from the creating POST. */
static void test_what_was_made_is_asked_for(void **state)
{
    (void)state;
    static const char contexts[] = "/nsmf-pdusession/v1/sm-contexts";
    uint64_t h = made("smf1:80", contexts, "http://smf1:80/nsmf-pdusession/v1/sm-contexts/5");
    assert_true(h != 0);
    assert_true(made("smf1:80", contexts, "/nsmf-pdusession/v1/sm-contexts/5") == h);
    assert_true(asked("smf1:80", "POST", "/nsmf-pdusession/v1/sm-contexts/5/modify") == h);
    assert_true(asked("smf1:80", "POST", "/root/nsmf-pdusession/v1/sm-contexts/5/release") == h);
    /* 5 of another SMF is somebody else's. */
    assert_true(asked("smf2:80", "POST", "/nsmf-pdusession/v1/sm-contexts/5/modify") != h);
    assert_true(asked("smf1:80", "POST", "/nsmf-pdusession/v1/sm-contexts/6/modify") != h);
    assert_true(asked("smf1:80", "POST", contexts) == 0);
}

/* A UUID is nobody else's: it is the same behind a relay. */
static void test_long_identifiers_need_no_authority(void **state)
{
    (void)state;
    uint64_t h = made("ausf", "/nausf-auth/v1/ue-authentications",
                      "http://ausf/nausf-auth/v1/ue-authentications/6b1d2a7e-0000-4000-8000-1");
    assert_true(h != 0);
    assert_true(asked("scp", "PUT",
                      "/nausf-auth/v1/ue-authentications/6b1d2a7e-0000-4000-8000-1/"
                      "5g-aka-confirmation") == h);
}

/* Behind an SCP the producer is named apart (TS 29.500 5.2.3.2.4). */
static void test_the_producer_behind_a_relay(void **state)
{
    (void)state;
    uint64_t h = asked("smf1", "POST", "/nsmf-pdusession/v1/sm-contexts/5/modify");
    kit_request(&kit, "POST", "/nsmf-pdusession/v1/sm-contexts/5/modify");
    kit.sent.authority = kit_span("scp1");
    kit_header(&kit, "3gpp-sbi-target-apiroot", "https://smf1");
    assert_true(kit_tell(&kit)->handles[0] == h);
}

static uint64_t subscribed(const char *uri)
{
    char body[256];
    (void)snprintf(body, sizeof body,
                   "{\"supi\":\"imsi-001010000000001\",\"notificationUri\":\"%s\"}", uri);
    kit_request(&kit, "POST", "/npcf-smpolicycontrol/v1/sm-policies");
    kit_body(&kit, "application/json", body);
    uint64_t h = kit_tell(&kit)->handles[0];
    assert_string_equal(kit_text(&kit, MEANING_CALLBACK, 0), uri);
    return h;
}

static bool notified(const char *authority, const char *path, uint64_t handle)
{
    kit_request(&kit, "POST", path);
    kit.sent.authority = kit_span(authority);
    kit_body(&kit, "application/json", "{\"smPolicyDecision\":{}}");
    const struct message *m = kit_tell(&kit);
    assert_string_equal(m->name, "Npcf_SMPolicyControl_UpdateNotify");
    for (unsigned i = 0; i < MESSAGE_HANDLES; i++)
        if (m->handles[i] == handle)
            return true;
    return false;
}

static void test_notifications_come_to_the_uri_that_was_given(void **state)
{
    (void)state;
    uint64_t h = subscribed("http://smf1:8080/nsmf-callback/v1/sm-policy-notify/7");
    assert_true(h != 0);
    assert_true(notified("smf1:8080", "/nsmf-callback/v1/sm-policy-notify/7/update", h));
    assert_true(notified("smf1:8080", "/nsmf-callback/v1/sm-policy-notify/7", h));
    assert_false(notified("smf1:8080", "/nsmf-callback/v1/sm-policy-notify/8/update", h));
    assert_false(notified("smf2:8080", "/nsmf-callback/v1/sm-policy-notify/7/update", h));
    /* The same for everybody: it says nothing of whom. */
    assert_true(subscribed("http://smf1:8080/nsmf-callback/v1/notify") == 0);
}

static void test_links_in_bodies(void **state)
{
    (void)state;
    kit_answer(&kit, "POST", "/nausf-auth/v1/ue-authentications", 201);
    kit.sent.authority = kit_span("ausf");
    kit_body(&kit, "application/3gppHal+json",
             "{\"_links\":{\"5g-aka\":{\"href\":\"http:\\/\\/ausf\\/nausf-auth\\/v1\\/"
             "ue-authentications\\/"
             "9\\/5g-aka-confirmation\"}}}");
    uint64_t h = kit_tell(&kit)->handles[0];
    assert_true(h != 0);
    assert_true(asked("ausf", "PUT", "/nausf-auth/v1/ue-authentications/9/5g-aka-confirmation") ==
                h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_made_is_asked_for),
        cmocka_unit_test(test_long_identifiers_need_no_authority),
        cmocka_unit_test(test_the_producer_behind_a_relay),
        cmocka_unit_test(test_notifications_come_to_the_uri_that_was_given),
        cmocka_unit_test(test_links_in_bodies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
