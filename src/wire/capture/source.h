/* One file that is read: a window that slides over its bytes, and the frame at its front.
 *
 * A source looks at what stands in its window (source_see) and never reads on its own: whoever
 * merges says when (source_fill), since reading overwrites the frames that were handed out.
 */
#ifndef POSTERN_WIRE_CAPTURE_SOURCE_H
#define POSTERN_WIRE_CAPTURE_SOURCE_H

#include "wire/capture/bytes.h"
#include "wire/capture/format.h"
#include "wire/capture/frame.h"
#include "wire/capture/secrets.h"

enum {
    SOURCE_PIECE = 256 << 10, /* what is read at once: more is slower (it leaves the cache) */
    SOURCE_MOST = 512 << 10,  /* the largest window, and so the largest record */
    SOURCE_LEAST = 4 << 10,   /* the smallest one */
    FRAME_MOST = 256 << 10,   /* the largest captured length, as libpcap and Wireshark have it */
};

/* What all sources of a capture share. */
struct source_env {
    struct blind *blind;
    void (*on_fault)(void *arg, const struct fault *f);
    void *arg;
    struct secrets secrets;
    size_t interfaces; /* bytes that all interface tables together may still take */
};

enum sight {
    SIGHT_FRAME,  /* `next` may be handed out */
    SIGHT_SHORT,  /* more bytes have to be read; `timed`: it is known when `next` was */
    SIGHT_STOP,   /* nothing more can be read: source_finish */
    SIGHT_PARKED, /* it gave its memory back; `next.time` is its first frame's */
};

struct ahead;

struct source {
    struct source_env *env;
    char *name;
    uint32_t file;
    uint64_t lent; /* the batch in which a frame of it was last handed out */

    struct bytes bytes;
    struct ahead *ahead; /* a thread that expands; or NULL */
    uint8_t *buffer;
    size_t size;
    struct cursor window; /* what is read and not yet handed out */
    uint64_t base;        /* of the buffer's first byte in the (expanded) file */

    const struct format *format; /* NULL: not recognised yet */
    union {
        struct pcap_file pcap;
        struct pcapng_file pcapng;
    } as;

    enum sight sight;
    bool timed;
    bool within; /* inside a record that is being stepped over, which began at `mark` */
    uint64_t mark;
    size_t need;       /* SIGHT_SHORT: length that the window has to have */
    size_t length;     /* SIGHT_FRAME: of the record in the window */
    struct frame next; /* but for its number */
    uint64_t number;   /* of the last frame */
    uint64_t time;     /* of the last frame */
    char why[160];     /* the format's reason to stop */

    struct place snapped_first;
    uint64_t snapped_frames;
    uint64_t snapped_bytes;
    size_t weight; /* of its decoder, once known */
    bool filter_told;
};

/* The name is copied. NULL: out of memory. */
struct source *source_new(struct source_env *env, int fd, const char *name, uint32_t file);
void source_free(struct source *s);

/* Gives it a window of this size, keeping what is in it. When that does not fit: a plain file will
 * be read again from there, and any other keeps the size it has. False: out of memory. */
bool source_hold(struct source *s, size_t size);

/* Looks at the window: sets and returns `sight`. */
enum sight source_see(struct source *s);

/* Brings bytes into the window; whether it has changed, or else SIGHT_STOP. */
bool source_fill(struct source *s);

/* Takes the frame out of the window. It lasts until the next source_fill or source_hold. */
void source_take(struct source *s, struct frame *ret);

/* Remembers a frame that is shorter than it was on the wire. */
void source_snapped(struct source *s, const struct frame *frame);

/* Gives memory back until the merge comes to its first frame; only for regular files. */
void source_park(struct source *s);

/* Tells the ledger, or the reader, how it ended, and closes it. */
void source_finish(struct source *s);

/* The place of the window's first byte in the (expanded) file. */
uint64_t source_offset(const struct source *s);

void source_why(struct source *s, const char *form, ...) __attribute__((format(printf, 2, 3)));

#endif
