/* Options: a row each. They may stand before or after operands; `--` ends them. */
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORKERS_MOST = 256, ROW_WIDTH = 24 };
static const size_t MEMORY_LEAST = 8U << 20;

enum verb_bit {
#define X(name, operands, help) ON_##name = 1 << VERB_##name,
#include "cli/verbs.def"
#undef X
    ON_CAPTURES = ON_decode | ON_scan,
    ON_READING = ON_CAPTURES | ON_learn,
};

struct option {
    char sign; /* 0: none */
    const char *word;
    const char *value; /* what stands behind it; NULL: nothing */
    unsigned verbs;
    bool (*set)(struct options *o, const char *value);
    const char *help;
};

static bool set_json(struct options *o, const char *value)
{
    (void)value;
    return o->json = true;
}

static bool set_filter(struct options *o, const char *value)
{
    o->settings.filter = value;
    return true;
}

static bool set_workers(struct options *o, const char *value)
{
    char *end;
    errno = 0;
    unsigned long n = strtoul(value, &end, 10);
    if (*value < '0' || *value > '9' || *end || errno || n < 1 || n > WORKERS_MOST)
        return complain("-j: %s is no number of workers; give 1 to %d", value, WORKERS_MOST) == 0;
    o->settings.workers = (unsigned)n;
    return true;
}

static bool set_network(struct options *o, const char *value)
{
    o->settings.network = value;
    return true;
}

static bool set_keylog(struct options *o, const char *value)
{
    o->settings.keylog = value;
    return true;
}

static bool set_key(struct options *o, const char *value)
{
    o->key = value;
    return true;
}

static bool set_reveal(struct options *o, const char *value)
{
    (void)value;
    return o->settings.reveal = true;
}

static bool set_user_plane(struct options *o, const char *value)
{
    (void)value;
    return o->settings.user_plane = true;
}

static bool set_every_access(struct options *o, const char *value)
{
    (void)value;
    return o->settings.every_access = true;
}

static bool set_severity(struct options *o, const char *value)
{
    static const char *const words[] = {"low", "medium", "high", "critical"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], value) == 0) {
            o->settings.min_severity = words[i];
            return true;
        }
    return complain("--min-severity: %s is no severity; give low, medium, high or critical",
                    value) == 0;
}

static bool set_memory(struct options *o, const char *value)
{
    static const char units[] = "KMG";
    char *end;
    errno = 0;
    unsigned long long n = strtoull(value, &end, 10);
    const char *unit = *end && !end[1] ? strchr(units, *end) : NULL;
    unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;
    bool number = *value >= '0' && *value <= '9' && !errno && (*end == 0 || unit);
    if (!number || n > SIZE_MAX >> shift)
        return complain("--memory: %s is no size; give a number with K, M or G behind it", value) ==
               0;
    o->settings.memory = (size_t)n << shift;
    return o->settings.memory >= MEMORY_LEAST ||
           complain("--memory: %s is too little; give at least 8M", value) == 0;
}

static bool set_color(struct options *o, const char *value)
{
    static const char *const words[] = {"auto", "always", "never"};
    for (int i = 0; i < 3; i++)
        if (strcmp(words[i], value) == 0) {
            o->color = (enum when)i;
            return true;
        }
    return complain("--color: %s is no choice; give auto, always or never", value) == 0;
}

static bool set_quiet(struct options *o, const char *value)
{
    (void)value;
    return o->quiet = true;
}

static const struct option ROWS[] = {
    {0, "json", NULL, ON_CAPTURES | ON_explain | ON_protocols | ON_check | ON_diff, set_json,
     "JSON lines on standard output"},
    {'f', "filter", "EXPR", ON_READING, set_filter, "only frames that this BPF filter takes"},
    {'j', "workers", "N", ON_READING, set_workers, "workers; never changes the output"},
    {'n', "network", "FILE", ON_scan | ON_decode, set_network, "the operator's declaration"},
    {0, "keylog", "FILE", ON_READING | ON_warrant, set_keylog,
     "TLS secrets (SSLKEYLOGFILE format)"},
    {'k', "key", "FILE", ON_READING | ON_warrant, set_key, "the pseudonym key"},
    {0, "reveal", NULL, ON_CAPTURES, set_reveal, "identities instead of pseudonyms"},
    {0, "user-plane", NULL, ON_decode, set_user_plane, "G-PDUs too"},
    {0, "every-access", NULL, ON_scan, set_every_access, "a line an access instead of sums"},
    {0, "min-severity", "LEVEL", ON_scan, set_severity,
     "only findings from low, medium, high or critical on"},
    {0, "memory", "SIZE", ON_READING, set_memory, "budget for all state (default 64M)"},
    {0, "color", "WHEN", ON_CAPTURES | ON_explain | ON_protocols, set_color,
     "auto, always or never"},
    {'q', "quiet", NULL, ON_READING | ON_warrant, set_quiet, "no progress, no remarks"},
};

