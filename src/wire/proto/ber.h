/* BER, ITU-T X.690: tags, lengths in all their forms, values.
 *
 * A reader of elements over a cursor. It keeps no state and knows no syntax: who calls it knows
 * which tags to expect. Encodings that say the same in more bytes than needed are read as the same
 * and noted, because that is how an operation is disguised.
 */
#ifndef POSTERN_WIRE_PROTO_BER_H
#define POSTERN_WIRE_PROTO_BER_H

#include "base/cursor.h"

enum ber_class { BER_UNIVERSAL, BER_APPLICATION, BER_CONTEXT, BER_PRIVATE };

enum {
    BER_BOOLEAN = 1,
    BER_INTEGER = 2,
    BER_BIT_STRING = 3,
    BER_OCTET_STRING = 4,
    BER_NULL = 5,
    BER_OID = 6,
    BER_EXTERNAL = 8,
    BER_ENUMERATED = 10,
    BER_SEQUENCE = 16,
};

/* What is odd in an encoding and still read. */
enum ber_odd {
    BER_ODD_LENGTH = 1,  /* more length or tag bytes, or more bytes of a number, than needed */
    BER_ODD_SEGMENT = 2, /* a string in pieces */
};

struct ber {
    uint32_t number; /* of the tag */
    uint8_t class;
    bool constructed;
    struct cursor value;
};

/* A tag by which decoders compare: class in the high half, number in the low. */
static inline uint32_t ber_tag(enum ber_class class, uint32_t number)
{
    return (uint32_t) class << 28 | (number < 1U << 28 ? number : (1U << 28) - 1);
}

static inline uint32_t ber_tag_of(const struct ber *b)
{
    return ber_tag((enum ber_class)b->class, b->number);
}

/* The next element; false at the end of the window. An element that is
 * cut gives what is there of it, and `c` says why. *odd gathers enum ber_odd. */
bool ber_next(struct cursor *c, struct ber *ret, unsigned *odd);

/* The next element if it has this tag; else nothing is taken. */
bool ber_take(struct cursor *c, uint32_t tag, struct ber *ret, unsigned *odd);

/* The next element's tag without taking it; UINT32_MAX at the end. */
uint32_t ber_peek(struct cursor c);

/* An INTEGER or ENUMERATED that fits; false when it is empty or has more than 32 bits. */
bool ber_number(struct cursor value, int32_t *ret, unsigned *odd);

/* Where strings in pieces are put together. */
struct ber_join {
    uint8_t bytes[512];
    size_t used;
};

/* The bytes of a string: its own, or those of its pieces, copied to `join`. What does not fit is
 * not there, and the window says so. */
struct cursor ber_string(const struct ber *b, struct ber_join *join, unsigned *odd);

enum { BER_ARCS = 16 };

/* The arcs of an OBJECT IDENTIFIER; how many, 0 when it is none or longer than BER_ARCS. */
unsigned ber_oid(struct cursor value, uint32_t ret[BER_ARCS]);

#endif
