/* Declarations as text: the example of the contract, and what is wrong in others. */
#ifndef POSTERN_TESTS_NETWORK_KIT_H
#define POSTERN_TESTS_NETWORK_KIT_H

#include "judge/network.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Every key of a declaration, once. */
static const char EXAMPLE[] =
    "version: 1\n"
    "operator: Example Mobile\n"
    "home:\n"
    "  plmns: [\"00101\"]                     # MCC+MNC, strings\n"
    "  realms: [epc.mnc001.mcc001.3gppnetwork.org]\n"
    "  global_titles: [\"99901\"]             # prefixes, digits\n"
    "  msisdns: [\"9991\"]                    # prefixes of own numbers\n"
    "  user_pools: [10.45.0.0/16, \"2001:db8:45::/48\"]\n"
    "elements:\n"
    "  - name: hss1\n"
    "    role: HSS                          # or roles: [HSS, AUC]\n"
    "    vendor: Example Systems\n"
    "    addresses: [10.0.0.5, 10.0.1.0/28]\n"
    "    hosts: [hss1.epc.mnc001.mcc001.3gppnetwork.org]\n"
    "    global_titles: [\"9990100001\"]\n"
    "    point_codes: [\"2-1-5\"]             # or a decimal number\n"
    "    nf_instances: [6b1d2a7e-0000-4000-8000-000000000001]\n"
    "    site: north\n"
    "  - {roles: [SMF, PGW-C], point_codes: [4711], addresses: [\"2001:db8::7\"]}\n"
    "permit:                                # beyond what 3GPP's roles allow\n"
    "  - from: provisioning                 # element name, role, address or prefix\n"
    "    to: hss1\n"
    "    protocol: ldap                     # proto as in 2.1, or ssh, ldap, mysql, gre ...\n"
    "    operations: [search]               # names or numbers; absent: all\n"
    "    categories: [profile]              # absent: all\n"
    "    why: nightly reconciliation\n"
    "maintenance:\n"
    "  - vendor: Example Systems\n"
    "    from: [192.0.2.0/28]\n"
    "    to: [jump1]                        # entry point\n"
    "    targets: [mme1, upf1]              # what may be reached from it\n"
    "    protocols: [ssh]\n"
    "    windows: [\"Sat 01:00-05:00 Europe/Amsterdam\"]\n"
    "    tickets: [{id: CHG-17, from: 2026-01-10T01:00:00Z, until: 2026-01-10T05:00:00Z}]\n"
    "interception:\n"
    "  functions: [{name: admf1, role: ADMF, addresses: [10.9.0.2]}, {name: mdf1, role: MDF, "
    "addresses: [10.9.0.3]}]\n"
    "  deliver_to: [198.51.100.7]\n"
    "  warrants: warrants.txt               # pseudonyms, one a line\n"
    "partners:\n"
    "  - name: Roam Co\n"
    "    plmns: [\"99970\"]\n"
    "    realms: [epc.mnc070.mcc999.3gppnetwork.org]\n"
    "    global_titles: [\"99888\"]\n"
    "    addresses: [203.0.113.0/24]\n"
    "    may: [roaming]                     # packs (roaming, sms, location) or operations\n"
    "thresholds:\n"
    "  identity-harvest: {subscribers: 50, within: 10m}\n";

/* What is wrong, where, and whether a schema can see it too. */
struct wrong {
    const char *text;
    unsigned line, column;
    const char *says;
    bool schema;
};

#define V "version: 1\n"

