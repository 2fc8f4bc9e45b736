#include "cli/cli.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct verb VERB_ROWS[] = {
#define X(name, operands, help) {#name, operands, help, verb_##name},
#include "cli/verbs.def"
#undef X
};

const struct verb *verb_at(unsigned number)
{
    return number < VERBS ? &VERB_ROWS[number] : NULL;
}

const struct verb *verb_named(const char *name)
{
    for (unsigned i = 0; i < VERBS; i++)
        if (strcmp(VERB_ROWS[i].name, name) == 0)
            return &VERB_ROWS[i];
    return NULL;
}

int complain(const char *form, ...)
{
    char sentence[400];
    va_list args;
    va_start(args, form);
    vsnprintf(sentence, sizeof sentence, form, args);
    va_end(args);
    for (char *c = sentence; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            *c = '?'; /* a file's name may hold anything; a sentence is one line */
    dprintf(STDERR_FILENO, "postern: %.380s\n", sentence);
    return STATUS_FAILED;
}

int main(int count, char **words)
{
    struct options o;
    signal(SIGPIPE, SIG_IGN); /* a closed output is an error of write() */
    if (count < 2)
        return complain("no verb is given; `postern help` lists them");
    if (strcmp(words[1], "--version") == 0)
        return printf("postern %s\n", postern_version()) > 0 && fflush(stdout) == 0 ? STATUS_CLEAN
                                                                                    : STATUS_FAILED;
    const char *word = strcmp(words[1], "--help") == 0 ? "help" : words[1];
    const struct verb *verb = verb_named(word);
    if (!verb)
        return complain("%s: is no verb; `postern help` lists them", word);
    if (!options_read(&o, (enum verb_number)(verb - VERB_ROWS), count - 2, words + 2))
        return STATUS_FAILED;
    return verb->run(&o);
}
