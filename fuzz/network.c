/* Fuzzes the reader of declarations: the input is network.yaml.
 *
 * Target functions: network_read, network_element, network_host, network_threshold,
 * network_check, network_diff (with itself: no change). */
#include "judge/network.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void on_remark(void *arg, const struct network_remark *r)
{
    size_t *bytes = arg;
    *bytes += strlen(r->sentence);
}

static void on_change(void *arg, const struct network_change *c)
{
    size_t *bytes = arg;
    *bytes += strlen(c->sentence);
}

/* What network_read takes, network_check takes too, but for names that are nobody's; what it
 * refuses, that one refuses. */
static void check(const char *path, bool taken)
{
    struct fault fault;
    size_t told = 0;
    struct network *n = network_check(path, on_remark, &told, &fault);
    if (n && !taken)
        abort();
    network_free(n);
    told = 0;
    if (taken && (!network_diff(path, path, on_change, &told, &fault) || told))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[40];
    struct fault fault;
    struct addr address = {.bytes = {10, 0, 0, 5}, .family = 4};
    int fd = memfd_create("network", MFD_CLOEXEC);
    if (fd < 0)
        return 0;
    if (write(fd, data, size) == (ssize_t)size) {
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        struct network *n = network_read(path, &fault);
        network_element(n, &address);
        network_host(n, "hss1");
        network_threshold(n, "identity-harvest", "within", 1);
        check(path, n != NULL);
        network_free(n);
    }
    close(fd);
    return 0;
}
