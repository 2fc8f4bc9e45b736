/* Inside the output room: what the files that draft a declaration share.
 *
 * declaration.c copies what a witness tells; declaration_elements.c, _gather.c and _home.c make
 * elements, home and partners of it; _permits.c what the elements do beyond their roles; _settle.c
 * reads what a scan with the draft still finds; _write.c writes YAML; _words.c has lists and words.
 */
#ifndef POSTERN_OUTPUT_DECLARATION_H
#define POSTERN_OUTPUT_DECLARATION_H

#include "output/output.h"

/* A list of texts; those in it last as long as the declaration. */
struct words {
    const char **at;
    size_t count, cap;
};

/* --- What was seen ---------------------------------------------------------------------------- */

struct seen_party {
    const char *address, *name, *role, *declared;
};

struct seen_role {
    const char *role, *why;
    unsigned confidence;
    bool acted;
};

enum { SEEN_ROLES = 8 };

struct seen_element {
    struct words addresses, names;
    struct seen_role roles[SEEN_ROLES];
    size_t role_count;
    const char *only_with, *product;
    uint64_t messages;
    bool named, subscriber;
    bool joined; /* its addresses stand with another's */
};

struct seen_access {
    struct seen_party actor, custodian;
    const char *proto, *operation;
    bool delivered; /* the custodian sends it unasked */
    struct words categories, senders;
    uint64_t count, first, last;
};

struct seen_talk {
    const char *asks, *serves, *protocol, *transport;
    uint16_t port;
    uint64_t frames, first, last;
};

struct seen_origin {
    const char *sort, *value;
    uint64_t count;
};

struct seen_finding {
    const char *id, *slug, *title;
    unsigned severity; /* 1 low ... 4 critical */
    struct seen_party actor, custodian;
    bool permittable;
    const char *threshold; /* that would settle it, set to ... */
    uint64_t enough;
    const char *protocol, *transport, *operation;
    uint16_t port;
    struct words categories;
    uint64_t count, first, last;
};

/* --- What is drafted -------------------------------------------------------------------------- */

struct drafted {
    const char *name;
    struct words roles, whys; /* a reason each */
    struct words addresses, hosts, titles, codes, instances;
    struct words places; /* titles and codes as they are looked up */
    const char *product; /* as it calls itself */
    const char *label;   /* what its name is made of */
    const char *remark;  /* a comment */
    const struct seen_element *seen;
    bool gathered;  /* many that nobody told apart: `addresses` are prefixes */
    bool elsewhere; /* a partner's, not ours */
};

struct drafted_partner {
    const char *name;
    struct words plmns, realms, titles, addresses, may;
};

struct drafted_permit {
    const char *from, *to, *protocol; /* NULL: any */
    struct words operations, categories;
    const char *unit; /* "times", "frames" */
    const char *settles;
    uint64_t count, first, last;
};

struct drafted_threshold {
    const char *slug, *word;
    uint64_t value;
};

struct remark {
    const char *text;
    const char *id;
    bool unclean;
};

struct indexed {
    const char *key;
    uint32_t element;
};

struct declaration {
    struct chunk *chunks; /* of texts */
    bool failed;          /* no memory */
    unsigned round;       /* runs learnt from */

    struct seen_element *elements;
    struct seen_access *accesses;
    struct seen_talk *talks;
    struct seen_origin *origins;
    struct seen_finding *findings; /* of the last run */
    size_t element_count, access_count, talk_count, origin_count, finding_count;
    size_t element_cap, access_cap, talk_cap, origin_cap, finding_cap;
    uint64_t files, frames, first, last;
    struct words unclean; /* slug and actor of what the first run found, from medium on */

    struct drafted *drafted;
    struct drafted_partner *partners;
    struct drafted_permit *permits;
    struct drafted_threshold *thresholds;
    struct remark *remarks;
    size_t drafted_count, partner_count, permit_count, threshold_count, remark_count;
    size_t drafted_cap, partner_cap, permit_cap, threshold_cap, remark_cap;
    struct words plmns, realms, titles, pools; /* home */
    struct words role_words;                   /* all that were met */
    bool pools_shared;                         /* elements have addresses in them */
    const char *plmn_why;                      /* why that network is taken for home */

    struct indexed *index; /* of hosts, instances and addresses; sorted unless stale */
    size_t index_count, index_cap;
    bool stale;

