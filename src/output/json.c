/* JSON lines: one object a line, `kind` first, the other members in the order of docs/output.md;
 * what does not apply is absent. */
#include "output/json_write.h"
#include "output/output.h"

static void value_field(struct writer *w, const struct postern_field *f)
{
    if (f->sort == POSTERN_TRUE)
        write_text(w, "true");
    else if (f->sort == POSTERN_NUMBER)
        json_number(w, f->number);
    else
        json_text(w, f->text);
}

/* Fields of one meaning follow each other: they are one member. */
static void member_fields(struct writer *w, const struct postern_field *f, size_t count)
{
    if (count == 0)
        return;
    json_name(w, "fields");
    for (size_t i = 0, n; i < count; i += n) {
        n = 1;
        while (i + n < count && f[i + n].meaning == f[i].meaning)
            n++;
        write_text(w, i ? ",\"" : "{\"");
        write_text(w, f[i].meaning);
        write_text(w, n > 1 ? "\":[" : "\":");
        for (size_t k = 0; k < n; k++) {
            if (k)
                write_char(w, ',');
            value_field(w, &f[i + k]);
        }
        if (n > 1)
            write_char(w, ']');
    }
    write_char(w, '}');
}

static void message(void *arg, const struct postern_message *m)
{
    struct writer *w = arg;
    json_begin(w, "message");
    json_member(w, "file", m->file);
    json_member_number(w, "frame", m->frame);
    json_member_time(w, "time", m->time);
    json_member(w, "src", m->src);
    json_member(w, "dst", m->dst);
    json_member_texts(w, "tunnel", m->tunnel);
    json_member(w, "proto", m->proto);
    if (m->type_text)
        json_member(w, "type", m->type_text);
    else if (m->has_type)
        json_member_number(w, "type", m->type);
    json_member(w, "name", m->name);
    if (m->request >= 0)
        write_text(w, m->request ? ",\"request\":true" : ",\"request\":false");
    if (m->answers)
        json_member_number(w, "answers", m->answers);
    json_member(w, "outcome", m->outcome);
    if (m->has_cause)
        json_member_number(w, "cause", m->cause);
    json_member(w, "cause_name", m->cause_name);
    json_member_texts(w, "origin", m->origin);
    json_member_texts(w, "destination", m->destination);
    json_member_texts(w, "subscribers", m->subscribers);
    json_member_texts(w, "bound", m->bound);
    member_fields(w, m->fields, m->field_count);
    json_member_texts(w, "odd", m->odd);
    json_end(w);
}

static void value_frame(struct writer *w, const struct postern_frame *f)
{
    write_text(w, "{\"file\":");
    json_text(w, f->file);
    json_member_number(w, "frame", f->frame);
    json_member(w, "why", f->why);
    write_char(w, '}');
}

static void value_party(struct writer *w, const struct postern_party *p)
{
    static const char *const names[] = {"address", "name", "role", "declared"};
    const char *const texts[] = {p->address, p->name, p->role, p->declared};
    const char *mark = "{";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!texts[i])
            continue;
        write_text(w, mark);
        mark = ",";
        json_text(w, names[i]);
        write_char(w, ':');
        json_text(w, texts[i]);
    }
    write_text(w, *mark == '{' ? "{}" : "}");
}

static void member_party(struct writer *w, const char *name, const struct postern_party *p)
{
    json_name(w, name);
    value_party(w, p);
}

static void element(void *arg, const struct postern_element *e)
{
    struct writer *w = arg;
    json_begin(w, "element");
    json_member(w, "address", e->address);
    json_member_texts(w, "addresses", e->addresses);
    json_member_texts(w, "names", e->names);
    if (e->role_count)
        json_name(w, "roles");
    for (size_t i = 0; i < e->role_count; i++) {
        write_text(w, i ? ",{\"role\":" : "[{\"role\":");
        json_text(w, e->roles[i].role);
        json_member_number(w, "confidence", e->roles[i].confidence);
        json_member(w, "why", e->roles[i].why);
        write_char(w, '}');
    }
    if (e->role_count)
        write_char(w, ']');
    json_member(w, "declared", e->declared);
    json_member(w, "vendor", e->vendor);
    json_member_number(w, "messages", e->messages);
    json_member_time(w, "first", e->first);
    json_member_time(w, "last", e->last);
    json_end(w);
}

