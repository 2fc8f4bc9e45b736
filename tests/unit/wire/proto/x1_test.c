#include "wire/proto/x1.h"

#include "unit/wire/proto/http_kit.h"

#include <stdlib.h>

#define SPACE "http://uri.etsi.org/03221/X1/2017/10"
#define SCHEMA "http://www.w3.org/2001/XMLSchema-instance"
#define ROOT(name, inside)                                                                         \
    "<?xml version=\"1.0\"?>\n<ns1:" name " xmlns:ns1=\"" SPACE "\" xmlns:xsi=\"" SCHEMA           \
    "\">" inside "</ns1:" name ">"
#define HEAD(exchange)                                                                             \
    "<ns1:admfIdentifier>admf1</ns1:admfIdentifier><ns1:neIdentifier>amf1</ns1:neIdentifier>"      \
    "<ns1:version>v1.6.1</ns1:version><ns1:x1TransactionId>" exchange "</ns1:x1TransactionId>"
#define ASK(type, inside)                                                                          \
    "<ns1:x1RequestMessage xsi:type=\"ns1:" type "Request\">" HEAD("T-1") inside                   \
        "</ns1:x1RequestMessage>"
#define SAY(type, inside)                                                                          \
    "<ns1:x1ResponseMessage xsi:type=\"ns1:" type "Response\">" HEAD("T-1") inside                 \
        "</ns1:x1ResponseMessage>"
#define TASK(xid, targets)                                                                         \
    "<ns1:taskDetails><ns1:xId>" xid "</ns1:xId><ns1:targetIdentifiers>" targets                   \
    "</ns1:targetIdentifiers><ns1:listOfDIDs><ns1:dId>D-1</ns1:dId></ns1:listOfDIDs>"              \
    "<ns1:listOfMediationDetails><ns1:mediationDetails><ns1:LIID>L-1</ns1:LIID>"                   \
    "</ns1:mediationDetails></ns1:listOfMediationDetails></ns1:taskDetails>"
#define TARGET(sort, value)                                                                        \
    "<ns1:targetIdentifier><ns1:" sort ">" value "</ns1:" sort "></ns1:targetIdentifier>"

static struct kit kit;

/* All messages that one body makes, as "name part untold imsi,...". */
static char said[1024];
static struct text log_of;

static void take(void *arg, struct message *m)
{
    static const char *const parts[] = {"neither", "request", "answer"};
    kit_take(arg, m);
    text_format(&log_of, "%s%s %s%s", log_of.len ? "; " : "", m->name, parts[m->part],
                m->untold ? " untold" : "");
    for (unsigned i = 0; i < m->field_count; i++) {
        if (spec_meaning_class((enum meaning)m->fields[i].meaning) <= IDENTITY_SECRET)
            continue;
        text_put(&log_of, " ");
        text_field(&log_of, &m->fields[i]);
    }
}

static const char *all_of(void)
{
    static const struct frame frame;
    static const struct packet packet = {.frame = &frame};
    log_of = text_in(said, sizeof said);
    kit.sink = (struct sink){.arg = &kit, .message = take, .scratch = &kit.scratch};
    http_tell(&kit.sent, &packet, &kit.sink);
    return said;
}

static const struct message *post(const char *path, const char *body)
{
    kit_request(&kit, "POST", path);
    kit_body(&kit, "application/xml", body);
    return kit_tell(&kit);
}

static void test_task(void **state)
{
    (void)state;
    const struct message *m =
        post("/X1/NE",
             ROOT("X1Request",
                  ASK("ActivateTask", TASK("X-1", TARGET("imsi", "001010000000001")
                                                      TARGET("e164Number", "99910000001")
                                                          TARGET("sipUri", "sip:a@ims.example")))));
    assert_string_equal(m->name, "X1 ActivateTask");
    assert_string_equal(m->op->name, "X1 ActivateTask");
    assert_int_equal(m->op->access[0].how, HOW_WRITE);
    assert_int_equal(m->op->access[0].categories, CATEGORY_INTERCEPT);
    assert_string_equal(kit_text(&kit, MEANING_IMSI, 0), "001010000000001");
    assert_string_equal(kit_text(&kit, MEANING_MSISDN, 0), "99910000001");
    assert_string_equal(kit_text(&kit, MEANING_NAI, 0), "a@ims.example");
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_HOST, 0), "admf1");
    assert_string_equal(kit_text(&kit, MEANING_DESTINATION_HOST, 0), "amf1");
    assert_false(m->several);
}

/* Warrants, tasks and destinations have names that are nobody's to see; they tie and are not told.
 */
