/* Who the UE is, in the three forms that NAS has for it. What is given out by a network is told as
 * GTP and the application protocols of the radio access have it: a GUTI in ten bytes (PLMN, the
 * element that gave it out, TMSI), and its end, by which the UE names itself from then on (S-TMSI,
 * 5G-S-TMSI), so that whoever is met by the one is known by the other. */
#include "base/hash.h"
#include "wire/proto/nas.h"

enum { GUTI = 10, S_TMSI = 5, S_TMSI_5G = 6, TMSI = 4, FILLER = 15 };

/* TS 24.501 9.11.3.4 */
enum { ID_NONE, ID_SUCI, ID_GUTI, ID_IMEI, ID_S_TMSI, ID_IMEISV };
/* TS 24.008 10.5.1.4; 6 is TS 24.301's GUTI, and 3 is its IMEI */
enum { OLD_IMSI = 1, OLD_IMEI, OLD_IMEISV, OLD_TMSI, EPS_IMEI = 3, EPS_GUTI = 6 };

enum { FORMAT_IMSI, SCHEME_NULL = 0 };

/* --- Texts that are put together -------------------------------------------------------------- */

static void put(struct nas_reader *r, uint8_t c)
{
    if (r->used < sizeof r->made)
        r->made[r->used++] = c;
}

static void put_text(struct nas_reader *r, const char *text)
{
    for (; *text; text++)
        put(r, (uint8_t)*text);
}

/* False at the filler, and at what is no digit. */
static bool put_digit(struct nas_reader *r, unsigned nibble)
{
    if (nibble > 9)
        return false;
    put(r, (uint8_t)('0' + nibble));
    return true;
}

/* Digits two a byte, low nibble first. */
static void put_digits(struct nas_reader *r, struct cursor c)
{
    while (cursor_left(&c)) {
        uint8_t pair = cursor_u8(&c);
        if (!put_digit(r, pair & 15) || !put_digit(r, pair >> 4))
            return;
    }
}

static void put_hex(struct nas_reader *r, struct cursor c)
{
    static const char digits[] = "0123456789abcdef";
    while (cursor_left(&c)) {
        uint8_t byte = cursor_u8(&c);
        put(r, (uint8_t)digits[byte >> 4]);
        put(r, (uint8_t)digits[byte & 15]);
    }
}

static void put_number(struct nas_reader *r, unsigned number)
{
    if (number >= 100)
        put_digit(r, number / 100);
    if (number >= 10)
        put_digit(r, number / 10 % 10);
    put_digit(r, number % 10);
}

/* MCC and MNC; `between` stands between the two. */
static void put_plmn(struct nas_reader *r, struct cursor plmn, const char *between)
{
    uint8_t first = cursor_u8(&plmn);
    uint8_t second = cursor_u8(&plmn);
    uint8_t third = cursor_u8(&plmn);
    put_digit(r, first & 15);
    put_digit(r, first >> 4);
    put_digit(r, second & 15);
    put_text(r, between);
    put_digit(r, third & 15);
    put_digit(r, third >> 4);
    put_digit(r, second >> 4);
}

static void made(struct nas_reader *r, enum meaning meaning, unsigned from)
{
    if (r->used > from && r->used < sizeof r->made)
        field_bytes(r->m, meaning, FORM_TEXT, (struct span){r->made + from, r->used - from}, 0);
}

/* --- Identities ------------------------------------------------------------------------------- */

/* The first digit shares its byte with the type of identity (TS 24.008 10.5.1.4). */
static void digits(struct nas_reader *r, enum meaning meaning, uint8_t first, struct cursor rest)
{
    unsigned from = r->used;
    if (put_digit(r, first >> 4))
        put_digits(r, rest);
    made(r, meaning, from);
}

static void tmsi(struct nas_reader *r, struct span s)
{
    if (s.len == 0)
        return;
    field_bytes(r->m, MEANING_GUTI, FORM_OCTETS, s, 0);
    if (r->tmsi == 0)
        r->tmsi = hash_bytes(r->dialect->proto, s.at, s.len);
}

static void guti(struct nas_reader *r, struct cursor value, size_t short_form)
{
    struct cursor tail = value;
    struct span whole = cursor_span(&value, GUTI);
    cursor_skip(&tail, GUTI - short_form);
    if (whole.len == 0)
        return;
    tmsi(r, cursor_span(&tail, short_form));
    field_bytes(r->m, MEANING_GUTI, FORM_OCTETS, whole, 0);
}

/* The parts of a SUCI of an IMSI, in the order of the bytes (TS 24.501 figure 9.11.3.4.3). */
struct suci {
    struct cursor plmn, routing;
    uint8_t scheme, key;
    struct cursor output;
};