static void member_frames(struct writer *w, const struct postern_frame *frames, size_t count)
{
    json_name(w, "frames");
    write_char(w, '[');
    for (size_t i = 0; i < count; i++) {
        if (i)
            write_char(w, ',');
        value_frame(w, &frames[i]);
    }
    write_char(w, ']');
}

static void member_sums(struct writer *w, const struct postern_access *a)
{
    json_member_number(w, "count", a->count);
    json_member_number(w, "answered", a->answered);
    json_member_number(w, "refused", a->refused);
    json_member_number(w, "unanswered", a->unanswered);
    json_member_number(w, "subscribers", a->subscribers);
    json_member_time(w, "first", a->first);
    json_member_time(w, "last", a->last);
    json_name(w, "example");
    value_frame(w, &a->example);
}

static void member_one(struct writer *w, const struct postern_access *a)
{
    json_member(w, "subscriber", a->subscriber);
    json_member_texts(w, "identities", a->identities);
    json_member(w, "outcome", a->outcome);
    if (a->has_cause)
        json_member_number(w, "cause", a->cause);
    json_member(w, "cause_name", a->cause_name);
    json_member_time(w, "time", a->time);
    member_frames(w, a->frames, a->frame_count);
}

static void access(void *arg, const struct postern_access *a)
{
    struct writer *w = arg;
    json_begin(w, "access");
    member_party(w, "actor", &a->actor);
    member_party(w, "custodian", &a->custodian);
    json_member(w, "proto", a->proto);
    json_member(w, "operation", a->operation);
    json_member(w, "how", a->how);
    json_member_texts(w, "categories", a->categories);
    json_member(w, "to", a->to);
    if (a->count)
        member_sums(w, a);
    else
        member_one(w, a);
    json_end(w);
}

static void finding(void *arg, const struct postern_finding *f)
{
    struct writer *w = arg;
    json_begin(w, "finding");
    json_member(w, "id", f->id);
    json_member(w, "slug", f->slug);
    json_member_texts(w, "also", f->also);
    json_member(w, "severity", f->severity);
    json_member_number(w, "confidence", f->confidence);
    json_member(w, "title", f->title);
    if (f->has_actor)
        member_party(w, "actor", &f->actor);
    if (f->has_custodian)
        member_party(w, "custodian", &f->custodian);
    json_member(w, "to", f->to);
    json_member_texts(w, "subscribers", f->subscribers);
    if (f->subscriber_count)
        json_member_number(w, "subscriber_count", f->subscriber_count);
    json_member_number(w, "count", f->count);
    json_member_time(w, "first", f->first);
    json_member_time(w, "last", f->last);
    member_frames(w, f->frames, f->frame_count);
    json_member(w, "display_filter", f->display_filter);
    json_member_texts(w, "why", f->why);
    json_member_texts(w, "innocent_if", f->innocent_if);
    json_member(w, "next", f->next);
    json_member_texts(w, "references", f->references);
    json_member_texts(w, "techniques", f->techniques);
    json_member(w, "settled_by", f->settled_by);
    json_end(w);
}

static void blindspot(void *arg, const struct postern_blindspot *b)
{
    struct writer *w = arg;
    json_begin(w, "blindspot");
    json_member(w, "reason", b->reason);
    json_member(w, "where", b->where);
    json_member_number(w, "frames", b->frames);
    json_member_number(w, "bytes", b->bytes);
    if (b->first.frame) {
        json_name(w, "first");
        value_frame(w, &b->first);
    }
    json_member(w, "detail", b->detail);
    json_end(w);
}

static void member_counts(struct writer *w, const char *name, const struct postern_count *counts,
                          size_t count)
{
    json_name(w, name);
    write_char(w, '{');
    for (size_t i = 0; i < count; i++) {
        write_text(w, i ? ",\"" : "\"");
        write_text(w, counts[i].name);
        write_n(w, "\":", 2);
        json_number(w, counts[i].count);
    }
    write_char(w, '}');
}

