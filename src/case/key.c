#include "base/fault.h"
#include "base/text.h"
#include "postern.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool fault_of(struct postern_fault *fault, const char *path, const char *what)
{
    snprintf(fault->sentence, sizeof fault->sentence, "%s: %s", path, what);
    return false;
}

bool postern_key_read(const char *path, uint8_t key[32], struct postern_fault *fault)
{
    char hex[66];
    size_t got = 0;
    const char *end = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fault_of(fault, path, strerror(errno));
    ssize_t n = read(fd, hex, sizeof hex);
    close(fd);
    bool whole = n == 64 || (n == 65 && hex[64] == '\n');
    if (!whole || sodium_hex2bin(key, 32, hex, 64, NULL, &got, &end) != 0 || got != 32)
        return fault_of(
            fault, path,
            "is no key; a key is 64 hex digits and a newline, made by `postern key new`");
    return true;
}

bool postern_key_new(const char *path, uint8_t key[32], struct postern_fault *fault)
{
    char hex[66];
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return fault_of(fault, path,
                        errno == EEXIST ? "is there already and is not overwritten; name another"
                                        : strerror(errno));
    postern_key_random(key);
    sodium_bin2hex(hex, 65, key, 32);
    hex[64] = '\n';
    bool done = write(fd, hex, 65) == 65;
    if (close(fd) != 0 || !done) {
        unlink(path);
        return fault_of(fault, path, "could not be written; is the disk full?");
    }
    return true;
}

void postern_key_random(uint8_t key[32])
{
    randombytes_buf(key, 32);
}

void postern_key_fingerprint(const uint8_t key[32], char out[17])
{
    static const char text[] = "postern key";
    uint8_t hash[32];
    crypto_generichash(hash, sizeof hash, (const uint8_t *)text, sizeof text - 1, key, 32);
    sodium_bin2hex(out, 17, hash, 8);
}
