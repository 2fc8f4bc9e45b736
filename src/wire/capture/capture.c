/* The set of sources: probed, merged by time, handed out in batches.
 *
 * Every source is looked at once, up to its first frame. With more than one, those that can be read
 * again then give their memory back (they are parked) until the merge comes to that frame. So only
 * files that overlap in time hold windows, and these share the budget: the more there are, the
 * smaller each is. A record that is larger than its window gets a larger one when its turn comes,
 * and gives it back with the next batch.
 */
#include "wire/capture/ahead.h"
#include "wire/capture/filter.h"
#include "wire/capture/merge.h"

#include <stdlib.h>

enum {
    PROBE_WINDOW = 8 << 10,
    EXPANDERS_MOST = 48 << 20, /* for all decoders together; the first may take what it needs */
    THREADS_MOST = 4,
};

struct capture {
    struct capture_settings said;
    struct filter *filter;
    struct source_env env;
    struct source **sources;
    uint32_t count, room;
    struct merge merge;
    struct source **postponed; /* no room for their decoders until another has ended */
    uint32_t postponed_count;
    struct source *grown[FRAME_BATCH]; /* beyond their share, in this batch */
    uint32_t grown_count;
    uint64_t batch;
    uint32_t live;
    uint32_t files;
    unsigned threads;
    size_t share;   /* of the budget, to each live source */
    size_t windows; /* bytes held by all windows */
    size_t weights; /* and by all decoders */
    bool probed;
};

struct capture *capture_new(const struct capture_settings *settings, struct fault *ret_fault)
{
    struct capture *c = calloc(1, sizeof *c);
    if (!c) {
        fault_set(ret_fault, "out of memory");
        return NULL;
    }
    c->said = *settings;
    c->env = (struct source_env){.blind = settings->blind,
                                 .on_fault = settings->on_fault,
                                 .arg = settings->arg,
                                 .interfaces = settings->budget / 4};
    c->share = SOURCE_MOST;
    if (settings->filter && !(c->filter = filter_new(settings->filter, ret_fault))) {
        free(c);
        return NULL;
    }
    return c;
}

void capture_free(struct capture *c)
{
    for (uint32_t i = 0; i < c->count; i++)
        source_free(c->sources[i]);
    if (c->filter)
        filter_free(c->filter);
    secrets_free(&c->env.secrets);
    free(c->sources);
    free(c->merge.heap);
    free(c->postponed);
    free(c);
}

struct span capture_secrets(const struct capture *c, uint32_t block, uint32_t *ret_type)
{
    return secrets_at(&c->env.secrets, block, ret_type);
}

static bool enlarge(struct source ***list, uint32_t room)
{
    struct source **more = realloc(*list, room * sizeof **list);
    if (more)
        *list = more;
    return more != NULL;
}

bool capture_add(struct capture *c, int descriptor, const char *name, struct fault *ret_fault)
{
    if (c->count == c->room) {
        uint32_t room = c->room ? 2 * c->room : 16;
        if (!enlarge(&c->sources, room) || !enlarge(&c->merge.heap, room) ||
            !enlarge(&c->postponed, room))
            return fault_set(ret_fault, "%s: out of memory", name);
        c->room = room;
    }
    struct source *s = source_new(&c->env, descriptor, name, c->count);
    if (!s)
        return fault_set(ret_fault, "%s: out of memory", name);
    c->sources[c->count++] = s;
    return true;
}

static bool hold(struct capture *c, struct source *s, size_t size)
{
    size_t before = s->size;
    if (!source_hold(s, size))
        return false;
    c->windows += s->size - before;
    if (s->sight == SIGHT_FRAME || (s->sight == SIGHT_SHORT && s->format))
        source_see(s); /* the window has moved under the frame */
    return true;
}

/* Where windows become smaller, those that are not lent give back at once. */
static void divide(struct capture *c)
{
    size_t share = SOURCE_MOST;
    while (share > SOURCE_LEAST && share * c->live > c->said.budget)
        share /= 2;
    bool smaller = share < c->share;
    c->share = share;
    for (uint32_t i = 0; smaller && i < c->merge.count; i++) {
        struct source *s = c->merge.heap[i];
        if (s->size > share && s->lent != c->batch)
            hold(c, s, share);
    }
}

static void finish(struct capture *c, struct source *s)
{
    c->windows -= s->size;
    c->weights -= s->weight;
    c->threads -= s->ahead != NULL;
    source_finish(s);
    c->live--;
    divide(c);
}

static void activate(struct capture *c, struct source *s)
{
    s->sight = SIGHT_SHORT;
    s->need = 0;
    c->live++;
    c->weights += s->weight;
    divide(c);
}

static void park(struct capture *c, struct source *s)
{
    c->windows -= s->size;
    c->weights -= s->weight;
    source_park(s);
    c->live--;
}

static void weigh(struct capture *c, struct source *s)
{
    size_t weight = s->ahead ? 0 : bytes_weight(&s->bytes);
    if (weight > s->weight) {
        c->weights += weight - s->weight;
        s->weight = weight;
    }
}

/* A thread for it, when it is compressed and one may be had. */
static void send_ahead(struct capture *c, struct source *s)
{
    bool useful = c->probed && !s->ahead && s->format && s->bytes.state && s->bytes.regular;
    if (useful && c->threads + 1 < c->said.workers && c->threads < THREADS_MOST)
        c->threads += (s->ahead = ahead_new(&s->bytes)) != NULL;
}

