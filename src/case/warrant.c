/* Warrants: identities become the pseudonyms that a declaration names, and are found again. */
#include "case/warrant.h"

#include "case/pseudonym.h"

#include <ctype.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MOST = 300, INPUT_MOST = 16 << 20 };

static const enum identity_class CLASSES[] = {IDENTITY_IMSI, IDENTITY_MSISDN, IDENTITY_IMEI,
                                              IDENTITY_NAI};
enum { CLASS_COUNT = sizeof CLASSES / sizeof *CLASSES };

/* --- Making them ------------------------------------------------------------------------------ */

struct lines {
    char **all;
    size_t count;
};

static bool digits(const char *s, size_t least, size_t most)
{
    size_t length = strlen(s);
    return length >= least && length <= most && strspn(s, "0123456789") == length;
}

static bool network_name(const char *s)
{
    const char *at = strchr(s, '@');
    bool visible = true;
    for (const char *c = s; *c; c++)
        visible &= isgraph((unsigned char)*c) || (unsigned char)*c >= 0x80;
    return visible && at && at != s && at[1] && !strchr(at + 1, '@') && !strchr(s, ':');
}

/* TS 23.003 2.2, 6.2; E.164 6: what is wrong with a value of this class, NULL when nothing. */
static const char *wrong_value(enum identity_class class, const char *value)
{
    switch (class) {
    case IDENTITY_IMSI:
        return digits(value, 6, 15) ? NULL : "an IMSI has 6 to 15 digits";
    case IDENTITY_MSISDN:
        return digits(value, 5, 15) ? NULL
                                    : "an MSISDN has up to 15 digits, with its country code "
                                      "and without +";
    case IDENTITY_IMEI:
        return digits(value, 14, 16) ? NULL : "an IMEI has 14 to 16 digits";
    default:
        return network_name(value) ? NULL : "an NAI is user@realm, without sip: before it";
    }
}

/* What is wrong with a line is told without the line: it may hold an identity. */
static const char *wrong_line(const char *line, enum identity_class *ret_class,
                              const char **ret_value)
{
    for (size_t i = 0; i < CLASS_COUNT; i++) {
        size_t length = strlen(spec_class_word(CLASSES[i]));
        if (strncmp(line, spec_class_word(CLASSES[i]), length) != 0 || line[length] != ':')
            continue;
        *ret_class = CLASSES[i];
        *ret_value = line + length + 1;
        return wrong_value(CLASSES[i], *ret_value);
    }
    if (digits(line, 1, LINE_MOST))
        return "digits alone may be an IMSI, an MSISDN or an IMEI; name the class, as imsi: before "
               "them";
    return "this is no identity; expected is imsi:, msisdn:, imei: or nai: and its value";
}

static char *trimmed(char *line)
{
    line += strspn(line, " \t");
    size_t length = strcspn(line, "#");
    while (length && strchr(" \t\r", line[length - 1]))
        length--;
    line[length] = 0;
    return line;
}

static bool take_line(struct lines *lines, const uint8_t key[32], const char *line,
                      const char **ret_why)
{
    char pseudonym[PSEUDONYM_LENGTH + 1];
    enum identity_class class = IDENTITY_IMSI;
    const char *value = NULL;
    TEXT_ON(text, LINE_MOST);
    if (!*line)
        return true;
    *ret_why = wrong_line(line, &class, &value);
    if (*ret_why)
        return false;
    pseudonym_of(pseudonym, key, spec_class_word(class), value);
    text_identity(&text, class, value, pseudonym);
    *ret_why = text.cut ? "this is too long for an identity" : "out of memory; name fewer at once";
    lines->all[lines->count] = text.cut ? NULL : strdup(text.at);
    return lines->all[lines->count] && ++lines->count;
}

