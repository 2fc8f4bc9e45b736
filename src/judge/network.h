/* The operator's declaration of its network (network.yaml): who is who, who may do what.
 *
 * Read before the first hostile byte. A mistake is a sentence with line and column, and a
 * declaration that is wrong is never half used.
 */
#ifndef POSTERN_JUDGE_NETWORK_H
#define POSTERN_JUDGE_NETWORK_H

#include "base/addr.h"
#include "base/fault.h"
#include "spec/spec.h"

struct network;

struct prefix {
    struct addr address;
    unsigned bits;
};

struct declared {
    const char *name;
    const char *vendor; /* NULL: not said */
    enum role role;     /* the first of its roles */
    bool interception;  /* stands under interception: functions */
};

/* NULL and a fault when it cannot be read or is wrong. */
struct network *network_read(const char *path, struct fault *ret_fault);
void network_free(struct network *n);

/* SHA-256 of the file, 64 hex digits. */
const char *network_digest(const struct network *n);

/* The element of this address or host name; NULL: not declared. `n` may be NULL. */
const struct declared *network_element(const struct network *n, const struct addr *address);
const struct declared *network_host(const struct network *n, const char *host);

/* Whether this is a declared place for intercepted traffic (deliver_to or a function). */
bool network_delivers_to(const struct network *n, const struct addr *address);

bool network_home_plmn(const struct network *n, const char *digits);
bool network_has_home(const struct network *n); /* home PLMNs are declared */
bool network_home_realm(const struct network *n, const char *realm);

/* A threshold of a check as the declaration sets it, else `otherwise`. Durations in nanoseconds. */
uint64_t network_threshold(const struct network *n, const char *slug, const char *name,
                           uint64_t otherwise);

#endif
