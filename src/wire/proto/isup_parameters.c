/* Parameters of ISUP: those of fixed length, those behind pointers, those with their code. */
#include "wire/proto/isup.h"

enum {
    CALLED = 4,
    SUBSEQUENT = 5,
    CAUSE = 18,
    RANGE = 22,
    USER_SERVICE = 29,
    USER_TO_USER = 32,
    GENERIC_NUMBER = 192,
};

/* In order of their types. */
static const struct isup_layout LAYOUTS[] = {
    {.type = 1, .fixed = 5, .variable = {CALLED}, .options = true, .exchange = 1},  /* IAM */
    {.type = 2, .variable = {SUBSEQUENT}, .options = true},                         /* SAM */
    {.type = 3, .fixed = 2, .options = true, .exchange = 3},                        /* INR */
    {.type = 4, .fixed = 2, .options = true, .exchange = 3},                        /* INF */
    {.type = 5, .fixed = 1},                                                        /* COT */
    {.type = 6, .fixed = 2, .options = true},                                       /* ACM */
    {.type = 7, .fixed = 2, .options = true, .exchange = 1},                        /* CON */
    {.type = 8, .options = true},                                                   /* FOT */
    {.type = 9, .options = true, .exchange = 1},                                    /* ANM */
    {.type = 12, .variable = {CAUSE}, .options = true, .exchange = 12},             /* REL */
    {.type = 13, .fixed = 1, .options = true},                                      /* SUS */
    {.type = 14, .fixed = 1, .options = true},                                      /* RES */
    {.type = 16, .options = true, .exchange = 12},                                  /* RLC */
    {.type = 17, .circuit = true, .exchange = 17},                                  /* CCR */
    {.type = 18, .exchange = 12},                                                   /* RSC */
    {.type = 19, .circuit = true, .exchange = 19},                                  /* BLO */
    {.type = 20, .circuit = true, .exchange = 20},                                  /* UBL */
    {.type = 21, .circuit = true, .exchange = 19},                                  /* BLA */
    {.type = 22, .circuit = true, .exchange = 20},                                  /* UBA */
    {.type = 23, .circuit = true, .variable = {RANGE}, .exchange = 23},             /* GRS */
    {.type = 24, .circuit = true, .fixed = 1, .variable = {RANGE}, .exchange = 24}, /* CGB */
    {.type = 25, .circuit = true, .fixed = 1, .variable = {RANGE}, .exchange = 25}, /* CGU */
    {.type = 26, .circuit = true, .fixed = 1, .variable = {RANGE}, .exchange = 24}, /* CGBA */
    {.type = 27, .circuit = true, .fixed = 1, .variable = {RANGE}, .exchange = 25}, /* CGUA */
    {.type = 31, .fixed = 1, .options = true, .exchange = 31},                      /* FAR */
    {.type = 32, .fixed = 1, .options = true, .exchange = 31},                      /* FAA */
    {.type = 33, .fixed = 1, .variable = {CAUSE}, .options = true, .exchange = 31}, /* FRJ */
    {.type = 36, .circuit = true, .exchange = 17},                                  /* LPA */
    {.type = 40},                                                                   /* PAM */
    {.type = 41, .circuit = true, .variable = {RANGE}, .exchange = 23},             /* GRA */
    {.type = 42, .circuit = true, .variable = {RANGE}, .exchange = 42},             /* CQM */
    {.type = 43, .circuit = true, .variable = {RANGE, 38}, .exchange = 42},         /* CQR */
    {.type = 44, .fixed = 1, .options = true},                                      /* CPG */
    {.type = 45, .variable = {USER_TO_USER}, .options = true},                      /* USR */
    {.type = 46, .circuit = true},                                                  /* UCIC */
    {.type = 47, .variable = {CAUSE}, .options = true},                             /* CFN */
    {.type = 48, .circuit = true},                                                  /* OLM */
    {.type = 49},                                                                   /* CRG */
    {.type = 50, .options = true},                                                  /* NRM */
    {.type = 51, .options = true},                                                  /* FAC */
    {.type = 52, .circuit = true, .options = true, .exchange = 52},                 /* UPT */
    {.type = 53, .circuit = true, .options = true, .exchange = 52},                 /* UPA */
    {.type = 54, .options = true, .exchange = 54},                                  /* IDR */
    {.type = 55, .options = true, .exchange = 54},                                  /* IRS */
    {.type = 56, .options = true},                                                  /* SGM */
    {.type = 64, .options = true},                                                  /* LOP */
    {.type = 65, .options = true},                                                  /* APM */
    {.type = 66, .options = true},                                                  /* PRI */
    {.type = 67, .variable = {SUBSEQUENT}, .options = true},                        /* SDM */
};

