/* The door of the spec room: what the standards say, as rows compiled from spec/ *.tbl.
 *
 * Every look-up can answer "unknown" (NULL): numbers from the wire are looked up, never used as an
 * index. Rows are constant; each has the document and clause that it stands on.
 */
#ifndef POSTERN_SPEC_SPEC_H
#define POSTERN_SPEC_SPEC_H

#include "base/cursor.h"

enum proto {
    PROTO_NONE,
#define X(ID, word) PROTO_##ID,
#include "spec/protos.def"
#undef X
    PROTOS
};

enum role {
    ROLE_NONE,
#define X(ID, word) ROLE_##ID,
#include "spec/roles.def"
#undef X
    ROLES
};

enum how {
    HOW_NONE,
#define X(ID, word) HOW_##ID,
#include "spec/hows.def"
#undef X
    HOWS
};

enum category_bit {
#define X(ID, word) CATEGORY_BIT_##ID,
#include "spec/categories.def"
#undef X
    CATEGORIES
};
enum category {
#define X(ID, word) CATEGORY_##ID = 1 << CATEGORY_BIT_##ID,
#include "spec/categories.def"
#undef X
};

enum form {
#define X(ID, word) FORM_##ID,
#include "spec/forms.def"
#undef X
    FORMS
};

enum identity_class {
    IDENTITY_PLAIN,  /* no identity */
    IDENTITY_SECRET, /* worse than one: never shown */
    IDENTITY_IMSI,   /* from here on in the order of "best known" */
    IDENTITY_NAI,
    IDENTITY_MSISDN,
    IDENTITY_IMEI,
    IDENTITY_GUTI,
    IDENTITY_SUCI,
    IDENTITY_UE_IP,
    IDENTITY_CLASSES
};

enum meaning {
    MEANING_NONE,
#define X(ID, word, kind, what) MEANING_##ID,
#include "spec/meanings.def"
#undef X
    MEANINGS
};

enum part { PART_NEITHER, PART_REQUEST, PART_ANSWER };

enum outcome { OUTCOME_NONE, OUTCOME_SUCCESS, OUTCOME_REFUSED };

/* Methods of HTTP (RFC 9110 9.3, RFC 5789); their operations have these numbers as codes. */
enum method {
    METHOD_NONE,
#define X(ID) METHOD_##ID,
#include "spec/methods.def"
#undef X
    HTTP_METHODS
};

enum { SPEC_ACCESSES = 4, SPEC_ROLES = 12 };

/* What an operation amounts to. `only_with`: only when the message carries this meaning. */
struct spec_access {
    uint16_t categories; /* bits of enum category; 0 ends the list */
    uint8_t how;
    uint8_t only_with; /* enum meaning, MEANING_NONE: always */
};

/* Between two networks, who may ask an operation of the other one. */
enum border {
    BORDER_NONE,    /* no row says */
    BORDER_INSIDE,  /* nobody: it is asked inside one network */
    BORDER_HOME,    /* the subscriber's home network, of the one that serves him */
    BORDER_SERVING, /* the network that serves the subscriber, of his home network */
    BORDER_ANY,     /* anybody with an agreement */
};

/* Whether the operation asks where somebody is: to know it, or to bring something there. */
enum locates { LOCATES_NOT, LOCATES_FOR_ITSELF, LOCATES_TO_ROUTE };

struct spec_border {
    uint8_t who;      /* enum border */
    uint8_t locates;  /* enum locates */
    const char *pack; /* of a partner's `may` in a declaration; "": none covers it */
    const char *document;
    const char *clause; /* the ground: who asks whom, and where it is said */
};

struct spec_op {
    uint32_t application; /* Diameter's; 0 elsewhere and for all applications */
    uint32_t code;
    uint32_t answer; /* code of the answer; the own code where they share one */
    uint8_t proto;
    uint8_t part;             /* enum part */
    uint16_t border;          /* inside: spec_border */
    uint8_t from[SPEC_ROLES]; /* roles of the sender, ROLE_NONE ends; none: any */
    uint8_t to[SPEC_ROLES];
    struct spec_access access[SPEC_ACCESSES];
    const char *name;
    const char *document;
    const char *clause;
};

