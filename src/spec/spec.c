#include "spec/spec.h"

#include "spec/rows.h"

#include <stddef.h>
#include <string.h>

static const char *const PROTO_WORDS[] = {
    "",
#define X(ID, word) word,
#include "spec/protos.def"
#undef X
};

static const char *const ROLE_WORDS[] = {
    "",
#define X(ID, word) word,
#include "spec/roles.def"
#undef X
};

static const char *const HOW_WORDS[] = {
    "",
#define X(ID, word) word,
#include "spec/hows.def"
#undef X
};

static const char *const CATEGORY_WORDS[] = {
#define X(ID, word) word,
#include "spec/categories.def"
#undef X
};

static const char *const CLASS_WORDS[IDENTITY_CLASSES] = {
    [IDENTITY_PLAIN] = "",    [IDENTITY_SECRET] = "",       [IDENTITY_IMSI] = "imsi",
    [IDENTITY_NAI] = "nai",   [IDENTITY_MSISDN] = "msisdn", [IDENTITY_IMEI] = "imei",
    [IDENTITY_GUTI] = "guti", [IDENTITY_SUCI] = "suci",     [IDENTITY_UE_IP] = "ue-ip",
};

static const struct {
    const char *word;
    enum identity_class class;
} MEANING_ROWS[] = {
    {"", IDENTITY_PLAIN},
#define X(ID, word, kind, what) {word, IDENTITY_##kind},
#include "spec/meanings.def"
#undef X
};

const char *spec_proto_word(enum proto p)
{
    return PROTO_WORDS[p];
}

const char *spec_proto_title(enum proto p)
{
    return (unsigned)p < PROTOS ? spec_title_rows[p] : NULL;
}

const char *spec_role_word(enum role r)
{
    return ROLE_WORDS[r];
}

const char *spec_how_word(enum how h)
{
    return HOW_WORDS[h];
}

const char *spec_category_word(enum category_bit c)
{
    return CATEGORY_WORDS[c];
}

const char *spec_class_word(enum identity_class c)
{
    return CLASS_WORDS[c];
}

const char *spec_meaning_word(enum meaning m)
{
    return MEANING_ROWS[m].word;
}

enum identity_class spec_meaning_class(enum meaning m)
{
    return MEANING_ROWS[m].class;
}

static unsigned word_of(const char *const *words, unsigned count, const char *word)
{
    unsigned i = 0;
    while (i < count && strcmp(words[i], word) != 0)
        i++;
    return i;
}

bool spec_role_within(enum role part, enum role whole)
{
    static const struct {
        enum role whole, part;
    } KIN[] = {
#define X(whole, part, clause) {ROLE_##whole, ROLE_##part},
#include "spec/kin.def"
#undef X
    };
    if (part == whole)
        return true;
    for (size_t i = 0; i < sizeof KIN / sizeof *KIN; i++)
        if (KIN[i].whole == whole && KIN[i].part == part)
            return true;
    return false;
}

enum role spec_role_of(const char *word)
{
    unsigned i = word_of(ROLE_WORDS, ROLES, word);
    return i < ROLES ? (enum role)i : ROLE_NONE;
}

enum proto spec_proto_of(const char *word)
{
    unsigned i = word_of(PROTO_WORDS, PROTOS, word);
    return i < PROTOS ? (enum proto)i : PROTO_NONE;
}

enum category_bit spec_category_of(const char *word)
{
    return (enum category_bit)word_of(CATEGORY_WORDS, CATEGORIES, word);
}

/* The runs and where to look for one of them. */
struct runs {
    const struct spec_run *all;
    const uint16_t *slots;
    uint32_t slot_count; /* a power of two; slots are never all taken */
};

static inline const struct spec_run *run_of(struct runs runs, enum proto proto, uint32_t space,
                                            enum part part)
{
    uint32_t mask = runs.slot_count - 1;
    for (uint32_t at = spec_run_hash(proto, part, space) & mask; runs.slots[at];
         at = (at + 1) & mask) {
        const struct spec_run *run = &runs.all[runs.slots[at] - 1];
        if (run->space == space && run->proto == proto && run->part == part)
            return run;
    }
    return NULL;
}

