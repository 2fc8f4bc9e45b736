/* Holds the witness against captures made wrong: each file as it is, cut at 20 places and with
 * bytes flipped, through decode and scan, in this process, so that ASan and UBSan watch (build with
 * -Db_sanitize=address,undefined).
 *
 *     hostile [--cuts N] [--flips N] [--seconds S] CAPTURE...
 *
 * A capture fails when a run ends in no summary, when a cut one gives messages that the whole one
 * does not, or when one run takes longer than S seconds. Sanitizers end the process themselves.
 */
#include "postern.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { WATCHED = 4096 };

/* What a run told: its messages in short, and whether it came to its end, or to the word that this
 * is no capture (any more). */
struct told {
    uint64_t messages[WATCHED];
    size_t count;
    bool ended;
};

struct limits {
    unsigned cuts, flips;
    double seconds;
};

static void message(void *arg, const struct postern_message *m)
{
    struct told *told = arg;
    uint64_t mark = m->frame * 1000003U + m->type;
    for (const char *c = m->proto; *c; c++)
        mark = mark * 31 + (unsigned char)*c;
    if (told->count < WATCHED)
        told->messages[told->count++] = mark;
}

static void summary(void *arg, const struct postern_summary *s)
{
    ((struct told *)arg)->ended = s->version != NULL;
}

static void trouble(void *arg, const struct postern_fault *fault)
{
    ((struct told *)arg)->ended = strncmp(fault->sentence, "hostile: ", 9) == 0;
}

static void finding(void *arg, const struct postern_finding *f)
{
    (void)arg;
    if (f->frame_count == 0)
        abort(); /* a finding carries its proof */
}

static int file_of(const uint8_t *data, size_t size)
{
    int fd = memfd_create("hostile", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET) != 0) {
        perror("memfd");
        exit(1);
    }
    return fd;
}

static void run(const uint8_t *data, size_t size, bool decode, struct told *ret)
{
    struct postern_settings settings;
    struct postern_fault fault;
    postern_defaults(&settings);
    settings.memory = 8 << 20;
    settings.decode = decode;
    settings.user_plane = decode;
    settings.trouble = trouble;
    settings.arg = ret;
    struct postern_sink sink = {
        .arg = ret, .message = message, .finding = finding, .summary = summary};
    memset(ret, 0, sizeof *ret);
    struct postern *p = postern_new(&settings, &fault);
    if (!p || !postern_add_descriptor(p, file_of(data, size), "hostile", &fault)) {
        fprintf(stderr, "%s\n", fault.sentence);
        exit(1);
    }
    postern_run(p, &sink, &fault);
    postern_free(p);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Both verbs on one variant; what is wrong, or NULL. */
static const char *both(const uint8_t *data, size_t size, const struct limits *limits,
                        struct told *ret_decoded)
{
    struct told scanned;
    double start = now();
    run(data, size, true, ret_decoded);
    run(data, size, false, &scanned);
    if (!ret_decoded->ended || !scanned.ended)
        return "no summary";
    return now() - start > limits->seconds ? "took too long" : NULL;
}

/* A cut capture tells the first of the whole one's messages and no others. */
static const char *cuts(const uint8_t *data, size_t size, const struct limits *limits,
                        const struct told *whole)
{
    static struct told part;
    for (unsigned i = 0; i < limits->cuts; i++) {
        const char *wrong = both(data, size * i / limits->cuts + i % 3, limits, &part);
        if (wrong)
            return wrong;
        if (part.count > whole->count ||
            memcmp(part.messages, whole->messages, part.count * sizeof *part.messages) != 0)
            return "a cut capture tells other messages";
    }
    return NULL;
}

static const char *flips(uint8_t *data, size_t size, const struct limits *limits)
{
    static struct told told;
    uint8_t *copy = malloc(size);
    uint64_t dice = size * 2654435761U + 1;
    const char *wrong = copy ? NULL : "out of memory";
    for (unsigned i = 0; !wrong && i < limits->flips; i++) {
        memcpy(copy, data, size);
        for (size_t k = 0; k < size / 200 + 1; k++) {
            dice = dice * 6364136223846793005U + 1442695040888963407U;
            copy[24 + (dice >> 33) % (size - 24)] ^= (uint8_t)(dice >> 24) | 1;
        }
        wrong = both(copy, size, limits, &told);
    }
    free(copy);
    return wrong;
}

static uint8_t *read_whole(const char *path, size_t *ret_size)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    fseek(f, 0, SEEK_END);
    long size = ftell(f);
    rewind(f);
    uint8_t *data = size > 0 ? malloc((size_t)size) : NULL;
    if (data && fread(data, 1, (size_t)size, f) != (size_t)size) {
        free(data);
        data = NULL;
    }
    fclose(f);
    *ret_size = data ? (size_t)size : 0;
    return data;
}

static const char *one(const char *path, const struct limits *limits)
{
    static struct told whole;
    size_t size;
    uint8_t *data = read_whole(path, &size);
    if (!data)
        return "could not be read";
    const char *wrong = both(data, size, limits, &whole);
    if (!wrong)
        wrong = cuts(data, size, limits, &whole);
    if (!wrong && size > 24)
        wrong = flips(data, size, limits);
    free(data);
    return wrong;
}

int main(int argc, char **argv)
{
    struct limits limits = {20, 5, 20};
    unsigned failed = 0;
    unsigned passed = 0;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--cuts") == 0 && i + 1 < argc)
            limits.cuts = (unsigned)strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--flips") == 0 && i + 1 < argc)
            limits.flips = (unsigned)strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--seconds") == 0 && i + 1 < argc)
            limits.seconds = strtod(argv[++i], NULL);
        else {
            const char *wrong = one(argv[i], &limits);
            if (wrong)
                printf("%s: %s\n", argv[i], wrong);
            failed += wrong != NULL;
            passed += wrong == NULL;
        }
    }
    printf("hostile: %u passed, %u failed\n", passed, failed);
    return failed || !passed;
}
