#include "wire/capture/source.h"

#include "base/text.h"
#include "wire/capture/ahead.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_ROOM = 4096 };

struct source *source_new(struct source_env *env, int fd, const char *name, uint32_t file)
{
    struct source *s = calloc(1, sizeof *s);
    char *copy = strdup(name);
    if (!s || !copy) {
        free(s);
        free(copy);
        return NULL;
    }
    s->env = env;
    s->name = copy;
    s->file = file;
    s->sight = SIGHT_SHORT;
    bytes_init(&s->bytes, fd);
    return s;
}

/* Everything but what makes it the same file. */
static void give_back(struct source *s)
{
    if (s->ahead)
        ahead_free(s->ahead);
    if (s->format && s->format->close)
        s->format->close(s);
    free(s->buffer);
    s->ahead = NULL;
    s->format = NULL;
    s->buffer = NULL;
    s->size = 0;
    s->window = (struct cursor){0};
}

void source_free(struct source *s)
{
    give_back(s);
    bytes_close(&s->bytes);
    free(s->name);
    free(s);
}

void source_why(struct source *s, const char *form, ...)
{
    va_list args;
    va_start(args, form);
    vsnprintf(s->why, sizeof s->why, form, args);
    va_end(args);
}

uint64_t source_offset(const struct source *s)
{
    return s->base + (uint64_t)(s->window.at - s->buffer);
}

bool source_hold(struct source *s, size_t size)
{
    size_t keep = cursor_left(&s->window);
    bool again = s->bytes.regular && !s->bytes.inflater;
    if (keep > size && !again)
        return true;
    uint8_t *fresh = malloc(size);
    if (!fresh)
        return false;
    uint64_t offset = s->buffer ? source_offset(s) : 0;
    if (keep > size) {
        bytes_seek(&s->bytes, offset + size);
        keep = size;
    }
    if (keep)
        memcpy(fresh, s->window.at, keep);
    free(s->buffer);
    s->buffer = fresh;
    s->size = size;
    s->base = offset;
    s->window = cursor_of(fresh, keep);
    return true;
}

static bool recognise(struct source *s)
{
    static const struct format *const all[] = {
#define X(name) &format_##name,
#include "wire/capture/formats.def"
#undef X
    };
    bool is_short = false;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        enum opened answer = all[i]->open(s);
        if (answer == OPENED) {
            s->format = all[i];
            return true;
        }
        is_short |= answer == OPENED_SHORT;
        if (answer == OPENED_NOT)
            break;
    }
    s->need = is_short ? cursor_left(&s->window) + 1 : 0;
    s->sight = is_short ? SIGHT_SHORT : SIGHT_STOP;
    return false;
}

enum sight source_see(struct source *s)
{
    s->timed = false;
    if (!s->format && !recognise(s))
        return s->sight;
    enum step step = s->format->next(s);
    return s->sight = step == STEP_FRAME   ? SIGHT_FRAME
                      : step == STEP_SHORT ? SIGHT_SHORT
                                           : SIGHT_STOP;
}

bool source_fill(struct source *s)
{
    size_t keep = cursor_left(&s->window);
    s->base = source_offset(s);
    if (keep)
        memmove(s->buffer, s->window.at, keep);
    size_t room = s->size - keep;
    if (room > SOURCE_PIECE)
        room = SOURCE_PIECE;
    size_t got = s->ahead ? ahead_read(s->ahead, s->buffer + keep, room)
                          : bytes_read(&s->bytes, s->buffer + keep, room);
    s->window = cursor_of(s->buffer, keep + got);
    if (!got)
        s->sight = SIGHT_STOP;
    return got > 0;
}

void source_take(struct source *s, struct frame *ret)
{
    *ret = s->next;
    ret->number = ++s->number;
    ret->file = s->file;
    s->time = s->next.time;
    cursor_skip(&s->window, s->length);
}

void source_snapped(struct source *s, const struct frame *frame)
{
    if (!s->snapped_frames++)
        s->snapped_first = (struct place){frame->number, s->file};
    s->snapped_bytes += frame->original - frame->captured;
}

void source_park(struct source *s)
{
    give_back(s);
    bytes_rewind(&s->bytes);
    s->base = 0;
    s->number = 0;
    s->time = 0;
    s->within = false;
    s->sight = SIGHT_PARKED;
}

/* How many bytes there are from the window on. Where the file's size does not tell, the rest is
 * read: what a pipe had ready so far must not show in the output. */
static uint64_t count_rest(struct source *s)
{
    uint64_t offset = source_offset(s);
    if (s->bytes.regular && !s->bytes.inflater)
        return s->bytes.size > offset ? s->bytes.size - offset : 0;
    uint64_t rest = 0;
    do {
        rest += cursor_left(&s->window);
        s->window = cursor_of(s->buffer, 0);
    } while (source_fill(s));
    return rest;
}

