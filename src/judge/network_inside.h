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

/* What a name, role, address or prefix of the declaration means. */
enum refers { REFERS_ELEMENT, REFERS_ROLE, REFERS_PREFIX };
struct reference {
    enum refers kind;
    const struct declared *element;
    enum role role;
    struct prefix prefix;
};

struct references {
    struct reference *all;
    size_t count;
    bool said; /* the key stands there */
};

struct permit {
    struct references from, to;
    const char *protocol; /* NULL: all */
    struct texts operations;
    uint16_t categories; /* 0: all */
};

struct ticket {
    uint64_t from, until; /* nanoseconds */
};

struct window;

struct maintenance {
    const char *vendor;
    struct references from, to, targets;
    struct texts protocols;
    struct texts windows;
    struct window *parsed; /* of windows, in their order */
    struct ticket *tickets;
    size_t ticket_count;
};

struct warrants {
    char *path;  /* NULL: the declaration names no file */
    char *bytes; /* the file's, cut into lines */
    char key[17];
    struct texts all; /* sorted */
};

struct partner_entry {
    struct partner said;
    struct texts plmns, realms, titles, may;
    struct prefix *addresses;
    size_t address_count;
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
    struct owned_host *instances; /* by UUID */
    size_t instance_count;
    struct texts plmns, realms, titles, msisdns;
    struct prefix *pools;
    size_t pool_count;
    struct partner_entry *partners;
    size_t partner_count;
    struct permit *permits;
    size_t permit_count;
    struct maintenance *maintenance;
    size_t maintenance_count;
    struct warrants warrants;
    struct threshold *thresholds;
    size_t threshold_count;
    uint8_t lengths[2][129]; /* whether a prefix of this length is declared: IPv4, IPv6 */
};

/* A declaration's bytes, at most TREE_BYTES; NULL and a fault. */
char *network_bytes(const char *path, size_t *ret_size, struct fault *ret_fault);
void network_set_digest(struct network *n, const char *bytes, size_t size);
/* The tree of a file, valid by the table of keys; false and a fault. tree_free in either case. */
bool network_tree(struct tree *ret, const char *path, struct fault *ret_fault);

/* From a valid tree; contradictions are faults. network_fill does elements and the rest of home,
 * network_partners.c and network_rules.c what their names say. */
bool network_fill(struct network *n, struct fault *ret_fault);
bool network_fill_partners(struct network *n, struct fault *ret_fault);
bool network_fill_rules(struct network *n, struct fault *ret_fault);
/* Remarks on one that is whole: names of elements that are none (mistakes), and what is legal and
 * probably none of what was meant. False: there is no room for a further mistake. */
bool network_references(const struct network *n, struct fault *ret_fault);
void network_doubt_places(const struct network *n);
void network_doubt_rules(const struct network *n);
/* Of the declaration that was read from `path`. */
bool network_fill_warrants(struct network *n, const char *path, struct fault *ret_fault);
void network_free_warrants(struct network *n);
void network_free_partners(struct network *n);
void network_free_rules(struct network *n);

/* --- Small steps through the tree ------------------------------------------------------------- */

static inline uint32_t list_first(const struct tree *t, uint32_t list)
{
    return list ? tree_node(t, list)->child : NODE_NONE;
}

static inline uint32_t list_next(const struct tree *t, uint32_t n)
{
    return tree_node(t, n)->next;
}

/* An element's name, else its first host or address. */
const char *network_name_of(const struct tree *t, uint32_t map);
/* The text of a mapping's key; NULL: it is not there. */
const char *network_text(const struct tree *t, uint32_t map, const char *key);
/* The texts of a list, which may be NODE_NONE; false: no memory. */
bool texts_fill(struct texts *texts, const struct tree *t, uint32_t list);
/* The prefixes of a list; false: no memory. */
bool prefixes_fill(struct prefix **ret, size_t *ret_count, const struct tree *t, uint32_t list);
bool texts_have(const struct texts *texts, const char *word); /* without case */
/* Whether one of the texts is this operation's name or number; no texts are all. */
bool texts_operation(const struct texts *all, const struct spec_op *op);
/* Whether one of the texts begins `digits`. */
bool texts_begin(const struct texts *texts, const char *digits);
/* Whether `name` is one of the texts or stands below one, as names below a realm do. */
bool texts_above(const struct texts *texts, const char *name);
bool prefixes_hold(const struct prefix *all, size_t count, const struct addr *a);
/* Whether one of the PLMNs is this one, of 5 or 6 digits; 001001 is also 00101, since names of
 * 3GPP's domains always write three digits of the MNC (TS 23.003 19.2). */
bool plmns_have(const struct texts *plmns, const char *digits);

/* The form in which a place in SS7 is kept and looked up: its global title, else its point code as
 * three numbers, whose network wrote them in 14 bits or in 24. */
struct addr network_place(const struct addr *a);

int network_by_address(const void *a, const void *b); /* struct owned_prefix */
int network_by_host(const void *a, const void *b);    /* struct owned_host */

#endif