enum { ROW_COUNT = sizeof ROWS / sizeof *ROWS };

static const struct option *by_sign(char sign)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (ROWS[i].sign == sign)
            return &ROWS[i];
    return NULL;
}

static const struct option *by_word(const char *word, size_t len)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (strlen(ROWS[i].word) == len && memcmp(ROWS[i].word, word, len) == 0)
            return &ROWS[i];
    return NULL;
}

struct parse {
    struct options *o;
    enum verb_number verb;
    int count, at;
    char **words;
};

static bool apply(struct parse *p, const struct option *row, const char *said, const char *value)
{
    const char *verb = verb_at(p->verb)->name;
    if (!row)
        return complain("%s: is no option; `postern help %s` lists them", said, verb) == 0;
    if (!(row->verbs & 1U << p->verb))
        return complain("%s: is no option of %s; `postern help %s` lists them", said, verb, verb) ==
               0;
    if (row->value && !value) {
        if (p->at == p->count)
            return complain("%s: its %s is missing; give it behind the option", said, row->value) ==
                   0;
        value = p->words[p->at++];
    }
    return row->set(p->o, value);
}

static bool read_long(struct parse *p, const char *word)
{
    const char *equals = strchr(word, '=');
    size_t len = equals ? (size_t)(equals - word) : strlen(word);
    const struct option *row = by_word(word + 2, len - 2);
    if (row && equals && !row->value)
        return complain("%s: takes no value; leave it away", word) == 0;
    return apply(p, row, word, equals ? equals + 1 : NULL);
}

/* -q, -j2, -j 2, -qj2 */
static bool read_short(struct parse *p, const char *word)
{
    for (const char *sign = word + 1; *sign; sign++) {
        const char said[] = {'-', *sign, 0};
        const struct option *row = by_sign(*sign);
        bool joined = row && row->value && sign[1];
        if (!apply(p, row, row ? said : word, joined ? sign + 1 : NULL))
            return false;
        if (row && row->value)
            return true;
    }
    return true;
}

static void set_defaults(struct options *o)
{
    *o = (struct options){0};
    postern_defaults(&o->settings);
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (processors > 1)
        o->settings.workers = processors < WORKERS_MOST ? (unsigned)processors : WORKERS_MOST;
}

/* Operands are gathered at the front of `words`. */
bool options_read(struct options *ret, enum verb_number verb, int count, char **words)
{
    struct parse p = {.o = ret, .verb = verb, .count = count, .words = words};
    bool ended = false;
    set_defaults(ret);
    ret->operands = words;
    while (p.at < count) {
        char *word = words[p.at++];
        if (ended || word[0] != '-' || !word[1])
            words[ret->operand_count++] = word;
        else if (strcmp(word, "--") == 0)
            ended = true;
        else if (!(word[1] == '-' ? read_long(&p, word) : read_short(&p, word)))
            return false;
    }
    return true;
}

void options_list(struct writer *w, enum verb_number verb)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        const struct option *row = &ROWS[i];
        if (!(row->verbs & 1U << verb))
            continue;
        size_t width = strlen(row->word) + (row->value ? strlen(row->value) + 1 : 0);
        char sign[] = {' ', ' ', '-', row->sign, ',', ' ', 0};
        write_text(w, row->sign ? sign : "      ");
        write_text(w, "--");
        write_text(w, row->word);
        if (row->value) {
            write_char(w, ' ');
            write_text(w, row->value);
        }
        for (; width < ROW_WIDTH; width++)
            write_char(w, ' ');
        write_text(w, row->help);
        write_char(w, '\n');
    }
}
