/* Identities: kept once each, whatever form they were sent in.
 *
 * The look-up works on digits or bytes, never on formatted text: it is made for every identity of
 * every message. IMEI and IMEISV of one device differ after the fourteenth digit (TS 23.003 6.2),
 * so that only those fourteen are compared; the others are kept to be shown.
 */
#include "wire/access/registry.h"

#include <stdlib.h>

enum { DIGITS_MAX = 16, IMEI_DIGITS = 14 };

/* How many digits make sense (TS 23.003 2.2, 3.3, 6.2; E.164 6): others are no such identity. */
static const struct {
    uint8_t least, most;
} DIGITS[IDENTITY_CLASSES] = {
    [IDENTITY_IMSI] = {6, 15},
    [IDENTITY_MSISDN] = {3, 15},
    [IDENTITY_IMEI] = {14, 16},
};

struct reading {
    uint8_t value[16];
    unsigned count;
    bool broken;
};

bool numbers_init(struct numbers *n, uint32_t slots)
{
    n->at = calloc(slots, sizeof *n->at);
    n->mask = slots - 1;
    return n->at != NULL;
}

uint32_t numbers_next(struct numbers *n, uint32_t slot)
{
    n->at[slot] = n->at[slot] ? n->at[slot] + n->mask + 1 : slot + 1;
    return n->at[slot];
}

static void give_text_back(void *arg, void *entry)
{
    struct identities *s = arg;
    const struct identity *i = entry;
    if (i->form == IDENTITY_LONG && i->text != POOL_NONE)
        pool_put(&s->texts, i->text);
}

bool identities_init(struct identities *s, size_t budget, size_t text_budget, uint64_t seed)
{
    size_t key = offsetof(struct identity, number) - sizeof(struct table_head);
    *s = (struct identities){.seed = seed};
    if (!table_init(&s->table, sizeof(struct identity), key, budget, seed))
        return false;
    s->table.on_evict = give_text_back;
    s->table.arg = s;
    return numbers_init(&s->numbers, s->table.mask + 1) &&
           pool_init(&s->texts, IDENTITY_TEXT, text_budget);
}

void identities_free(struct identities *s)
{
    table_free(&s->table);
    free(s->numbers.at);
    pool_free(&s->texts);
}

static void digit(struct reading *r, unsigned d)
{
    if (d > 9 || r->count == DIGITS_MAX) {
        r->broken = true;
        return;
    }
    r->value[r->count / 2] |= (uint8_t)(r->count % 2 ? d : d << 4);
    r->count++;
}

/* TBCD (TS 29.002): low nibble first, the filler ends it. */
static void read_tbcd(struct reading *r, struct cursor c)
{
    while (cursor_left(&c) && !r->broken) {
        uint8_t pair = cursor_u8(&c);
        if ((pair & 15) == 15)
            return;
        digit(r, pair & 15);
        if (pair >> 4 == 15)
            return;
        digit(r, pair >> 4);
    }
}

static void read_text(struct reading *r, struct cursor c)
{
    if (cursor_peek8(&c, 0) == '+')
        cursor_u8(&c);
    while (cursor_left(&c) && !r->broken)
        digit(r, (unsigned)cursor_u8(&c) - '0');
}

static void read_digits(struct reading *r, const struct field *f)
{
    struct cursor c = cursor_of(f->at, f->len);
    if (f->form == FORM_E164)
        cursor_u8(&c); /* type and plan of number */
    if (f->form == FORM_TBCD || f->form == FORM_E164) {
        read_tbcd(r, c);
    } else if (f->form == FORM_TEXT) {
        read_text(r, c);
    } else {
        TEXT_ON(text, 64);
        text_field(&text, f);
        read_text(r, cursor_of(text.at, text.len));
    }
}

static struct identity *take(struct identities *s, const struct identity *sought, bool *ret_new)
{
    const void *key = &sought->class;
    struct identity *i = table_take(&s->table, table_hash(&s->table, key), key, ret_new);
    if (*ret_new)
        i->number = numbers_next(&s->numbers, table_slot(&s->table, i));
    return i;
}

