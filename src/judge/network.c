/* The operator's declaration: read whole or not at all, then looked up. */
#include "judge/network_inside.h"
#include "judge/network_keys.h"
#include "judge/network_words.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void network_free(struct network *n)
{
    if (!n)
        return;
    tree_free(&n->tree);
    free(n->elements);
    free(n->element_nodes);
    free(n->prefixes);
    free(n->hosts);
    free(n->instances);
    free(n->delivery);
    free(n->pools);
    free(n->plmns.all);
    free(n->realms.all);
    free(n->titles.all);
    free(n->msisdns.all);
    network_free_partners(n);
    network_free_rules(n);
    network_free_warrants(n);
    free(n->thresholds);
    free(n);
}

char *network_bytes(const char *path, size_t *ret_size, struct fault *f)
{
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(TREE_BYTES + 1);
    size_t size = file && bytes ? fread(bytes, 1, TREE_BYTES + 1, file) : 0;
    bool ok = file && bytes && !ferror(file) && size <= TREE_BYTES;
    if (!file || (bytes && ferror(file)))
        fault_set(f, "%s: the declaration cannot be read: %s; check its name and its rights", path,
                  strerror(errno));
    else if (!bytes)
        fault_set(f, "%s: out of memory for the declaration", path);
    else if (!ok)
        fault_set(f, "%s: the declaration is larger than 1 MiB; take what is not needed out of it",
                  path);
    if (file)
        (void)fclose(file);
    if (ok) {
        *ret_size = size;
        return bytes;
    }
    free(bytes);
    return NULL;
}

void network_set_digest(struct network *n, const char *bytes, size_t size)
{
    uint8_t digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, (const uint8_t *)bytes, size);
    sodium_bin2hex(n->digest, sizeof n->digest, digest, sizeof digest);
}

bool network_tree(struct tree *ret, const char *path, struct fault *f)
{
    size_t size = 0;
    char *bytes = network_bytes(path, &size, f);
    bool ok = bytes && tree_read(ret, path, bytes, size, f) && network_valid(ret, f);
    free(bytes);
    return ok;
}

struct network *network_read_bytes(const char *name, const char *bytes, size_t size,
                                   struct fault *ret_fault)
{
    struct network *n = calloc(1, sizeof *n);
    if (!n) {
        fault_set(ret_fault, "%s: out of memory for the declaration", name);
        return NULL;
    }
    if (tree_read(&n->tree, name, bytes, size, ret_fault) && network_valid(&n->tree, ret_fault) &&
        network_fill(n, ret_fault)) {
        network_set_digest(n, bytes, size);
        n->tree.name = NULL; /* the caller's, and no fault can come any more */
        return n;
    }
    network_free(n);
    return NULL;
}

struct network *network_read(const char *path, struct fault *ret_fault)
{
    size_t size = 0;
    char *bytes = network_bytes(path, &size, ret_fault);
    struct network *n = bytes ? network_read_bytes(path, bytes, size, ret_fault) : NULL;
    if (n && !network_fill_warrants(n, path, ret_fault)) {
        network_free(n);
        n = NULL;
    }
    free(bytes);
    return n;
}

const char *network_digest(const struct network *n)
{
    return n ? n->digest : NULL;
}

struct addr network_place(const struct addr *a)
{
    uint32_t code = (uint32_t)a->bytes[1] << 16 | (uint32_t)a->bytes[2] << 8 | a->bytes[3];
    struct addr place = *a;
    if (a->bytes[0] & ADDR_SS7_TITLE) {
        place.bytes[0] = ADDR_SS7_TITLE;
        memset(place.bytes + 1, 0, 3);
        return place;
    }
    if (!(a->bytes[0] & ADDR_SS7_ANSI)) /* ITU-T Q.704 2.2: 3, 8 and 3 bits */
        code = (code >> 11 & 7) << 16 | (code >> 3 & 255) << 8 | (code & 7);
    return addr_point_code(code, false);
}

static const struct declared *element_of_place(const struct network *n, const struct addr *address)
{
    struct owned_prefix key = {.prefix = {network_place(address), 0}};
    const struct owned_prefix *p =
        bsearch(&key, n->prefixes, n->prefix_count, sizeof *n->prefixes, network_by_address);
    return p ? &n->elements[p->element] : NULL;
}

