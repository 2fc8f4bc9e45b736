#include "wire/capture/bytes.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Compressed bytes are read in small pieces: a thousand files may be open at once. */
enum { PACKED_PIECE = 16 << 10 };

void bytes_init(struct bytes *b, int fd)
{
    struct stat st;
    *b = (struct bytes){.fd = fd};
    off_t at = lseek(fd, 0, SEEK_CUR);
    b->regular = at >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    if (b->regular) {
        b->start = at;
        b->size = st.st_size > at ? (uint64_t)(st.st_size - at) : 0;
    }
}

static void forget(struct bytes *b)
{
    if (b->state)
        b->inflater->close(b->state);
    free(b->packed);
    b->state = NULL;
    b->packed = NULL;
    b->in = (struct cursor){0};
}

void bytes_close(struct bytes *b)
{
    forget(b);
    if (b->fd >= 0)
        close(b->fd);
    b->fd = -1;
}

static size_t fail(struct bytes *b, int error)
{
    b->error = error;
    b->end = BYTES_FAILED;
    return 0;
}

/* A descriptor that somebody set to not wait is waited for. */
static size_t take(struct bytes *b, uint8_t *to, size_t room)
{
    for (;;) {
        ssize_t got = read(b->fd, to, room);
        if (got >= 0) {
            b->taken += (size_t)got;
            return (size_t)got;
        }
        struct pollfd wait = {.fd = b->fd, .events = POLLIN};
        if (errno == EAGAIN)
            poll(&wait, 1, -1);
        else if (errno != EINTR)
            return fail(b, errno);
    }
}

static size_t finish(struct bytes *b, enum bytes_end end)
{
    if (b->end == BYTES_FLOW)
        b->end = end;
    return 0;
}

static size_t expand(struct bytes *b, uint8_t *to, size_t room)
{
    while (b->end == BYTES_FLOW) {
        if (!cursor_left(&b->in) && !b->brimming) {
            size_t got = take(b, b->packed, PACKED_PIECE);
            if (!got)
                return finish(b, b->between ? BYTES_WHOLE : BYTES_CUT);
            b->in = cursor_of(b->packed, got);
        }
        size_t before = cursor_left(&b->in);
        size_t gave;
        enum inflated answer = b->inflater->step(b->state, &b->in, to, room, &gave);
        b->between = answer == INFLATED_BETWEEN;
        b->brimming = gave == room;
        if (answer == INFLATED_TOO_LARGE)
            finish(b, BYTES_TOO_LARGE);
        else if (answer == INFLATED_BROKEN || (before && !gave && cursor_left(&b->in) == before))
            finish(b, BYTES_BROKEN);
        if (gave)
            return gave;
    }
    return 0;
}

/* The first bytes tell whether the file is compressed; a pipe may give them one by one. */
static size_t begin(struct bytes *b, uint8_t *to, size_t room)
{
    size_t got = 0;
    size_t piece = room < PACKED_PIECE ? room : PACKED_PIECE;
    for (size_t n; got < INFLATE_MAGIC && (n = take(b, to + got, piece - got)) > 0;)
        got += n;
    b->begun = true;
    b->inflater = inflater_for(cursor_of(to, got));
    if (!b->inflater)
        return got ? got : finish(b, BYTES_WHOLE);
    b->packed = malloc(PACKED_PIECE);
    b->state = b->inflater->open();
    if (!b->packed || !b->state)
        return fail(b, ENOMEM);
    memcpy(b->packed, to, got);
    b->in = cursor_of(b->packed, got);
    return expand(b, to, room);
}

size_t bytes_read(struct bytes *b, uint8_t *to, size_t room)
{
    if (b->end != BYTES_FLOW)
        return 0;
    if (!b->begun)
        return begin(b, to, room);
    if (b->inflater)
        return expand(b, to, room);
    size_t got = take(b, to, room);
    return got ? got : finish(b, BYTES_WHOLE);
}

void bytes_seek(struct bytes *b, uint64_t offset)
{
    if (lseek(b->fd, (off_t)(b->start + (int64_t)offset), SEEK_SET) < 0) {
        fail(b, errno);
        return;
    }
    b->taken = offset;
    b->end = BYTES_FLOW;
}

void bytes_rewind(struct bytes *b)
{
    forget(b);
    b->begun = b->between = b->brimming = false;
    bytes_seek(b, 0);
}

size_t bytes_weight(const struct bytes *b)
{
    return b->state ? b->inflater->weight(b->state) + PACKED_PIECE : 0;
}
