#include "wire/capture/filter.h"

#include "wire/capture/link.h"
#include "wire/capture/source.h"

#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>

enum { PROGRAMS_MOST = 64, LINK_ETHERNET = 1 };

struct program {
    struct bpf_program code;
    uint16_t link;
    bool made;
    char why[120];
};

struct filter {
    char *expression;
    struct program programs[PROGRAMS_MOST];
    size_t count;
    struct program *last; /* the one asked last: mostly the one asked next */
};

/* Those that the rooms above read are compiled before the first frame: names of ports stand in a
 * file, and there is no opening of files once the cage is shut. */
static const uint16_t FIRST[] = {0,   1,   8,   9,   50,  51,  101, 104, 107, 108, 113,
                                 139, 140, 141, 142, 166, 204, 228, 229, 248, 276};

static void make(struct filter *f, struct program *p, uint16_t link)
{
    *p = (struct program){.link = link};
    pcap_t *dead = pcap_open_dead(link_inside(link), FRAME_MOST);
    if (!dead) {
        snprintf(p->why, sizeof p->why, "out of memory");
        return;
    }
    p->made = pcap_compile(dead, &p->code, f->expression, 1, PCAP_NETMASK_UNKNOWN) == 0;
    if (!p->made)
        snprintf(p->why, sizeof p->why, "%s", pcap_geterr(dead));
    pcap_close(dead);
}

struct filter *filter_new(const char *expression, struct fault *ret_fault)
{
    char word[80];
    if (filter_has_name(expression, word, sizeof word)) {
        fault_set(ret_fault,
                  "filter `%.120s`: `%s` is a name, and to look it up something would have to be "
                  "sent; give an address or a number (pcap-filter(7))",
                  expression, word);
        return NULL;
    }
    struct filter *f = calloc(1, sizeof *f);
    if (!f || !(f->expression = strdup(expression))) {
        free(f);
        fault_set(ret_fault, "out of memory");
        return NULL;
    }
    for (size_t i = 0; i < sizeof FIRST / sizeof *FIRST; i++)
        make(f, &f->programs[f->count++], FIRST[i]);
    f->last = &f->programs[LINK_ETHERNET];
    if (f->last->made)
        return f;
    fault_set(ret_fault, "filter `%.120s`: %s; see pcap-filter(7)", expression, f->last->why);
    filter_free(f);
    return NULL;
}

void filter_free(struct filter *f)
{
    for (size_t i = 0; i < f->count; i++)
        pcap_freecode(&f->programs[i].code);
    free(f->expression);
    free(f);
}

static struct program *program_of(struct filter *f, uint16_t link)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->programs[i].link == link)
            return &f->programs[i];
    struct program *p = &f->programs[f->count < PROGRAMS_MOST ? f->count++ : PROGRAMS_MOST - 1];
    pcap_freecode(&p->code);
    make(f, p, link);
    return p;
}

enum filter_answer filter_ask(struct filter *f, const struct frame *frame)
{
    if (f->last->link != frame->link)
        f->last = program_of(f, frame->link);
    if (!f->last->made)
        return FILTER_IMPOSSIBLE;
    struct pcap_pkthdr header = {.caplen = frame->captured, .len = frame->original};
    return pcap_offline_filter(&f->last->code, &header, frame->bytes) ? FILTER_PASS : FILTER_DROP;
}

const char *filter_why(const struct filter *f)
{
    return f->last->why;
}