/* TS 29.571 5.3.2: suci-0-MCC-MNC-ROUTING-SCHEME-KEY-OUTPUT */
static void suci_text(struct nas_reader *r, const struct suci *s)
{
    unsigned from = r->used;
    put_text(r, "suci-0-");
    put_plmn(r, s->plmn, "-");
    put_text(r, "-");
    unsigned routing = r->used;
    put_digits(r, s->routing);
    if (r->used == routing) /* none is configured: 0 (TS 23.003 2.2B) */
        put_text(r, "0");
    put_text(r, "-");
    put_number(r, s->scheme);
    put_text(r, "-");
    put_number(r, s->key);
    put_text(r, "-");
    put_hex(r, s->output);
    made(r, MEANING_SUCI, from);
}

static void imsi_suci(struct nas_reader *r, struct cursor value)
{
    struct suci s = {.plmn = cursor_sub(&value, 3), .routing = cursor_sub(&value, 2)};
    s.scheme = cursor_u8(&value) & 15;
    s.key = cursor_u8(&value);
    s.output = value;
    if (!cursor_ok(&value)) {
        cursor_fail(&r->c, LACK_VALUE);
        return;
    }
    if (s.scheme != SCHEME_NULL) {
        suci_text(r, &s);
        return;
    }
    /* The null scheme conceals nothing: the output is the rest of the IMSI. */
    unsigned from = r->used;
    put_plmn(r, s.plmn, "");
    put_digits(r, s.output);
    made(r, MEANING_IMSI, from);
}

static bool begins(struct cursor c, const char *with)
{
    while (*with && cursor_left(&c))
        if (cursor_u8(&c) != (uint8_t)*with++)
            return false;
    return *with == 0;
}

/* TS 23.003 28.7.3: a SUCI in the form of an NAI; one of the null scheme has the name in clear,
 * "type1.rid678.schid0.useridNAME@REALM". */
static void nai_suci(struct nas_reader *r, struct cursor value)
{
    struct span whole = cursor_rest(&value);
    static const char null_scheme[] = ".schid0.userid";
    while (cursor_left(&value) && !begins(value, null_scheme))
        cursor_skip(&value, 1);
    if (cursor_left(&value)) {
        cursor_skip(&value, sizeof null_scheme - 1);
        field_bytes(r->m, MEANING_NAI, FORM_TEXT, cursor_rest(&value), 0);
    } else if (whole.len) {
        field_bytes(r->m, MEANING_SUCI, FORM_TEXT, whole, 0);
    }
}

void nas_5gs_identity(struct nas_reader *r, struct cursor value)
{
    uint8_t first = cursor_u8(&value);
    switch (first & 7) {
    case ID_SUCI:
        if ((first >> 4 & 7) == FORMAT_IMSI)
            imsi_suci(r, value);
        else
            nai_suci(r, value);
        break;
    case ID_GUTI:
        guti(r, value, S_TMSI_5G);
        break;
    case ID_S_TMSI:
        tmsi(r, cursor_span(&value, S_TMSI_5G));
        break;
    case ID_IMEI:
    case ID_IMEISV:
        digits(r, MEANING_IMEI, first, value);
        break;
    default: /* none, or a MAC address or EUI-64 of what is no phone */
        break;
    }
}

void nas_eps_identity(struct nas_reader *r, struct cursor value)
{
    uint8_t first = cursor_u8(&value);
    switch (first & 7) {
    case OLD_IMSI:
        digits(r, MEANING_IMSI, first, value);
        break;
    case EPS_IMEI:
        digits(r, MEANING_IMEI, first, value);
        break;
    case EPS_GUTI:
        guti(r, value, S_TMSI);
        break;
    default:
        break;
    }
}

void nas_mobile_identity(struct nas_reader *r, struct cursor value)
{
    uint8_t first = cursor_u8(&value);
    switch (first & 7) {
    case OLD_IMSI:
        digits(r, MEANING_IMSI, first, value);
        break;
    case OLD_IMEI:
    case OLD_IMEISV:
        digits(r, MEANING_IMEI, first, value);
        break;
    case OLD_TMSI:
        tmsi(r, cursor_span(&value, TMSI));
        break;
    default:
        break;
    }
}

void nas_area_list(struct nas_reader *r, struct cursor value, unsigned tac)
{
    cursor_skip(&value, 1); /* form and count: in all three a whole area comes next */
    struct span first = cursor_span(&value, 3 + tac);
    if (first.len)
        field_bytes(r->m, MEANING_AREA, FORM_OCTETS, first, 0);
}
