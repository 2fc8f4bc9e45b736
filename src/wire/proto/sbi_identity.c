/* Identities in a text (TS 29.571 5.3.2, TS 23.003 2.2A, 2.2B, 28.7): whatever it is, the sort
 * stands before it, so that a path, a URI, a header and a member are read alike. */
#include "wire/proto/sbi.h"

enum { LEAST_DIGITS = 5, MOST_DIGITS = 16, LONGEST_WORD = 8, SUCI_PARTS = 8, SHORTEST = 8 };

static bool is_digit(uint8_t b)
{
    return b >= '0' && b <= '9';
}

static bool is_word(uint8_t b)
{
    return is_digit(b) || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_';
}

/* What ends an identity that is no number. */
static bool is_end(uint8_t b)
{
    return b == '/' || b == '?' || b == '&' || b == '"' || b == ',' || b == ';' || b <= ' ';
}

static size_t digits(const struct cursor *c)
{
    size_t n = 0;
    while (n <= MOST_DIGITS && is_digit(cursor_peek8(c, n)))
        n++;
    return n;
}

static void number(struct sbi *s, enum meaning meaning, struct cursor c)
{
    size_t n = digits(&c);
    if (n >= LEAST_DIGITS && n <= MOST_DIGITS && !is_word(cursor_peek8(&c, n)))
        sbi_text(s, meaning, cursor_span(&c, n));
}

static struct span upto_end(struct cursor c)
{
    size_t n = 0;
    while (n < cursor_left(&c) && !is_end(cursor_peek8(&c, n)))
        n++;
    return cursor_span(&c, n);
}

/* user@realm; a sip: URI is one too. */
static void address(struct sbi *s, struct cursor c)
{
    struct span text = upto_end(c);
    static const char *const schemes[] = {"sip:", "sips:", "tel:"};
    for (unsigned i = 0; i < 3; i++)
        if (span_begins(text, schemes[i])) {
            text = span_part(text, strlen(schemes[i]), text.len);
            break;
        }
    if (text.len && memchr(text.at, '@', text.len))
        sbi_text(s, MEANING_NAI, text);
}

/* suci-0-MCC-MNC-ROUTING-SCHEME-KEY-OUTPUT: with the null scheme the output is the MSIN (TS 23.003
 * 28.7.3, TS 33.501 C.2). */
static void suci(struct sbi *s, struct cursor c, struct span whole)
{
    struct span parts[SUCI_PARTS] = {{0}};
    unsigned count = 0;
    struct span text = upto_end(c);
    struct cursor rest = cursor_of(text.at, text.len);
    while (cursor_left(&rest) && count < SUCI_PARTS)
        parts[count++] = cursor_until(&rest, '-');
    if (count != 7 || !span_is(parts[0], "0") || !span_is(parts[4], "0")) {
        sbi_text(s, MEANING_SUCI, span_part(whole, 0, (size_t)5 + text.len));
        return;
    }
    uint8_t imsi[MOST_DIGITS];
    size_t len = 0;
    static const unsigned of_imsi[] = {1, 2, 6};
    for (unsigned i = 0; i < 3; i++) {
        const struct span *part = &parts[of_imsi[i]];
        if (part->len > sizeof imsi - len)
            return;
        memcpy(imsi + len, part->at, part->len);
        len += part->len;
    }
    struct span kept = sbi_keep(s, imsi, len);
    struct cursor read = cursor_of(kept.at, kept.len);
    if (digits(&read) == kept.len)
        sbi_text(s, MEANING_IMSI, kept);
}

/* Behind the dash; `from` begins with the sort. */
static void identity(struct sbi *s, struct span sort, struct cursor value, struct span from)
{
    static const struct {
        const char *sort;
        enum meaning meaning;
    } numbers[] = {{"imsi", MEANING_IMSI},
                   {"msisdn", MEANING_MSISDN},
                   {"imei", MEANING_IMEI},
                   {"imeisv", MEANING_IMEI}};
    for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (span_is(sort, numbers[i].sort))
            number(s, numbers[i].meaning, value);
    if (span_is(sort, "nai") || span_is(sort, "extid") || span_is(sort, "impi") ||
        span_is(sort, "impu"))
        address(s, value);
    else if (span_is(sort, "suci"))
        suci(s, value, from);
    else if (span_is(sort, "guti"))
        sbi_text(s, MEANING_GUTI, upto_end(value));
}

/* The word that ends here, empty when it is longer than any sort. */
static struct span word_before(struct span text, size_t dash)
{
    size_t n = 0;
    while (n < dash && n <= LONGEST_WORD && is_word(text.at[dash - 1 - n]))
        n++;
    return span_part(text, dash - n, n <= LONGEST_WORD ? n : 0);
}

void sbi_identities(struct sbi *s, struct span text)
{
    if (text.len < SHORTEST)
        return;
    if (memchr(text.at, '%', text.len))
        text = sbi_decoded(s, text);
    struct cursor c = cursor_of(text.at, text.len);
    while (cursor_left(&c)) {
        size_t at = text.len - cursor_left(&c);
        if (cursor_u8(&c) != '-')
            continue;
        struct span sort = word_before(text, at);
        if (sort.len >= 3)
            identity(s, sort, c, span_part(text, at - sort.len, text.len));
    }
}

void sbi_identity(struct sbi *s, enum meaning meaning, struct span text)
{
    struct cursor c = cursor_of(text.at, text.len);
    if (meaning == MEANING_NAI) {
        address(s, c);
        return;
    }
    if (meaning == MEANING_MSISDN && cursor_peek8(&c, 0) == '+')
        cursor_u8(&c);
    if (meaning != MEANING_MSISDN || digits(&c) == cursor_left(&c))
        sbi_text(s, meaning, cursor_rest(&c));
}
