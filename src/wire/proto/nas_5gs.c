/* NAS of 5GS, TS 24.501: what a subscriber's equipment and the AMF and SMF say to each other. It
 * comes inside NGAP, the SBI and GSMTAP. Clauses 8.2 and 8.3 have the messages. */
#include "wire/proto/nas.h"

enum { EPD_MOBILITY = 0x7e, EPD_SESSION = 0x2e };
enum { MAC_AND_SEQUENCE = 5, TAC = 3, PLAIN_HEADER = 3 };

/* Security header types (9.3.1). */
enum { SECURITY_PLAIN, SECURITY_INTEGRITY, SECURITY_CIPHERED, SECURITY_NEW, SECURITY_NEW_CIPHERED };

/* Messages that begin with more than optional elements (8.2, 8.3). */
enum type {
    REGISTRATION_REQUEST = 65,
    REGISTRATION_ACCEPT = 66,
    REGISTRATION_REJECT = 68,
    DEREGISTRATION_BY_UE = 69,
    DEREGISTRATION_BY_NETWORK = 71,
    SERVICE_REQUEST = 76,
    SERVICE_REJECT = 77,
    CONTROL_PLANE_REQUEST = 79,
    SLICE_AUTHENTICATION_COMMAND = 80,
    SLICE_AUTHENTICATION_RESULT = 82,
    CONFIGURATION_UPDATE = 84,
    AUTHENTICATION_REQUEST = 86,
    AUTHENTICATION_FAILURE = 89,
    AUTHENTICATION_RESULT = 90,
    IDENTITY_REQUEST = 91,
    IDENTITY_RESPONSE = 92,
    SECURITY_MODE_COMMAND = 93,
    SECURITY_MODE_COMPLETE = 94,
    SECURITY_MODE_REJECT = 95,
    MOBILITY_STATUS = 100,
    NOTIFICATION = 101,
    UPLINK_TRANSPORT = 103,
    DOWNLINK_TRANSPORT = 104,
    RELAY_FIRST = 105,
    RELAY_LAST = 109,
    SESSION_REQUEST = 193,
    SESSION_ACCEPT = 194,
    SESSION_REJECT = 195,
    SESSION_AUTHENTICATION_COMMAND = 197,
    SESSION_AUTHENTICATION_COMPLETE = 198,
    SESSION_MODIFICATION_REJECT = 202,
    SESSION_COMMAND_REJECT = 205,
    SESSION_RELEASE_REJECT = 210,
    SESSION_RELEASE_COMMAND = 211,
    SESSION_STATUS = 214,
    SERVICE_AA_COMMAND = 216,
    SERVICE_AA_COMPLETE = 217,
};

/* What a payload container holds (9.11.3.40). */
enum payload {
    PAYLOAD_SESSION = 1,
    PAYLOAD_SMS = 2,
    PAYLOAD_POSITIONING = 3,
    PAYLOAD_STEERING = 4,
    PAYLOAD_POLICY = 5,
    PAYLOAD_PARAMETERS = 6,
    PAYLOAD_LOCATION_SERVICES = 7,
    PAYLOAD_MULTIPLE = 15,
};

static const struct nas_answer ANSWERS[] = {
    {66, 65, false},   {68, 65, true},    {70, 69, false},   {72, 71, false},   {77, 76, true},
    {78, 76, false},   {81, 80, false},   {87, 86, false},   {89, 86, true},    {92, 91, false},
    {94, 93, false},   {95, 93, true},    {102, 101, false}, {106, 105, false}, {107, 105, true},
    {109, 108, false}, {194, 193, false}, {195, 193, true},  {198, 197, false}, {202, 201, true},
    {204, 203, false}, {205, 203, true},  {210, 209, true},  {212, 211, false}, {217, 216, false},
    {219, 218, false},
};

/* Type 3 elements in the tables of 8.2 and 8.3. */
static const struct nas_fixed FIXED[] = {
    {65, 0x52, 7},  {71, 0x58, 2},  {79, 0x12, 2},  {84, 0x46, 2},  {84, 0x47, 8},  {86, 0x21, 17},
    {93, 0x57, 2},  {103, 0x12, 2}, {103, 0x59, 2}, {104, 0x12, 2}, {104, 0x58, 2}, {193, 0x55, 3},
    {194, 0x59, 2}, {194, 0x56, 2}, {201, 0x59, 2}, {201, 0x55, 3}, {201, 0x13, 3}, {203, 0x59, 2},
    {203, 0x56, 2}, {209, 0x59, 2}, {212, 0x59, 2},
};

static void own(struct nas_reader *r, const struct spec_ie *row, struct cursor value);

static const struct nas_dialect DIALECT = {
    .decoder = DECODER_nas_5gs,
    .proto = PROTO_NAS_5GS,
    .answers = ANSWERS,
    .answer_count = sizeof ANSWERS / sizeof *ANSWERS,
    .fixed = FIXED,
    .fixed_count = sizeof FIXED / sizeof *FIXED,
    .own = own,
    .reads_null = false,
};

/* --- Elements --------------------------------------------------------------------------------- */

