/* NAS of EPS, TS 24.301: what a subscriber's equipment and the MME say to each other. It comes
 * inside S1AP, SGsAP and GSMTAP. Clauses 8.2 and 8.3 have the messages. */
#include "wire/proto/nas.h"

/* Protocol discriminators (TS 24.007 11.2.3.1.1), in the low half of the first byte. */
enum { SESSION = 2, MOBILITY = 7 };
enum { MAC_AND_SEQUENCE = 5, TAC = 2 };

/* Security header types (9.3.1), in the high half. */
enum {
    SECURITY_PLAIN,
    SECURITY_INTEGRITY,
    SECURITY_CIPHERED,
    SECURITY_NEW,
    SECURITY_NEW_CIPHERED,
    SECURITY_PARTLY_CIPHERED,
    SECURITY_SERVICE_REQUEST = 12,
};

/* Messages that begin with more than optional elements (8.2, 8.3). */
enum type {
    ATTACH_REQUEST = 65,
    ATTACH_ACCEPT = 66,
    ATTACH_COMPLETE = 67,
    ATTACH_REJECT = 68,
    DETACH_REQUEST = 69,
    AREA_UPDATE_REQUEST = 72,
    AREA_UPDATE_ACCEPT = 73,
    AREA_UPDATE_REJECT = 75,
    EXTENDED_SERVICE_REQUEST = 76,
    CONTROL_PLANE_REQUEST = 77,
    SERVICE_REJECT = 78,
    GUTI_COMMAND = 80,
    AUTHENTICATION_REQUEST = 82,
    AUTHENTICATION_RESPONSE = 83,
    IDENTITY_REQUEST = 85,
    IDENTITY_RESPONSE = 86,
    AUTHENTICATION_FAILURE = 92,
    SECURITY_MODE_COMMAND = 93,
    SECURITY_MODE_REJECT = 95,
    MOBILITY_STATUS = 96,
    DOWNLINK_TRANSPORT = 98,
    UPLINK_TRANSPORT = 99,
    CS_SERVICE_NOTIFICATION = 100,
    DOWNLINK_GENERIC_TRANSPORT = 104,
    UPLINK_GENERIC_TRANSPORT = 105,
    DEFAULT_BEARER_REQUEST = 193,
    DEFAULT_BEARER_REJECT = 195,
    DEDICATED_BEARER_REQUEST = 197,
    DEDICATED_BEARER_REJECT = 199,
    MODIFY_BEARER_REJECT = 203,
    DEACTIVATE_BEARER_REQUEST = 205,
    FIRST_BY_TRANSACTION = 208, /* from here on an exchange is named by its transaction */
    CONNECTIVITY_REQUEST = 208,
    CONNECTIVITY_REJECT = 209,
    DISCONNECT_REQUEST = 210,
    DISCONNECT_REJECT = 211,
    ALLOCATION_REQUEST = 212,
    ALLOCATION_REJECT = 213,
    MODIFICATION_REQUEST = 214,
    MODIFICATION_REJECT = 215,
    NOTIFICATION = 219,
    SESSION_STATUS = 232,
    DATA_TRANSPORT = 235,
};

static const struct nas_answer ANSWERS[] = {
    {66, 65, false},   {68, 65, true},   {70, 69, false},   {73, 72, false},   {75, 72, true},
    {78, 76, true},    {79, 76, false},  {81, 80, false},   {83, 82, false},   {92, 82, true},
    {86, 85, false},   {94, 93, false},  {95, 93, true},    {194, 193, false}, {195, 193, true},
    {198, 197, false}, {199, 197, true}, {202, 201, false}, {203, 201, true},  {206, 205, false},
    {209, 208, true},  {211, 210, true}, {213, 212, true},  {215, 214, true},  {218, 217, false},
    {234, 233, false},
};

