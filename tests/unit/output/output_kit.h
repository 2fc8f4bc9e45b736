/* Where outputs write to in tests: a file in memory that is read back. */
#ifndef POSTERN_TESTS_OUTPUT_KIT_H
#define POSTERN_TESTS_OUTPUT_KIT_H

#include "output/writer.h"

#include "unit/unit.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static inline struct writer *kit_new(void)
{
    struct writer *w = malloc(sizeof *w);
    assert_non_null(w);
    int fd = memfd_create("out", 0);
    assert_true(fd >= 0);
    writer_init(w, fd);
    return w;
}

/* All that was written, as one string to be freed. */
static inline char *kit_text(struct writer *w)
{
    writer_flush(w);
    off_t size = lseek(w->fd, 0, SEEK_END);
    char *text = calloc(1, (size_t)size + 1);
    assert_non_null(text);
    assert_int_equal(pread(w->fd, text, (size_t)size, 0), size);
    return text;
}

static inline void kit_free(struct writer *w)
{
    close(w->fd);
    free(w);
}

static inline void assert_written(struct writer *w, const char *expected)
{
    char *text = kit_text(w);
    assert_string_equal(text, expected);
    free(text);
    kit_free(w);
}

/* Whether a part was written. */
static inline void assert_holds(const char *text, const char *part)
{
    const char *at = strstr(text, part);
    if (!at)
        print_error("not written: %s\nbut:\n%s", part, text);
    assert_non_null(at);
}

#endif