/* The window that it should have now; beyond its share only for the record that is next. */
static bool size_window(struct capture *c, struct source *s)
{
    size_t want = c->probed || c->count == 1 ? c->share : PROBE_WINDOW;
    if (s->need > want) {
        want = (s->need + SOURCE_LEAST - 1) / SOURCE_LEAST * SOURCE_LEAST;
        if (c->probed && c->grown_count < FRAME_BATCH)
            c->grown[c->grown_count++] = s;
    }
    return s->size == want || hold(c, s, want);
}

/* Reads on in a file of which no frame is lent. */
static void bring(struct capture *c, struct source *s)
{
    if (!size_window(c, s)) {
        source_why(s, "there was no memory to read it with");
        s->sight = SIGHT_STOP;
        return;
    }
    if (source_fill(s))
        source_see(s);
    weigh(c, s);
    send_ahead(c, s);
}

static bool has_time(const struct source *s)
{
    return s->sight == SIGHT_FRAME || (s->sight == SIGHT_SHORT && s->timed);
}

static void probe(struct capture *c, struct source *s)
{
    activate(c, s);
    while (s->sight == SIGHT_SHORT && !s->timed)
        bring(c, s);
    c->files += s->format != NULL;
    if (s->sight == SIGHT_STOP) {
        finish(c, s);
        return;
    }
    if (c->count > 1 && s->bytes.regular)
        park(c, s);
    merge_put(&c->merge, s);
}

/* Those that grew for one large record are as the others again. */
static void shrink(struct capture *c)
{
    uint32_t still = 0;
    for (uint32_t i = 0; i < c->grown_count; i++) {
        struct source *s = c->grown[i];
        if (s->lent == c->batch)
            c->grown[still++] = s;
        else if (s->size > c->share)
            hold(c, s, c->share);
    }
    c->grown_count = still;
}

static void resume_postponed(struct capture *c)
{
    for (uint32_t i = 0; i < c->postponed_count; i++)
        merge_put(&c->merge, c->postponed[i]);
    c->postponed_count = 0;
}

/* The first file's time has come. Where the decoders of too many would be at work, it has to wait
 * for another to end; its frames then come late, and none is lost. */
static void awake(struct capture *c, struct source *s)
{
    if (c->weights && s->weight && c->weights + s->weight > EXPANDERS_MOST) {
        merge_drop_top(&c->merge);
        c->postponed[c->postponed_count++] = s;
    } else {
        activate(c, s);
    }
}

static bool passes(struct capture *c, struct source *s, const struct frame *frame)
{
    enum filter_answer answer = filter_ask(c->filter, frame);
    if (answer == FILTER_IMPOSSIBLE && !s->filter_told) {
        const char *name = link_name(frame->link);
        struct fault f;
        s->filter_told = true;
        fault_set(&f,
                  "%s: the filter says nothing on link type %u (%s): %s; its frames were left out",
                  s->name, frame->link, name ? name : "not registered", filter_why(c->filter));
        if (c->said.on_fault)
            c->said.on_fault(c->said.arg, &f);
    }
    return answer == FILTER_PASS;
}

static size_t hand_out(struct capture *c, struct source *s, struct frame *ret)
{
    source_take(s, ret);
    bool passed = !c->filter || passes(c, s, ret);
    if (passed) {
        s->lent = c->batch;
        if (ret->original != ret->captured)
            source_snapped(s, ret);
    }
    source_see(s);
    return passed;
}

/* The first file has no frame in its window. False: one of its frames is lent, so that nothing can
 * be read before the next batch. */
static bool move_on(struct capture *c, struct source *s)
{
    if (s->sight == SIGHT_PARKED) {
        awake(c, s);
        return true;
    }
    if (s->lent == c->batch)
        return false;
    if (s->sight == SIGHT_STOP) {
        merge_drop_top(&c->merge);
        finish(c, s);
        resume_postponed(c);
        return true;
    }
    if (c->grown_count == FRAME_BATCH)
        shrink(c);
    if (c->grown_count == FRAME_BATCH)
        return false;
    bring(c, s);
    return true;
}

size_t capture_next(struct capture *c, struct frame *frames)
{
    size_t n = 0;
    c->batch++;
    for (uint32_t i = 0; !c->probed && i < c->count; i++)
        probe(c, c->sources[i]);
    c->probed = true;
    shrink(c);
    while (n < FRAME_BATCH) {
        struct source *s = merge_top(&c->merge);
        if (!s)
            break;
        if (s->sight == SIGHT_FRAME)
            n += hand_out(c, s, &frames[n]);
        else if (!move_on(c, s))
            break;
        /* One whose next time is not known stays in front until it is: the order does not depend
         * on where a window ends. */
        if (c->merge.count > 1 && has_time(c->merge.heap[0]))
            merge_settle(&c->merge);
    }
    return n;
}

const char *capture_file_name(const struct capture *c, uint32_t file)
{
    return file < c->count ? c->sources[file]->name : "";
}

uint32_t capture_files(const struct capture *c)
{
    return c->files;
}

void capture_progress(const struct capture *c, uint64_t *ret_done, uint64_t *ret_all)
{
    bool known = true;
    *ret_done = *ret_all = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        const struct source *s = c->sources[i];
        bool closed = s->bytes.fd < 0;
        *ret_done += closed && s->bytes.regular ? s->bytes.size
                     : s->ahead                 ? ahead_taken(s->ahead)
                                                : s->bytes.taken;
        *ret_all += s->bytes.size;
        known = known && s->bytes.regular;
    }
    if (!known)
        *ret_all = 0;
}
