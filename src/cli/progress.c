/* The bar, and a clean end at an interrupt. The only clock of the house. */
#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const int64_t MILLISECOND = 1000000;
enum { FIRST_AFTER = 1000, AGAIN_AFTER = 200, BAR = 30 };

static volatile sig_atomic_t interrupted;

static struct {
    bool shows; /* somebody looks */
    bool drawn;
    int64_t begun, last; /* ms */
} bar;

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / MILLISECOND;
}

static void on_interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

/* Lines that scroll by on the same terminal are progress enough. The first interrupt ends the
 * reading, so that what was seen is told; the second ends all. */
void progress_begin(const struct options *o)
{
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    bool scrolls = o->settings.decode && isatty(STDOUT_FILENO);
    bar.shows = !o->quiet && !scrolls && isatty(STDERR_FILENO);
    bar.begun = now();
    bar.last = bar.begun + FIRST_AFTER - AGAIN_AFTER;
}

static void draw(uint64_t done, uint64_t all, int64_t elapsed)
{
    double rate = (double)done / (double)elapsed * 1e-3; /* bytes a ms to MB a s */
    if (all == 0 || done > all) {
        dprintf(STDERR_FILENO, "\r\033[K%.1f MB read, %.0f MB/s", (double)done * 1e-6, rate);
        return;
    }
    char filled[BAR + 1];
    int full = (int)(done * BAR / all);
    for (int i = 0; i < BAR; i++)
        filled[i] = i < full ? '=' : ' ';
    filled[BAR] = 0;
    dprintf(STDERR_FILENO, "\r\033[K[%s] %3d %%, %.0f MB/s, %.0f s left", filled,
            (int)(done * 100 / all), rate, (double)(all - done) * 1e-6 / (rate > 0 ? rate : 1));
}

bool progress_goes_on(uint64_t done, uint64_t all)
{
    if (done == all)
        progress_end();
    if (bar.shows) {
        int64_t time = now();
        if (time - bar.last >= AGAIN_AFTER) {
            bar.last = time;
            bar.drawn = true;
            draw(done, all, time - bar.begun);
        }
    }
    return !interrupted;
}

void progress_end(void)
{
    if (bar.drawn)
        dprintf(STDERR_FILENO, "\r\033[K");
    bar.drawn = bar.shows = false;
}
