/* What `postern protocols` knows: counted from the rows of spec/ and the decoders. */
#include "case/teller.h"

#include <stdlib.h>
#include <string.h>

enum { DOCUMENTS = 96, PLACES = 4, PLACE_TEXT = 200 };

/* The texts of one protocol. */
struct told {
    const char *documents[DOCUMENTS];
    size_t document_count;
    char places[PLACES][PLACE_TEXT];
    const char *place_at[PLACES];
    size_t place_count;
};

static void add_document(struct told *t, const char *document)
{
    for (size_t i = 0; i < t->document_count; i++)
        if (strcmp(t->documents[i], document) == 0)
            return;
    if (t->document_count < DOCUMENTS)
        t->documents[t->document_count++] = document;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_numbers(struct told *t, const char *what, const uint32_t *numbers, unsigned count)
{
    if (count == 0)
        return;
    struct text text = text_in(t->places[t->place_count], PLACE_TEXT);
    text_put(&text, what);
    for (unsigned i = 0; i < count; i++)
        text_format(&text, "%s%u", i ? ", " : " ", numbers[i]);
    t->place_at[t->place_count] = t->places[t->place_count];
    t->place_count++;
}

static void add_ports(struct told *t, const char *what, const uint16_t *ports)
{
    uint32_t numbers[DECODER_PORTS];
    unsigned count = 0;
    for (; count < DECODER_PORTS && ports[count]; count++)
        numbers[count] = ports[count];
    add_numbers(t, what, numbers, count);
}

/* A decoder is named after its protocol, with _ for -. */
static bool is_of(const struct decoder *d, const char *name)
{
    size_t i = 0;
    while (name[i] && (d->name[i] == name[i] || (d->name[i] == '_' && name[i] == '-')))
        i++;
    return name[i] == 0 && d->name[i] == 0;
}

/* False when nothing reads it. */
static bool add_places(struct told *t, const char *name)
{
    const struct decoder *d;
    for (unsigned i = 0; (d = decoder_at(i)); i++) {
        unsigned count = 0;
        if (!is_of(d, name))
            continue;
        add_ports(t, "udp", d->udp);
        add_ports(t, "tcp", d->tcp);
        add_ports(t, "sctp", d->sctp);
        while (count < DECODER_PORTS && d->ppids[count])
            count++;
        add_numbers(t, "ppid", d->ppids, count);
        return true;
    }
    return false;
}

/* `title` stays NULL where no table says it. */
static void hand_over(struct told *t, struct postern_protocol *p,
                      void (*each)(void *arg, const struct postern_protocol *p), void *arg)
{
    qsort(t->documents, t->document_count, sizeof *t->documents, by_name);
    p->specifications = (struct postern_texts){t->documents, t->document_count};
    p->recognised = (struct postern_texts){t->place_at, t->place_count};
    each(arg, p);
}

static void count_rows(struct told *t, struct postern_protocol *p, enum proto proto)
{
    const struct spec_op *op;
    const struct spec_ie *ie;
    const struct spec_value *value;
    for (uint32_t i = 0; (op = spec_op_at(i)); i++) {
        if (op->proto != proto)
            continue;
        p->operations += op->part != PART_ANSWER;
        p->paired |= op->part == PART_REQUEST && op->answer;
        add_document(t, op->document);
    }
    for (uint32_t i = 0; (ie = spec_ie_at(i)); i++) {
        if (ie->proto != proto)
            continue;
        p->elements++;
        add_document(t, ie->document);
    }
    for (uint32_t i = 0; (value = spec_value_at(i)); i++) {
        if (value->proto != proto)
            continue;
        p->results++;
        add_document(t, value->document);
    }
}

static bool was_told(uint32_t row)
{
    const struct spec_carrier *c = spec_carrier_at(row);
    for (uint32_t i = 0; i < row; i++)
        if (strcmp(spec_carrier_at(i)->decoder, c->decoder) == 0)
            return true;
    return false;
}

/* A carrier's first row says what it carries; further ones name its commands. */
static void tell_carrier(uint32_t row, void (*each)(void *arg, const struct postern_protocol *p),
                         void *arg)
{
    struct told t = {.document_count = 0};
    const struct spec_carrier *c = spec_carrier_at(row);
    struct postern_protocol p = {.name = c->decoder, .title = c->name, .carries = true};
    add_document(&t, c->document);
    add_places(&t, c->decoder);
    const struct spec_carrier *other;
    for (uint32_t i = row + 1; (other = spec_carrier_at(i)); i++) {
        if (strcmp(other->decoder, c->decoder) != 0)
            continue;
        p.operations++;
        add_document(&t, other->document);
    }
    hand_over(&t, &p, each, arg);
}

void postern_protocols(void (*each)(void *arg, const struct postern_protocol *p), void *arg)
{
    for (unsigned proto = PROTO_NONE + 1; proto < PROTOS; proto++) {
        struct told t = {.document_count = 0};
        struct postern_protocol p = {.name = spec_proto_word((enum proto)proto),
                                     .title = spec_proto_title((enum proto)proto)};
        bool read = add_places(&t, p.name);
        count_rows(&t, &p, (enum proto)proto);
        if (read || p.operations)
            hand_over(&t, &p, each, arg);
    }
    for (uint32_t i = 0; spec_carrier_at(i); i++)
        if (!was_told(i))
            tell_carrier(i, each, arg);
}
