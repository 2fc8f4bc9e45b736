/* Inside the case room: what the tell files share.
 *
 * Texts and lists of one line stand in buffers of fixed size that are emptied for the next line.
 */
#ifndef POSTERN_CASE_TELLER_H
#define POSTERN_CASE_TELLER_H

#include "case/case.h"
#include "case/veil.h"

enum { TELL_TEXT = 256 << 10, TELL_SLOTS = 2048, TELL_ROLES = ELEMENT_ROLES };

struct teller {
    struct postern *p;
    struct veil veil;
    char *bytes; /* of texts: TELL_TEXT */
    size_t len;
    const char *slots[TELL_SLOTS]; /* of lists */
    size_t slot_count;
    struct postern_field fields[MESSAGE_FIELDS];
    uint8_t meanings[MESSAGE_FIELDS]; /* of fields */
    struct postern_role roles[TELL_ROLES];
    struct postern_frame frames[FINDING_PROOFS];
    struct postern_exchange settles;
    const struct element **owners; /* sorted by names[0] */
    size_t owner_count;
    uint64_t severities[SEVERITY_CRITICAL + 1]; /* findings told */
};

/* A new line: what the last one used is free again. */
void line_begin(struct teller *t);

/* A text being built; line_text ends it and gives it, NULL when it is empty. */
struct text line_open(struct teller *t);
const char *line_text(struct teller *t, const struct text *open);

/* Copies. The veiled one has no identity in it but pseudonyms. */
const char *line_veiled(struct teller *t, const char *s, enum veil_depth depth);
const char *line_addr(struct teller *t, const struct addr *a);

/* A list being built: add to it, then take it. No other may be begun before. */
struct postern_texts line_list(struct teller *t);
void line_add(struct teller *t, struct postern_texts *list, const char *s);
/* The same, once: a text that is in the list already is left out. */
void line_add_new(struct teller *t, struct postern_texts *list, const char *s);

/* An identity of the registry; NULL for none. */
const char *line_identity(struct teller *t, uint32_t identity);
const char *line_best(struct teller *t, uint32_t person);
struct postern_party line_party(struct teller *t, const struct party *party);

/* explain.c: a list that ends in NULL and lives as long as the program. */
struct postern_texts constant_texts(const char *const *all);

/* A file each. learn_owners comes before any line_party. */
void learn_owners(struct teller *t);
void tell_elements(struct teller *t);
void tell_accesses(struct teller *t);
void tell_findings(struct teller *t);
void tell_origins(struct teller *t);
void tell_conversations(struct teller *t);

/* "tcp", "udp", "sctp"; NULL: another. */
const char *transport_word(uint8_t transport);
/* The words of these categories (bits of enum category), sorted. */
struct postern_texts line_categories(struct teller *t, uint16_t categories);

#endif
