#include "wire/proto/message.h"

static const char *const ODD_WORDS[] = {
#define X(ID, word) word,
#include "wire/proto/odd.def"
#undef X
};

const char *odd_word(enum odd o)
{
    return ODD_WORDS[o];
}

struct message *message_begin(struct sink *sink, const struct packet *p, enum proto proto,
                              uint32_t application, uint32_t type, enum part part)
{
    struct message *m = sink->scratch;
    /* All but the fields, which field_add clears one by one. */
    memset(m, 0, offsetof(struct message, fields));
    m->answers = (struct place){0};
    m->person = 0;
    m->bound_count = 0;
    m->packet = p;
    m->proto = (uint8_t)proto;
    m->application = application;
    m->type = type;
    m->part = (uint8_t)part;
    m->op = spec_op(proto, application, type, part);
    m->name = m->op ? m->op->name : "unknown";
    if (p->odd & PACKET_ODD_FRAGMENT)
        m->odd |= ODD_ODD_FRAGMENT;
    if (p->odd & PACKET_RETURNED)
        m->odd |= ODD_RETURNED;
    memcpy(m->handles, sink->outer, sizeof m->handles);
    return m;
}

void message_handle(struct message *m, uint64_t handle)
{
    for (unsigned i = 0; handle && i < MESSAGE_HANDLES; i++) {
        if (m->handles[i] == handle)
            return;
        if (m->handles[i] == 0) {
            m->handles[i] = handle;
            return;
        }
    }
}

void message_end(struct sink *sink, struct message *m)
{
    sink->message(sink->arg, m);
}

void message_cause(struct message *m, const char *set, uint32_t number)
{
    m->has_cause = true;
    m->cause = number;
    m->cause_row = spec_value((enum proto)m->proto, set, number);
    if (m->cause_row && m->part == PART_ANSWER)
        m->outcome = m->cause_row->outcome;
}

struct field *field_add(struct message *m, enum meaning meaning, enum form form, uint16_t group)
{
    if (m->field_count == MESSAGE_FIELDS) {
        m->odd |= ODD_TOO_MANY_FIELDS;
        return NULL;
    }
    struct field *f = &m->fields[m->field_count++];
    *f = (struct field){.meaning = (uint8_t)meaning, .form = (uint8_t)form, .group = group};
    return f;
}

void field_number(struct message *m, enum meaning meaning, uint64_t number, uint16_t group)
{
    struct field *f = field_add(m, meaning, FORM_NUMBER, group);
    if (f)
        f->number = number;
}

void field_present(struct message *m, enum meaning meaning, uint16_t group)
{
    struct field *f = field_add(m, meaning, FORM_PRESENT, group);
    if (f)
        f->number = 1;
}

void field_bytes(struct message *m, enum meaning meaning, enum form form, struct span s,
                 uint16_t group)
{
    struct field *f = field_add(m, meaning, form, group);
    if (!f)
        return;
    f->at = s.at;
    f->len = (uint32_t)s.len;
}

void field_tunnel(struct message *m, enum meaning meaning, uint64_t id, struct span address,
                  uint32_t extra, uint16_t group)
{
    struct field *f = field_add(m, meaning, FORM_TUNNEL, group);
    if (!f)
        return;
    f->number = id;
    f->at = address.at;
    f->len = (uint32_t)address.len;
    f->extra = extra;
}

const struct field *message_field(const struct message *m, enum meaning meaning)
{
    for (uint16_t i = 0; i < m->field_count; i++)
        if (m->fields[i].meaning == meaning)
            return &m->fields[i];
    return NULL;
}

enum likeness looks_inside_only(struct cursor bytes)
{
    (void)bytes;
    return LIKE_NOT;
}

bool keep_open(struct table *t, const struct keep *keep, size_t budget, uint64_t seed,
               struct sink *sink)
{
    if (!table_init(t, keep->entry_size, keep->key_size, budget, seed))
        return false;
    if (keep->clear_size)
        t->clear_size = keep->clear_size;
    t->on_evict = keep->evict;
    t->arg = sink;
    return true;
}
