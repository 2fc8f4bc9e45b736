/* What is remembered of a pcapng file: its section and the interfaces of that. */
#ifndef POSTERN_WIRE_CAPTURE_PCAPNG_H
#define POSTERN_WIRE_CAPTURE_PCAPNG_H

#include "base/cursor.h"

/* An Interface Description Block (draft-ietf-opsawg-pcapng 4.2). Its units of time as
 * ticks * multiply / divide, or ticks * multiply >> shift. */
struct pcapng_interface {
    uint64_t multiply;
    uint64_t divide;
    int64_t offset; /* seconds */
    uint32_t snaplen;
    uint16_t link;
    uint8_t shift;
};

struct pcapng_file {
    struct pcapng_interface *interfaces;
    uint32_t count;
    uint32_t room;
    bool big;
    uint32_t trailer;         /* the length of a block that is stepped over: repeated behind it */
    uint64_t skip;            /* bytes of it before that */
    uint64_t strange;         /* bytes in blocks that nobody here knows */
    uint32_t strange_type;    /* of the first of them */
    uint64_t secrets_refused; /* bytes for which there was no room */
};

/* False when the block is too short for what it has to hold. */
bool pcapng_interface_read(struct pcapng_interface *ret, struct cursor body, bool big);

/* Nanoseconds since 1970 of so many of the interface's ticks; as far as 64 bits go. */
uint64_t pcapng_interface_time(const struct pcapng_interface *i, uint64_t ticks);

#endif