static inline const struct spec_run *op_run(enum proto proto, uint32_t space, enum part part)
{
    struct runs runs = {spec_op_runs, spec_op_slots, spec_op_slot_count};
    return run_of(runs, proto, space, part);
}

static uint32_t op_code(uint32_t row)
{
    return spec_op_rows[row].code;
}

static uint32_t ie_code(uint32_t row)
{
    return spec_ie_rows[row].code;
}

static uint32_t value_number(uint32_t row)
{
    return spec_value_rows[row].number;
}

/* The first row that is not below this code; first + count when there is none. */
static uint32_t search(uint32_t first, uint32_t count, uint32_t code, uint32_t (*code_of)(uint32_t))
{
    uint32_t low = first;
    uint32_t high = first + count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (code_of(middle) < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The number of the row with this code, or UINT32_MAX. */
static inline uint32_t row_of(const struct spec_run *run, uint32_t code,
                              uint32_t (*code_of)(uint32_t))
{
    if (!run)
        return UINT32_MAX;
    if (run->dense) {
        uint16_t row = code < run->dense_count ? run->dense[code] : 0;
        return row ? run->first + row - 1 : UINT32_MAX;
    }
    uint32_t row = search(run->first, run->count, code, code_of);
    return row < run->first + run->count && code_of(row) == code ? row : UINT32_MAX;
}

const struct spec_op *spec_op(enum proto proto, uint32_t application, uint32_t code, enum part part)
{
    uint32_t row = row_of(op_run(proto, application, part), code, op_code);
    if (row == UINT32_MAX && application)
        row = row_of(op_run(proto, 0, part), code, op_code);
    return row == UINT32_MAX ? NULL : &spec_op_rows[row];
}

const struct spec_ie *spec_ie(enum proto proto, uint32_t vendor, uint32_t code)
{
    struct runs runs = {spec_ie_runs, spec_ie_slots, spec_ie_slot_count};
    uint32_t row = row_of(run_of(runs, proto, vendor, PART_NEITHER), code, ie_code);
    return row == UINT32_MAX ? NULL : &spec_ie_rows[row];
}

const struct spec_value *spec_value(enum proto proto, const char *set, uint32_t number)
{
    for (uint32_t i = 0; i < spec_value_set_count; i++) {
        const struct spec_set *s = &spec_value_sets[i];
        if (s->proto != proto || strcmp(s->set, set) != 0)
            continue;
        uint32_t row = search(s->first, s->count, number, value_number);
        if (row < s->first + s->count && spec_value_rows[row].number == number)
            return &spec_value_rows[row];
        return NULL;
    }
    return NULL;
}

const struct spec_border *spec_border(const struct spec_op *op)
{
    return op && op->border && op->border <= spec_border_count ? &spec_border_rows[op->border - 1]
                                                               : NULL;
}

const struct spec_op *spec_op_named(enum proto proto, const char *name, enum part part)
{
    const struct spec_op *op;
    for (uint32_t i = 0; (op = spec_op_at(i)); i++)
        if (op->proto == proto && op->part == part && strcmp(op->name, name) == 0)
            return op;
    return NULL;
}

const struct spec_op *spec_op_at(uint32_t i)
{
    return i < spec_op_count ? &spec_op_rows[i] : NULL;
}

const struct spec_ie *spec_ie_at(uint32_t i)
{
    return i < spec_ie_count ? &spec_ie_rows[i] : NULL;
}

const struct spec_value *spec_value_at(uint32_t i)
{
    return i < spec_value_count ? &spec_value_rows[i] : NULL;
}

const struct spec_carrier *spec_carrier_at(uint32_t i)
{
    return i < spec_carrier_count ? &spec_carrier_rows[i] : NULL;
}
