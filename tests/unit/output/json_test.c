#include "output/output.h"

#include "unit/output/output_kit.h"
#include "unit/output/samples.h"

static void a_message_has_its_members_in_order(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    output_json(w).message(w, &SAMPLE_MESSAGE);
    assert_written(
        w, "{\"kind\":\"message\",\"file\":\"core.pcap\",\"frame\":118,"
           "\"time\":\"2026-01-31T23:59:58.123456789Z\",\"src\":\"192.0.2.7:8805\","
           "\"dst\":\"[2001:db8::8]:8805\",\"proto\":\"pfcp\",\"type\":53,"
           "\"name\":\"Session Modification Response\",\"request\":false,\"answers\":117,"
           "\"outcome\":\"refused\",\"cause\":64,\"cause_name\":\"Request rejected\","
           "\"origin\":[\"first\",\"second\"],\"subscribers\":[\"imsi:00101-j2tyrljk46\"],"
           "\"fields\":{\"session.seid\":\"0x1f\",\"rule.far\":[3,4],\"credential.key\":true},"
           "\"odd\":[\"first\",\"second\"]}\n");
}

static void a_bare_message_has_few(void **state)
{
    (void)state;
    struct postern_message m = {.file = "a", .frame = 1, .proto = "http2", .name = "x"};
    struct writer *w = kit_new();
    m.request = -1;
    output_json(w).message(w, &m);
    m.request = 1;
    m.type_text = "GET";
    output_json(w).message(w, &m);
    assert_written(w, "{\"kind\":\"message\",\"file\":\"a\",\"frame\":1,"
                      "\"time\":\"1970-01-01T00:00:00.000000000Z\",\"proto\":\"http2\","
                      "\"name\":\"x\"}\n"
                      "{\"kind\":\"message\",\"file\":\"a\",\"frame\":1,"
                      "\"time\":\"1970-01-01T00:00:00.000000000Z\",\"proto\":\"http2\","
                      "\"type\":\"GET\",\"name\":\"x\",\"request\":true}\n");
}

static void an_element(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    output_json(w).element(w, &SAMPLE_ELEMENT);
    assert_written(w, "{\"kind\":\"element\",\"address\":\"192.0.2.3\","
                      "\"addresses\":[\"first\",\"second\"],\"names\":[\"first\",\"second\"],"
                      "\"roles\":[{\"role\":\"MME\",\"confidence\":95,"
                      "\"why\":\"sends Update-Location-Request (TS 29.272 7.2.3)\"}],"
                      "\"declared\":\"mme1\",\"vendor\":\"Example Systems\",\"messages\":12,"
                      "\"first\":\"1970-01-01T00:00:01.000000000Z\","
                      "\"last\":\"1970-01-01T00:00:02.000000000Z\"}\n");
}

static void an_access_in_sums(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    output_json(w).access(w, &SAMPLE_ACCESS);
    assert_written(w, "{\"kind\":\"access\",\"actor\":{\"address\":\"192.0.2.3\","
                      "\"name\":\"mme1.epc.mnc001.mcc001.3gppnetwork.org\",\"role\":\"MME\"},"
                      "\"custodian\":{\"address\":\"192.0.2.5\",\"role\":\"HSS\","
                      "\"declared\":\"hss1\"},\"proto\":\"diameter\","
                      "\"operation\":\"Update-Location-Request\",\"how\":\"write\","
                      "\"categories\":[\"first\",\"second\"],\"count\":31,\"answered\":30,"
                      "\"refused\":1,\"unanswered\":0,\"subscribers\":14,"
                      "\"first\":\"1970-01-01T00:00:01.000000000Z\","
                      "\"last\":\"1970-01-01T00:00:02.000000000Z\","
                      "\"example\":{\"file\":\"core.pcap\",\"frame\":7}}\n");
}

