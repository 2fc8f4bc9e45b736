/* Fuzzes the reader of declarations: the input is network.yaml.
 *
 * Target functions: network_read, network_element, network_host, network_threshold. */
#include "judge/network.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
        if (n)
            network_free(n);
    }
    close(fd);
    return 0;
}