static void test_secrets(void **state)
{
    (void)state;
    const struct message *m = post(
        "/X1/NE", ROOT("X1Request", ASK("ActivateTask", TASK("X-1", TARGET("macAddress", "00")))));
    for (unsigned i = 0; i < m->field_count; i++) {
        TEXT_ON(text, 200);
        text_field(&text, &kit.told.fields[i]);
        assert_null(strstr(text.at, "X-1"));
        assert_null(strstr(text.at, "L-1"));
        assert_null(strstr(text.at, "D-1"));
        assert_null(strstr(text.at, "T-1"));
    }
    uint64_t exchange = m->handles[0], task = m->handles[1];
    assert_true(exchange && task);
    assert_int_equal(m->handles[2], 0);
    m = post("/X1/NE", ROOT("X1Request", ASK("DeactivateTask", "<ns1:xId>x-1</ns1:xId>")));
    assert_string_equal(m->name, "X1 DeactivateTask");
    assert_true(m->handles[1] == task);
}

static void test_destination(void **state)
{
    (void)state;
#define DESTINATION(where)                                                                         \
    ROOT("X1Request",                                                                              \
         ASK("CreateDestination",                                                                  \
             "<ns1:destinationDetails><ns1:dId>D-1</ns1:dId><ns1:deliveryAddress>" where           \
             "</ns1:deliveryAddress></ns1:destinationDetails>"))
    const struct message *m = post(
        "/X1/NE", DESTINATION("<ns1:ipAddressAndPort><c:address><c:IPv4Address>\n 198.51.100.9 "
                              "</c:IPv4Address></c:address><c:port><c:TCPPort>4000</c:TCPPort>"
                              "</c:port></ns1:ipAddressAndPort>"));
    assert_string_equal(m->name, "X1 CreateDestination");
    assert_string_equal(kit_text(&kit, MEANING_COPY_TO, 0), "198.51.100.9:4000");
    assert_int_equal(m->op->access[0].how, HOW_COPY);
    post("/X1/NE", DESTINATION("<ns1:ipAddressAndPort><c:address><c:IPv6Address>2001:db8::9"
                               "</c:IPv6Address></c:address><c:port>4000</c:port>"
                               "</ns1:ipAddressAndPort>"));
    assert_string_equal(kit_text(&kit, MEANING_COPY_TO, 0), "[2001:db8::9]:4000");
    post("/X1/NE", DESTINATION("<ns1:uri>https://mdf.example/x</ns1:uri>"));
    assert_string_equal(kit_text(&kit, MEANING_COPY_TO, 0), "https://mdf.example/x");
    post("/X1/NE", DESTINATION("<ns1:ipAddressAndPort><c:address><c:IPv4Address>nowhere"
                               "</c:IPv4Address></c:address></ns1:ipAddressAndPort>"));
    assert_null(message_field(&kit.told, MEANING_COPY_TO));
}

static void test_answers(void **state)
{
    (void)state;
    kit_answer(&kit, "POST", "/X1/NE", 200);
    kit_body(&kit, "application/xml", ROOT("X1Response", SAY("ActivateTask", "<ns1:oK/>")));
    const struct message *m = kit_tell(&kit);
    assert_string_equal(m->name, "X1 ActivateTask");
    assert_int_equal(m->outcome, OUTCOME_SUCCESS);
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_HOST, 0), "amf1");
    kit_answer(&kit, "POST", "/X1/NE", 200);
    kit_body(&kit, "text/xml",
             ROOT("X1Response",
                  SAY("Error", "<ns1:requestMessageType>ModifyTask</ns1:requestMessageType>"
                               "<ns1:errorInformation><ns1:errorCode>2010</ns1:errorCode>"
                               "</ns1:errorInformation>")));
    m = kit_tell(&kit);
    assert_string_equal(m->name, "X1 ModifyTask");
    assert_int_equal(m->outcome, OUTCOME_REFUSED);
    assert_string_equal(kit_text(&kit, MEANING_CAUSE, 0), "2010");
    kit_answer(&kit, "POST", "/X1/NE", 200);
    kit_body(&kit, "text/xml", ROOT("X1TopLevelErrorResponse", ""));
    assert_int_equal(kit_tell(&kit)->outcome, OUTCOME_REFUSED);
}

static void test_by_the_network(void **state)
{
    (void)state;
    const struct message *m =
        post("/X1/ADMF", ROOT("X1Request", ASK("ReportTaskIssue", "<ns1:xId>X-1</ns1:xId>")));
    assert_string_equal(m->name, "X1 ReportTaskIssue");
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_HOST, 0), "amf1");
    assert_string_equal(kit_text(&kit, MEANING_DESTINATION_HOST, 0), "admf1");
    post("/x1/admf", ROOT("X1Request", ASK("Ping", "")));
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_HOST, 0), "amf1");
}

