/* What elements of a draft are called: by their own label, else by role and number. */
#include "base/hash.h"
#include "output/declaration.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BASES = 64, NAME = 56 };

/* The names that are taken, in a table twice as large as they can be many, and how far each word
 * was numbered, so that the thousandth host is no thousand questions. */
struct namer {
    const char **taken;
    size_t mask;
    struct {
        char base[NAME];
        unsigned last;
    } counted[BASES];
    size_t bases;
};

static const char **slot_of(const struct namer *n, const char *name)
{
    size_t at = (size_t)hash_bytes(0, name, strlen(name)) & n->mask;
    while (n->taken[at] && strcmp(n->taken[at], name) != 0)
        at = (at + 1) & n->mask;
    return &n->taken[at];
}

static bool namer_open(struct namer *n, const struct declaration *d)
{
    size_t slots = 64;
    while (slots < d->drafted_count * 2 + 1)
        slots *= 2;
    *n = (struct namer){.taken = calloc(slots, sizeof *n->taken), .mask = slots - 1};
    for (size_t i = 0; n->taken && i < d->drafted_count; i++)
        if (d->drafted[i].name)
            *slot_of(n, d->drafted[i].name) = d->drafted[i].name;
    return n->taken != NULL;
}

/* Where the numbers of this word go on. Past BASES words each begins at one again. */
static unsigned *last_of(struct namer *n, const char *base, unsigned *spare)
{
    for (size_t i = 0; i < n->bases; i++)
        if (strcmp(n->counted[i].base, base) == 0)
            return &n->counted[i].last;
    if (n->bases == BASES)
        return spare;
    (void)snprintf(n->counted[n->bases].base, sizeof n->counted[0].base, "%s", base);
    return &n->counted[n->bases++].last;
}

/* Words that a reference would take for a role. */
static bool is_word_of_role(const char *s)
{
    static const char *const LOWER[] = {"jump-host", "provisioning", "database", "directory",
                                        "dns",       "ntp",          "syslog",   "collector",
                                        "router",    "firewall",     "probe",    "user"};
    for (size_t i = 0; i < sizeof LOWER / sizeof *LOWER; i++)
        if (strcmp(LOWER[i], s) == 0)
            return true;
    return false;
}

static const char *free_name(struct declaration *d, struct namer *n, const char *base,
                             bool numbered)
{
    char name[NAME];
    unsigned spare = 0;
    bool digit = isdigit((unsigned char)base[strlen(base) - 1]) != 0;
    (void)snprintf(name, sizeof name, "%s", base);
    if (numbered || *slot_of(n, name) || is_word_of_role(name)) {
        unsigned *last = last_of(n, base, &spare);
        do
            (void)snprintf(name, sizeof name, "%s%s%u", base, digit ? "-" : "", ++*last);
        while (*slot_of(n, name));
    }
    const char *kept = draft_keep(d, name);
    if (kept)
        *slot_of(n, kept) = kept;
    return kept;
}

static void name_one(struct declaration *d, struct namer *n, struct drafted *e)
{
    if (e->label) {
        e->name = free_name(d, n, e->label, false);
        return;
    }
    const char *word = e->roles.count ? e->roles.at[0] : "host";
    const char *role = draft_label_of(d, strncmp(word, "5G-", 3) == 0 ? word + 3 : word);
    e->name = free_name(d, n, role ? role : "host", true);
}

void draft_names(struct declaration *d)
{
    struct namer n;
    if (!namer_open(&n, d)) {
        d->failed = true;
        return;
    }
    for (size_t i = 0; i < d->drafted_count; i++)
        if (!d->drafted[i].elsewhere && !d->drafted[i].name)
            name_one(d, &n, &d->drafted[i]);
    free(n.taken);
}