static void summary(void *arg, const struct postern_summary *s)
{
    struct writer *w = arg;
    json_begin(w, "summary");
    json_member_number(w, "files", s->files);
    json_member_number(w, "frames", s->frames);
    json_member_number(w, "bytes", s->bytes);
    if (s->frames) {
        json_member_time(w, "first", s->first);
        json_member_time(w, "last", s->last);
    }
    member_counts(w, "messages", s->messages, s->message_kinds);
    if (s->judged) {
        json_member_number(w, "accesses", s->accesses);
        json_member_number(w, "subscribers", s->subscribers);
        member_counts(w, "findings", s->findings, sizeof s->findings / sizeof *s->findings);
    }
    json_member_number(w, "blind_bytes", s->blind_bytes);
    json_member_number(w, "evicted", s->evicted);
    json_member(w, "network", s->network);
    json_member(w, "key", s->key);
    json_member(w, "version", s->version);
    json_end(w);
}

static void member_sees(struct writer *w, const struct postern_check *c)
{
    const char *all[4];
    struct postern_texts sees = {.at = all};
    if (c->sees_messages)
        all[sees.count++] = "messages";
    if (c->sees_accesses)
        all[sees.count++] = "accesses";
    if (c->sees_user_plane)
        all[sees.count++] = "user plane";
    if (c->sees_conversations)
        all[sees.count++] = "conversations";
    json_member_texts(w, "sees", sees);
}

static void member_thresholds(struct writer *w, const struct postern_check *c)
{
    for (size_t i = 0; i < c->threshold_count; i++) {
        const struct postern_threshold *t = &c->thresholds[i];
        write_text(w, i ? "," : ",\"thresholds\":[");
        write_text(w, "{\"word\":");
        json_text(w, t->word);
        json_member(w, "otherwise", t->otherwise);
        json_member(w, "why", t->why);
        write_text(w, "}");
    }
    write_text(w, c->threshold_count ? "]" : "");
}

void output_json_check(struct writer *w, const struct postern_check *c)
{
    json_begin(w, "check");
    json_member(w, "slug", c->slug);
    json_member(w, "title", c->title);
    json_member(w, "meaning", c->meaning);
    member_sees(w, c);
    json_member(w, "severities", c->severities);
    member_thresholds(w, c);
    json_member_texts(w, "innocent_if", c->innocent_if);
    json_member(w, "next", c->next);
    json_member_texts(w, "references", c->references);
    json_member_texts(w, "techniques", c->techniques);
    json_member(w, "settled_by", c->settled_by);
    json_end(w);
}

void output_json_protocol(struct writer *w, const struct postern_protocol *p)
{
    json_begin(w, "protocol");
    json_member(w, "name", p->name);
    json_member(w, "title", p->title);
    write_text(w, p->carries ? ",\"carries\":true" : "");
    json_member_texts(w, "specifications", p->specifications);
    json_member_texts(w, "recognised", p->recognised);
    json_member_number(w, "operations", p->operations);
    json_member_number(w, "elements", p->elements);
    json_member_number(w, "results", p->results);
    write_text(w, p->paired ? ",\"paired\":true" : "");
    json_end(w);
}

void output_json_remark(struct writer *w, const struct postern_remark *r)
{
    json_begin(w, "remark");
    json_member(w, "weight", r->mistake ? "mistake" : "doubt");
    json_member_number(w, "line", r->line);
    json_member_number(w, "column", r->column);
    json_member(w, "sentence", r->sentence);
    json_end(w);
}

void output_json_network(struct writer *w, const struct postern_network *n)
{
    json_begin(w, "network");
    json_member(w, "file", n->file);
    json_member(w, "operator", n->name);
    json_member_number(w, "elements", n->elements);
    json_member_number(w, "functions", n->functions);
    json_member_number(w, "partners", n->partners);
    json_member_number(w, "permits", n->permits);
    json_member_number(w, "maintenance", n->maintenance);
    json_member_number(w, "thresholds", n->thresholds);
    json_member_number(w, "warrants", n->warrants);
    json_member(w, "warrants_key", n->warrants_key);
    json_member(w, "network", n->digest);
    json_end(w);
}

void output_json_change(struct writer *w, const struct postern_change *c)
{
    json_begin(w, "change");
    json_member(w, "what", c->what);
    json_member(w, "where", c->where);
    json_member(w, "before", c->before);
    json_member(w, "after", c->after);
    json_member(w, "sentence", c->sentence);
    json_end(w);
}

struct postern_sink output_json(struct writer *w)
{
    return (struct postern_sink){.arg = w,
                                 .message = message,
                                 .element = element,
                                 .access = access,
                                 .finding = finding,
                                 .blindspot = blindspot,
                                 .summary = summary};
}