/* Type 3 elements in the tables of 8.2 and 8.3. */
static const struct nas_fixed FIXED[] = {
    {65, 0x13, 6},  {65, 0x17, 2},  {65, 0x19, 4},  {65, 0x52, 6},  {65, 0x5c, 3},  {66, 0x13, 6},
    {66, 0x17, 2},  {66, 0x53, 2},  {66, 0x59, 2},  {69, 0x53, 2},  {72, 0x13, 6},  {72, 0x17, 2},
    {72, 0x19, 4},  {72, 0x52, 6},  {72, 0x55, 5},  {72, 0x5c, 3},  {73, 0x13, 6},  {73, 0x17, 2},
    {73, 0x53, 2},  {73, 0x59, 2},  {73, 0x5a, 2},  {78, 0x5b, 2},  {93, 0x55, 5},  {93, 0x56, 5},
    {97, 0x46, 2},  {97, 0x47, 8},  {100, 0x61, 2}, {100, 0x62, 2}, {193, 0x32, 2}, {193, 0x58, 2},
    {197, 0x32, 2}, {201, 0x32, 2}, {214, 0x58, 2},
};

static void own(struct nas_reader *r, const struct spec_ie *row, struct cursor value);

static const struct nas_dialect DIALECT = {
    .decoder = DECODER_nas_eps,
    .proto = PROTO_NAS_EPS,
    .answers = ANSWERS,
    .answer_count = sizeof ANSWERS / sizeof *ANSWERS,
    .fixed = FIXED,
    .fixed_count = sizeof FIXED / sizeof *FIXED,
    .own = own,
    .reads_null = true,
};

/* --- Elements --------------------------------------------------------------------------------- */

/* In a control plane service request only that element is ciphered (4.4.5). */
static void inner(struct nas_reader *r, struct cursor value)
{
    if (r->type == CONTROL_PLANE_REQUEST && !nas_readable(r->sink, r->dialect))
        sink_blind(r->sink, r->m->packet, BLIND_ENCRYPTED, cursor_left(&value),
                   "NAS message container that is ciphered");
    else
        nas_inner(r, DECODER_nas_eps, value);
}

static void own(struct nas_reader *r, const struct spec_ie *row, struct cursor value)
{
    switch ((enum meaning)row->meaning) {
    case MEANING_GUTI:
        if (row->code == 0x50)
            nas_eps_identity(r, value);
        else
            nas_mobile_identity(r, value);
        break;
    case MEANING_IMEI:
        nas_mobile_identity(r, value);
        break;
    case MEANING_AREA:
        nas_area_list(r, value, TAC);
        break;
    case MEANING_ASK_IDENTITY:
        if ((cursor_u8(&value) & 7) == 1)
            nas_ask(r, "imeisv");
        break;
    default: /* a message as a whole */
        inner(r, value);
        break;
    }
}

/* --- Messages --------------------------------------------------------------------------------- */

/* Type of attach or update below, key set above (9.9.3.11, 9.9.3.14, 9.9.3.21). */
static void key_set(struct nas_reader *r)
{
    r->ksi = cursor_u8(&r->c) >> 4 & 7;
}

static void attach_request(struct nas_reader *r)
{
    key_set(r);
    nas_eps_identity(r, nas_lv(r));
    nas_begins(r);
    nas_lv(r);
    nas_inner(r, DECODER_nas_eps, nas_lve(r));
}

static void attach_accept(struct nas_reader *r)
{
    cursor_skip(&r->c, 2);
    nas_area_list(r, nas_lv(r), TAC);
    nas_inner(r, DECODER_nas_eps, nas_lve(r));
}

/* Either side may send it: the UE names itself, the MME goes on with a cause or ends (8.2.11). */
static void detach_request(struct nas_reader *r)
{
    enum { IEI_CAUSE = 0x53 };
    key_set(r);
    if (cursor_left(&r->c) == 0 || cursor_peek8(&r->c, 0) == IEI_CAUSE)
        return;
    nas_eps_identity(r, nas_lv(r));
    nas_begins(r);
}

static void identity_request(struct nas_reader *r)
{
    static const char *const IDENTITIES[] = {"", "imsi", "imei", "imeisv", "tmsi", "", "", ""};
    r->scope = cursor_u8(&r->c) & 7;
    if (*IDENTITIES[r->scope])
        nas_ask(r, IDENTITIES[r->scope]);
}