static void an_access_by_itself(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    output_json(w).access(w, &SAMPLE_ONE_ACCESS);
    assert_written(w, "{\"kind\":\"access\",\"actor\":{\"address\":\"192.0.2.3\"},"
                      "\"custodian\":{\"address\":\"192.0.2.5\"},\"proto\":\"diameter\","
                      "\"operation\":\"Update-Location-Request\",\"how\":\"write\","
                      "\"categories\":[\"first\",\"second\"],\"to\":\"192.0.2.9\","
                      "\"subscriber\":\"imsi:00101-j2tyrljk46\","
                      "\"identities\":[\"imsi:00101-j2tyrljk46\"],\"outcome\":\"refused\","
                      "\"cause\":5004,\"cause_name\":\"DIAMETER_INVALID_AVP_VALUE\","
                      "\"time\":\"1970-01-01T00:00:01.000000000Z\","
                      "\"frames\":[{\"file\":\"core.pcap\",\"frame\":7},"
                      "{\"file\":\"core.pcap\",\"frame\":9}]}\n");
}

static void a_finding(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    struct postern_finding f = SAMPLE_FINDING;
    f.frame_count = 1;
    output_json(w).finding(w, &f);
    assert_written(
        w, "{\"kind\":\"finding\",\"id\":\"user-plane-copy-4kq2m7xa\","
           "\"slug\":\"user-plane-copy\",\"severity\":\"high\",\"confidence\":90,"
           "\"title\":\"192.0.2.7 has 192.0.2.8 copy one subscriber's traffic to 203.0.113.9\","
           "\"actor\":{\"address\":\"192.0.2.7\",\"role\":\"SMF\",\"declared\":\"smf1\"},"
           "\"custodian\":{\"address\":\"192.0.2.8\",\"role\":\"UPF\"},"
           "\"to\":\"203.0.113.9:2152\",\"subscribers\":[\"imsi:00101-j2tyrljk46\"],"
           "\"subscriber_count\":1,\"count\":2,\"first\":\"1970-01-01T00:00:01.000000000Z\","
           "\"last\":\"1970-01-01T00:00:02.000000000Z\","
           "\"frames\":[{\"file\":\"core.pcap\",\"frame\":118,\"why\":\"sets DUPL\"}],"
           "\"display_filter\":\"pfcp.seid == 0x1f\",\"why\":[\"first\",\"second\"],"
           "\"innocent_if\":[\"first\",\"second\"],\"next\":\"ask\","
           "\"references\":[\"first\",\"second\"],\"techniques\":[\"first\",\"second\"],"
           "\"settled_by\":\"interception: functions\"}\n");
}

static void a_blind_spot(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    output_json(w).blindspot(w, &SAMPLE_BLINDSPOT);
    assert_written(w, "{\"kind\":\"blindspot\",\"reason\":\"unknown-protocol\","
                      "\"where\":\"192.0.2.9 > 192.0.2.5:4444/tcp\",\"frames\":31,"
                      "\"bytes\":4123,\"first\":{\"file\":\"core.pcap\",\"frame\":9},"
                      "\"detail\":\"nobody knows it\"}\n");
}

static void a_summary(void **state)
{
    (void)state;
    struct postern_summary decoded = SAMPLE_SUMMARY;
    struct writer *w = kit_new();
    output_json(w).summary(w, &SAMPLE_SUMMARY);
    decoded.judged = false;
    decoded.frames = 0;
    output_json(w).summary(w, &decoded);
    assert_written(w, "{\"kind\":\"summary\",\"files\":1,\"frames\":412,\"bytes\":40000,"
                      "\"first\":\"1970-01-01T00:00:01.000000000Z\","
                      "\"last\":\"1970-01-01T00:06:13.000000000Z\","
                      "\"messages\":{\"pfcp\":18,\"diameter\":2},\"accesses\":31,"
                      "\"subscribers\":14,"
                      "\"findings\":{\"critical\":0,\"high\":1,\"medium\":0,\"low\":0},"
                      "\"blind_bytes\":4123,\"evicted\":0,\"key\":\"e18c808d1401c200\","
                      "\"version\":\"0.1.0\"}\n"
                      "{\"kind\":\"summary\",\"files\":1,\"frames\":0,\"bytes\":40000,"
                      "\"messages\":{\"pfcp\":18,\"diameter\":2},\"blind_bytes\":4123,"
                      "\"evicted\":0,\"key\":\"e18c808d1401c200\",\"version\":\"0.1.0\"}\n");
}