    char *text; /* the draft, as last written */
    size_t text_len;
};

/* --- declaration_words.c ---------------------------------------------------------------------- */

/* A copy that lasts; NULL of NULL, "" without memory. */
const char *draft_keep(struct declaration *d, const char *s);
const char *draft_keep_format(struct declaration *d, const char *form, ...)
    __attribute__((format(printf, 2, 3)));
void draft_free_texts(struct declaration *d); /* and lists */
/* Room for one more: the array, moved perhaps, or NULL (and failed). */
void *draft_room(struct declaration *d, void *all, size_t count, size_t *cap, size_t size);

/* `s` is kept already. */
void words_add(struct declaration *d, struct words *w, const char *s);
bool words_have(const struct words *w, const char *s);
void words_add_new(struct declaration *d, struct words *w, const char *s);
void words_sort(struct words *w);

bool word_is_host(const char *s); /* a name that a declaration takes as a host, and no address */
bool word_is_uuid(const char *s);
/* The network of a name of 3GPP's domains: MCC and MNC, three digits each; false: it names none. */
bool word_plmn_of(const char *name, char ret[8]);
/* What stands behind the first label; NULL: nothing. */
const char *word_realm_of(const char *name);
/* "gt:DIGITS" or "pc:CODE", alone or joined; empty what it has not. False: it is no place in SS7,
 * or a person's number stands in it. */
bool word_place(const char *address, char ret_code[24], char ret_title[24]);

/* The form in which such a place is looked up: its title, else its code. */
bool word_place_key(const char *address, char ret[32]);

/* An IP address or prefix in bytes. */
struct range {
    unsigned char bytes[16];
    unsigned bits;   /* of the prefix */
    unsigned family; /* 4, 6; 0: none */
};
bool range_read(struct range *ret, const char *text);
struct range range_cut(struct range r, unsigned bits);
bool range_holds(const struct range *r, const struct range *one);
const char *range_keep(struct declaration *d, const struct range *r);
/* Multicast, broadcast, unspecified, link-local: nobody has it by himself. */
bool range_is_nobodys(const struct range *r);
bool range_is_loopback(const struct range *r);
bool range_is_private(const struct range *r);

/* --- The rest --------------------------------------------------------------------------------- */

/* declaration_elements.c */
void draft_elements(struct declaration *d);
/* The first label of a name, as a declaration may call an element; NULL: it is no word. */
const char *draft_label_of(struct declaration *d, const char *name);
void draft_names(struct declaration *d);
struct drafted *draft_new_element(struct declaration *d, const char *label);
void draft_label(struct declaration *d, struct drafted *e); /* after its first host */
/* The element of a name or address, as a judge would find it; NULL: none. Valid until the next new
 * element. */
struct drafted *draft_find(struct declaration *d, const char *name, const char *address);
struct drafted *draft_find_party(struct declaration *d, const struct seen_party *p);
bool drafted_relays(const struct drafted *e);
/* Whether one of its roles is among these. */
bool drafted_plays(const struct drafted *e, const struct words *roles);
const struct seen_party *seen_sender(const struct seen_access *a);
const struct seen_party *seen_receiver(const struct seen_access *a);

/* declaration_gather.c: those who play no part in the core. */
void draft_others(struct declaration *d);

/* declaration_home.c */
void draft_home(struct declaration *d);
void draft_pools(struct declaration *d);
bool draft_in_pool(const struct declaration *d, const struct range *one);
void draft_partners(struct declaration *d);
bool draft_is_home_plmn(const struct declaration *d, const char *plmn);
/* Of a foreign network by its name. */
bool draft_is_foreign(const struct declaration *d, const char *name);

/* declaration_permits.c */
struct drafted_permit *draft_permit(struct declaration *d, const char *from, const char *to,
                                    const char *protocol, const char *settles);
void permit_operation(struct declaration *d, struct drafted_permit *p, const char *operation);
void permit_seen(struct drafted_permit *p, const char *unit, uint64_t count, uint64_t first,
                 uint64_t last);
void draft_permits(struct declaration *d);

/* declaration_settle.c: true when the draft changed. */
bool draft_settle(struct declaration *d);
void draft_presume(struct declaration *d);  /* what holds of all that was read */
void draft_remember(struct declaration *d); /* what the first run found */

/* declaration_write.c */
bool draft_write(struct declaration *d);

#endif
