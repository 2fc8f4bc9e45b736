/* Thin: no declaration yet. The declaration's owner replaces this. */
#include "judge/network.h"

#include <stddef.h>

struct network *network_read(const char *path, struct fault *ret_fault)
{
    fault_set(ret_fault, "%s: declarations are not read yet", path);
    return NULL;
}

void network_free(struct network *n)
{
    (void)n;
}

const char *network_digest(const struct network *n)
{
    (void)n;
    return NULL;
}

const struct declared *network_element(const struct network *n, const struct addr *address)
{
    (void)n;
    (void)address;
    return NULL;
}

const struct declared *network_host(const struct network *n, const char *host)
{
    (void)n;
    (void)host;
    return NULL;
}

bool network_delivers_to(const struct network *n, const struct addr *address)
{
    (void)n;
    (void)address;
    return false;
}

bool network_home_plmn(const struct network *n, const char *digits)
{
    (void)n;
    (void)digits;
    return false;
}

bool network_has_home(const struct network *n)
{
    (void)n;
    return false;
}

bool network_home_realm(const struct network *n, const char *realm)
{
    (void)n;
    (void)realm;
    return false;
}

uint64_t network_threshold(const struct network *n, const char *slug, const char *name,
                           uint64_t otherwise)
{
    (void)n;
    (void)slug;
    (void)name;
    return otherwise;
}