/* The longest prefix wins: an element's own address over the subnet of a group. */
const struct declared *network_element(const struct network *n, const struct addr *address)
{
    if (!n || !address->family)
        return NULL;
    if (address->family == ADDR_SS7)
        return element_of_place(n, address);
    const uint8_t *lengths = n->lengths[address->family == 6];
    for (unsigned bits = (address->family == 6 ? 128 : 32) + 1; bits-- > 0;) {
        if (!lengths[bits])
            continue;
        struct owned_prefix key = {.prefix = {word_masked(*address, bits), bits}};
        const struct owned_prefix *p =
            bsearch(&key, n->prefixes, n->prefix_count, sizeof *n->prefixes, network_by_address);
        if (p)
            return &n->elements[p->element];
    }
    return NULL;
}

static const struct declared *named(const struct network *n, const struct owned_host *all,
                                    size_t count, const char *name)
{
    struct owned_host key = {.host = name};
    const struct owned_host *h = bsearch(&key, all, count, sizeof *all, network_by_host);
    return h ? &n->elements[h->element] : NULL;
}

const struct declared *network_host(const struct network *n, const char *host)
{
    return n ? named(n, n->hosts, n->host_count, host) : NULL;
}

const struct declared *network_instance(const struct network *n, const char *uuid)
{
    return n ? named(n, n->instances, n->instance_count, uuid) : NULL;
}

bool network_has_instances(const struct network *n)
{
    return n && n->instance_count;
}

bool network_prefix(const struct network *n, size_t number, struct prefix *ret,
                    const struct declared **ret_element)
{
    if (!n || number >= n->prefix_count)
        return false;
    *ret = n->prefixes[number].prefix;
    *ret_element = &n->elements[n->prefixes[number].element];
    return true;
}

bool declared_plays(const struct declared *d, enum role role)
{
    for (unsigned i = 0; d && i < DECLARED_ROLES && d->roles[i]; i++)
        if (spec_role_within(role, (enum role)d->roles[i]))
            return true;
    return false;
}

bool network_has_place(const struct network *n, const struct declared *d)
{
    for (size_t i = 0; n && i < n->prefix_count; i++)
        if (&n->elements[n->prefixes[i].element] == d &&
            n->prefixes[i].prefix.address.family != ADDR_SS7)
            return true;
    return false;
}

bool network_has_role(const struct network *n, enum role role)
{
    for (size_t i = 0; n && i < n->element_count; i++)
        if (declared_plays(&n->elements[i], role))
            return true;
    return false;
}

bool network_delivers_to(const struct network *n, const struct addr *address)
{
    const struct declared *d = network_element(n, address);
    return (d && d->interception) || (n && prefixes_hold(n->delivery, n->delivery_count, address));
}

bool network_intercepts(const struct network *n)
{
    return n && network_child(&n->tree, 1, "interception");
}

bool network_has_home(const struct network *n)
{
    return n && n->plmns.count;
}

bool network_has_titles(const struct network *n)
{
    return n && n->titles.count;
}

bool network_has_realms(const struct network *n)
{
    return n && n->realms.count;
}

bool network_home_plmn(const struct network *n, const char *digits)
{
    return n && plmns_have(&n->plmns, digits);
}

bool network_home_imsi(const struct network *n, const char *digits)
{
    return n && texts_begin(&n->plmns, digits);
}

bool network_home_realm(const struct network *n, const char *realm)
{
    return n && texts_above(&n->realms, realm);
}

bool network_home_title(const struct network *n, const char *digits)
{
    return n && texts_begin(&n->titles, digits);
}

bool network_home_msisdn(const struct network *n, const char *digits)
{
    return n && texts_begin(&n->msisdns, digits);
}

bool network_user_pool(const struct network *n, const struct addr *address)
{
    return n && prefixes_hold(n->pools, n->pool_count, address);
}

uint64_t network_threshold(const struct network *n, const char *slug, const char *name,
                           uint64_t otherwise)
{
    for (size_t i = 0; n && i < n->threshold_count; i++)
        if (strcmp(n->thresholds[i].slug, slug) == 0 && strcmp(n->thresholds[i].name, name) == 0)
            return n->thresholds[i].amount;
    return otherwise;
}
