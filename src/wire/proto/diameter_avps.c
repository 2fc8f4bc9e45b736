/* Diameter's values that a form alone does not say: identities by their content, results, places
 * and what is asked for. */
#include "wire/proto/diameter.h"

enum {
    ID_E164 = 0, /* Subscription-Id-Type, RFC 8506 8.47 */
    ID_SIP = 2,
    EQUIPMENT_IMEISV = 0, /* RFC 8506 8.50 */
    NUMBER_LEAST = 5,     /* digits: what is shorter stands in for a number that is not given */
};

static uint64_t number(struct cursor value)
{
    uint64_t n = 0;
    while (cursor_left(&value))
        n = n << 8 | cursor_u8(&value);
    return n;
}

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

static bool all_digits(struct cursor text, size_t least, size_t most)
{
    size_t count = cursor_left(&text);
    if (count < least || count > most)
        return false;
    while (cursor_left(&text))
        if (!is_digit(cursor_u8(&text)))
            return false;
    return true;
}

static void text(struct message *m, enum meaning meaning, struct cursor value, uint16_t group)
{
    if (cursor_left(&value))
        field_bytes(m, meaning, FORM_TEXT, cursor_rest(&value), group);
}

/* User-Name and its kin: an IMSI on S6a, S6c, S13, SLh ... (TS 29.272 5.2.1.1), a network access
 * identifier elsewhere. Which one, the content says on every application. */
static void name(struct message *m, struct cursor value, uint16_t group)
{
    text(m, all_digits(value, NUMBER_LEAST, 16) ? MEANING_IMSI : MEANING_NAI, value, group);
}

static void e164(struct message *m, struct cursor value, uint16_t group)
{
    if (cursor_peek8(&value, 0) == '+')
        cursor_skip(&value, 1);
    if (all_digits(value, NUMBER_LEAST, 15))
        text(m, MEANING_MSISDN, value, group);
}

/* TS 29.329 6.3.2: TBCD, without the byte for type and plan of number. */
static void msisdn(struct message *m, struct cursor value, uint16_t group)
{
    size_t len = cursor_left(&value);
    if (len * 2 > NUMBER_LEAST && len <= 8)
        field_bytes(m, MEANING_MSISDN, FORM_TBCD, cursor_rest(&value), group);
}

/* The bytes before the first `;` or `?`: parameters are no part of who it is. */
static struct cursor before_parameters(struct cursor value)
{
    struct cursor rest = value;
    size_t count = 0;
    for (uint8_t byte; cursor_left(&rest); count++)
        if ((byte = cursor_u8(&rest)) == ';' || byte == '?')
            break;
    return cursor_sub(&value, count);
}

static bool takes(struct cursor *value, const char *word)
{
    struct cursor rest = *value;
    for (; *word; word++)
        if ((cursor_u8(&rest) | 0x20) != (uint8_t)(*word | 0x20))
            return false;
    *value = rest;
    return true;
}

/* TS 23.003 13.4: sip:user@realm, or tel:+digits. */
static void uri(struct message *m, struct cursor value, uint16_t group)
{
    bool sip = takes(&value, "sip:") || takes(&value, "sips:");
    bool tel = !sip && takes(&value, "tel:");
    struct cursor who = before_parameters(value);
    struct cursor digits = who;
    if (cursor_peek8(&digits, 0) == '+')
        cursor_skip(&digits, 1);
    if (!sip && all_digits(digits, NUMBER_LEAST, 15))
        text(m, MEANING_MSISDN, digits, group);
    else if (!tel)
        text(m, MEANING_NAI, who, group);
}

/* Digits as text (TS 29.272 7.3.4) or TBCD (TS 29.061, RFC 8506 8.51 leave it open). */
static void imei(struct message *m, struct cursor value, uint16_t group)
{
    if (all_digits(value, 14, 16))
        text(m, MEANING_IMEI, value, group);
    else if (cursor_left(&value) == 7 || cursor_left(&value) == 8)
        field_bytes(m, MEANING_IMEI, FORM_TBCD, cursor_rest(&value), group);
}

static void subscription(struct message *m, struct cursor value, uint16_t group)
{
    struct cursor data = {0};
    uint64_t type = UINT64_MAX;
    for (struct avp a; avp_next(&value, &a);) {
        if (a.vendor == 0 && a.code == 450)
            type = number(a.value);
        else if (a.vendor == 0 && a.code == 444 && cursor_ok(&a.value))
            data = a.value;
    }
    if (!data.at)
        return;
    if (type == ID_E164)
        e164(m, data, group);
    else if (type == ID_SIP)
        uri(m, data, group);
    else
        name(m, data, group); /* an IMSI, a NAI, or what somebody else calls them */
}

