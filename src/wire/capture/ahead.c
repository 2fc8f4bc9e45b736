#include "wire/capture/ahead.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

enum { BLOCKS = 2, BLOCK_SIZE = 256 << 10, STACK = 256 << 10 };

struct ahead {
    struct bytes *bytes;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool stop;  /* asked of the thread */
    bool ended; /* said by it */
    uint64_t taken;
    unsigned made; /* blocks filled so far */
    unsigned used; /* blocks emptied so far */
    struct cursor current;
    size_t len[BLOCKS];
    uint8_t block[BLOCKS][BLOCK_SIZE];
};

/* A block is filled whole before it is given, so that what is read does not depend on who is
 * faster. */
static size_t fill(struct ahead *a, uint8_t *block)
{
    size_t len = 0;
    for (size_t got; len < BLOCK_SIZE; len += got)
        if ((got = bytes_read(a->bytes, block + len, BLOCK_SIZE - len)) == 0)
            break;
    return len;
}

static void *run(void *arg)
{
    struct ahead *a = arg;
    pthread_mutex_lock(&a->lock);
    while (!a->stop && !a->ended) {
        if (a->made - a->used == BLOCKS) {
            pthread_cond_wait(&a->changed, &a->lock);
            continue;
        }
        unsigned at = a->made % BLOCKS;
        pthread_mutex_unlock(&a->lock);
        size_t len = fill(a, a->block[at]);
        pthread_mutex_lock(&a->lock);
        a->len[at] = len;
        a->taken = a->bytes->taken;
        a->made += len > 0;
        a->ended = len < BLOCK_SIZE;
        pthread_cond_signal(&a->changed);
    }
    pthread_mutex_unlock(&a->lock);
    return NULL;
}

/* Signals are the main thread's: this one is started with all of them blocked. */
static bool start(struct ahead *a)
{
    pthread_attr_t attr;
    sigset_t all, before;
    if (pthread_attr_init(&attr) != 0)
        return false;
    pthread_attr_setstacksize(&attr, STACK);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&a->thread, &attr, run, a);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attr);
    return !failed;
}

struct ahead *ahead_new(struct bytes *b)
{
    struct ahead *a = malloc(sizeof *a);
    if (!a)
        return NULL;
    a->bytes = b;
    a->stop = a->ended = false;
    a->made = a->used = 0;
    a->taken = b->taken;
    a->current = (struct cursor){0};
    pthread_mutex_init(&a->lock, NULL);
    pthread_cond_init(&a->changed, NULL);
    if (start(a))
        return a;
    free(a);
    return NULL;
}

void ahead_free(struct ahead *a)
{
    pthread_mutex_lock(&a->lock);
    a->stop = true;
    pthread_cond_signal(&a->changed);
    pthread_mutex_unlock(&a->lock);
    pthread_join(a->thread, NULL);
    pthread_cond_destroy(&a->changed);
    pthread_mutex_destroy(&a->lock);
    free(a);
}

size_t ahead_read(struct ahead *a, uint8_t *to, size_t room)
{
    if (!cursor_left(&a->current)) {
        pthread_mutex_lock(&a->lock);
        if (a->current.at) { /* the block is empty: it goes back */
            a->used++;
            a->current = (struct cursor){0};
            pthread_cond_signal(&a->changed);
        }
        while (a->made == a->used && !a->ended)
            pthread_cond_wait(&a->changed, &a->lock);
        unsigned at = a->used % BLOCKS;
        if (a->made != a->used)
            a->current = cursor_of(a->block[at], a->len[at]);
        pthread_mutex_unlock(&a->lock);
    }
    size_t left = cursor_left(&a->current);
    struct span piece = cursor_span(&a->current, left < room ? left : room);
    if (piece.len)
        memcpy(to, piece.at, piece.len);
    return piece.len;
}

uint64_t ahead_taken(struct ahead *a)
{
    pthread_mutex_lock(&a->lock);
    uint64_t taken = a->taken;
    pthread_mutex_unlock(&a->lock);
    return taken;
}
