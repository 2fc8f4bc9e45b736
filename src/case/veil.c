#include "case/veil.h"

#include "base/addr.h"
#include "base/hash.h"

#include <string.h>
#include <strings.h>

enum {
    SHORTEST = 6,     /* fewer digits are no identity that anybody could recognise */
    LONG_DIGITS = 10, /* digits that are veiled in free text without being known */
    LONGEST_VALUE = 255,
    IMEI_DIGITS = 14,
};

struct known {
    struct table_head head;
    uint64_t key;
    char pseudonym[PSEUDONYM_LENGTH + 1]; /* "": not worked out yet */
};

bool veil_init(struct veil *v, size_t budget, uint64_t seed, const uint8_t *key, bool reveal)
{
    *v = (struct veil){.key = key, .reveal = reveal};
    return table_init(&v->known, sizeof(struct known), sizeof(uint64_t), budget, seed);
}

void veil_free(struct veil *v)
{
    table_free(&v->known);
}

void veil_make_room(struct veil *v, size_t count)
{
    struct table larger;
    size_t budget = count * 4 * (sizeof(struct known) + sizeof(uint16_t));
    if (v->reveal || count < v->known.mask / 4 ||
        !table_init(&larger, sizeof(struct known), sizeof(uint64_t), budget, v->known.seed))
        return;
    table_free(&v->known);
    v->known = larger;
}

static uint64_t number_of(const struct veil *v, enum identity_class class, const char *s, size_t n)
{
    if (class == IDENTITY_IMEI && n > IMEI_DIGITS)
        n = IMEI_DIGITS;
    return hash_bytes(v->known.seed + class, s, n);
}

static struct known *known_of(struct veil *v, enum identity_class class, const char *s, size_t n)
{
    uint64_t number = number_of(v, class, s, n);
    return table_find(&v->known, table_hash(&v->known, &number), &number);
}

static struct known *learn(struct veil *v, enum identity_class class, const char *value)
{
    bool is_new;
    uint64_t number = number_of(v, class, value, strlen(value));
    return table_take(&v->known, table_hash(&v->known, &number), &number, &is_new);
}

void veil_learn(struct veil *v, enum identity_class class, const char *value)
{
    if (!v->reveal)
        learn(v, class, value);
}

void veil_identity(struct veil *v, struct text *t, enum identity_class class, const char *value)
{
    if (v->reveal) {
        text_identity(t, class, value, NULL);
        return;
    }
    struct known *known = learn(v, class, value);
    if (!known->pseudonym[0])
        pseudonym_of(known->pseudonym, v->key, spec_class_word(class), value);
    text_identity(t, class, value, known->pseudonym);
}

/* --- Finding them in a text -------------------------------------------------------------------
 *
 * A text is taken apart from the left: at each place one reader may take some bytes and say what
 * stands for them; where none does, one byte is copied. */

struct reader {
    struct veil *v;
    struct text *t; /* NULL: only asking whether something would be veiled */
    const char *s;
    size_t n, at;
    enum veil_depth depth;
    bool changed;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What may stand in the user part of user@realm (RFC 7542 2.2, RFC 3261 25.1), but the marks that
 * also part one thing from another. */
static bool is_user(char c)
{
    return is_word(c) || (c && strchr("._+-%~*!$&#^", c) != NULL) || (uint8_t)c >= 0x80;
}

static bool is_realm(char c)
{
    return is_word(c) || c == '.' || c == '-';
}

static size_t run(const struct reader *r, size_t from, bool (*is)(char))
{
    size_t to = from;
    while (to < r->n && is(r->s[to]))
        to++;
    return to - from;
}

static void as_identity(struct reader *r, enum identity_class class, const char *s, size_t n)
{
    r->changed = true;
    if (!r->t)
        return;
    char value[LONGEST_VALUE + 1];
    struct text copy = text_in(value, sizeof value);
    text_put_n(&copy, s, n);
    veil_identity(r->v, r->t, class, value);
}

/* Digits of which nobody said what they are: hashed under a word of their own. */
static void as_digits(struct reader *r, const char *s, size_t n)
{
    r->changed = true;
    if (!r->t)
        return;
    char value[LONGEST_VALUE + 1];
    char pseudonym[PSEUDONYM_LENGTH + 1];
    struct text copy = text_in(value, sizeof value);
    text_put_n(&copy, s, n);
    pseudonym_of(pseudonym, r->v->key, "digits", value);
    text_put(r->t, "digits-");
    text_put(r->t, pseudonym);
}

static bool known_digits(struct reader *r, size_t n)
{
    static const enum identity_class classes[] = {IDENTITY_IMSI, IDENTITY_MSISDN, IDENTITY_IMEI,
                                                  IDENTITY_NAI, IDENTITY_GUTI};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (!known_of(r->v, classes[i], r->s + r->at, n))
            continue;
        as_identity(r, classes[i], r->s + r->at, n);
        return true;
    }
    return false;
}