static void tell_blind(struct source *s, enum blind_reason reason, uint64_t offset, uint64_t frames,
                       uint64_t bytes, const char *what)
{
    TEXT_ON(where, NAME_ROOM);
    TEXT_ON(detail, 400);
    text_format(&where, "%s at offset %llu", s->name, (unsigned long long)offset);
    text_format(&detail, "%s; nothing after it was read", what);
    if (s->bytes.inflater)
        text_put(&detail, ", and the offset counts expanded bytes");
    struct place first = {s->number, s->file};
    blind_add(s->env->blind, reason, where.at, frames, bytes, first, detail.at);
}

static void tell_fault(struct source *s, const char *what)
{
    struct fault f;
    fault_set(&f, "%s: %s", s->name, what);
    if (s->env->on_fault)
        s->env->on_fault(s->env->arg, &f);
}

/* What the reading failed for, when that was not the end of the file. */
static bool tell_failure(struct source *s)
{
    TEXT_ON(what, 300);
    const struct bytes *b = &s->bytes;
    if (b->end == BYTES_FAILED)
        text_format(&what, "cannot be read: %s; look at its permissions and its disk",
                    strerror(b->error));
    else if (b->end == BYTES_TOO_LARGE)
        text_format(&what,
                    "needs more than %d MiB of memory to expand; expand it first and give "
                    "postern the result (`-` reads standard input)",
                    INFLATE_MOST >> 20);
    else
        return false;
    tell_fault(s, what.at);
    return true;
}

static void tell_no_capture(struct source *s)
{
    TEXT_ON(what, 300);
    struct cursor c = s->window;
    const char *packed = s->bytes.inflater ? s->bytes.inflater->name : NULL;
    text_put(&what, "is no capture: ");
    if (s->why[0]) {
        text_put(&what, s->why);
    } else if (!cursor_left(&c)) {
        text_put(&what, packed ? "nothing could be expanded of it" : "it is empty");
    } else if (s->need && cursor_left(&c) >= 4) {
        text_put(&what, "it ends inside its header");
    } else {
        text_put(&what, packed ? "expanded, it begins with" : "it begins with");
        for (int i = 0; i < 4 && cursor_left(&c); i++) {
            uint8_t byte = cursor_u8(&c);
            text_char(&what, ' ');
            text_hex(&what, &byte, 1);
        }
    }
    text_put(&what, "; postern reads pcap and pcapng, also in gzip, zstd, xz and lz4");
    tell_fault(s, what.at);
}

static void tell_cut(struct source *s, bool failed)
{
    TEXT_ON(what, 200);
    bool in_record = s->within || cursor_left(&s->window);
    uint64_t offset = s->within ? s->mark : source_offset(s);
    if (s->bytes.end == BYTES_BROKEN) {
        text_format(&what, "the %s compression is damaged", s->bytes.inflater->name);
        tell_blind(s, BLIND_CAPTURE_DAMAGED, offset, in_record, cursor_left(&s->window), what.at);
    } else if (s->bytes.end == BYTES_CUT) {
        text_format(&what, "the file ends inside its %s compression", s->bytes.inflater->name);
        tell_blind(s, BLIND_CAPTURE_CUT, offset, in_record, cursor_left(&s->window), what.at);
    } else if (in_record || failed) {
        tell_blind(s, BLIND_CAPTURE_CUT, offset, in_record, cursor_left(&s->window),
                   failed ? "the file could not be read on" : "the file ends inside a record");
    }
}

static void tell_snapped(struct source *s)
{
    if (s->snapped_frames)
        blind_add(s->env->blind, BLIND_SNAPPED, s->name, s->snapped_frames, s->snapped_bytes,
                  s->snapped_first, "frames were captured shorter than they were on the wire");
}

void source_finish(struct source *s)
{
    bool stopped = s->why[0]; /* by the format, not by the end of the bytes */
    uint64_t offset = source_offset(s);
    uint64_t rest = s->format && stopped ? count_rest(s) : 0;
    if (s->ahead)
        ahead_free(s->ahead);
    s->ahead = NULL;
    bool failed = !stopped && tell_failure(s);
    if (!s->format && !failed)
        tell_no_capture(s);
    if (s->format && stopped)
        tell_blind(s, BLIND_CAPTURE_DAMAGED, offset, 1, rest, s->why);
    else if (s->format)
        tell_cut(s, failed);
    if (s->format && s->format->finish)
        s->format->finish(s);
    tell_snapped(s);
    give_back(s);
    bytes_close(&s->bytes);
}
