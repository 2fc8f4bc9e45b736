/* A message in the form of postern.h. */
#include "case/teller.h"

static bool is_identity(const struct field *f)
{
    return spec_meaning_class((enum meaning)f->meaning) > IDENTITY_SECRET;
}

/* Bytes of a text are anybody's; other forms are of nodes and sessions. */
static enum veil_depth depth_of(const struct field *f)
{
    if (f->meaning == MEANING_SESSION_ID)
        return VEIL_SESSION;
    if (f->meaning == MEANING_MEDIA) /* whose address it is may be told in a later frame only */
        return VEIL_MEDIA;
    /* Their digits are of the network, however many. */
    if (f->meaning == MEANING_CELL || f->meaning == MEANING_AREA || f->meaning == MEANING_VISITED)
        return VEIL_KNOWN;
    return f->form == FORM_TEXT || f->form == FORM_NAME ? VEIL_FREE : VEIL_KNOWN;
}

static const char *value_of(struct teller *t, const struct field *f)
{
    struct text plain = line_open(t);
    text_field(&plain, f);
    if (is_identity(f)) {
        const char *value = line_text(t, &plain);
        struct text text = line_open(t);
        if (value)
            veil_identity(&t->veil, &text, spec_meaning_class((enum meaning)f->meaning), value);
        return line_text(t, &text);
    }
    if (f->form == FORM_HEX || !plain.len)
        return line_text(t, &plain);
    /* Taken before line_text, which a zero byte would mislead. */
    size_t len = plain.len;
    t->len += len + 1;
    struct text text = line_open(t);
    veil_text(&t->veil, &text, plain.at, len, depth_of(f));
    return line_text(t, &text);
}

static bool tell_field(struct teller *t, const struct field *f, struct postern_field *ret)
{
    enum meaning meaning = (enum meaning)f->meaning;
    *ret = (struct postern_field){.meaning = spec_meaning_word(meaning)};
    if (f->form == FORM_PRESENT || spec_meaning_class(meaning) == IDENTITY_SECRET) {
        ret->sort = POSTERN_TRUE;
        return true;
    }
    if (f->form == FORM_NUMBER && !is_identity(f)) {
        ret->sort = POSTERN_NUMBER;
        ret->number = f->number;
        return true;
    }
    ret->sort = POSTERN_TEXT;
    ret->text = value_of(t, f);
    return ret->text != NULL;
}

/* A session's name may stand before the identity that it is made of. */
static void learn(struct teller *t, const struct message *m)
{
    for (uint16_t i = 0; i < m->field_count; i++) {
        if (!is_identity(&m->fields[i]))
            continue;
        TEXT_ON(value, 256);
        text_field(&value, &m->fields[i]);
        veil_learn(&t->veil, spec_meaning_class((enum meaning)m->fields[i].meaning), value.at);
    }
    for (uint8_t i = 0; i < m->bound_count; i++) {
        line_begin(t);
        line_identity(t, m->bound[i]);
    }
    line_begin(t);
}

/* Order of the bytes, those of one meaning together where its first stands. */
static size_t tell_fields(struct teller *t, const struct message *m)
{
    bool done[MEANINGS] = {false};
    size_t count = 0;
    for (uint16_t i = 0; i < m->field_count; i++) {
        uint8_t meaning = m->fields[i].meaning;
        if (done[meaning])
            continue;
        done[meaning] = true;
        for (uint16_t k = i; k < m->field_count; k++)
            if (m->fields[k].meaning == meaning && tell_field(t, &m->fields[k], &t->fields[count]))
                t->meanings[count++] = meaning;
    }
    return count;
}

/* The values of some meanings, once each. */
static struct postern_texts chosen(struct teller *t, size_t count, bool (*wanted)(enum meaning))
{
    struct postern_texts list = line_list(t);
    for (size_t i = 0; i < count; i++)
        if (t->fields[i].sort == POSTERN_TEXT && wanted((enum meaning)t->meanings[i]))
            line_add_new(t, &list, t->fields[i].text);
    return list;
}