/* ANSI's begins a call with what the caller's line is, and says what is asked of the circuit behind
 * a pointer (T1.113.3 table 3). */
static const struct isup_layout ANSI_IAM = {
    .type = 1, .fixed = 4, .variable = {USER_SERVICE, CALLED}, .options = true, .exchange = 1};

const struct isup_layout *isup_layout(uint8_t type, bool ansi)
{
    if (ansi && type == ANSI_IAM.type)
        return &ANSI_IAM;
    for (unsigned i = 0; i < sizeof LAYOUTS / sizeof *LAYOUTS; i++)
        if (LAYOUTS[i].type == type)
            return &LAYOUTS[i];
    return NULL;
}

/* --- Numbers --------------------------------------------------------------------------------- */

enum { ODD = 0x80, INTERNATIONAL = 4, PLAN_E164 = 1, END_OF_DIGITS = 15 };

/* Generic number: whose it is beyond the call's own (Q.763 3.26). */
enum { FURTHER_CALLING = 6 };

static unsigned count_of(struct cursor digits, bool odd)
{
    unsigned count = (unsigned)cursor_left(&digits) * 2;
    if (count == 0)
        return 0;
    struct cursor last = digits;
    cursor_skip(&last, count / 2 - 1);
    uint8_t two = cursor_u8(&last);
    if (odd || two >> 4 == END_OF_DIGITS)
        count--;
    if (count % 2 && (two & 15) == END_OF_DIGITS)
        count--;
    return count;
}

/* Only an international number has its country code, and says so (Q.763 3.9). Of others it is told
 * that they were there: the same digits are another person's in another country. */
static void number(struct message *m, enum meaning meaning, struct cursor c)
{
    uint8_t nature = cursor_u8(&c);
    uint8_t plan = cursor_u8(&c) >> 4 & 7;
    unsigned count = count_of(c, nature & ODD);
    if (!cursor_ok(&c) || count == 0)
        return;
    if ((nature & 127) != INTERNATIONAL || plan != PLAN_E164) {
        field_present(m, meaning, 0);
        return;
    }
    struct field *f = field_add(m, meaning, FORM_BCD, 0);
    struct span s = cursor_rest(&c);
    if (!f)
        return;
    f->at = s.at;
    f->len = (uint32_t)s.len;
    f->number = count;
}

static void generic_number(struct message *m, struct cursor c)
{
    bool calling = cursor_u8(&c) == FURTHER_CALLING;
    number(m, calling ? MEANING_CALLING : MEANING_CALLED, c);
}

/* Location and coding standard, perhaps a recommendation, the value (ITU-T Q.850 2.1). */
static uint8_t cause_of(struct cursor c)
{
    if (!(cursor_u8(&c) & 0x80))
        cursor_u8(&c);
    return cursor_u8(&c) & 127;
}

/* --- The parts of a message ------------------------------------------------------------------ */

static void parameter(struct message *m, uint8_t code, struct cursor value)
{
    const struct spec_ie *row = spec_ie(PROTO_ISUP, 0, code);
    if (code == CAUSE) {
        if (cursor_left(&value) >= 2)
            message_cause(m, "cause", cause_of(value));
        return;
    }
    if (!row || field_of_row(m, row, value, 0) || row->meaning == MEANING_NONE)
        return;
    if (code == GENERIC_NUMBER)
        generic_number(m, value);
    else
        number(m, (enum meaning)row->meaning, value);
}

/* A pointer counts from itself to a length (Q.763 1.5). */
static struct cursor behind(struct cursor *c)
{
    struct cursor to = *c;
    cursor_skip(&to, cursor_u8(c));
    return to;
}

static void options(struct message *m, struct cursor c)
{
    while (cursor_left(&c)) {
        uint8_t code = cursor_u8(&c);
        if (code == 0)
            return;
        struct cursor value = cursor_sub(&c, cursor_u8(&c));
        if (!cursor_ok(&c))
            break;
        parameter(m, code, value);
    }
    m->lack = c.why;
}

void isup_parameters(struct message *m, const struct isup_layout *layout, struct cursor c)
{
    cursor_skip(&c, layout->fixed);
    for (unsigned i = 0; i < 2 && layout->variable[i]; i++) {
        struct cursor to = behind(&c);
        struct cursor value = cursor_sub(&to, cursor_u8(&to));
        if (cursor_ok(&to))
            parameter(m, layout->variable[i], value);
        else
            m->lack = to.why;
    }
    /* Without a pointer there are none: some leave it out. */
    if (layout->options && cursor_left(&c) && cursor_peek8(&c, 0))
        options(m, behind(&c));
    if (m->lack == LACK_NONE)
        m->lack = c.why;
}
