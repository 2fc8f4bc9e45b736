/* The door of the capture room: bytes as captured.
 *
 * Sources are added as open descriptors (the cage is entered before the first byte is read, so that
 * nothing in here opens a file), probed, merged by time and handed out in batches.
 */
#ifndef POSTERN_WIRE_CAPTURE_FRAME_H
#define POSTERN_WIRE_CAPTURE_FRAME_H

#include "base/blind.h"
#include "base/cursor.h"
#include "base/fault.h"
#include "base/names.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Frames move through the net layers in batches: while one frame's table entries are on their way
 * from memory, the next is parsed. */
enum { FRAME_BATCH = 32 };

/* Link types are numbered as in the pcap registry (www.tcpdump.org/linktypes.html). */
struct frame {
    const uint8_t *bytes; /* valid until the next call of capture_next */
    uint32_t captured;
    uint32_t original; /* on the wire; at least `captured` */
    uint64_t time;     /* nanoseconds since 1970 */
    uint64_t number;   /* in its file, from 1, as Wireshark counts */
    uint32_t file;     /* capture_file_name */
    uint16_t link;
};

struct capture;

struct capture_settings {
    const char *filter; /* BPF, or NULL */
    size_t budget;      /* bytes for all buffers */
    unsigned workers;   /* above 1: a thread reads ahead */
    struct blind *blind;
    /* Told of each file that cannot be read or is no capture; the others go on. */
    void (*on_fault)(void *arg, const struct fault *f);
    void *arg;
};

struct capture *capture_new(const struct capture_settings *settings, struct fault *ret_fault);
void capture_free(struct capture *c);

/* Takes the descriptor over. `name` is copied; it is what the output calls the file. */
bool capture_add(struct capture *c, int descriptor, const char *name, struct fault *ret_fault);

/* Fills up to FRAME_BATCH frames in order of time; 0 at the end. All are of `frames[0].file`'s
 * buffers or others': each stays valid until the next call. */
size_t capture_next(struct capture *c, struct frame *frames);

const char *capture_file_name(const struct capture *c, uint32_t file);
uint32_t capture_files(const struct capture *c); /* those that were captures */

/* What decryption-secrets blocks held so far, by number from 0; empty past the last. *ret_type as
 * of the pcapng specification, 4.7. */
struct span capture_secrets(const struct capture *c, uint32_t block, uint32_t *ret_type);

/* Bytes of the files read so far and in all (0: not known, a pipe). */
void capture_progress(const struct capture *c, uint64_t *ret_done, uint64_t *ret_all);

/* The name of a link type as the registry has it ("ETHERNET"), or NULL. */
const char *link_name(uint16_t link);

#endif