static bool take_lines(struct lines *lines, const char *name, const uint8_t key[32], char *bytes,
                       struct postern_fault *fault)
{
    size_t most = 1;
    for (const char *c = bytes; *c; c++)
        most += *c == '\n';
    lines->all = calloc(most, sizeof *lines->all);
    const char *why = "out of memory; name fewer at once";
    char *line = lines->all ? bytes : NULL;
    size_t number = 1;
    for (; line; number++) {
        char *end = strchr(line, '\n');
        if (end)
            *end = 0;
        if (!take_line(lines, key, trimmed(line), &why))
            break;
        line = end ? end + 1 : NULL;
    }
    if (lines->all && !line)
        return true;
    snprintf(fault->sentence, sizeof fault->sentence, "%s:%zu: %s", name, number, why);
    return false;
}

/* All that the descriptor gives, with a zero byte behind it. */
static char *bytes_of(int descriptor, const char *name, struct postern_fault *fault)
{
    char *bytes = malloc(INPUT_MOST + 1);
    size_t size = 0;
    ssize_t got = bytes ? 1 : -1;
    while (got > 0 && size < INPUT_MOST) {
        got = read(descriptor, bytes + size, INPUT_MOST - size);
        size += got > 0 ? (size_t)got : 0;
        if (got < 0 && errno == EINTR)
            got = 1;
    }
    bool whole = got == 0 && !memchr(bytes, 0, size);
    if (whole) {
        bytes[size] = 0;
        return bytes;
    }
    const char *why = got < 0             ? strerror(errno)
                      : size < INPUT_MOST ? "has a zero byte, and is no text; name a file of lines"
                                          : "is larger than 16 MiB; name fewer at once";
    snprintf(fault->sentence, sizeof fault->sentence, "%s: %s", name, why);
    if (bytes)
        sodium_memzero(bytes, size);
    free(bytes);
    return NULL;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void tell(const struct lines *lines, const uint8_t key[32],
                 void (*each)(void *arg, const char *line), void *arg)
{
    char fingerprint[17];
    TEXT_ON(first, 40);
    postern_key_fingerprint(key, fingerprint);
    text_format(&first, "# key %s", fingerprint);
    each(arg, first.at);
    qsort(lines->all, lines->count, sizeof *lines->all, by_text);
    for (size_t i = 0; i < lines->count; i++)
        if (i == 0 || strcmp(lines->all[i - 1], lines->all[i]) != 0)
            each(arg, lines->all[i]);
}

bool postern_warrant(int descriptor, const char *name, const uint8_t key[32],
                     void (*line)(void *arg, const char *line), void *arg,
                     struct postern_fault *fault)
{
    struct lines lines = {0};
    char *bytes = bytes_of(descriptor, name, fault);
    size_t size = bytes ? strlen(bytes) : 0;
    bool good = bytes && take_lines(&lines, name, key, bytes, fault);
    if (good)
        tell(&lines, key, line, arg);
    for (size_t i = 0; i < lines.count; i++)
        free(lines.all[i]);
    free(lines.all);
    if (bytes)
        sodium_memzero(bytes, size); /* identities in the clear */
    free(bytes);
    return good;
}

/* --- Finding them again ----------------------------------------------------------------------- */

static bool names(const struct postern *p, const struct identity *i)
{
    char pseudonym[PSEUDONYM_LENGTH + 1];
    TEXT_ON(value, LINE_MOST);
    TEXT_ON(text, LINE_MOST);
    registry_identity_text(&value, p->registry, i);
    pseudonym_of(pseudonym, p->said.key, spec_class_word((enum identity_class)i->class), value.at);
    text_identity(&text, (enum identity_class)i->class, value.at, pseudonym);
    return network_warranted(p->network, text.at);
}

bool warrant_names(void *arg, uint32_t person)
{
    const struct postern *p = arg;
    const struct person *who =
        network_has_warrants(p->network) ? registry_person(p->registry, person) : NULL;
    for (size_t i = 0; who && i < CLASS_COUNT; i++) {
        const struct identity *one = registry_identity(p->registry, who->identities[CLASSES[i]]);
        if (one && names(p, one))
            return true;
    }
    return false;
}
