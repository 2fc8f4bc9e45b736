/* The command line: a file a verb, all of them users of postern.h and the outputs. */
#ifndef POSTERN_CLI_CLI_H
#define POSTERN_CLI_CLI_H

#include "output/output.h"
#include "postern.h"

enum { STATUS_CLEAN = 0, STATUS_FOUND = 1, STATUS_FAILED = 2 };

enum verb_number {
#define X(name, operands, help) VERB_##name,
#include "cli/verbs.def"
#undef X
    VERBS
};

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

struct options {
    struct postern_settings settings;
    const char *key; /* path, or NULL */
    bool json;
    bool quiet;
    enum when color;
    char **operands;
    int operand_count;
};

struct verb {
    const char *name, *operands, *help;
    int (*run)(struct options *o);
};

/* NULL past the end. */
const struct verb *verb_at(unsigned number);
const struct verb *verb_named(const char *name);

/* One sentence on standard error: `postern: WHAT`. Gives STATUS_FAILED. */
int complain(const char *form, ...) __attribute__((format(printf, 1, 2)));

/* options.c: the words behind the verb, in any order. False after a complaint. */
bool options_read(struct options *ret, enum verb_number verb, int count, char **words);
/* One line an option of this verb, for `postern help VERB`. */
void options_list(struct writer *w, enum verb_number verb);

/* keyfile.c: the pseudonym key, made on first use. False after a complaint. */
bool keyfile_find(struct options *o);

/* files.c: opens what the operands name; folders are searched. False when something was wrong,
 * after a complaint each; *ret_opened says how many are open. */
bool files_open(struct postern *p, const struct options *o, unsigned *ret_opened);

/* progress.c: a bar on standard error for long work, and a clean end at an interrupt. */
void progress_begin(const struct options *o);
bool progress_goes_on(uint64_t done, uint64_t all);
void progress_end(void);

/* look.c: width and colour of standard output. */
struct output_look look_of(const struct options *o);

/* run.c: what decode and scan share. */
int run_captures(struct options *o);

int verb_decode(struct options *o);
int verb_scan(struct options *o);
int verb_learn(struct options *o);
int verb_explain(struct options *o);
int verb_protocols(struct options *o);
int verb_key(struct options *o);
int verb_check(struct options *o);
int verb_diff(struct options *o);
int verb_warrant(struct options *o);
int verb_help(struct options *o);

#endif