static struct identity *of_digits(struct identities *s, const struct field *f,
                                  enum identity_class class)
{
    struct reading r = {.broken = false};
    read_digits(&r, f);
    if (r.broken || r.count < DIGITS[class].least || r.count > DIGITS[class].most)
        return NULL;
    struct identity sought = {.class = (uint8_t) class, .form = IDENTITY_DIGITS};
    uint8_t tail = 0;
    if (class == IDENTITY_IMEI) {
        tail = r.value[IMEI_DIGITS / 2];
        r.value[IMEI_DIGITS / 2] = 0;
    }
    sought.len = (uint8_t)(class == IDENTITY_IMEI ? IMEI_DIGITS : r.count);
    memcpy(sought.value, r.value, sizeof r.value);
    bool is_new;
    struct identity *i = take(s, &sought, &is_new);
    if (is_new) {
        i->tail = tail;
        i->tail_len = (uint8_t)(r.count - sought.len);
    }
    return i;
}

static void address_key(struct identity *ret, const struct addr *a)
{
    *ret = (struct identity){
        .class = IDENTITY_UE_IP, .form = IDENTITY_ADDRESS, .len = a->family == 4 ? 4 : 16};
    memcpy(ret->value, a->bytes, sizeof ret->value);
}

static bool is_zero(const struct addr *a)
{
    return hash_load64(a->bytes) == 0 && hash_load64(a->bytes + 8) == 0;
}

static struct identity *of_address(struct identities *s, const struct addr *a)
{
    struct identity sought;
    bool is_new;
    if (is_zero(a)) /* "to be allocated": nobody's */
        return NULL;
    address_key(&sought, a);
    return take(s, &sought, &is_new);
}

static bool keep_text(struct identities *s, struct identity *i, const struct text *text)
{
    i->text = pool_get(&s->texts);
    if (i->text == POOL_NONE)
        return false;
    memcpy(pool_at(&s->texts, i->text), text->at, text->len + 1);
    return true;
}

/* By a hash of 128 bits, seeded: nobody can make two that meet. */
static struct identity *of_text(struct identities *s, const struct field *f,
                                enum identity_class class)
{
    TEXT_ON(text, IDENTITY_TEXT);
    text_field(&text, f);
    if (text.len == 0)
        return NULL;
    if (text.cut) {
        s->refused++;
        return NULL;
    }
    uint64_t hash[2] = {hash_bytes(s->seed, text.at, text.len),
                        hash_bytes(~s->seed, text.at, text.len)};
    struct identity sought = {
        .class = (uint8_t) class, .form = IDENTITY_LONG, .len = (uint8_t)text.len};
    memcpy(sought.value, hash, sizeof hash);
    bool is_new;
    struct identity *i = take(s, &sought, &is_new);
    if (!is_new || keep_text(s, i, &text))
        return i;
    s->refused++;
    table_drop(&s->table, i);
    return NULL;
}

struct identity *identity_of(struct identities *s, const struct field *f)
{
    enum identity_class class = spec_meaning_class((enum meaning)f->meaning);
    if (DIGITS[class].most)
        return of_digits(s, f, class);
    struct addr a = class == IDENTITY_UE_IP ? field_address(f) : (struct addr){0};
    return a.family ? of_address(s, &a) : of_text(s, f, class);
}

struct identity *identity_at(const struct identities *s, uint32_t number)
{
    if (!numbers_hold(&s->numbers, number))
        return NULL;
    return table_at(&s->table, numbers_slot(&s->numbers, number));
}

bool identity_is_ue(struct identities *s, const struct addr *a)
{
    struct identity sought;
    if (a->family == ADDR_SS7) /* a node's, whatever its bytes are */
        return false;
    address_key(&sought, a);
    const void *key = &sought.class;
    return table_find(&s->table, table_hash(&s->table, key), key) != NULL;
}

static void put_digits(struct text *t, const uint8_t *value, unsigned count)
{
    for (unsigned n = 0; n < count; n++)
        text_char(t, (char)('0' + (n % 2 ? value[n / 2] & 15 : value[n / 2] >> 4)));
}

void identity_text(struct text *t, const struct identities *s, const struct identity *i)
{
    struct addr a;
    switch ((enum identity_form)i->form) {
    case IDENTITY_DIGITS:
        put_digits(t, i->value, i->len);
        put_digits(t, &i->tail, i->tail_len);
        break;
    case IDENTITY_ADDRESS:
        a = addr_of((struct span){i->value, i->len});
        text_addr(t, &a);
        break;
    case IDENTITY_LONG:
    default:
        text_put(t, pool_at(&s->texts, i->text));
        break;
    }
}
