#include "cli/cli.h"

#include <unistd.h>

struct listing {
    struct writer writer;
    struct output_look look;
    bool json;
};

static void each(void *arg, const struct postern_protocol *p)
{
    struct listing *l = arg;
    if (l->json)
        output_json_protocol(&l->writer, p);
    else
        output_terminal_protocol(&l->writer, &l->look, p);
}

int verb_protocols(struct options *o)
{
    struct listing l = {.json = o->json, .look = look_of(o)};
    if (o->operand_count)
        return complain("%s: is one word too many; protocols takes none", o->operands[0]);
    writer_init(&l.writer, STDOUT_FILENO);
    postern_protocols(each, &l);
    writer_flush(&l.writer);
    return l.writer.failed ? STATUS_FAILED : STATUS_CLEAN;
}
