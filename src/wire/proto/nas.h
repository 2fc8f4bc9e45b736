/* What NAS of 5GS (TS 24.501) and of EPS (TS 24.301) have alike: the security envelope, optional
 * elements, identities. Only the decoders' own files include it. */
#ifndef POSTERN_WIRE_PROTO_NAS_H
#define POSTERN_WIRE_PROTO_NAS_H

#include "wire/proto/message.h"

/* Values that stand nowhere in one piece: digits of identities, texts. */
enum { NAS_MADE = 192 };

struct nas_reader;

/* An element of type 3: an IEI and a value of fixed length, which nothing in the bytes tells
 * (TS 24.007 11.2.1.1.3). `length` counts the IEI. */
struct nas_fixed {
    uint8_t message, iei, length;
};

/* What answers what; several messages may answer one. */
struct nas_answer {
    uint8_t type, asked;
    bool refuses;
};

struct nas_dialect {
    enum decoder_id decoder;
    enum proto proto;
    const struct nas_answer *answers;
    unsigned answer_count;
    const struct nas_fixed *fixed;
    unsigned fixed_count;
    /* An optional element whose row says FORM_OWN. */
    void (*own)(struct nas_reader *r, const struct spec_ie *row, struct cursor value);
    /* Whether what is marked as ciphered is read when the null algorithm was seen chosen. */
    bool reads_null;
};

/* One message while it is read. */
struct nas_reader {
    const struct nas_dialect *dialect;
    struct message *m;
    struct sink *sink;
    struct cursor c; /* what is not read yet */
    uint64_t bytes;  /* hash of a request as a whole */
    uint8_t type;
    uint8_t scope; /* of several exchanges of one kind: session, transaction, identity asked for */
    uint8_t ksi;   /* key set that the message names, NAS_NO_KSI: none */
    uint8_t used;  /* of `made` */
    uint64_t tmsi; /* hash of the TMSI that it names or gives out; 0: none */
    uint8_t made[NAS_MADE];
};

enum { NAS_NO_KSI = 7 }; /* TS 24.501 9.11.3.32: no key is available */

/* Begins a message of this type; `c` stands behind it. */
void nas_begin(struct nas_reader *r, const struct nas_dialect *dialect, struct sink *sink,
               const struct packet *p, uint8_t type, struct cursor c);
/* Pairs it by the UE's handle and tells it. */
void nas_end(struct nas_reader *r);

/* --- nas_elements.c --------------------------------------------------------------------------- */

/* All optional elements of what is left. */
void nas_optional(struct nas_reader *r);

/* A length of one byte, or two, and that much. */
struct cursor nas_lv(struct nas_reader *r);
struct cursor nas_lve(struct nas_reader *r);

/* The reason that a message names; what it means for the outcome the message itself says. */
void nas_cause(struct nas_reader *r, const char *set, uint8_t number);

/* Which identity is asked for. */
void nas_ask(struct nas_reader *r, const char *what);
/* PDU and PDN address (TS 24.501 9.11.4.10, TS 24.301 9.9.4.9): of IPv6 only the interface
 * identifier is sent, which is no address. */
void nas_address(struct nas_reader *r, struct cursor value);

/* One whole message inside this one. */
void nas_inner(struct nas_reader *r, enum decoder_id decoder, struct cursor bytes);

/* --- nas_identity.c --------------------------------------------------------------------------- */

/* Mobile identity of TS 24.501 9.11.3.4, of TS 24.301 9.9.3.12, and of TS 24.008 10.5.1.4. */
void nas_5gs_identity(struct nas_reader *r, struct cursor value);
void nas_eps_identity(struct nas_reader *r, struct cursor value);
void nas_mobile_identity(struct nas_reader *r, struct cursor value);

/* A list of tracking areas (TS 24.501 9.11.3.9, TS 24.301 9.9.3.33) with a TAC of `tac` bytes: the
 * first of them, in whichever of its three forms. */
void nas_area_list(struct nas_reader *r, struct cursor value, unsigned tac);

/* --- nas_security.c --------------------------------------------------------------------------- */

/* What is known of a UE's ciphering. */
enum nas_cipher { NAS_CIPHER_UNKNOWN, NAS_CIPHER_NULL, NAS_CIPHER_REAL };

/* An entry of the decoder's table: a security context, under a handle of the UE or its TMSI. */
struct nas_context {
    struct table_head head;
    uint64_t key;
    uint8_t cipher; /* enum nas_cipher */
    uint8_t ksi;
    uint8_t spare[6];
};

/* An entry of the other table: which request of a kind a UE's answer will be to. */
struct nas_exchange {
    struct table_head head;
    uint64_t key;
    uint64_t request; /* hash of its bytes */
};

enum { NAS_CONTEXTS, NAS_EXCHANGES };

/* The rows of both in each decoder. */
#define NAS_KEEP                                                                                   \
    {                                                                                              \
        {.key_size = sizeof(uint64_t), .share = 1, .entry_size = sizeof(struct nas_context)},      \
            {.key_size = sizeof(uint64_t), .share = 1, .entry_size = sizeof(struct nas_exchange)}, \
    }

enum nas_cipher nas_cipher_of(const struct sink *sink, const struct nas_dialect *dialect);
/* Whether what is marked as ciphered is to be read. */
bool nas_readable(const struct sink *sink, const struct nas_dialect *dialect);
/* The network chose algorithms for the UE (security mode command). */
void nas_chosen(struct nas_reader *r, uint8_t ciphering, uint8_t integrity);
/* The UE speaks for the first time under these handles: with the context that it names, or none. */
void nas_begins(struct nas_reader *r);
/* The UE got a TMSI, by which it will name its context. */
void nas_named(struct nas_reader *r);
/* A message that nobody but the two can read. */
void nas_say_ciphered(struct sink *sink, const struct nas_dialect *dialect, const struct packet *p,
                      struct cursor bytes);

#endif
