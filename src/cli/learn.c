/* Drafts a declaration from traffic that is believed clean: a run that sees, and further ones that
 * scan the same again with the draft, until it stays quiet. */
#include "cli/cli.h"

#include <string.h>
#include <unistd.h>

/* A gap that is filled may show another one behind it; three times is enough for all seen yet. */
enum { RUNS = 4 };

struct learning {
    struct options *o;
    struct postern *runs[RUNS];
    unsigned count; /* of runs that can be made */
    unsigned now, opened, troubles;
    struct declaration *draft;
    bool good, stopped;
};

static void on_trouble(void *arg, const struct postern_fault *fault)
{
    struct learning *l = arg;
    l->good = false;
    l->troubles += l->now == 0;
    if (l->now == 0)
        complain("%s", fault->sentence);
}

static bool on_progress(void *arg, uint64_t done, uint64_t all)
{
    struct learning *l = arg;
    bool goes_on = progress_goes_on(done, all);
    l->stopped |= !goes_on;
    return goes_on;
}

static bool reads_input(const struct options *o)
{
    for (int i = 0; i < o->operand_count; i++)
        if (strcmp(o->operands[i], "-") == 0)
            return true;
    return false;
}

/* All are opened before the first is read: from then on the cage is shut. */
static bool open_runs(struct learning *l)
{
    struct postern_fault fault;
    unsigned most = reads_input(l->o) ? 1 : RUNS;
    for (; l->good && l->count < most; l->count++) {
        unsigned opened = 0;
        l->o->settings.cage = l->count == 0;
        struct postern *p = postern_new(&l->o->settings, &fault);
        if (!p)
            return complain("%s", fault.sentence) == 0;
        l->runs[l->count] = p;
        l->good = files_open(p, l->o, &opened);
        l->opened = opened;
        if (opened == 0)
            return false;
    }
    return true;
}

static bool run(struct learning *l, bool *ret_changed)
{
    struct postern_fault fault;
    struct postern *p = l->runs[l->now];
    size_t size = 0;
    bool failed = false;
    struct postern_sink sink = output_declaration(l->draft);
    const char *text = output_declaration_text(l->draft, &size);
    if (text && !postern_declare(p, "the draft", text, size, &fault))
        return complain("%s", fault.sentence) == 0;
    progress_begin(l->o);
    bool ran = postern_run(p, &sink, &fault);
    progress_end();
    if (!ran)
        return complain("%s", fault.sentence) == 0;
    *ret_changed = output_declaration_learn(l->draft, &failed);
    return !failed ||
           complain("the draft grows larger than a declaration may be (1 MiB); learn from fewer "
                    "captures at once") == 0;
}

/* False: there is no draft. */
static bool learn(struct learning *l)
{
    bool changed = true;
    for (; changed && !l->stopped && l->now < l->count; l->now++) {
        if (!run(l, &changed) || l->troubles == l->opened)
            return false;
        postern_free(l->runs[l->now]);
        l->runs[l->now] = NULL;
    }
    if (l->o->quiet || !changed)
        return true;
    if (l->count == 1 || l->stopped)
        complain("the draft was not tried: the input was read only once; scan it with -n");
    else
        complain("the draft was amended after its last trial; scan with -n to see what is left");
    return true;
}

static int told(struct learning *l)
{
    static struct writer w;
    size_t size = 0;
    bool unclean = false;
    bool any = false;
    const char *remark;
    writer_init(&w, STDOUT_FILENO);
    const char *text = output_declaration_text(l->draft, &size);
    write_n(&w, text, size);
    writer_flush(&w);
    for (size_t i = 0; (remark = output_declaration_remark(l->draft, i, &unclean)); i++) {
        any |= unclean;
        if (!l->o->quiet)
            complain("%s", remark);
    }
    if (!l->good || w.failed)
        return STATUS_FAILED;
    return any ? STATUS_FOUND : STATUS_CLEAN;
}

int verb_learn(struct options *o)
{
    static struct learning l;
    if (o->operand_count == 0)
        return complain("no capture is named; give files, folders, or - for standard input");
    if (!keyfile_find(o))
        return STATUS_FAILED;
    l.o = o;
    l.good = true;
    l.draft = output_declaration_new();
    o->settings.trouble = on_trouble;
    o->settings.progress = on_progress;
    o->settings.arg = &l;
    bool drafted =
        l.draft ? open_runs(&l) && learn(&l) : complain("out of memory; name fewer files") == 0;
    int status = drafted ? told(&l) : STATUS_FAILED;
    for (unsigned i = 0; i < RUNS; i++)
        postern_free(l.runs[i]);
    output_declaration_free(l.draft);
    return status;
}