static bool is_counter(const struct reader *r, size_t n)
{
    return r->depth == VEIL_SESSION && n == LONG_DIGITS && r->at && r->s[r->at - 1] == ';' &&
           strncmp(r->s + r->at, "4294967295", LONG_DIGITS) <= 0;
}

/* A global title names a node, unless it is known to be somebody's number. */
static bool is_title(const struct reader *r)
{
    return r->at >= 3 && strncmp(r->s + r->at - 3, "gt:", 3) == 0;
}

static size_t read_digits(struct reader *r)
{
    if (!is_digit(r->s[r->at]) || (r->at && is_digit(r->s[r->at - 1])))
        return 0;
    size_t n = run(r, r->at, is_digit);
    if (n < SHORTEST)
        return 0;
    if (known_digits(r, n))
        return n;
    if (r->depth == VEIL_KNOWN || n < LONG_DIGITS || is_counter(r, n) || is_title(r))
        return 0;
    as_digits(r, r->s + r->at, n);
    return n;
}

static bool is_address_part(char c)
{
    return is_hex(c) || c == '.' || c == ':';
}

static bool is_dotted_part(char c)
{
    return is_digit(c) || c == '.';
}

/* Behind a session's host an address is the subscriber's, if anybody's. */
static bool in_session(const struct reader *r)
{
    return r->depth == VEIL_SESSION && memchr(r->s, ';', r->at);
}

static size_t known_address(struct reader *r, size_t n)
{
    while (n && (r->s[r->at + n - 1] == '.' || r->s[r->at + n - 1] == ':'))
        n--; /* the sentence's */
    char value[48];
    struct addr a;
    struct text copy = text_in(value, sizeof value);
    text_put_n(&copy, r->s + r->at, n);
    if (copy.cut || !addr_parse(value, &a))
        return 0;
    if (r->depth != VEIL_MEDIA && !known_of(r->v, IDENTITY_UE_IP, value, n) && !in_session(r))
        return 0;
    as_identity(r, IDENTITY_UE_IP, value, n);
    return n;
}

static size_t read_address(struct reader *r)
{
    if (!is_address_part(r->s[r->at]) ||
        (r->at && (is_word(r->s[r->at - 1]) || r->s[r->at - 1] == '.')))
        return 0;
    size_t n = run(r, r->at, is_dotted_part);
    size_t taken = n >= 7 ? known_address(r, n) : 0;
    if (taken)
        return taken;
    size_t six = run(r, r->at, is_address_part);
    return six > n && memchr(r->s + r->at, ':', six) ? known_address(r, six) : 0;
}

/* What stands before user@realm and says what sort it is of (TS 29.571 5.3.2): how long it is. */
static size_t sort_of_nai(const char *s, size_t n)
{
    static const char *const sorts[] = {"nai-",   "extid-",  "impi-", "impu-",
                                        "sip%3A", "sips%3A", "tel%3A"};
    size_t len = 0;
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
        size_t sort = strlen(sorts[i]);
        if (n - len > sort && strncasecmp(s + len, sorts[i], sort) == 0)
            len += sort;
    }
    return len;
}

/* In a path the mark may be written %40 (RFC 3986 2.1): user%40realm. */
static size_t escaped_nai(struct reader *r, size_t n)
{
    static const char mark[] = "%40";
    const char *at = memmem(r->s + r->at, n, mark, sizeof mark - 1);
    size_t user = at ? (size_t)(at - r->s) - r->at : 0;
    if (!user || user + sizeof mark - 1 == n || n > LONGEST_VALUE)
        return 0;
    char value[LONGEST_VALUE + 1];
    struct text plain = text_in(value, sizeof value);
    size_t sort = sort_of_nai(r->s + r->at, user);
    text_put_n(&plain, r->s + r->at + sort, user - sort);
    text_char(&plain, '@');
    text_put_n(&plain, at + sizeof mark - 1, n - user - (sizeof mark - 1));
    as_identity(r, IDENTITY_NAI, plain.at, plain.len);
    return n;
}