static void a_check(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    output_json_check(w, &SAMPLE_CHECK);
    assert_written(w, "{\"kind\":\"check\",\"slug\":\"user-plane-copy\","
                      "\"title\":\"Traffic is copied\","
                      "\"meaning\":\"One paragraph\\u000aof two lines.\\u000a\\u000aAnother.\","
                      "\"severities\":\"high: always\",\"innocent_if\":[\"first\",\"second\"],"
                      "\"next\":\"Ask.\",\"references\":[\"first\",\"second\"],"
                      "\"settled_by\":\"a declaration\"}\n");
}

static void a_protocol(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    output_json_protocol(w, &SAMPLE_PROTOCOL);
    assert_written(w, "{\"kind\":\"protocol\",\"name\":\"sip\",\"title\":\"calls\","
                      "\"specifications\":[\"first\",\"second\"],"
                      "\"recognised\":[\"first\",\"second\"],"
                      "\"operations\":2,\"elements\":1,\"results\":3,\"paired\":true}\n");
    w = kit_new();
    output_json_protocol(w, &(struct postern_protocol){.name = "rtp", .carries = true});
    assert_written(w, "{\"kind\":\"protocol\",\"name\":\"rtp\",\"carries\":true,"
                      "\"operations\":0,\"elements\":0,\"results\":0}\n");
}

static void what_is_said_of_a_declaration(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    output_json_remark(w, &(struct postern_remark){true, 3, 7, "a.yaml:3:7: this"});
    output_json_remark(w, &(struct postern_remark){false, 4, 1, "a.yaml:4:1: that"});
    output_json_network(w, &(struct postern_network){.file = "a.yaml",
                                                     .elements = 2,
                                                     .warrants = 1,
                                                     .warrants_key = "e18c808d1401c200",
                                                     .digest = "00ff"});
    output_json_change(w, &(struct postern_change){.what = "addresses",
                                                   .where = "hss1",
                                                   .after = "10.0.0.6",
                                                   .sentence = "hss1: address 10.0.0.6 added"});
    assert_written(w, "{\"kind\":\"remark\",\"weight\":\"mistake\",\"line\":3,\"column\":7,"
                      "\"sentence\":\"a.yaml:3:7: this\"}\n"
                      "{\"kind\":\"remark\",\"weight\":\"doubt\",\"line\":4,\"column\":1,"
                      "\"sentence\":\"a.yaml:4:1: that\"}\n"
                      "{\"kind\":\"network\",\"file\":\"a.yaml\",\"elements\":2,\"functions\":0,"
                      "\"partners\":0,\"permits\":0,\"maintenance\":0,\"thresholds\":0,"
                      "\"warrants\":1,\"warrants_key\":\"e18c808d1401c200\",\"network\":\"00ff\"}\n"
                      "{\"kind\":\"change\",\"what\":\"addresses\",\"where\":\"hss1\","
                      "\"after\":\"10.0.0.6\",\"sentence\":\"hss1: address 10.0.0.6 added\"}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_has_its_members_in_order),
        cmocka_unit_test(a_bare_message_has_few),
        cmocka_unit_test(an_element),
        cmocka_unit_test(an_access_in_sums),
        cmocka_unit_test(an_access_by_itself),
        cmocka_unit_test(a_finding),
        cmocka_unit_test(a_blind_spot),
        cmocka_unit_test(a_summary),
        cmocka_unit_test(a_check),
        cmocka_unit_test(a_protocol),
        cmocka_unit_test(what_is_said_of_a_declaration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
