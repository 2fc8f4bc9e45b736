/* One of each that a witness may tell. Addresses are of RFC 5737, identities of MCC 001. */
#ifndef POSTERN_TESTS_SAMPLES_H
#define POSTERN_TESTS_SAMPLES_H

#include "postern.h"

static const char *const SAMPLE_IDENTITIES[] = {"imsi:00101-j2tyrljk46"};
static const char *const SAMPLE_TWO[] = {"first", "second"};

#define SAMPLE_LIST(of)                                                                            \
    {                                                                                              \
        (of), sizeof(of) / sizeof *(of)                                                            \
    }

static const struct postern_field SAMPLE_FIELDS[] = {
    {"session.seid", POSTERN_TEXT, "0x1f", 0},
    {"rule.far", POSTERN_NUMBER, NULL, 3},
    {"rule.far", POSTERN_NUMBER, NULL, 4},
    {"credential.key", POSTERN_TRUE, NULL, 0},
};

static const struct postern_message SAMPLE_MESSAGE = {
    .file = "core.pcap",
    .frame = 118,
    .time = 1769903998123456789U,
    .src = "192.0.2.7:8805",
    .dst = "[2001:db8::8]:8805",
    .proto = "pfcp",
    .has_type = true,
    .type = 53,
    .name = "Session Modification Response",
    .request = 0,
    .answers = 117,
    .outcome = "refused",
    .has_cause = true,
    .cause = 64,
    .cause_name = "Request rejected",
    .origin = SAMPLE_LIST(SAMPLE_TWO),
    .subscribers = SAMPLE_LIST(SAMPLE_IDENTITIES),
    .fields = SAMPLE_FIELDS,
    .field_count = 4,
    .odd = SAMPLE_LIST(SAMPLE_TWO),
};

static const struct postern_role SAMPLE_ROLES[] = {
    {"MME", 95, "sends Update-Location-Request (TS 29.272 7.2.3)", true},
};

static const struct postern_element SAMPLE_ELEMENT = {
    .address = "192.0.2.3",
    .addresses = SAMPLE_LIST(SAMPLE_TWO),
    .names = SAMPLE_LIST(SAMPLE_TWO),
    .roles = SAMPLE_ROLES,
    .role_count = 1,
    .declared = "mme1",
    .vendor = "Example Systems",
    .messages = 12,
    .first = 1000000000,
    .last = 2000000000,
};

static const struct postern_access SAMPLE_ACCESS = {
    .actor = {"192.0.2.3", "mme1.epc.mnc001.mcc001.3gppnetwork.org", "MME", NULL},
    .custodian = {"192.0.2.5", NULL, "HSS", "hss1"},
    .proto = "diameter",
    .operation = "Update-Location-Request",
    .how = "write",
    .categories = SAMPLE_LIST(SAMPLE_TWO),
    .count = 31,
    .answered = 30,
    .refused = 1,
    .unanswered = 0,
    .subscribers = 14,
    .first = 1000000000,
    .last = 2000000000,
    .example = {"core.pcap", 7, NULL},
};

static const struct postern_access SAMPLE_ONE_ACCESS = {
    .actor = {"192.0.2.3", NULL, NULL, NULL},
    .custodian = {"192.0.2.5", NULL, NULL, NULL},
    .proto = "diameter",
    .operation = "Update-Location-Request",
    .how = "write",
    .categories = SAMPLE_LIST(SAMPLE_TWO),
    .to = "192.0.2.9",
    .subscriber = "imsi:00101-j2tyrljk46",
    .identities = SAMPLE_LIST(SAMPLE_IDENTITIES),
    .outcome = "refused",
    .has_cause = true,
    .cause = 5004,
    .cause_name = "DIAMETER_INVALID_AVP_VALUE",
    .time = 1000000000,
    .frames = {{"core.pcap", 7, NULL}, {"core.pcap", 9, NULL}},
    .frame_count = 2,
};

static const struct postern_frame SAMPLE_PROOFS[] = {
    {"core.pcap", 118, "sets DUPL"}, {"core.pcap", 121, "accepts"}, {"core.pcap", 130, "copies"},
    {"core.pcap", 131, "copies"},    {"core.pcap", 132, "copies"},  {"core.pcap", 133, "copies"},
};

static const struct postern_finding SAMPLE_FINDING = {
    .id = "user-plane-copy-4kq2m7xa",
    .slug = "user-plane-copy",
    .severity = "high",
    .confidence = 90,
    .title = "192.0.2.7 has 192.0.2.8 copy one subscriber's traffic to 203.0.113.9",
    .has_actor = true,
    .has_custodian = true,
    .actor = {"192.0.2.7", NULL, "SMF", "smf1"},
    .custodian = {"192.0.2.8", NULL, "UPF", NULL},
    .to = "203.0.113.9:2152",
    .subscribers = SAMPLE_LIST(SAMPLE_IDENTITIES),
    .subscriber_count = 1,
    .count = 2,
    .first = 1000000000,
    .last = 2000000000,
    .frames = SAMPLE_PROOFS,
    .frame_count = 6,
    .display_filter = "pfcp.seid == 0x1f",
    .why = SAMPLE_LIST(SAMPLE_TWO),
    .innocent_if = SAMPLE_LIST(SAMPLE_TWO),
    .next = "ask",
    .references = SAMPLE_LIST(SAMPLE_TWO),
    .techniques = SAMPLE_LIST(SAMPLE_TWO),
    .settled_by = "interception: functions",
};

static const struct postern_blindspot SAMPLE_BLINDSPOT = {
    .reason = "unknown-protocol",
    .where = "192.0.2.9 > 192.0.2.5:4444/tcp",
    .frames = 31,
    .bytes = 4123,
    .first = {"core.pcap", 9, NULL},
    .detail = "nobody knows it",
};

static const struct postern_count SAMPLE_COUNTS[] = {{"pfcp", 18}, {"diameter", 2}};

static const struct postern_summary SAMPLE_SUMMARY = {
    .files = 1,
    .frames = 412,
    .bytes = 40000,
    .first = 1000000000,
    .last = 373000000000,
    .messages = SAMPLE_COUNTS,
    .message_kinds = 2,
    .judged = true,
    .accesses = 31,
    .subscribers = 14,
    .findings = {{"critical", 0}, {"high", 1}, {"medium", 0}, {"low", 0}},
    .blind_bytes = 4123,
    .key = "e18c808d1401c200",
    .version = "0.1.0",
};

static const struct postern_check SAMPLE_CHECK = {
    .slug = "user-plane-copy",
    .title = "Traffic is copied",
    .meaning = "One paragraph\nof two lines.\n\nAnother.",
    .severities = "high: always",
    .innocent_if = SAMPLE_LIST(SAMPLE_TWO),
    .next = "Ask.",
    .references = SAMPLE_LIST(SAMPLE_TWO),
    .settled_by = "a declaration",
};

static const struct postern_protocol SAMPLE_PROTOCOL = {
    .name = "sip",
    .title = "calls",
    .specifications = SAMPLE_LIST(SAMPLE_TWO),
    .recognised = SAMPLE_LIST(SAMPLE_TWO),
    .operations = 2,
    .elements = 1,
    .results = 3,
    .paired = true,
};

#endif
