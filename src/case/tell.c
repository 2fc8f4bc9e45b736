/* Thin: messages and the summary. The teller's owner replaces this. */
#include "case/case.h"

#include <stdlib.h>

struct teller {
    struct postern *p;
};

struct teller *teller_new(struct postern *p)
{
    struct teller *t = calloc(1, sizeof *t);
    if (t)
        t->p = p;
    return t;
}

void teller_free(struct teller *t)
{
    free(t);
}

void tell_message(struct teller *t, const struct message *m)
{
    const struct packet *packet = m->packet;
    TEXT_ON(src, 64);
    TEXT_ON(dst, 64);
    text_endpoint(&src, &packet->src, packet->sport);
    text_endpoint(&dst, &packet->dst, packet->dport);
    struct postern_message said = {.file = capture_file_name(t->p->capture, packet->frame->file),
                                   .frame = packet->frame->number,
                                   .time = packet->frame->time,
                                   .src = src.at,
                                   .dst = dst.at,
                                   .proto = spec_proto_word((enum proto)m->proto),
                                   .has_type = true,
                                   .type = m->type,
                                   .name = m->name,
                                   .request = m->part == PART_REQUEST ? 1 : -1};
    t->p->sink->message(t->p->sink->arg, &said);
}

void tell_end(struct teller *t)
{
    const struct postern *p = t->p;
    struct postern_summary said = {.files = capture_files(p->capture),
                                   .frames = p->frames,
                                   .bytes = p->bytes,
                                   .version = POSTERN_VERSION};
    p->sink->summary(p->sink->arg, &said);
}

bool postern_check_at(size_t i, struct postern_check *out)
{
    const struct check *c = check_at((unsigned)i);
    if (c)
        *out = (struct postern_check){.slug = c->slug};
    return c != NULL;
}