static void identity_response(struct nas_reader *r)
{
    struct cursor value = nas_lv(r);
    r->scope = cursor_peek8(&value, 0) & 7;
    nas_mobile_identity(r, value);
}

/* 9.9.3.23: ciphering above, integrity below. */
static void security_mode(struct nas_reader *r)
{
    uint8_t algorithms = cursor_u8(&r->c);
    r->ksi = cursor_u8(&r->c) & 7;
    nas_lv(r);
    if (cursor_ok(&r->c))
        nas_chosen(r, algorithms >> 4 & 7, algorithms & 7);
}

/* What the UE begins with when it has been here before. */
static void returns(struct nas_reader *r)
{
    key_set(r);
    if (r->type == AREA_UPDATE_REQUEST)
        nas_eps_identity(r, nas_lv(r));
    else if (r->type == EXTENDED_SERVICE_REQUEST)
        nas_mobile_identity(r, nas_lv(r));
    nas_begins(r);
}

static void generic_transport(struct nas_reader *r)
{
    enum { POSITIONING = 1, LOCATION_SERVICES = 2 };
    uint8_t type = cursor_u8(&r->c);
    struct cursor value = nas_lve(r);
    if (type == POSITIONING || type == LOCATION_SERVICES)
        field_present(r->m, MEANING_LOCATION, 0);
    sink_blind(r->sink, r->m->packet, BLIND_NOT_READ, cursor_left(&value),
               "NAS container of another protocol");
}

/* What stands before the optional elements in messages of mobility management. */
static void mobility(struct nas_reader *r)
{
    switch ((enum type)r->type) {
    case ATTACH_REQUEST:
        attach_request(r);
        break;
    case ATTACH_ACCEPT:
        attach_accept(r);
        break;
    case ATTACH_COMPLETE:
        nas_inner(r, DECODER_nas_eps, nas_lve(r));
        break;
    case ATTACH_REJECT:
    case AREA_UPDATE_REJECT:
    case SERVICE_REJECT:
    case AUTHENTICATION_FAILURE:
    case SECURITY_MODE_REJECT:
    case MOBILITY_STATUS:
        nas_cause(r, "emm", cursor_u8(&r->c));
        break;
    case DETACH_REQUEST:
        detach_request(r);
        break;
    case AREA_UPDATE_REQUEST:
    case EXTENDED_SERVICE_REQUEST:
    case CONTROL_PLANE_REQUEST:
        returns(r);
        break;
    case AREA_UPDATE_ACCEPT:
    case CS_SERVICE_NOTIFICATION:
        cursor_skip(&r->c, 1);
        break;
    case GUTI_COMMAND:
        nas_eps_identity(r, nas_lv(r));
        break;
    case AUTHENTICATION_REQUEST:
        cursor_skip(&r->c, 1 + 16);
        nas_lv(r);
        break;
    case AUTHENTICATION_RESPONSE:
        nas_lv(r);
        break;
    case IDENTITY_REQUEST:
        identity_request(r);
        break;
    case IDENTITY_RESPONSE:
        identity_response(r);
        break;
    case SECURITY_MODE_COMMAND:
        security_mode(r);
        break;
    case DOWNLINK_TRANSPORT:
    case UPLINK_TRANSPORT:
        nas_lv(r);
        field_present(r->m, MEANING_SMS, 0);
        break;
    case DOWNLINK_GENERIC_TRANSPORT:
    case UPLINK_GENERIC_TRANSPORT:
        generic_transport(r);
        break;
    default:
        break;
    }
}

static void default_bearer(struct nas_reader *r)
{
    nas_lv(r);
    struct cursor name = nas_lv(r);
    struct cursor pdn = nas_lv(r);
    if (cursor_left(&name))
        field_bytes(r->m, MEANING_APN, FORM_NAME, cursor_rest(&name), 0);
    nas_address(r, pdn);
}

