#include "cli/cli.h"

#include <string.h>
#include <unistd.h>

enum { VERB_WIDTH = 24 };

static void list_verbs(struct writer *w)
{
    write_text(w, "usage: postern VERB [OPTION...] [FILE...]\n\n");
    for (unsigned i = 0; verb_at(i); i++) {
        const struct verb *verb = verb_at(i);
        size_t width = strlen(verb->name) + 1 + strlen(verb->operands);
        write_text(w, "  ");
        write_text(w, verb->name);
        write_char(w, ' ');
        write_text(w, verb->operands);
        for (; width < VERB_WIDTH; width++)
            write_char(w, ' ');
        write_text(w, verb->help);
        write_char(w, '\n');
    }
    write_text(w, "\nExit status: 0 nothing found, 1 findings, 2 something could not be done.\n"
                  "`postern help VERB` lists its options; postern(1) says more.\n");
}

static void describe(struct writer *w, const struct verb *verb)
{
    write_text(w, "usage: postern ");
    write_text(w, verb->name);
    write_text(w, " [OPTION...] ");
    write_text(w, verb->operands);
    write_text(w, "\n\n");
    write_text(w, verb->help);
    write_text(w, "\n\n");
    options_list(w, (enum verb_number)(verb - verb_at(0)));
    write_text(w, "\npostern-");
    write_text(w, verb->name);
    write_text(w, "(1) says more.\n");
}

int verb_help(struct options *o)
{
    struct writer w;
    writer_init(&w, STDOUT_FILENO);
    if (o->operand_count > 1)
        return complain("%s: is one word too many; help takes one verb", o->operands[1]);
    const struct verb *verb = o->operand_count ? verb_named(o->operands[0]) : NULL;
    if (o->operand_count && !verb)
        return complain("%s: is no verb; `postern help` lists them", o->operands[0]);
    if (verb)
        describe(&w, verb);
    else
        list_verbs(&w);
    writer_flush(&w);
    return w.failed ? STATUS_FAILED : STATUS_CLEAN;
}
