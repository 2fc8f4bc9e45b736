/* The people whom an order allows to be intercepted (interception: warrants:): a file beside the
 * declaration, of pseudonyms that `postern warrant` made. It holds no identity, so that whoever
 * keeps the declaration need not know them. */
#include "judge/network_inside.h"
#include "judge/network_keys.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* As the case room makes them (docs/output.md, Identities). */
enum { CODE_LENGTH = 10, FINGERPRINT_LENGTH = 16, FILE_MOST = 16 << 20 };

static const char KEY_LINE[] = "# key ";

/* Where the file is: what the declaration says, from the declaration's own folder. */
static char *path_of(const char *declaration, const char *said)
{
    const char *slash = strrchr(declaration, '/');
    size_t folder = slash && *said != '/' ? (size_t)(slash - declaration) + 1 : 0;
    char *path = malloc(folder + strlen(said) + 1);
    if (path) {
        memcpy(path, declaration, folder);
        memcpy(path + folder, said, strlen(said) + 1);
    }
    return path;
}

/* All of a regular file, with a zero byte behind it; NULL with errno. */
static char *bytes_of(const char *path, size_t *ret_size)
{
    struct stat about;
    FILE *file = fopen(path, "rb");
    bool fits = file && fstat(fileno(file), &about) == 0;
    if (fits && (!S_ISREG(about.st_mode) || about.st_size > FILE_MOST)) {
        errno = S_ISREG(about.st_mode) ? EFBIG : EINVAL;
        fits = false;
    }
    char *bytes = fits ? malloc((size_t)about.st_size + 1) : NULL;
    if (bytes) {
        *ret_size = fread(bytes, 1, (size_t)about.st_size, file);
        bytes[*ret_size] = 0;
    }
    int trouble = errno;
    if (file)
        (void)fclose(file);
    errno = trouble;
    return bytes;
}

/* --- Lines ------------------------------------------------------------------------------------ */

static bool is_code(const char *s, size_t length)
{
    return length == CODE_LENGTH && strspn(s, "abcdefghijklmnopqrstuvwxyz234567") >= length &&
           strspn(s, "234567") < length; /* digits alone are a number that somebody has */
}

/* imsi:00101-c3o5vvsi56, nai:c3o5vvsi56@example.org */
static bool is_pseudonym(const char *s)
{
    static const enum identity_class CLASSES[] = {IDENTITY_IMSI, IDENTITY_MSISDN, IDENTITY_IMEI,
                                                  IDENTITY_NAI};
    for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++) {
        const char *word = spec_class_word(CLASSES[i]);
        size_t length = strlen(word);
        if (strncmp(s, word, length) != 0 || s[length] != ':')
            continue;
        const char *name = s + length + 1;
        if (CLASSES[i] == IDENTITY_NAI)
            return is_code(name, strcspn(name, "@"));
        size_t kept = strspn(name, "0123456789");
        const char *code = name[kept] == '-' ? name + kept + 1 : name;
        return is_code(code, strlen(code));
    }
    return false;
}

static bool is_fingerprint(const char *s)
{
    return strlen(s) == FINGERPRINT_LENGTH && strspn(s, "0123456789abcdef") == FINGERPRINT_LENGTH;
}

/* Without the blanks around it, and without the carriage return of other systems' lines. */
static char *trimmed(char *line)
{
    line += strspn(line, " \t");
    size_t length = strlen(line);
    while (length && strchr(" \t\r", line[length - 1]))
        line[--length] = 0;
    return line;
}

/* The line itself is not told: somebody may have put an identity there. */
static bool take_line(struct network *n, char *line, size_t number, struct fault *f)
{
    struct warrants *w = &n->warrants;
    bool key = strncmp(line, KEY_LINE, sizeof KEY_LINE - 1) == 0;
    line = trimmed(line);
    if (key && !w->key[0]) {
        const char *fingerprint = trimmed(line + sizeof KEY_LINE - 1);
        if (!is_fingerprint(fingerprint))
            return fault_set(f,
                             "%s:%zu: this is no key's fingerprint; expected are 16 hex digits, as "
                             "`postern key show` prints them",
                             w->path, number);
        memcpy(w->key, fingerprint, FINGERPRINT_LENGTH);
    }
    if (!*line || *line == '#')
        return true;
    if (!w->key[0])
        return fault_set(f,
                         "%s:%zu: no line `# key FINGERPRINT` stands before this; let `postern "
                         "warrant` make the file",
                         w->path, number);
    if (!is_pseudonym(line))
        return fault_set(f,
                         "%s:%zu: this is no pseudonym; expected is one as imsi:00101-c3o5vvsi56, "
                         "which `postern warrant` makes of an identity",
                         w->path, number);
    w->all.all[w->all.count++] = line;
    return true;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool take_lines(struct network *n, size_t size, struct fault *f)
{
    struct warrants *w = &n->warrants;
    size_t lines = 1;
    for (size_t i = 0; i < size; i++)
        lines += w->bytes[i] == '\n';
    w->all.all = calloc(lines, sizeof *w->all.all);
    if (!w->all.all)
        return fault_set(f, "%s: out of memory for the warrants; make the file smaller", w->path);
    char *line = w->bytes;
    for (size_t number = 1; line; number++) {
        char *end = strchr(line, '\n');
        if (end)
            *end = 0;
        if (!take_line(n, line, number, f))
            return false;
        line = end ? end + 1 : NULL;
    }
    if (!w->key[0])
        return fault_set(f,
                         "%s:1: there is no line `# key FINGERPRINT`; let `postern warrant` make "
                         "the file",
                         w->path);
    qsort(w->all.all, w->all.count, sizeof *w->all.all, by_text);
    return true;
}

/* --- All of it -------------------------------------------------------------------------------- */

bool network_fill_warrants(struct network *n, const char *path, struct fault *f)
{
    struct tree t = n->tree;
    size_t size = 0;
    uint32_t interception = network_child(&t, 1, "interception");
    uint32_t node = interception ? network_child(&t, interception, "warrants") : NODE_NONE;
    t.name = path;
    if (!node)
        return true;
    n->warrants.path = path_of(path, tree_text(&t, node));
    errno = 0;
    n->warrants.bytes = n->warrants.path ? bytes_of(n->warrants.path, &size) : NULL;
    if (!n->warrants.bytes)
        return tree_fault(&t, node, f,
                          "the warrants cannot be read: %s; expected is a file beside the "
                          "declaration, made by `postern warrant`",
                          strerror(errno ? errno : ENOMEM));
    return take_lines(n, size, f);
}

void network_free_warrants(struct network *n)
{
    free(n->warrants.path);
    free(n->warrants.bytes);
    free(n->warrants.all.all);
}

bool network_has_warrants(const struct network *n)
{
    return n && n->warrants.path;
}

bool network_warranted(const struct network *n, const char *pseudonym)
{
    return network_has_warrants(n) &&
           bsearch(&pseudonym, n->warrants.all.all, n->warrants.all.count,
                   sizeof *n->warrants.all.all, by_text);
}

bool network_warrants_fit(const struct network *n, const char *fingerprint, struct fault *f)
{
    return !network_has_warrants(n) || strcmp(n->warrants.key, fingerprint) == 0 ||
           fault_set(f,
                     "%s: made under the key %s, and this run's is %s, which makes other "
                     "pseudonyms; give that key with --key, or make the file again with `postern "
                     "warrant`",
                     n->warrants.path, n->warrants.key, fingerprint);
}
