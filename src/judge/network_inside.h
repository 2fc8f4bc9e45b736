/* What a declaration becomes: sorted arrays. Shared by network.c (look-ups) and network_fill.c. */
#ifndef POSTERN_JUDGE_NETWORK_INSIDE_H
#define POSTERN_JUDGE_NETWORK_INSIDE_H

#include "judge/network.h"
#include "judge/network_tree.h"

/* Texts point into the tree, which lives as long. `node` is for faults. */
struct owned_prefix {
    struct prefix prefix;
    uint32_t element; /* number in elements; of deliver_to: none */
    uint32_t node;
};

struct owned_host {
    const char *host;
    uint32_t element;
    uint32_t node;
};

struct threshold {
    const char *slug, *name;
    uint64_t amount;
};

struct texts {
    const char **all;
    size_t count;
};

struct network {
    struct tree tree;
    char digest[65];
    struct declared *elements;
    uint32_t *element_nodes; /* where each stands */
    size_t element_count;
    struct owned_prefix *prefixes; /* by address, then length; places in SS7 of length 0 */
    size_t prefix_count;
    struct owned_host *hosts; /* by name, without case */
    size_t host_count;
    struct prefix *delivery;
    size_t delivery_count;
    struct texts plmns, realms;
    struct threshold *thresholds;
    size_t threshold_count;
    uint8_t lengths[2][129]; /* whether a prefix of this length is declared: IPv4, IPv6 */
};

/* From a valid tree; contradictions are faults. */
bool network_fill(struct network *n, struct fault *ret_fault);

/* The form in which a place in SS7 is kept and looked up: its global title, else its point code as
 * three numbers, whose network wrote them in 14 bits or in 24. */
struct addr network_place(const struct addr *a);

int network_by_address(const void *a, const void *b); /* struct owned_prefix */
int network_by_host(const void *a, const void *b);    /* struct owned_host */

#endif
