#include "cli/cli.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WIDEST = 100, NARROWEST = 40 };

static size_t width(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_col > WIDEST)
        return WIDEST;
    return size.ws_col < NARROWEST ? NARROWEST : size.ws_col;
}

/* no-color.org: NO_COLOR that is set and not empty, unless colour was asked for here. */
static bool colored(enum when when)
{
    const char *no = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    if (when != WHEN_AUTO)
        return when == WHEN_ALWAYS;
    return !(no && *no) && isatty(STDOUT_FILENO) && !(term && strcmp(term, "dumb") == 0);
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

struct output_look look_of(const struct options *o)
{
    bool many = o->operand_count > 1 || (o->operand_count == 1 && is_folder(o->operands[0]));
    return (struct output_look){.width = width(), .color = colored(o->color), .many_files = many};
}
