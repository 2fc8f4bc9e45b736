/* The operator's declaration: read whole or not at all, then looked up. */
#include "judge/network_inside.h"
#include "judge/network_keys.h"
#include "judge/network_words.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void network_free(struct network *n)
{
    if (!n)
        return;
    tree_free(&n->tree);
    free(n->elements);
    free(n->element_nodes);
    free(n->prefixes);
    free(n->hosts);
    free(n->delivery);
    free(n->plmns.all);
    free(n->realms.all);
    free(n->thresholds);
    free(n);
}

/* The file's bytes, at most TREE_BYTES; NULL and a fault. */
static char *bytes_of(const char *path, size_t *ret_size, struct fault *f)
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

static void set_digest(struct network *n, const char *bytes, size_t size)
{
    uint8_t digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, (const uint8_t *)bytes, size);
    sodium_bin2hex(n->digest, sizeof n->digest, digest, sizeof digest);
}

struct network *network_read(const char *path, struct fault *ret_fault)
{
    size_t size = 0;
    char *bytes = bytes_of(path, &size, ret_fault);
    struct network *n = bytes ? calloc(1, sizeof *n) : NULL;
    if (bytes && !n)
        fault_set(ret_fault, "%s: out of memory for the declaration", path);
    bool ok = n && tree_read(&n->tree, path, bytes, size, ret_fault) &&
              network_valid(&n->tree, ret_fault) && network_fill(n, ret_fault);
    if (ok) {
        set_digest(n, bytes, size);
        n->tree.name = NULL; /* the caller's, and no fault can come any more */
    }
    free(bytes);
    if (ok)
        return n;
    network_free(n);
    return NULL;
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

const struct declared *network_host(const struct network *n, const char *host)
{
    if (!n)
        return NULL;
    struct owned_host key = {.host = host};
    const struct owned_host *h =
        bsearch(&key, n->hosts, n->host_count, sizeof *n->hosts, network_by_host);
    return h ? &n->elements[h->element] : NULL;
}

bool network_delivers_to(const struct network *n, const struct addr *address)
{
    const struct declared *d = network_element(n, address);
    if (d && d->interception)
        return true;
    for (size_t i = 0; n && i < n->delivery_count; i++)
        if (n->delivery[i].address.family == address->family &&
            addr_within(address, &n->delivery[i].address, n->delivery[i].bits))
            return true;
    return false;
}

bool network_home_plmn(const struct network *n, const char *digits)
{
    for (size_t i = 0; n && i < n->plmns.count; i++)
        if (strcmp(n->plmns.all[i], digits) == 0)
            return true;
    return false;
}

bool network_has_home(const struct network *n)
{
    return n && n->plmns.count;
}

/* A realm of home, or one below it: names below a name are given out by its owner. */
bool network_home_realm(const struct network *n, const char *realm)
{
    size_t length = strlen(realm);
    for (size_t i = 0; n && i < n->realms.count; i++) {
        size_t home = strlen(n->realms.all[i]);
        if (home > length || strcasecmp(realm + (length - home), n->realms.all[i]) != 0)
            continue;
        if (home == length || realm[length - home - 1] == '.')
            return true;
    }
    return false;
}

uint64_t network_threshold(const struct network *n, const char *slug, const char *name,
                           uint64_t otherwise)
{
    for (size_t i = 0; n && i < n->threshold_count; i++)
        if (strcmp(n->thresholds[i].slug, slug) == 0 && strcmp(n->thresholds[i].name, name) == 0)
            return n->thresholds[i].amount;
    return otherwise;
}
