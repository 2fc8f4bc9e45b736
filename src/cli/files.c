/* Operands to open captures: files, standard input, and folders searched for captures. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

struct found {
    char **paths;
    size_t count, cap;
};

static bool ends_in(const char *s, size_t len, const char *end)
{
    size_t n = strlen(end);
    return len > n && memcmp(s + len - n, end, n) == 0;
}

static bool is_capture(const char *name)
{
    static const char *const packings[] = {".gz", ".zst", ".xz", ".lz4"};
    static const char *const suffixes[] = {".pcap", ".pcapng", ".cap"};
    size_t len = strlen(name);
    for (size_t i = 0; i < sizeof packings / sizeof *packings; i++)
        if (ends_in(name, len, packings[i])) {
            len -= strlen(packings[i]);
            break;
        }
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (ends_in(name, len, suffixes[i]))
            return true;
    return false;
}

static bool keep(struct found *f, const char *path)
{
    if (f->count == f->cap) {
        size_t cap = f->cap ? f->cap * 2 : 64;
        char **paths = realloc(f->paths, cap * sizeof *paths);
        if (!paths)
            return false;
        f->paths = paths;
        f->cap = cap;
    }
    f->paths[f->count] = strdup(path);
    return f->paths[f->count] && ++f->count;
}

static void forget(struct found *f)
{
    for (size_t i = 0; i < f->count; i++)
        free(f->paths[i]);
    free(f->paths);
}

static int in_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool search(struct found *f, char *folder)
{
    char *const roots[] = {folder, NULL};
    FTS *tree = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, NULL);
    if (!tree)
        return complain("%s: cannot be searched: %s", folder, strerror(errno)) == 0;
    bool good = true;
    for (FTSENT *e; (e = fts_read(tree));) {
        if (e->fts_info == FTS_DNR)
            good = complain("%s: cannot be searched: %s; ask for permission to read it",
                            e->fts_path, strerror(e->fts_errno)) == 0;
        else if (e->fts_info == FTS_F && is_capture(e->fts_name) && !keep(f, e->fts_path))
            good = complain("%s: out of memory; name fewer files", folder) == 0;
    }
    fts_close(tree);
    if (f->count)
        qsort(f->paths, f->count, sizeof *f->paths, in_bytes);
    else if (good)
        good = complain("%s: holds no captures (.pcap, .pcapng, .cap, also with .gz, .zst, .xz or "
                        ".lz4 behind); name a folder that does",
                        folder) == 0;
    return good;
}

static bool open_one(struct postern *p, const char *path, const char *name)
{
    struct postern_fault fault;
    int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        const char *advice = errno == ENOENT   ? "check the name"
                             : errno == EACCES ? "ask for permission to read it"
                             : errno == EMFILE ? "raise `ulimit -n`, or name fewer at once"
                                               : "see to that first";
        return complain("%s: cannot be opened: %s; %s", path, strerror(errno), advice) == 0;
    }
    return postern_add_descriptor(p, fd, name, &fault) || complain("%s", fault.sentence) == 0;
}

/* A file's name in the output is its path below the folder. */
static bool open_folder(struct postern *p, char *folder, unsigned *ret_opened)
{
    struct found f = {0};
    bool good = search(&f, folder);
    size_t above = strlen(folder);
    for (size_t i = 0; i < f.count; i++) {
        const char *name = f.paths[i] + above;
        bool opened = open_one(p, f.paths[i], name + strspn(name, "/"));
        *ret_opened += opened;
        good &= opened;
    }
    forget(&f);
    return good;
}

static void allow_many_files(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

bool files_open(struct postern *p, const struct options *o, unsigned *ret_opened)
{
    bool good = true;
    *ret_opened = 0;
    allow_many_files();
    for (int i = 0; i < o->operand_count; i++) {
        struct stat about;
        char *path = o->operands[i];
        if (strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
            good &= open_folder(p, path, ret_opened);
            continue;
        }
        bool opened = open_one(p, path, path);
        *ret_opened += opened;
        good &= opened;
    }
    return good;
}
