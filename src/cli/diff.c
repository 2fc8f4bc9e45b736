#include "cli/cli.h"

#include <unistd.h>

struct listing {
    struct writer writer;
    bool json;
    uint64_t count;
};

static void each(void *arg, const struct postern_change *c)
{
    struct listing *l = arg;
    l->count++;
    if (l->json) {
        output_json_change(&l->writer, c);
        return;
    }
    write_text(&l->writer, c->sentence);
    write_char(&l->writer, '\n');
}

int verb_diff(struct options *o)
{
    struct listing l = {.json = o->json};
    struct postern_fault fault;
    if (o->operand_count != 2)
        return complain("diff takes two declarations; name the earlier one and the later one");
    writer_init(&l.writer, STDOUT_FILENO);
    if (!postern_network_diff(o->operands[0], o->operands[1], each, &l, &fault))
        return complain("%s", fault.sentence);
    writer_flush(&l.writer);
    if (l.writer.failed)
        return STATUS_FAILED;
    return l.count ? STATUS_FOUND : STATUS_CLEAN;
}
