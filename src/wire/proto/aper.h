/* Aligned packed encoding rules (X.691): NGAP, S1AP and their neighbours.
 *
 * A cursor with a place inside its byte. A read past the end gives zero and fails the cursor, so
 * that a reader goes straight down like the ASN.1 module and asks once. Nothing is built: the
 * reader knows the type, and open types and strings come as child cursors.
 */
#ifndef POSTERN_WIRE_PROTO_APER_H
#define POSTERN_WIRE_PROTO_APER_H

#include "base/cursor.h"

struct aper {
    struct cursor c;
    uint8_t bit; /* how many bits of the byte at `c` are taken, 0 to 7 */
    bool pieces; /* a value came in fragments (11.9.3.8): only its first was given out */
};

static inline struct aper aper_of(struct cursor c)
{
    return (struct aper){.c = c};
}

/* Up to 32 bits, as they lie. */
uint32_t aper_bits(struct aper *a, unsigned count);

static inline bool aper_bit(struct aper *a)
{
    return aper_bits(a, 1) != 0;
}

/* Any number of bits, unread. */
void aper_skip(struct aper *a, uint32_t count);

/* To the next byte, where a length or a long value begins. */
static inline void aper_align(struct aper *a)
{
    if (a->bit)
        cursor_skip(&a->c, 1);
    a->bit = 0;
}

/* INTEGER (low..high), 11.5.7: few bits, one or two whole bytes, or a length and as many bytes as
 * the number needs. Of what stands outside its range the cursor fails. */
uint64_t aper_integer(struct aper *a, uint64_t low, uint64_t high);
/* INTEGER (low..high, ...): of an extended one 0 is given, and its bytes are passed over. */
uint64_t aper_integer_ext(struct aper *a, uint64_t low, uint64_t high);
/* A normally small number, 11.6: which extension, and how many of them. */
uint32_t aper_small(struct aper *a);

/* CHOICE and ENUMERATED, 23 and 14: which of `count`; of one that the reader's release does not
 * know (behind the extension bit) `count` and more. A CHOICE's is then an open type. */
uint32_t aper_choice(struct aper *a, unsigned count, bool extensible);
static inline uint32_t aper_enumerated(struct aper *a, unsigned count, bool extensible)
{
    return aper_choice(a, count, extensible);
}

/* A length as it stands, 11.9.3.5 to 8, at the next byte. *ret_more: this many, and more fragments
 * after them. */
size_t aper_length(struct aper *a, bool *ret_more);
/* SEQUENCE (SIZE (low..high)) OF: how many; 11.9.3.3 and 4. */
uint32_t aper_count(struct aper *a, uint32_t low, uint32_t high);

/* An open type, or an OCTET STRING without limits: behind its length. */
struct cursor aper_open(struct aper *a);
/* OCTET STRING (SIZE (low..high)), 17; fixed ones of one or two octets are aper_bits. */
struct cursor aper_octets(struct aper *a, uint32_t low, uint32_t high, bool extensible);
/* BIT STRING (SIZE (low..high)), 16: its bytes, the last one's rest unused; fixed ones of up to 16
 * are aper_bits. *ret_bits: how many. */
struct cursor aper_bit_string(struct aper *a, uint32_t low, uint32_t high, bool extensible,
                              uint32_t *ret_bits);
/* PrintableString, VisibleString (SIZE (low..high)), 30: 8 bits a character. */
static inline struct cursor aper_string(struct aper *a, uint32_t low, uint32_t high,
                                        bool extensible)
{
    return aper_octets(a, low, high, extensible);
}

/* What later releases added to a SEQUENCE whose extension bit was set, 19.7 to 9: passed over. */
void aper_additions(struct aper *a);

#endif