/* The same in messages of session management. */
static void session(struct nas_reader *r)
{
    switch ((enum type)r->type) {
    case DEFAULT_BEARER_REQUEST:
        default_bearer(r);
        break;
    case DEDICATED_BEARER_REQUEST:
    case ALLOCATION_REQUEST:
        cursor_skip(&r->c, 1);
        nas_lv(r);
        nas_lv(r);
        break;
    case MODIFICATION_REQUEST:
        cursor_skip(&r->c, 1);
        nas_lv(r);
        break;
    case CONNECTIVITY_REQUEST:
    case DISCONNECT_REQUEST:
        cursor_skip(&r->c, 1);
        break;
    case DEFAULT_BEARER_REJECT:
    case DEDICATED_BEARER_REJECT:
    case MODIFY_BEARER_REJECT:
    case DEACTIVATE_BEARER_REQUEST:
    case CONNECTIVITY_REJECT:
    case DISCONNECT_REJECT:
    case ALLOCATION_REJECT:
    case MODIFICATION_REJECT:
    case SESSION_STATUS:
        nas_cause(r, "esm", cursor_u8(&r->c));
        break;
    case NOTIFICATION:
        nas_lv(r);
        break;
    case DATA_TRANSPORT: /* the customer's own data: not ours to read */
        nas_lve(r);
        break;
    default:
        break;
    }
}

static enum verdict read_mobility(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct nas_reader r;
    uint8_t type = cursor_u8(&c);
    if (!cursor_ok(&c))
        return VERDICT_BROKEN;
    nas_begin(&r, &DIALECT, sink, p, type, c);
    mobility(&r);
    if (r.m->op)
        nas_optional(&r);
    if (type == ATTACH_ACCEPT || type == AREA_UPDATE_ACCEPT || type == GUTI_COMMAND)
        nas_named(&r);
    nas_end(&r);
    return VERDICT_TOOK;
}

static enum verdict read_session(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct nas_reader r;
    uint8_t bearer = cursor_u8(&c) >> 4;
    uint8_t transaction = cursor_u8(&c);
    uint8_t type = cursor_u8(&c);
    if (!cursor_ok(&c))
        return VERDICT_BROKEN;
    nas_begin(&r, &DIALECT, sink, p, type, c);
    r.scope = type < FIRST_BY_TRANSACTION ? bearer : transaction;
    if (bearer)
        field_number(r.m, MEANING_BEARER, bearer, 0);
    session(&r);
    if (r.m->op)
        nas_optional(&r);
    nas_end(&r);
    return VERDICT_TOOK;
}

/* --- The envelope (9.1) ----------------------------------------------------------------------- */

static enum verdict read_plain(struct cursor c, const struct packet *p, struct sink *sink)
{
    uint8_t first = cursor_peek8(&c, 0);
    if ((first & 15) == SESSION)
        return read_session(c, p, sink);
    cursor_skip(&c, 1);
    return first == MOBILITY ? read_mobility(c, p, sink) : VERDICT_BROKEN;
}

/* A SERVICE REQUEST (8.2.25) has no message type: a key set and a short MAC, and nothing that the
 * initial message of S1AP around it does not say. It is no message of its own. */
static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    uint8_t first = cursor_peek8(&c, 0);
    uint8_t security = first >> 4;
    if ((first & 15) != MOBILITY || security == SECURITY_PLAIN)
        return read_plain(c, p, sink);
    if (security >= SECURITY_SERVICE_REQUEST)
        return VERDICT_TOOK;
    struct cursor whole = c;
    cursor_skip(&c, 1 + MAC_AND_SEQUENCE);
    if (!cursor_ok(&c) || security > SECURITY_PARTLY_CIPHERED)
        return VERDICT_BROKEN;
    bool ciphered = security == SECURITY_CIPHERED || security == SECURITY_NEW_CIPHERED;
    if (!ciphered || nas_readable(sink, &DIALECT))
        return read_plain(c, p, sink);
    nas_say_ciphered(sink, &DIALECT, p, whole);
    return VERDICT_TOOK;
}

const struct decoder decoder_nas_eps = {
    .name = "nas-eps",
    .looks = looks_inside_only,
    .decode = decode,
    .keep = NAS_KEEP,
};