static bool of_origin(enum meaning meaning)
{
    return meaning == MEANING_ORIGIN_HOST || meaning == MEANING_ORIGIN_REALM ||
           meaning == MEANING_ORIGIN_ADDRESS || meaning == MEANING_NODE;
}

static bool of_destination(enum meaning meaning)
{
    return meaning == MEANING_DESTINATION_HOST || meaning == MEANING_DESTINATION_REALM;
}

static bool of_subscriber(enum meaning meaning)
{
    return spec_meaning_class(meaning) > IDENTITY_SECRET;
}

static struct postern_texts bound_of(struct teller *t, const struct message *m)
{
    struct postern_texts list = line_list(t);
    for (uint8_t i = 0; i < m->bound_count; i++)
        line_add_new(t, &list, line_identity(t, m->bound[i]));
    return list;
}

static struct postern_texts odd_of(struct teller *t, const struct message *m)
{
    struct postern_texts list = line_list(t);
    for (unsigned i = 0; m->odd && i < ODDS; i++)
        if (m->odd >> i & 1)
            line_add(t, &list, odd_word((enum odd)i));
    return list;
}

static struct postern_texts tunnels_of(struct teller *t, const struct packet *p)
{
    struct postern_texts list = line_list(t);
    for (uint8_t i = 0; i < p->depth && i < TUNNEL_DEPTH; i++) {
        struct text text = line_open(t);
        text_tunnel(&text, &p->tunnels[i]);
        line_add(t, &list, line_text(t, &text));
    }
    return list;
}

static const char *endpoint(struct teller *t, const struct addr *a, uint16_t port)
{
    if (a->family == ADDR_SS7)
        return line_addr(t, a);
    struct text text = line_open(t);
    text_endpoint(&text, a, port);
    return line_text(t, &text);
}

static void tell_answer(const struct message *m, struct postern_message *said)
{
    static const char *const outcomes[] = {NULL, "success", "refused"};
    said->answers = m->answers.frame;
    said->outcome = outcomes[m->outcome];
}

static void tell_where(struct teller *t, const struct message *m, struct postern_message *said)
{
    const struct packet *p = m->packet;
    said->file = capture_file_name(t->p->capture, p->frame->file);
    said->frame = p->frame->number;
    said->time = p->frame->time;
    said->tunnel = tunnels_of(t, p);
    if (p->src.family == 0 || p->dst.family == 0) /* SCCP may name one end only */
        return;
    said->src = endpoint(t, &p->src, p->sport);
    said->dst = endpoint(t, &p->dst, p->dport);
}

void tell_message(struct teller *t, const struct message *m)
{
    static const int requests[] = {-1, 1, 0};
    if (!t->p->sink->message)
        return;
    learn(t, m);
    struct postern_message said = {.proto = spec_proto_word((enum proto)m->proto),
                                   .has_type = !m->no_type,
                                   .type = m->type,
                                   .name = m->name,
                                   .request = requests[m->part],
                                   .has_cause = m->has_cause,
                                   .cause = m->cause,
                                   .cause_name = m->cause_row ? m->cause_row->name : NULL};
    tell_where(t, m, &said);
    if (m->type_text.len) {
        struct text type = line_open(t);
        veil_text(&t->veil, &type, (const char *)m->type_text.at, m->type_text.len, VEIL_FREE);
        said.type_text = line_text(t, &type);
    }
    if (m->part == PART_ANSWER)
        tell_answer(m, &said);
    said.fields = t->fields;
    said.field_count = tell_fields(t, m);
    said.origin = chosen(t, said.field_count, of_origin);
    said.destination = chosen(t, said.field_count, of_destination);
    said.subscribers = chosen(t, said.field_count, of_subscriber);
    said.bound = bound_of(t, m);
    said.odd = odd_of(t, m);
    t->p->sink->message(t->p->sink->arg, &said);
}
