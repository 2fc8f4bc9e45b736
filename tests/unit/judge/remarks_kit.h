/* A declaration is checked, and what is told of it is held against what should be. */
#ifndef POSTERN_TESTS_REMARKS_KIT_H
#define POSTERN_TESTS_REMARKS_KIT_H

#include "unit/judge/network_kit.h"
#include "unit/unit.h"

struct remarked {
    char text[32000]; /* "LINE:COLUMN: ...", a line each; doubts with a ? before them */
    unsigned mistakes, doubts;
    char name[64]; /* of the file */
    struct fault fault;
    struct network *network;
};

static inline void remarked_one(void *arg, const struct network_remark *said)
{
    struct remarked *r = arg;
    size_t name = strlen(r->name);
    char place[40];
    r->mistakes += said->mistake;
    r->doubts += !said->mistake;
    snprintf(place, sizeof place, ":%u:%u: ", said->line, said->column);
    bool here = strncmp(said->sentence, r->name, name) == 0;
    if (here)
        assert_memory_equal(said->sentence + name, place, strlen(place));
    assert_null(strchr(said->sentence, '\n'));
    strcat(r->text, said->mistake ? "" : "?");
    strcat(r->text, said->sentence + (here ? name + 1 : 0));
    strcat(r->text, "\n");
}

static inline void remark_on(struct remarked *r, const char *yaml, const char *warrants)
{
    char folder[] = "/tmp/postern-check-XXXXXX";
    *r = (struct remarked){.mistakes = 0};
    assert_non_null(mkdtemp(folder));
    snprintf(r->name, sizeof r->name, "%s/network.yaml", folder);
    kit_write(r->name, NULL, yaml);
    if (warrants)
        kit_write(r->name, "warrants.txt", warrants);
    r->network = network_check(r->name, remarked_one, r, &r->fault);
    kit_remove(r->name, "warrants.txt");
    kit_remove(r->name, "network.yaml");
    rmdir(folder);
}

/* Each line of `lines` is the beginning of a remark, in their order. */
static inline void assert_remarks(const char *yaml, const char *lines)
{
    struct remarked r;
    remark_on(&r, yaml, NULL);
    const char *got = r.text;
    const char *wanted = lines;
    while (*wanted) {
        size_t length = strcspn(wanted, "\n");
        if (strncmp(got, wanted, length) != 0)
            fail_msg("%sgives:\n%swanted:\n%s%s", yaml, r.text, lines, r.fault.sentence);
        got += strcspn(got, "\n") + (*got != 0);
        wanted += length + (wanted[length] == '\n');
    }
    if (*got)
        fail_msg("%sgives also:\n%s", yaml, got);
    network_free(r.network);
}

#endif
