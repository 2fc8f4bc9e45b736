/* Prints who reached what in a capture: actor, operation, custodian, how often.
 *
 *     accesses core.pcap
 */
#include <inttypes.h>
#include <postern.h>
#include <stdio.h>

static const char *name_of(const struct postern_party *p)
{
    if (p->declared)
        return p->declared;
    return p->name ? p->name : p->address;
}

static void print_access(void *arg, const struct postern_access *a)
{
    (void)arg;
    printf("%s %s %s at %s: %" PRIu64 " times, %" PRIu64 " people\n", name_of(&a->actor), a->how,
           a->categories.at[0], name_of(&a->custodian), a->count, a->subscribers);
}

static void print_trouble(void *arg, const struct postern_fault *fault)
{
    (void)arg;
    fprintf(stderr, "%s\n", fault->sentence);
}

int main(int count, char **files)
{
    struct postern_settings settings;
    struct postern_fault fault;
    postern_defaults(&settings);
    postern_key_random(settings.key);
    settings.trouble = print_trouble;
    settings.cage = true;
    struct postern *p = postern_new(&settings, &fault);
    for (int i = 1; p && i < count; i++)
        if (!postern_add_file(p, files[i], &fault))
            fprintf(stderr, "%s\n", fault.sentence);
    struct postern_sink sink = {.access = print_access};
    bool done = p && postern_run(p, &sink, &fault);
    if (!done)
        fprintf(stderr, "%s\n", fault.sentence);
    postern_free(p);
    return done ? 0 : 1;
}
