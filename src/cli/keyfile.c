/* Where the pseudonym key is: --key, $POSTERN_KEY_FILE, $XDG_DATA_HOME/postern/key. */
#include "cli/cli.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each folder above `path` that is not there yet. */
static void make_folders(char *path)
{
    for (char *c = path + 1; *c; c++) {
        if (*c != '/')
            continue;
        *c = 0;
        mkdir(path, 0700);
        *c = '/';
    }
}

static bool default_path(char *ret, size_t size)
{
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    int n;
    if (data && data[0] == '/')
        n = snprintf(ret, size, "%s/postern/key", data);
    else if (home && home[0] == '/')
        n = snprintf(ret, size, "%s/.local/share/postern/key", home);
    else
        return false;
    return n > 0 && (size_t)n < size;
}

static bool read_key(struct options *o, const char *path)
{
    struct postern_fault fault;
    return postern_key_read(path, o->settings.key, &fault) || complain("%s", fault.sentence) == 0;
}

bool keyfile_find(struct options *o)
{
    char path[PATH_MAX];
    struct postern_fault fault;
    const char *named = o->key ? o->key : getenv("POSTERN_KEY_FILE");
    if (named && *named)
        return read_key(o, named);
    bool placed = default_path(path, sizeof path);
    if (placed && access(path, F_OK) == 0)
        return read_key(o, path);
    if (placed)
        make_folders(path);
    bool made = placed && postern_key_new(path, o->settings.key, &fault);
    if (!made)
        postern_key_random(o->settings.key);
    if (!o->quiet && made)
        dprintf(STDERR_FILENO, "postern: made the pseudonym key %s; keep it to yourself\n", path);
    if (!o->quiet && !made)
        dprintf(STDERR_FILENO,
                "postern: no pseudonym key could be written%s%s; this run has a random one, so its "
                "pseudonyms are those of no other\n",
                placed ? " to " : "", placed ? path : "");
    return true;
}
