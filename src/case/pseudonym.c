/* Pseudonyms: keyed, the same for one identity everywhere, and telling only where it is from.
 *
 * CLASS:KEPT-PSEUDONYM, where PSEUDONYM is the first 10 characters of base-32 of keyed BLAKE2b-256
 * over CLASS ":" VALUE. Whoever has the key can test a guess; nobody else can go back.
 */
#include "case/pseudonym.h"

#include "base/addr.h"

#include <sodium.h>
#include <string.h>

enum { HASH_SIZE = 32, IMEI_DIGITS = 14, TAC_DIGITS = 8 };

/* RFC 4648 section 6 in lower case, without padding. */
static void base32(struct text *t, const uint8_t hash[HASH_SIZE], size_t count)
{
    static const char sign[] = "abcdefghijklmnopqrstuvwxyz234567";
    for (size_t bit = 0; bit < count * 5; bit += 5) {
        unsigned pair = (unsigned)hash[bit / 8] << 8 | hash[bit / 8 + 1];
        text_char(t, sign[pair >> (11 - bit % 8) & 31]);
    }
}

void pseudonym_of(char ret[PSEUDONYM_LENGTH + 1], const uint8_t key[32], const char *word,
                  const char *value)
{
    uint8_t hash[HASH_SIZE];
    crypto_generichash_state state;
    size_t len = strlen(value);
    if (len > IMEI_DIGITS && strcmp(word, spec_class_word(IDENTITY_IMEI)) == 0)
        len = IMEI_DIGITS; /* the check digit or software version is no part of the device */
    crypto_generichash_init(&state, key, 32, sizeof hash);
    crypto_generichash_update(&state, (const uint8_t *)word, strlen(word));
    crypto_generichash_update(&state, (const uint8_t *)":", 1);
    crypto_generichash_update(&state, (const uint8_t *)value, len);
    crypto_generichash_final(&state, hash, sizeof hash);
    struct text t = text_in(ret, PSEUDONYM_LENGTH + 1);
    base32(&t, hash, PSEUDONYM_LENGTH);
}

void text_code(struct text *t, const uint8_t key[32], const char *value, size_t count)
{
    uint8_t hash[HASH_SIZE];
    crypto_generichash(hash, sizeof hash, (const uint8_t *)value, strlen(value), key, 32);
    base32(t, hash, count);
}

static bool all_digits(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] < '0' || s[i] > '9')
            return false;
    return true;
}

static void keep_digits(struct text *t, const char *value, size_t n)
{
    if (strlen(value) <= n || !all_digits(value, n))
        return;
    text_put_n(t, value, n);
    text_char(t, '-');
}

/* TS 29.571 5.3.2: suci-0-MCC-MNC-... */
static void keep_suci(struct text *t, const char *value)
{
    static const char lead[] = "suci-0-";
    const char *mcc = strncmp(value, lead, sizeof lead - 1) == 0 ? value + sizeof lead - 1 : value;
    const char *end = strchr(mcc, '-');
    const char *mnc = end ? end + 1 : NULL;
    end = mnc ? strchr(mnc, '-') : NULL;
    if (!end || mnc - mcc != 4 || end - mnc < 2 || end - mnc > 3 || !all_digits(mcc, 3) ||
        !all_digits(mnc, (size_t)(end - mnc)))
        return;
    text_put_n(t, mcc, 3);
    text_put_n(t, mnc, (size_t)(end - mnc));
    text_char(t, '-');
}

/* TS 23.003 2.8.1 and 2.10.1: the PLMN of three bytes stands first, behind a type byte in NAS
 * (TS 24.008 10.5.1.4); nibbles low before high, an F where the MNC has two digits. A TMSI alone
 * names no network. Also the plain digits that are no bytes: 00101-... */
static void keep_guti(struct text *t, const char *value)
{
    enum { EPS_GUTI = 20 }; /* in hex; a 5G-GUTI has 22 */
    size_t len = strlen(value);
    const char *dash = strchr(value, '-');
    if (dash && (dash - value == 5 || dash - value == 6)) {
        keep_digits(t, value, (size_t)(dash - value));
        return;
    }
    size_t from = value[0] == 'f' && len == EPS_GUTI + 2 ? 2 : 0;
    if (len - from < EPS_GUTI)
        return;
    const char *p = value + from;
    const char plmn[] = {p[1], p[0], p[3], p[5], p[4], p[2], 0};
    size_t digits = plmn[5] == 'f' ? 5 : 6;
    if (all_digits(plmn, digits))
        text_put_n(t, plmn, digits);
    if (all_digits(plmn, digits))
        text_char(t, '-');
}

/* The address's /16 or /32: its network. */
static void keep_address(struct text *t, const char *value)
{
    struct addr a;
    if (!addr_parse(value, &a))
        return;
    if (a.family == 4)
        text_format(t, "%u.%u-", a.bytes[0], a.bytes[1]);
    else
        text_format(t, "%x:%x-", (unsigned)(a.bytes[0] << 8 | a.bytes[1]),
                    (unsigned)(a.bytes[2] << 8 | a.bytes[3]));
}

static void keep(struct text *t, enum identity_class class, const char *value)
{
    if (class == IDENTITY_IMSI)
        keep_digits(t, value, numbering_plmn(value));
    else if (class == IDENTITY_MSISDN)
        keep_digits(t, value, numbering_country(value));
    else if (class == IDENTITY_IMEI)
        keep_digits(t, value, TAC_DIGITS);
    else if (class == IDENTITY_SUCI)
        keep_suci(t, value);
    else if (class == IDENTITY_GUTI)
        keep_guti(t, value);
    else if (class == IDENTITY_UE_IP)
        keep_address(t, value);
}

void text_identity(struct text *t, enum identity_class class, const char *value,
                   const char *pseudonym)
{
    text_put(t, spec_class_word(class));
    text_char(t, ':');
    if (!pseudonym) {
        text_put(t, value);
        return;
    }
    keep(t, class, value);
    text_put(t, pseudonym);
    const char *realm = class == IDENTITY_NAI ? strchr(value, '@') : NULL;
    if (realm)
        text_put(t, realm);
}
