#include "cli/cli.h"

#include <string.h>
#include <unistd.h>

enum { SLUG_WIDTH = 24 };

static bool find(const char *slug, struct postern_check *ret)
{
    for (size_t i = 0; postern_check_at(i, ret); i++)
        if (strcmp(ret->slug, slug) == 0)
            return true;
    return false;
}

static void list(struct writer *w)
{
    struct postern_check c;
    for (size_t i = 0; postern_check_at(i, &c); i++) {
        write_text(w, c.slug);
        for (size_t width = strlen(c.slug); width < SLUG_WIDTH; width++)
            write_char(w, ' ');
        write_text(w, c.title ? c.title : "");
        write_char(w, '\n');
    }
}

static void list_json(struct writer *w)
{
    struct postern_check c;
    for (size_t i = 0; postern_check_at(i, &c); i++)
        output_json_check(w, &c);
}

int verb_explain(struct options *o)
{
    struct writer w;
    struct postern_check c;
    struct output_look look = look_of(o);
    writer_init(&w, STDOUT_FILENO);
    if (o->operand_count > 1)
        return complain("%s: is one word too many; explain takes one finding", o->operands[1]);
    if (o->operand_count && !find(o->operands[0], &c))
        return complain("%s: is no finding; `postern explain` lists them", o->operands[0]);
    if (!o->operand_count)
        (o->json ? list_json : list)(&w);
    else if (o->json)
        output_json_check(&w, &c);
    else
        output_terminal_check(&w, &look, &c);
    writer_flush(&w);
    return w.failed ? STATUS_FAILED : STATUS_CLEAN;
}
