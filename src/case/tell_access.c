/* Accesses in the form of postern.h: sums, or each by itself. */
#include "case/teller.h"

struct postern_texts line_categories(struct teller *t, uint16_t categories)
{
    struct postern_texts list = line_list(t);
    for (unsigned i = 0; i < CATEGORIES; i++)
        if (categories >> i & 1)
            line_add(t, &list, spec_category_word((enum category_bit)i));
    return list;
}

/* The row's roles, and those that have one of them within. */
static bool sends(enum role role, const struct spec_op *op)
{
    for (unsigned i = 0; i < SPEC_ROLES && op->from[i]; i++)
        if (spec_role_within((enum role)op->from[i], role))
            return true;
    return false;
}

static struct postern_texts senders_of(struct teller *t, const struct spec_op *op)
{
    struct postern_texts list = line_list(t);
    for (unsigned role = ROLE_NONE + 1; role < ROLES; role++)
        if (sends((enum role)role, op))
            line_add(t, &list, spec_role_word((enum role)role));
    return list;
}

/* An address or a host: where something goes is no identity, but a host may carry one. */
static const char *to_text(struct teller *t, uint32_t to)
{
    return line_veiled(t, names_text(registry_names(t->p->registry), to), VEIL_FREE);
}

static struct postern_frame frame_of(struct teller *t, struct place place)
{
    return (struct postern_frame){.file = capture_file_name(t->p->capture, place.file),
                                  .frame = place.frame};
}

static void tell_sum(struct teller *t, const struct access_sum *s)
{
    const struct spec_op *op = spec_op_at(s->operation);
    line_begin(t);
    struct postern_access said = {.actor = line_party(t, &s->actor),
                                  .custodian = line_party(t, &s->custodian),
                                  .proto = spec_proto_word((enum proto)op->proto),
                                  .operation = op->name,
                                  .how = spec_how_word((enum how)s->how),
                                  .categories = line_categories(t, s->categories),
                                  .to = to_text(t, s->to),
                                  .senders = senders_of(t, op),
                                  .count = s->count,
                                  .answered = s->answered,
                                  .refused = s->refused,
                                  .unanswered = s->unanswered,
                                  .subscribers = s->persons,
                                  .first = s->first,
                                  .last = s->last,
                                  .example = frame_of(t, s->example)};
    t->p->sink->access(t->p->sink->arg, &said);
}

static struct postern_texts identities_of(struct teller *t, uint32_t person)
{
    struct postern_texts list = line_list(t);
    const struct person *p = person ? registry_person(t->p->registry, person) : NULL;
    for (unsigned i = 0; p && i < IDENTITY_CLASSES; i++)
        if (p->identities[i])
            line_add(t, &list, line_identity(t, p->identities[i]));
    return list;
}

static const char *outcome_of(const struct access *a)
{
    if (!a->answered)
        return "unanswered";
    return a->outcome == OUTCOME_REFUSED   ? "refused"
           : a->outcome == OUTCOME_SUCCESS ? "success"
                                           : NULL;
}

static void tell_one(struct teller *t, const struct access *a)
{
    line_begin(t);
    struct postern_access said = {.actor = line_party(t, &a->actor),
                                  .custodian = line_party(t, &a->custodian),
                                  .proto = spec_proto_word((enum proto)a->op->proto),
                                  .operation = a->op->name,
                                  .how = spec_how_word(a->how),
                                  .categories = line_categories(t, a->categories),
                                  .to = to_text(t, a->to),
                                  .senders = senders_of(t, a->op),
                                  .subscriber = line_best(t, a->person),
                                  .identities = identities_of(t, a->person),
                                  .outcome = outcome_of(a),
                                  .has_cause = a->has_cause,
                                  .cause = a->cause,
                                  .cause_name = a->cause_row ? a->cause_row->name : NULL,
                                  .time = a->time};
    if (a->request.frame)
        said.frames[said.frame_count++] = frame_of(t, a->request);
    if (a->answer.frame)
        said.frames[said.frame_count++] = frame_of(t, a->answer);
    t->p->sink->access(t->p->sink->arg, &said);
}

void tell_accesses(struct teller *t)
{
    size_t count;
    if (!t->p->sink->access)
        return;
    if (t->p->said.every_access) {
        const struct access *all = registry_accesses(t->p->registry, &count);
        for (size_t i = 0; i < count; i++)
            tell_one(t, &all[i]);
        return;
    }
    const struct access_sum *const *sums = registry_sums(t->p->registry, &count);
    for (size_t i = 0; i < count; i++)
        tell_sum(t, sums[i]);
}