static void equipment(struct message *m, struct cursor value, uint16_t group)
{
    struct cursor data = {0};
    uint64_t type = UINT64_MAX;
    for (struct avp a; avp_next(&value, &a);) {
        if (a.vendor == 0 && a.code == 459)
            type = number(a.value);
        else if (a.vendor == 0 && a.code == 460 && cursor_ok(&a.value))
            data = a.value;
    }
    if (data.at && type == EQUIPMENT_IMEISV)
        imei(m, data, group);
}

/* RFC 6733 4.3.1: the family in front; 1 is IPv4, 2 IPv6. */
static void address(struct message *m, enum meaning meaning, struct cursor value, uint16_t group)
{
    uint16_t family = cursor_u16(&value);
    size_t left = cursor_left(&value);
    if ((family == 1 && left == 4) || (family == 2 && left == 16))
        field_bytes(m, meaning, FORM_IP, cursor_rest(&value), group);
}

/* RFC 6733 7.1: the thousands say what became of it, also where the number is unknown. */
static void result(struct message *m, const char *set, uint64_t code)
{
    if (m->part != PART_ANSWER)
        return;
    message_cause(m, set, (uint32_t)code);
    if (m->cause_row)
        return;
    uint64_t class = code / 1000;
    m->outcome = class == 2                 ? OUTCOME_SUCCESS
                 : class >= 3 && class <= 5 ? OUTCOME_REFUSED
                                            : OUTCOME_NONE;
}

static void experimental(struct message *m, struct cursor value, uint16_t group)
{
    for (struct avp a; avp_next(&value, &a);) {
        if (a.vendor == 0 && a.code == 266)
            field_number(m, MEANING_RESULT_VENDOR, number(a.value), group);
        else if (a.vendor == 0 && a.code == 298 && cursor_ok(&a.value))
            result(m, "experimental", number(a.value));
    }
}

static void place(struct message *m, enum meaning meaning, struct cursor *value, size_t len,
                  uint16_t group)
{
    struct span s = cursor_span(value, len);
    if (s.len)
        field_bytes(m, meaning, FORM_OCTETS, s, group);
}

/* TS 29.061 16.4.7.2, Geographic Location Type. */
static void user_location(struct message *m, struct cursor value, uint16_t group)
{
    enum { CGI = 0, SAI = 1, RAI = 2, TAI = 128, ECGI = 129, TAI_ECGI = 130, NCGI = 135 };
    enum { TAI_5GS = 136, TAI_NCGI_5GS = 137 };
    switch (cursor_u8(&value)) {
    case CGI:
    case SAI:
    case ECGI:
        place(m, MEANING_CELL, &value, 7, group);
        break;
    case RAI:
        place(m, MEANING_AREA, &value, 7, group);
        break;
    case TAI:
        place(m, MEANING_AREA, &value, 5, group);
        break;
    case TAI_ECGI:
        place(m, MEANING_AREA, &value, 5, group);
        place(m, MEANING_CELL, &value, 7, group);
        break;
    case NCGI:
        place(m, MEANING_CELL, &value, 8, group);
        break;
    case TAI_5GS:
        place(m, MEANING_AREA, &value, 6, group);
        break;
    case TAI_NCGI_5GS:
        place(m, MEANING_AREA, &value, 6, group);
        place(m, MEANING_CELL, &value, 8, group);
        break;
    default:
        field_present(m, MEANING_LOCATION, group);
        break;
    }
}

/* TS 29.272 7.3.103: EPS location or the current one; reachability, T-ADS data, user state. */
static void idr_flags(struct message *m, uint64_t flags, uint16_t group)
{
    if (flags & (1 << 3 | 1 << 4))
        field_present(m, MEANING_ASK_LOCATION, group);
    if (flags & (1 << 0 | 1 << 1 | 1 << 2))
        field_present(m, MEANING_ASK_STATE, group);
}

/* TS 29.328 7.6, table 7.6.1. */
static void data_reference(struct message *m, uint64_t what, uint16_t group)
{
    enum meaning asks = MEANING_ASK_PROFILE;
    switch (what) {
    case 10: /* IMS public identity */
    case 17: /* MSISDN */
    case 32: /* IMSI */
    case 33: /* IMS private identity */
    case 34: /* IMEISV */
        asks = MEANING_ASK_IDENTITY;
        break;
    case 12: /* name of the S-CSCF */
    case 14: /* location information */
    case 24: /* where short messages go */
    case 31: /* reference location */
        asks = MEANING_ASK_LOCATION;
        break;
    case 11: /* IMS user state */
    case 15: /* user state */
    case 22: /* address bound to the user */
    case 25: /* reachability */
    case 26: /* domain last used */
        asks = MEANING_ASK_STATE;
        break;
    default:
        break;
    }
    field_number(m, MEANING_ASK_DATA, what, group);
    field_present(m, asks, group);
}

static bool holds(struct cursor value, uint32_t vendor, uint32_t code)
{
    for (struct avp a; avp_next(&value, &a);)
        if (a.vendor == vendor && a.code == code)
            return true;
    return false;
}