struct spec_ie {
    uint32_t vendor;
    uint32_t code;
    uint8_t proto;
    uint8_t meaning;
    uint8_t form;
    const char *name;
    const char *document;
    const char *clause;
};

struct spec_value {
    uint32_t number;
    uint8_t proto;
    uint8_t outcome; /* enum outcome */
    const char *set; /* "cause", "result", "application", ... */
    const char *name;
    const char *document;
    const char *clause;
};

/* What has no messages of its own and carries those of others (M3UA, TLS). */
struct spec_carrier {
    const char *decoder;
    const char *name; /* what it carries */
    const char *document;
    const char *clause;
};

/* Diameter asks with its application first; a row of application 0 serves where there is none. */
const struct spec_op *spec_op(enum proto proto, uint32_t application, uint32_t code,
                              enum part part);
/* By its specification's name: for those who have to know one operation; walks all rows. */
const struct spec_op *spec_op_named(enum proto proto, const char *name, enum part part);
const struct spec_ie *spec_ie(enum proto proto, uint32_t vendor, uint32_t code);
const struct spec_value *spec_value(enum proto proto, const char *set, uint32_t number);

enum method spec_method_of(struct span word); /* METHOD_NONE: unknown */

/* What a path without its query names. */
struct spec_resource {
    const struct spec_op *op; /* NULL: no row has this resource with this method */
    bool known;               /* the API has rows */
    size_t begin;             /* where the API's name begins: a prefix may stand before it */
    size_t end;               /* where the name of a resource ends that was made for somebody and
                               * is asked for by this name afterwards; 0: there is none */
};

/* False: neither an API that has rows nor anything that looks like one. */
bool spec_resource(struct span path, enum method method, enum part part, struct spec_resource *ret);

/* What a member of a JSON object says, by its name and that of the object it stands in; NULL: none
 * of ours. */
const struct spec_ie *spec_member(struct span parent, struct span name);

/* A callback has no path of its own: it is known by the members of its body. */
enum { SPEC_SIGNS = 192 };
struct spec_signs {
    uint64_t bits[SPEC_SIGNS / 64];
};

/* Remembers a member, or "/word" for the last word of the path. */
void spec_sign(struct spec_signs *s, struct span word);
/* The callback that has most of these signs, and all of its own; NULL: none. */
const struct spec_op *spec_callback(const struct spec_signs *s, enum part part);
/* By its name (3gpp-Sbi-Callback). */
const struct spec_op *spec_callback_named(struct span name, enum part part);

/* What the interconnection rows say of an operation; NULL: nothing. */
const struct spec_border *spec_border(const struct spec_op *op);

/* All rows, for tables of coverage and tests: NULL past the end. */
const struct spec_op *spec_op_at(uint32_t i);
const struct spec_ie *spec_ie_at(uint32_t i);
const struct spec_value *spec_value_at(uint32_t i);
const struct spec_carrier *spec_carrier_at(uint32_t i);

const char *spec_proto_word(enum proto p);
const char *spec_proto_title(enum proto p); /* what it is; NULL: no table says */
const char *spec_role_word(enum role r);
const char *spec_how_word(enum how h);
const char *spec_category_word(enum category_bit c);
const char *spec_meaning_word(enum meaning m);
const char *spec_class_word(enum identity_class c);
enum identity_class spec_meaning_class(enum meaning m);
enum role spec_role_of(const char *word); /* ROLE_NONE: unknown */
/* Whether who plays `whole` plays `part` too: itself, or one of which TS 23.002 says so. */
bool spec_role_within(enum role part, enum role whole);
enum proto spec_proto_of(const char *word);           /* PROTO_NONE: unknown */
enum category_bit spec_category_of(const char *word); /* CATEGORIES: unknown */

#endif
