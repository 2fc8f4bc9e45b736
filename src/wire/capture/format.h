/* What a capture format is to a source: how it is recognised and how its next frame is found. */
#ifndef POSTERN_WIRE_CAPTURE_FORMAT_H
#define POSTERN_WIRE_CAPTURE_FORMAT_H

#include "base/cursor.h"
#include "wire/capture/pcap.h"
#include "wire/capture/pcapng.h"

struct source;

enum opened {
    OPENED,       /* the header is read, the window stands behind it */
    OPENED_OTHER, /* not of this format */
    OPENED_SHORT, /* more bytes are needed to tell */
    OPENED_NOT,   /* of this format, but of no kind that can be read: source_why */
};

enum step {
    STEP_FRAME,   /* source.next is the next frame, source.length the length of its record */
    STEP_SHORT,   /* source.need bytes are needed; source.timed: but its time is known */
    STEP_DAMAGED, /* nothing more can be read: source_why */
};

struct format {
    enum opened (*open)(struct source *s);
    /* Leaves the window at the frame's record. Called again, it finds the same frame. */
    enum step (*next)(struct source *s);
    void (*finish)(struct source *s); /* says what was stepped over; may be NULL */
    void (*close)(struct source *s);  /* may be NULL; also before the file is read anew */
};

/* Header fields are in the byte order of the machine that wrote the file. */
static inline uint16_t wire_u16(struct cursor *c, bool big)
{
    return big ? cursor_u16(c) : cursor_u16le(c);
}

static inline uint32_t wire_u32(struct cursor *c, bool big)
{
    return big ? cursor_u32(c) : cursor_u32le(c);
}

#define X(name) extern const struct format format_##name;
#include "wire/capture/formats.def"
#undef X

#endif