/* Several people in one answer are not one person, and each task is somebody's. */
static void test_lists(void **state)
{
    (void)state;
    kit_answer(&kit, "POST", "/X1/NE", 200);
    kit_body(&kit, "application/xml",
             ROOT("X1Response",
                  SAY("GetAllDetails", TASK("X-1", TARGET("imsi", "001010000000001"))
                                           TASK("X-2", TARGET("e164Number", "99910000002")))));
    assert_string_equal(all_of(), "X1 GetAllDetails answer 001010000000001 99910000002; "
                                  "X1 task neither untold 001010000000001; "
                                  "X1 task neither untold 99910000002");
    kit_request(&kit, "POST", "/X1/NE");
    kit_body(&kit, "application/xml",
             ROOT("X1Request",
                  ASK("Ping", "")
                      ASK("ActivateTask", TASK("X-1", TARGET("imsi", "001010000000001")))));
    assert_string_equal(all_of(),
                        "X1 Ping request; X1 ActivateTask request untold 001010000000001");
    assert_int_equal(kit.told.pairing, PAIR_ANYWHERE);
    uint64_t asked = kit.told.transaction;
    kit_answer(&kit, "POST", "/X1/NE", 200);
    kit_body(&kit, "application/xml", ROOT("X1Response", SAY("Ping", "") SAY("ActivateTask", "")));
    all_of();
    assert_true(asked && kit.told.transaction == asked);
    assert_int_equal(kit.told.outcome, OUTCOME_SUCCESS);
}

/* Whatever is written to hide it: references, sections, comments, prefixes, types of content. */
static void test_disguised(void **state)
{
    (void)state;
    kit_request(&kit, "POST", "/images");
    kit_body(&kit, "image/png",
             "<X1Request xmlns='" SPACE "' xmlns:i='" SCHEMA "'><x1RequestMessage "
             "i:type='ActivateTaskRequest'><taskDetails><targetIdentifiers><targetIdentifier><imsi>"
             "&#48;0<!-- -->1<![CDATA[01]]>0000000001</imsi></targetIdentifier></targetIdentifiers>"
             "</taskDetails></x1RequestMessage></X1Request>");
    assert_string_equal(kit_tell(&kit)->name, "X1 ActivateTask");
    assert_string_equal(kit_text(&kit, MEANING_IMSI, 0), "001010000000001");
}

/* Other XML, another namespace, a document type: not X1. */
static void test_lookalikes(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "<html><body>X1Request</body></html>",
        "<X1Request><x1RequestMessage/></X1Request>",
        "<a:X1Request xmlns:b=\"" SPACE "\"/>",
        "<X1Request xmlns=\"http://uri.etsi.org/03221/X1\"/>",
        "<!DOCTYPE a><X1Request xmlns=\"" SPACE "\"/>",
        "X1Request",
        " ",
        "<",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        assert_false(x1_is(kit_span(bodies[i])));
        assert_string_equal(post("/X1/NE", bodies[i])->name, "POST");
    }
    assert_true(x1_is(kit_span("\n<X1Request xmlns=\"" SPACE "\"/>")));
}

static void test_unknown(void **state)
{
    (void)state;
    const struct message *m = post("/X1/NE", ROOT("X1Request", ASK("Sabotage", "")));
    assert_null(m->op);
    assert_string_equal(m->name, "unknown");
    assert_null(post("/X1/NE", ROOT("X1Request", ""))->op);
}

static void test_cut(void **state)
{
    (void)state;
    static const char whole[] =
        ROOT("X1Request", ASK("ActivateTask", TASK("X-1", TARGET("imsi", "001010000000001"))));
    for (size_t len = 0; len < sizeof whole; len++) {
        uint8_t *copy = malloc(len + 1);
        memcpy(copy, whole, len);
        kit_request(&kit, "POST", "/X1/NE");
        kit_body(&kit, "application/xml", whole);
        kit.sent.body = (struct span){copy, len};
        kit_tell(&kit);
        free(copy);
        const char *imsi = kit_text(&kit, MEANING_IMSI, 0);
        assert_true(*imsi == 0 || strcmp(imsi, "001010000000001") == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_task),           cmocka_unit_test(test_secrets),
        cmocka_unit_test(test_destination),    cmocka_unit_test(test_answers),
        cmocka_unit_test(test_by_the_network), cmocka_unit_test(test_lists),
        cmocka_unit_test(test_disguised),      cmocka_unit_test(test_lookalikes),
        cmocka_unit_test(test_unknown),        cmocka_unit_test(test_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