/* user@realm: of anybody in free text, of a subscriber who was learnt elsewhere. */
static size_t read_nai(struct reader *r)
{
    if (r->at && is_user(r->s[r->at - 1]))
        return 0;
    size_t user = run(r, r->at, is_user);
    if (user == 0 || r->at + user + 1 >= r->n || r->s[r->at + user] != '@')
        return r->depth == VEIL_FREE ? escaped_nai(r, user) : 0;
    size_t realm = run(r, r->at + user + 1, is_realm);
    size_t n = user + 1 + realm;
    if (realm == 0 || n > LONGEST_VALUE)
        return 0;
    bool known = known_of(r->v, IDENTITY_NAI, r->s + r->at, n) != NULL;
    if (!known && (r->depth == VEIL_KNOWN || strncmp(r->s + r->at, "0x", 2) == 0))
        return 0;
    size_t sort = sort_of_nai(r->s + r->at, user);
    as_identity(r, IDENTITY_NAI, r->s + r->at + sort, n - sort);
    return n;
}

static bool is_concealed(char c)
{
    return is_word(c) || c == '-' || c == '.' || c == '_' || c == '%';
}

/* suci-..., 5g-guti-... in a path or body (TS 23.003 28.7.3, TS 29.571 5.3.2). */
static size_t read_temporary(struct reader *r)
{
    static const struct {
        const char *sort;
        enum identity_class class;
        size_t kept; /* of the sort in the value */
    } rows[] = {{"suci-", IDENTITY_SUCI, 5}, {"5g-guti-", IDENTITY_GUTI, 0}};
    if (r->at && is_word(r->s[r->at - 1]))
        return 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t len = strlen(rows[i].sort);
        if (r->n - r->at <= len || strncmp(r->s + r->at, rows[i].sort, len) != 0)
            continue;
        size_t n = len + run(r, r->at + len, is_concealed);
        size_t from = len - rows[i].kept;
        if (n > len && n <= LONGEST_VALUE) {
            as_identity(r, rows[i].class, r->s + r->at + from, n - from);
            return n;
        }
    }
    return 0;
}

/* The name of an instance or a resource (RFC 9562 4), whose last group may be all digits. */
static size_t read_uuid(struct reader *r)
{
    enum { UUID = 36 };
    if (r->n - r->at < UUID || (r->at && is_word(r->s[r->at - 1])))
        return 0;
    for (size_t i = 0; i < UUID; i++) {
        char c = r->s[r->at + i];
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? c != '-' : !is_hex(c))
            return 0;
    }
    if (r->n - r->at > UUID && is_word(r->s[r->at + UUID]))
        return 0;
    if (r->t)
        text_put_n(r->t, r->s + r->at, UUID);
    return UUID;
}

/* A number in hex is a tunnel or a flag, whatever its digits. */
static size_t read_hex(struct reader *r)
{
    if (r->at + 2 >= r->n || r->s[r->at] != '0' || r->s[r->at + 1] != 'x' ||
        (r->at && is_word(r->s[r->at - 1])))
        return 0;
    size_t n = 2 + run(r, r->at + 2, is_hex);
    if (r->t)
        text_put_n(r->t, r->s + r->at, n);
    return n;
}

static void copy_byte(struct reader *r)
{
    char c = r->s[r->at++];
    if (!r->t)
        return;
    if (c)
        text_char(r->t, c);
    else
        text_put(r->t, "\xc0\x80");
}

static bool walk(struct reader *r)
{
    static size_t (*const readers[])(struct reader *) = {read_temporary, read_nai,     read_uuid,
                                                         read_hex,       read_address, read_digits};
    while (r->at < r->n) {
        size_t taken = 0;
        for (size_t i = 0; i < sizeof readers / sizeof *readers && taken == 0; i++)
            taken = r->v->reveal ? 0 : readers[i](r);
        r->at += taken;
        if (taken == 0)
            copy_byte(r);
    }
    return r->changed;
}

void veil_text(struct veil *v, struct text *t, const char *s, size_t n, enum veil_depth depth)
{
    walk(&(struct reader){.v = v, .t = t, .s = s, .n = n, .depth = depth});
}

bool veil_holds(struct veil *v, const char *s, enum veil_depth depth)
{
    return walk(&(struct reader){.v = v, .s = s, .n = strlen(s), .depth = depth});
}