static const struct wrong WRONG[] = {
    /* types and keys */
    {"version: 1\nhoem: {}\n", 2, 1, "unknown key \"hoem\"", true},
    {"version: 1\nelements: 7\n", 2, 11, "7 is a number; expected is a list of mappings", true},
    {"operator: Example\n", 1, 1, "there is no version", true},
    {"version: 2\n", 1, 10, "a version that this program does not know", true},
    {"version: \"1\"\n", 1, 10, "1 is a text", true},
    {"version: one\n", 1, 10, "one is a text", true},
    {"- version\n", 1, 1, "this is a list; expected is a mapping", true},
    {V "home: []\n", 2, 7, "this is a list; expected is a mapping", true},
    {V "home:\n", 2, 6, "this is empty", true},
    {V "home: {plmn: [\"00101\"]}\n", 2, 8, "unknown key \"plmn\"; known here are plmns", true},
    {V "operator: [a]\n", 2, 11, "this is a list", true},
    {V "operator: true\n", 2, 11, "true is no text", true},
    {V "elements:\n  - hss1\n", 3, 5, "hss1 is a text; expected is a mapping", true},
    {V "elements:\n  - name: hss1\n    adresses: [10.0.0.5]\n", 4, 5, "unknown key", true},
    {V "elements: [{addresses: 10.0.0.5}]\n", 2, 24, "expected is a list", true},
    {V "version: 1\n", 2, 1, "the key \"version\" stands here a second time", false},
    {V "? [a]\n: b\n", 2, 3, "a key is a list", false},
    /* values */
    {V "home: {plmns: [00101]}\n", 2, 16, "00101 is a number", true},
    {V "home: {plmns: [\"0101\"]}\n", 2, 16, "5 or 6 digits", true},
    {V "home: {plmns: [\"00101\", \"0010a\"]}\n", 2, 25, "0010a", true},
    {V "home: {realms: [a..b]}\n", 2, 17, "a host or realm name", true},
    {V "home: {msisdns: [\"+999\"]}\n", 2, 18, "digits", true},
    {V "home: {user_pools: [10.0.0.0/33]}\n", 2, 21, "no length of 0 to 32", true},
    {V "home: {user_pools: [10.0.0.1/24]}\n", 2, 21, "bits set behind the length", false},
    {V "elements: [{addresses: [10.0.0.300]}]\n", 2, 25, "is no address", false},
    {V "elements: [{addresses: [hss1]}]\n", 2, 25, "is no address", true},
    {V "elements: [{addresses: [\"2001:db8::/129\"]}]\n", 2, 25, "0 to 128", false},
    {V "elements: [{role: HHS}]\n", 2, 19, "\"HHS\" is no role", true},
    {V "elements: [{role: hss}]\n", 2, 19, "\"hss\" is no role", true},
    {V "elements: [{point_codes: [\"2-1\"]}]\n", 2, 27, "decimal number", true},
    {V "elements: [{nf_instances: [6b1d2a7e]}]\n", 2, 28, "UUID", true},
    {V "permit: [{from: 10.0.0.0/99}]\n", 2, 17, "no length", true},
    {V "permit: [{from: a, protocol: gopher}]\n", 2, 30, "\"gopher\" is no protocol", true},
    {V "permit: [{from: a, protocol: tcp/70000}]\n", 2, 30, "is no protocol", false},
    {V "permit: [{from: a, categories: [profiles]}]\n", 2, 33, "is no category", true},
    {V "maintenance: [{windows: [\"Sat 01:00\"]}]\n", 2, 26, "has no times", true},
    {V "maintenance: [{windows: [\"Sam 01:00-02:00 UTC\"]}]\n", 2, 26, "a day", true},
    {V "maintenance: [{windows: [\"Sat 01:00-25:00 UTC\"]}]\n", 2, 26, "has no times", false},
    {V "maintenance: [{windows: [\"Sat 01:00-02:00\"]}]\n", 2, 26, "has no time zone", true},
    {V "maintenance: [{tickets: [{from: 2026-02-30T00:00:00Z}]}]\n", 2, 33, "is no time", false},
    {V "maintenance: [{tickets: [{from: tomorrow}]}]\n", 2, 33, "is no time", true},
    {V "thresholds: {beacons: {count: 3}}\n", 2, 14, "is no finding", true},
    {V "thresholds: {beacon: 3}\n", 2, 22, "expected is a mapping", true},
    {V "thresholds: {beacon: {within: 10 minutes}}\n", 2, 31, "neither a number", true},
    {V "thresholds: {beacon: {within: -5}}\n", 2, 31, "neither a number", true},
    {V "thresholds: {beacon: {Count: 3}}\n", 2, 23, "is no threshold", true},
    /* contradictions */
    {V "elements: [{role: HSS, roles: [AUC]}]\n", 2, 31, "role and roles", true},
    {V "elements:\n  - name: a\n  - name: a\n", 4, 11, "the name a stands in line 3", false},
    {V "elements: [{addresses: [10.0.0.5]}, {addresses: [10.0.0.5/32]}]\n", 2, 50,
     "the address 10.0.0.5/32 stands in line 2", false},
    {V "elements: [{hosts: [a.b]}]\ninterception: {functions: [{hosts: [A.B]}]}\n", 3, 37,
     "the host A.B stands in line 2", false},
    {V "home: {plmns: [\"00101\"]}\npartners: [{plmns: [\"00101\"]}]\n", 3, 21, "at home", false},
    {V "home: {realms: [a.b]}\npartners: [{realms: [A.b]}]\n", 3, 22, "at home", false},
    {V "maintenance: [{tickets: [{from: 2026-01-10T05:00:00Z, until: 2026-01-10T06:00:00+02:00}]}]"
       "\n",
     2, 62, "ends before it begins", false},
    {V "permit: [{why: because}]\n", 2, 10, "would permit everything", true},
    /* what is no such document */
    {"version: 1\nhome: [", 3, 1, "this is no YAML", false},
    {"version: 1\n\thome: {}\n", 2, 1, "this is no YAML", false},
    {"", 1, 1, "nothing is declared", false},
    {"# nothing\n", 1, 1, "nothing is declared", false},
    {V "home: &a {}\n", 2, 7, "an anchor", false},
    {V "home: *a\n", 2, 7, "an alias", false},
    {V "operator: !!str 7\n", 2, 11, "a tag", false},
    {V "---\nversion: 1\n", 2, 1, "a second document", false},
    {V "home: [[[[[[[[[[[[[[[]]]]]]]]]]]]]]]\n", 2, 18, "too deep", false},
    {V "operator: \"a\\0b\"\n", 2, 11, "a zero character", false},
};

