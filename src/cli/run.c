/* What decode and scan share: settings, files, one run, the exit status. */
#include "cli/cli.h"

#include <string.h>
#include <unistd.h>

struct run {
    struct options *o;
    struct writer w;
    bool good;
};

static void on_trouble(void *arg, const struct postern_fault *fault)
{
    struct run *r = arg;
    r->good = false;
    complain("%s", fault->sentence);
}

static bool on_progress(void *arg, uint64_t done, uint64_t all)
{
    struct run *r = arg;
    return !r->w.failed && progress_goes_on(done, all);
}

/* What comes through a pipe may be live: each line goes out when it is known. */
static bool reads_input(const struct options *o)
{
    for (int i = 0; i < o->operand_count; i++)
        if (strcmp(o->operands[i], "-") == 0)
            return true;
    return false;
}

static int witness(struct run *r, const struct postern_sink *sink)
{
    struct postern_fault fault;
    unsigned opened = 0;
    struct postern *p = postern_new(&r->o->settings, &fault);
    if (!p)
        return complain("%s", fault.sentence);
    r->good &= files_open(p, r->o, &opened);
    if (opened && !postern_run(p, sink, &fault))
        r->good = complain("%s", fault.sentence) == 0;
    uint64_t findings = postern_findings(p);
    postern_free(p);
    writer_flush(&r->w);
    if (!r->good || r->w.failed)
        return STATUS_FAILED;
    return findings ? STATUS_FOUND : STATUS_CLEAN;
}

static int for_a_person(struct run *r)
{
    struct output_look look = look_of(r->o);
    struct terminal *t = output_terminal_new(&r->w, &look);
    if (!t)
        return complain("out of memory; name fewer files");
    struct postern_sink sink = output_terminal(t);
    int status = witness(r, &sink);
    output_terminal_free(t);
    return status;
}

static int for_programs(struct run *r)
{
    struct postern_sink sink = output_json(&r->w);
    return witness(r, &sink);
}

int run_captures(struct options *o)
{
    static struct run r;
    if (o->operand_count == 0)
        return complain("no capture is named; give files, folders, or - for standard input");
    if (!keyfile_find(o))
        return STATUS_FAILED;
    r.o = o;
    r.good = true;
    writer_init(&r.w, STDOUT_FILENO);
    r.w.lines = isatty(STDOUT_FILENO) || reads_input(o);
    o->settings.cage = true;
    o->settings.trouble = on_trouble;
    o->settings.progress = on_progress;
    o->settings.arg = &r;
    progress_begin(o);
    int status = o->json ? for_programs(&r) : for_a_person(&r);
    progress_end();
    return status;
}