/* S-NSSAI (9.11.2.8): service type, then its differentiator, each by itself or mapped. */
static void slice(struct nas_reader *r, struct cursor value)
{
    size_t length = cursor_left(&value);
    struct span s = cursor_span(&value, length == 1 || length == 2 ? 1 : 4);
    if (s.len)
        field_bytes(r->m, MEANING_SLICE, FORM_OCTETS, s, 0);
}

static void slices(struct nas_reader *r, struct cursor value)
{
    while (cursor_left(&value))
        slice(r, cursor_sub(&value, cursor_u8(&value)));
}

/* A whole message (9.11.3.33). In a message that begins a conversation it is ciphered with the
 * context that the UE has from before (4.4.6), in one that is ciphered itself it is not. */
static void container(struct nas_reader *r, struct cursor value)
{
    if (r->type != SECURITY_MODE_COMPLETE && !nas_readable(r->sink, r->dialect))
        sink_blind(r->sink, r->m->packet, BLIND_ENCRYPTED, cursor_left(&value),
                   "NAS message container that is ciphered");
    else
        nas_inner(r, DECODER_nas_5gs, value);
}

static void own(struct nas_reader *r, const struct spec_ie *row, struct cursor value)
{
    switch ((enum meaning)row->meaning) {
    case MEANING_GUTI:
    case MEANING_IMEI:
        nas_5gs_identity(r, value);
        break;
    case MEANING_AREA:
        nas_area_list(r, value, TAC);
        break;
    case MEANING_SLICE:
        if (row->code == 0x22)
            slice(r, value);
        else
            slices(r, value);
        break;
    case MEANING_UE_IP:
        nas_address(r, value);
        break;
    case MEANING_ASK_IDENTITY:
        if ((cursor_u8(&value) & 7) == 1)
            nas_ask(r, "imeisv");
        break;
    default:
        if (row->code == 0x70)
            nas_inner(r, DECODER_nas_eps, value);
        else
            container(r, value);
        break;
    }
}

/* --- Messages --------------------------------------------------------------------------------- */

static void payload(struct nas_reader *r, uint8_t type, struct cursor value)
{
    switch (type) {
    case PAYLOAD_SESSION:
        nas_inner(r, DECODER_nas_5gs, value);
        return;
    case PAYLOAD_SMS:
        field_present(r->m, MEANING_SMS, 0);
        return;
    case PAYLOAD_POSITIONING:
    case PAYLOAD_LOCATION_SERVICES:
        field_present(r->m, MEANING_LOCATION, 0);
        break;
    case PAYLOAD_STEERING:
    case PAYLOAD_POLICY:
    case PAYLOAD_PARAMETERS:
        field_present(r->m, MEANING_PROFILE, 0);
        break;
    default:
        break;
    }
    sink_blind(r->sink, r->m->packet, BLIND_NOT_READ, cursor_left(&value),
               "NAS payload container of another protocol");
}

/* 9.11.3.39: each entry has a length, how many optional elements, its type, those, and itself. */
static void payloads(struct nas_reader *r, struct cursor list)
{
    for (unsigned left = cursor_u8(&list); left && cursor_left(&list); left--) {
        struct cursor entry = cursor_sub(&list, cursor_u16(&list));
        uint8_t head = cursor_u8(&entry);
        for (unsigned elements = head >> 4; elements && cursor_left(&entry); elements--) {
            cursor_skip(&entry, 1);
            cursor_skip(&entry, cursor_u8(&entry));
        }
        if (cursor_left(&entry))
            payload(r, head & 15, entry);
    }
}

static void transport(struct nas_reader *r)
{
    uint8_t type = cursor_u8(&r->c) & 15;
    struct cursor value = nas_lve(r);
    if (type == PAYLOAD_MULTIPLE)
        payloads(r, value);
    else
        payload(r, type, value);
}

/* Type of registration or deregistration below, key set above (9.11.3.7, 9.11.3.20). */
static void registration(struct nas_reader *r)
{
    r->ksi = cursor_u8(&r->c) >> 4 & 7;
    nas_5gs_identity(r, nas_lve(r));
    nas_begins(r);
}

/* Here the key set stands below. */
static void service(struct nas_reader *r, bool named)
{
    r->ksi = cursor_u8(&r->c) & 7;
    if (named)
        nas_5gs_identity(r, nas_lve(r));
    nas_begins(r);
}

static const char *const IDENTITIES[] = {"",       "suci",   "guti", "imei",
                                         "s-tmsi", "imeisv", "mac",  "eui-64"};

static void identity_request(struct nas_reader *r)
{
    r->scope = cursor_u8(&r->c) & 7;
    const char *asked = IDENTITIES[r->scope];
    if (*asked)
        nas_ask(r, asked);
}

static void identity_response(struct nas_reader *r)
{
    struct cursor value = nas_lve(r);
    r->scope = cursor_peek8(&value, 0) & 7;
    nas_5gs_identity(r, value);
}