enum { WRONG_COUNT = sizeof WRONG / sizeof *WRONG };

/* Writes a file of the folder that `name` stands in; `file` NULL: `name` itself. */
static inline void kit_write(const char *name, const char *file, const char *text)
{
    char path[128];
    int folder = (int)(strrchr(name, '/') - name);
    (void)snprintf(path, sizeof path, "%.*s/%s", folder, name, file ? file : name + folder + 1);
    FILE *f = fopen(path, "w");
    if (!f)
        return;
    (void)fputs(text, f);
    (void)fclose(f);
}

static inline void kit_remove(const char *name, const char *file)
{
    char path[128];
    int folder = (int)(strrchr(name, '/') - name);
    (void)snprintf(path, sizeof path, "%.*s/%s", folder, name, file ? file : "");
    (void)remove(path);
}

/* What the example's warrants are: made of imsi:001010000000001 under the key 00 01 02 ... 1f. */
static const char EXAMPLE_WARRANTS[] = "# key e18c808d1401c200\nimsi:00101-j2tyrljk46\n";

/* Reads a text as if it were a file, with a file of warrants beside it (NULL: none); the file's
 * name is in *ret_name. */
static inline struct network *network_with(const char *text, const char *warrants, char *ret_name,
                                           size_t room, struct fault *ret_fault)
{
    char folder[] = "/tmp/postern-network-XXXXXX";
    if (!mkdtemp(folder))
        return NULL;
    (void)snprintf(ret_name, room, "%s/network.yaml", folder);
    kit_write(ret_name, NULL, text);
    if (warrants)
        kit_write(ret_name, "warrants.txt", warrants);
    struct network *n = network_read(ret_name, ret_fault);
    kit_remove(ret_name, "warrants.txt");
    kit_remove(ret_name, "network.yaml");
    (void)rmdir(folder);
    return n;
}

static inline struct network *network_of(const char *text, char *ret_name, size_t room,
                                         struct fault *ret_fault)
{
    return network_with(text, EXAMPLE_WARRANTS, ret_name, room, ret_fault);
}

#endif
