/* Fuzzes the whole way: the input is a capture; the first byte says how it is looked at.
 *
 * Target functions: postern_run with every sink; all rooms. */
#include "postern.h"

#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void message(void *arg, const struct postern_message *m)
{
    *(size_t *)arg += m->field_count;
}

static void element(void *arg, const struct postern_element *e)
{
    *(size_t *)arg += e->role_count;
}

static void access_(void *arg, const struct postern_access *a)
{
    *(size_t *)arg += a->count;
}

static void finding(void *arg, const struct postern_finding *f)
{
    *(size_t *)arg += f->frame_count;
}

static void origin(void *arg, const struct postern_origin *o)
{
    *(size_t *)arg += o->count;
}

static void conversation(void *arg, const struct postern_conversation *c)
{
    *(size_t *)arg += c->frames;
}

static void blindspot(void *arg, const struct postern_blindspot *b)
{
    *(size_t *)arg += b->bytes;
}

static void summary(void *arg, const struct postern_summary *s)
{
    *(size_t *)arg += s->frames;
}

/* The bytes as a descriptor that can be read like a file. */
static int file_of(const uint8_t *data, size_t size)
{
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    if (fd >= 0 && (write(fd, data, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET) != 0)) {
        close(fd);
        return -1;
    }
    return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t total = 0;
    struct postern_settings settings;
    struct postern_fault fault;
    if (size < 1)
        return 0;
    postern_defaults(&settings);
    settings.memory = 8 << 20;
    settings.decode = data[0] & 1;
    settings.user_plane = data[0] & 2;
    settings.every_access = data[0] & 4;
    settings.reveal = data[0] & 8;
    struct postern_sink sink = {.arg = &total,
                                .message = message,
                                .element = element,
                                .access = access_,
                                .finding = finding,
                                .origin = origin,
                                .conversation = conversation,
                                .blindspot = blindspot,
                                .summary = summary};
    struct postern *p = postern_new(&settings, &fault);
    int fd = file_of(data + 1, size - 1);
    if (p && fd >= 0 && postern_add_descriptor(p, fd, "fuzz", &fault))
        postern_run(p, &sink, &fault);
    postern_free(p);
    return 0;
}