/* TS 29.228 6.3, TS 29.273 8.1.2.1: in an answer RAND and AUTN (609), XRES (610), CK (625) and IK
 * (626) are a vector; in a request 610 is only what the handset said for resynchronisation.
 * Digest-HA1 (121) serves as well as the password it was made of. */
static void auth_item(struct message *m, struct cursor value, uint16_t group)
{
    bool vector = false;
    bool password = false;
    for (struct avp a; avp_next(&value, &a);) {
        if (a.vendor != VENDOR_3GPP)
            continue;
        if (a.code == 609 || a.code == 625 || a.code == 626)
            vector = true;
        if (a.code == 610 && m->part == PART_ANSWER)
            vector = true;
        if (a.code == 635 && holds(a.value, 0, 121))
            password = true;
    }
    if (vector)
        field_present(m, MEANING_VECTOR, group);
    if (password)
        field_present(m, MEANING_PASSWORD, group);
}

/* RFC 8506 8.19: the total, else the sum of both ways, else the time. */
static void used_units(struct message *m, struct cursor value, uint16_t group)
{
    uint64_t total = 0;
    uint64_t sum = 0;
    uint64_t seconds = 0;
    for (struct avp a; avp_next(&value, &a);) {
        if (a.vendor != 0)
            continue;
        if (a.code == 421)
            total = number(a.value);
        else if (a.code == 412 || a.code == 414)
            sum += number(a.value);
        else if (a.code == 420)
            seconds = number(a.value);
    }
    field_number(m, MEANING_USAGE, total ? total : sum ? sum : seconds, group);
}

/* Sh's User-Data is XML (TS 29.328 annex D); of what is in it only a location is told. */
static void sh_data(struct message *m, struct cursor value, uint16_t group)
{
    static const char word[] = "LocationInformation>";
    struct span s = cursor_rest(&value);
    field_present(m, MEANING_REPOSITORY, group);
    if (s.len && memmem(s.at, s.len, word, sizeof word - 1))
        field_present(m, MEANING_LOCATION, group);
}

/* TS 29.214 5.3.13: what an AF wants to be told of; from the PCRF it is what happened. */
static void specific_action(struct message *m, uint64_t action, uint16_t group)
{
    enum { ACCESS_NETWORK_INFO_REPORT = 12, PLMN_CHANGE = 16, AA = 265 };
    if (m->part == PART_REQUEST && m->type == AA &&
        (action == ACCESS_NETWORK_INFO_REPORT || action == PLMN_CHANGE))
        field_present(m, MEANING_ASK_LOCATION, group);
}

static void own_ietf(struct message *m, const struct spec_ie *row, const struct avp *a,
                     uint16_t group)
{
    switch (a->code) {
    case 31: /* Calling-Station-Id: often a hardware address, then it is nobody's number */
    case 660:
        e164(m, a->value, group);
        break;
    case 257:
        address(m, (enum meaning)row->meaning, a->value, group);
        break;
    case 268:
        result(m, "result", number(a->value));
        break;
    case 297:
        experimental(m, a->value, group);
        break;
    case 443:
        subscription(m, a->value, group);
        break;
    case 446:
        used_units(m, a->value, group);
        break;
    case 458:
        equipment(m, a->value, group);
        break;
    case 654:
    case 658:
        imei(m, a->value, group);
        break;
    case 662:
        uri(m, a->value, group);
        break;
    default:
        name(m, a->value, group);
        break;
    }
}

static void own_3gpp(struct message *m, const struct spec_ie *row, const struct avp *a,
                     uint16_t group)
{
    switch (a->code) {
    case 20:
    case 1402:
        imei(m, a->value, group);
        break;
    case 22:
        user_location(m, a->value, group);
        break;
    case 513:
        specific_action(m, number(a->value), group);
        break;
    case 536: /* Required-Access-Info: 0 is the user's location */
        if (number(a->value) == 0)
            field_present(m, MEANING_ASK_LOCATION, group);
        break;
    case 601:
        uri(m, a->value, group);
        break;
    case 612:
        auth_item(m, a->value, group);
        break;
    case 701:
    case 1643:
        msisdn(m, a->value, group);
        break;
    case 702:
        sh_data(m, a->value, group);
        break;
    case 703:
        data_reference(m, number(a->value), group);
        break;
    case 1490:
        idr_flags(m, number(a->value), group);
        break;
    case 28:
    case 115:
    case 3111:
        name(m, a->value, group);
        break;
    default:
        address(m, (enum meaning)row->meaning, a->value, group);
        break;
    }
}

void avp_own(struct message *m, const struct spec_ie *row, const struct avp *a, uint16_t group)
{
    if (a->vendor == VENDOR_3GPP)
        own_3gpp(m, row, a, group);
    else
        own_ietf(m, row, a, group);
}