static void security_mode(struct nas_reader *r)
{
    uint8_t algorithms = cursor_u8(&r->c);
    r->ksi = cursor_u8(&r->c) & 7;
    nas_lv(r);
    if (cursor_ok(&r->c))
        nas_chosen(r, algorithms >> 4, algorithms & 15);
}

/* What stands before the optional elements in messages of mobility management. */
static void mobility(struct nas_reader *r)
{
    switch ((enum type)r->type) {
    case REGISTRATION_REQUEST:
    case DEREGISTRATION_BY_UE:
        registration(r);
        break;
    case SERVICE_REQUEST:
    case CONTROL_PLANE_REQUEST:
        service(r, r->type == SERVICE_REQUEST);
        break;
    case REGISTRATION_ACCEPT:
        nas_lv(r);
        break;
    case REGISTRATION_REJECT:
    case SERVICE_REJECT:
    case AUTHENTICATION_FAILURE:
    case SECURITY_MODE_REJECT:
    case MOBILITY_STATUS:
        nas_cause(r, "5gmm", cursor_u8(&r->c));
        break;
    case DEREGISTRATION_BY_NETWORK:
    case NOTIFICATION:
        cursor_skip(&r->c, 1);
        break;
    case AUTHENTICATION_REQUEST:
        cursor_skip(&r->c, 1);
        nas_lv(r);
        break;
    case AUTHENTICATION_RESULT:
        cursor_skip(&r->c, 1);
        nas_lve(r);
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
    case UPLINK_TRANSPORT:
    case DOWNLINK_TRANSPORT:
        transport(r);
        break;
    default:
        if (r->type >= SLICE_AUTHENTICATION_COMMAND && r->type <= SLICE_AUTHENTICATION_RESULT) {
            slice(r, nas_lv(r));
            nas_lve(r);
        } else if (r->type >= RELAY_FIRST && r->type <= RELAY_LAST) {
            cursor_skip(&r->c, cursor_left(&r->c));
        }
        break;
    }
}

/* The same in messages of session management. */
static void session(struct nas_reader *r)
{
    switch ((enum type)r->type) {
    case SESSION_REQUEST: /* rates up to which user data can be protected */
        cursor_skip(&r->c, 2);
        break;
    case SESSION_ACCEPT:
        cursor_skip(&r->c, 1);
        nas_lve(r);
        nas_lv(r);
        break;
    case SESSION_REJECT:
    case SESSION_MODIFICATION_REJECT:
    case SESSION_COMMAND_REJECT:
    case SESSION_RELEASE_REJECT:
    case SESSION_RELEASE_COMMAND:
    case SESSION_STATUS:
        nas_cause(r, "5gsm", cursor_u8(&r->c));
        break;
    case SESSION_AUTHENTICATION_COMMAND:
    case SESSION_AUTHENTICATION_COMPLETE:
    case SERVICE_AA_COMMAND:
    case SERVICE_AA_COMPLETE:
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
    if (type == REGISTRATION_ACCEPT || type == CONFIGURATION_UPDATE)
        nas_named(&r);
    nas_end(&r);
    return VERDICT_TOOK;
}

static enum verdict read_session(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct nas_reader r;
    uint8_t id = cursor_u8(&c);
    cursor_skip(&c, 1); /* the transaction: the network's own have none */
    uint8_t type = cursor_u8(&c);
    if (!cursor_ok(&c))
        return VERDICT_BROKEN;
    nas_begin(&r, &DIALECT, sink, p, type, c);
    r.scope = id;
    if (id)
        field_number(r.m, MEANING_BEARER, id, 0);
    session(&r);
    if (r.m->op)
        nas_optional(&r);
    nas_end(&r);
    return VERDICT_TOOK;
}

/* --- The envelope (9.1.1) --------------------------------------------------------------------- */

static enum verdict read_plain(struct cursor c, const struct packet *p, struct sink *sink)
{
    uint8_t discriminator = cursor_u8(&c);
    if (discriminator == EPD_SESSION)
        return read_session(c, p, sink);
    if (discriminator == EPD_MOBILITY && (cursor_u8(&c) & 15) == SECURITY_PLAIN)
        return read_mobility(c, p, sink);
    return VERDICT_BROKEN;
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    uint8_t security = cursor_peek8(&c, 1) & 15;
    if (cursor_peek8(&c, 0) != EPD_MOBILITY || security == SECURITY_PLAIN)
        return read_plain(c, p, sink);
    struct cursor whole = c;
    cursor_skip(&c, 2 + MAC_AND_SEQUENCE);
    if (!cursor_ok(&c) || security > SECURITY_NEW_CIPHERED)
        return VERDICT_BROKEN;
    bool ciphered = security == SECURITY_CIPHERED || security == SECURITY_NEW_CIPHERED;
    if (!ciphered || nas_readable(sink, &DIALECT))
        return read_plain(c, p, sink);
    nas_say_ciphered(sink, &DIALECT, p, whole);
    return VERDICT_TOOK;
}

const struct decoder decoder_nas_5gs = {
    .name = "nas-5gs",
    .looks = looks_inside_only,
    .decode = decode,
    .keep = NAS_KEEP,
};
