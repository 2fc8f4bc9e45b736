/* Thin. The command line's owner replaces this. */
#include "output/output.h"
#include "postern.h"

#include <string.h>

int main(int argc, char **argv)
{
    struct postern_settings settings;
    struct postern_fault fault;
    postern_defaults(&settings);
    settings.decode = argc > 1 && strcmp(argv[1], "decode") == 0;
    struct postern *p = postern_new(&settings, &fault);
    if (!p || argc < 3 || !postern_add_file(p, argv[argc - 1], &fault)) {
        fprintf(stderr, "postern: %s\n", fault.sentence);
        return 2;
    }
    struct postern_sink sink = output_json(stdout);
    postern_run(p, &sink, &fault);
    postern_free(p);
    return 0;
}
