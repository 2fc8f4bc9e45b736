#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static void put(void *arg, const char *line)
{
    write_text(arg, line);
    write_char(arg, '\n');
}

int verb_warrant(struct options *o)
{
    struct writer w;
    struct postern_fault fault;
    if (o->operand_count > 1)
        return complain("%s: is one word too many; warrant takes one file of identities",
                        o->operands[1]);
    bool input = o->operand_count == 0 || strcmp(o->operands[0], "-") == 0;
    if (!keyfile_find(o))
        return STATUS_FAILED;
    const char *name = input ? "standard input" : o->operands[0];
    int fd = input ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return complain("%s: cannot be opened: %s; check the name", name, strerror(errno));
    writer_init(&w, STDOUT_FILENO);
    bool good = postern_warrant(fd, name, o->settings.key, put, &w, &fault);
    if (!input)
        close(fd);
    if (!good)
        return complain("%s", fault.sentence);
    writer_flush(&w);
    return w.failed ? STATUS_FAILED : STATUS_CLEAN;
}
