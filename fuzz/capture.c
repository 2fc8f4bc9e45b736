/* Target functions: capture_add, capture_next and what they reach in src/wire/capture: bytes_read,
 * gzip_step, zstd_step, xz_step, lz4_step, source_see, source_fill, source_hold, source_finish,
 * pcap_next, pcapng_next, pcapng_interface_read, filter_ask.
 *
 * The input is a file. It is read alone, and then merged with itself within a budget that makes
 * windows small; every byte of every frame is touched. Both have to give the same frames. */
#include "wire/capture/frame.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int file_of(const uint8_t *data, size_t size)
{
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET) != 0)
        abort();
    return fd;
}

static uint64_t walk(const uint8_t *data, size_t size, unsigned copies, size_t budget,
                     const char *filter)
{
    struct blind blind;
    struct fault why;
    struct frame frames[FRAME_BATCH];
    uint64_t sum = 0;
    if (!blind_init(&blind, 1 << 16, 1))
        abort();
    struct capture_settings settings = {.filter = filter, .budget = budget, .blind = &blind};
    struct capture *c = capture_new(&settings, &why);
    if (!c)
        abort();
    for (unsigned i = 0; i < copies; i++)
        if (!capture_add(c, file_of(data, size), "fuzz", &why))
            abort();
    for (size_t n; (n = capture_next(c, frames)) > 0;)
        for (size_t i = 0; i < n; i++) {
            if (frames[i].original < frames[i].captured || frames[i].number == 0)
                abort();
            sum += frames[i].number + frames[i].captured;
            for (uint32_t k = 0; k < frames[i].captured; k++)
                sum += frames[i].bytes[k];
        }
    capture_free(c);
    blind_free(&blind);
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint64_t once = walk(data, size, 1, 4 << 20, NULL);
    /* The smallest windows do not hold the interface tables of some inputs: so still 256 KiB. */
    if (walk(data, size, 3, 256 << 10, NULL) != 3 * once)
        abort();
    walk(data, size, 1, 4 << 20, "udp port 2123 or ip6");
    return 0;
}
