/* What is told at the end: blind spots and totals here, the rest in files of its own. */
#include "case/teller.h"

#include <stdlib.h>

static void tell_blindspots(struct teller *t)
{
    const struct blind *b = &t->p->blind;
    const struct postern_sink *sink = t->p->sink;
    const struct blind_spot **spots = calloc(blind_most(b), sizeof *spots);
    size_t count = spots && sink->blindspot ? blind_sorted(b, spots, blind_most(b)) : 0;
    for (size_t i = 0; i < count; i++) {
        const struct blind_spot *s = spots[i];
        struct postern_blindspot said = {.reason = blind_word((enum blind_reason)s->reason),
                                         .where = names_text(&b->names, s->where),
                                         .frames = s->frames,
                                         .bytes = s->bytes,
                                         .detail = names_text(&b->names, s->detail)};
        if (s->first.frame)
            said.first = (struct postern_frame){
                .file = capture_file_name(t->p->capture, s->first.file), .frame = s->first.frame};
        sink->blindspot(sink->arg, &said);
    }
    free(spots);
}

static void tell_summary(struct teller *t)
{
    const struct postern *p = t->p;
    char fingerprint[17];
    struct postern_count messages[PROTOS];
    struct postern_summary said = {.files = capture_files(p->capture),
                                   .frames = p->frames,
                                   .bytes = p->bytes,
                                   .first = p->first,
                                   .last = p->last,
                                   .messages = messages,
                                   .judged = !p->said.decode,
                                   .accesses = registry_access_count(p->registry),
                                   .subscribers = registry_person_count(p->registry),
                                   .blind_bytes = p->blind.bytes,
                                   .evicted = net_evicted(p->net) + registry_evicted(p->registry) +
                                              driver_evicted(p->driver),
                                   .network = network_digest(p->network),
                                   .key = fingerprint,
                                   .version = POSTERN_VERSION};
    postern_key_fingerprint(p->said.key, fingerprint);
    for (unsigned i = 1; i < PROTOS; i++)
        if (p->messages[i])
            messages[said.message_kinds++] =
                (struct postern_count){spec_proto_word((enum proto)i), p->messages[i]};
    for (unsigned i = 0; i < 4; i++)
        said.findings[i] =
            (struct postern_count){severity_word((enum severity)(SEVERITY_CRITICAL - i)),
                                   t->severities[SEVERITY_CRITICAL - i]};
    if (p->sink->summary)
        p->sink->summary(p->sink->arg, &said);
}

/* Before texts are told that hold no identity as far as anybody knows. */
static void learn_all(struct teller *t)
{
    const struct identity *i;
    size_t count = 0;
    for (uint32_t at = 0; registry_identity_next(t->p->registry, &at);)
        count++;
    veil_make_room(&t->veil, count);
    for (uint32_t at = 0; (i = registry_identity_next(t->p->registry, &at));) {
        TEXT_ON(value, 256);
        registry_identity_text(&value, t->p->registry, i);
        veil_learn(&t->veil, (enum identity_class)i->class, value.at);
    }
}

void tell_end(struct teller *t)
{
    if (!t->p->said.decode) {
        learn_all(t);
        learn_owners(t);
        tell_elements(t);
        tell_accesses(t);
        tell_findings(t);
        tell_origins(t);
        tell_conversations(t);
    }
    tell_blindspots(t);
    tell_summary(t);
}
