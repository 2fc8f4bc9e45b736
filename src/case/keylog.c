#include "case/keylog.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 << 10, BUDGET_LEAST = 256 << 10, ROOM_A_BYTE = 3 };

/* Whole lines are handed on; what is left of the last one goes to the front. */
static size_t hand_on(struct driver *d, uint8_t *bytes, size_t *len, bool last, size_t budget)
{
    size_t whole = *len;
    while (!last && whole && bytes[whole - 1] != '\n')
        whole--;
    if (!whole && *len == PIECE)
        whole = *len; /* no line is so long: this is no key log */
    size_t count = driver_secrets(d, (struct span){bytes, whole}, budget);
    memmove(bytes, bytes + whole, *len - whole);
    *len -= whole;
    return count;
}

static bool read_all(struct driver *d, int fd, size_t budget, size_t *ret_count)
{
    uint8_t bytes[PIECE];
    size_t len = 0;
    ssize_t got;
    *ret_count = 0;
    while ((got = read(fd, bytes + len, PIECE - len)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        len += (size_t)got;
        *ret_count += hand_on(d, bytes, &len, false, budget);
    }
    *ret_count += hand_on(d, bytes, &len, true, budget);
    explicit_bzero(bytes, sizeof bytes);
    return true;
}

bool keylog_read(struct driver *d, const char *path, size_t budget, struct fault *ret_fault)
{
    struct stat is;
    size_t count = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && fstat(fd, &is) == 0;
    if (ok) {
        size_t wanted = S_ISREG(is.st_mode) ? (size_t)is.st_size * ROOM_A_BYTE : budget;
        wanted = wanted < BUDGET_LEAST ? BUDGET_LEAST : wanted;
        ok = read_all(d, fd, wanted < budget ? wanted : budget, &count);
    }
    int error = errno;
    if (fd >= 0)
        close(fd);
    if (!ok)
        return fault_set(ret_fault, "%s: %s", path, strerror(error));
    return count || fault_set(ret_fault,
                              "%s: holds no secret of TLS; give a file in the form of "
                              "SSLKEYLOGFILE (CLIENT_RANDOM ..., CLIENT_TRAFFIC_SECRET_0 ...)",
                              path);
}
