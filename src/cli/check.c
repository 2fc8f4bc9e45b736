#include "cli/cli.h"

#include <unistd.h>

struct listing {
    struct writer writer;
    bool json;
};

/* What stops a scan is told where errors are; what does not, where answers are. */
static void on_remark(void *arg, const struct postern_remark *r)
{
    struct listing *l = arg;
    if (l->json) {
        output_json_remark(&l->writer, r);
    } else if (r->mistake) {
        complain("%s", r->sentence);
    } else {
        write_text(&l->writer, r->sentence);
        write_char(&l->writer, '\n');
    }
}

static void count(struct writer *w, unsigned *told, uint64_t n, const char *one, const char *many)
{
    if (n == 0)
        return;
    write_text(w, (*told)++ ? ", " : " ");
    write_number(w, n);
    write_char(w, ' ');
    write_text(w, n == 1 ? one : many);
}

static void on_network(void *arg, const struct postern_network *n)
{
    struct listing *l = arg;
    struct writer *w = &l->writer;
    unsigned told = 0;
    if (l->json) {
        output_json_network(w, n);
        return;
    }
    write_text(w, n->file);
    write_text(w, " can be used; ");
    write_text(w, n->name ? n->name : "it");
    write_text(w, " declares");
    count(w, &told, n->elements, "element", "elements");
    count(w, &told, n->partners, "partner", "partners");
    count(w, &told, n->permits, "permit", "permits");
    count(w, &told, n->maintenance, "maintenance entry", "maintenance entries");
    count(w, &told, n->functions, "interception function", "interception functions");
    count(w, &told, n->warrants, "warrant", "warrants");
    count(w, &told, n->thresholds, "threshold", "thresholds");
    write_text(w, told ? "" : " nothing");
    if (n->warrants_key) {
        write_text(w, "; its warrants are made under the key ");
        write_text(w, n->warrants_key);
    }
    write_text(w, ".\n");
}

int verb_check(struct options *o)
{
    struct listing l = {.json = o->json};
    struct postern_fault fault;
    if (o->operand_count != 1)
        return complain("check takes one declaration; name it");
    writer_init(&l.writer, STDOUT_FILENO);
    bool right = postern_network_check(o->operands[0], on_remark, on_network, &l, &fault);
    writer_flush(&l.writer);
    if (!right)
        return complain("%s", fault.sentence);
    return l.writer.failed ? STATUS_FAILED : STATUS_CLEAN;
}
