#include "cli/cli.h"

#include <string.h>
#include <unistd.h>

int verb_key(struct options *o)
{
    struct writer w;
    struct postern_fault fault;
    uint8_t key[32];
    char fingerprint[17];
    bool makes = o->operand_count && strcmp(o->operands[0], "new") == 0;
    if (o->operand_count && !makes && strcmp(o->operands[0], "show") != 0)
        return complain("%s: is neither `new` nor `show`; say what to do with the key",
                        o->operands[0]);
    if (o->operand_count != 2)
        return complain("key takes `new FILE` or `show FILE`; name one file");
    if (!(makes ? postern_key_new : postern_key_read)(o->operands[1], key, &fault))
        return complain("%s", fault.sentence);
    postern_key_fingerprint(key, fingerprint);
    writer_init(&w, STDOUT_FILENO);
    write_text(&w, fingerprint);
    write_char(&w, '\n');
    writer_flush(&w);
    return w.failed ? STATUS_FAILED : STATUS_CLEAN;
}
