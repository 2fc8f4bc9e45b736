/* Bodies: JSON in one pass, by the rows of members; a form; multipart/related (TS 29.500 5.2.4). */
#include "base/hash.h"
#include "wire/proto/json.h"
#include "wire/proto/sbi.h"
#include "wire/proto/x1.h"

enum { EXCHANGES = 0x5b3 };
enum { VALUE_MOST = 64, PARTS_MOST = 8, BOUNDARY_MOST = 70, PLAIN_MOST = 1024 };

/* What an object's members make together: a PLMN, an area, a cell, a slice. */
struct pieces {
    struct span mcc, mnc, tac, cell, sst, sd;
};

struct walk {
    struct sbi *s;
    struct pieces pieces;
    struct {
        struct span name;
        const struct spec_ie *row;
    } open[JSON_DEPTH + 1]; /* [0]: nothing is open */
};

/* PLMN, and behind a dash what is left. */
static void together(struct walk *w, enum meaning meaning, struct span last)
{
    uint8_t text[VALUE_MOST];
    size_t len = 0;
    const struct pieces *p = &w->pieces;
    if (p->mcc.len != 3 || p->mnc.len < 2 || p->mnc.len > 3 || last.len > VALUE_MOST / 2)
        return;
    memcpy(text, p->mcc.at, 3);
    memcpy(text + 3, p->mnc.at, p->mnc.len);
    len = 3 + p->mnc.len;
    if (last.len) {
        text[len++] = '-';
        memcpy(text + len, last.at, last.len);
        len += last.len;
    }
    sbi_text(w->s, meaning, sbi_keep(w->s, text, len));
}

static void slice(struct walk *w)
{
    uint8_t text[VALUE_MOST];
    const struct pieces *p = &w->pieces;
    size_t len = p->sst.len;
    if (!len || len > 3 || p->sd.len > 6)
        return;
    memcpy(text, p->sst.at, len);
    if (p->sd.len) {
        text[len++] = '-';
        memcpy(text + len, p->sd.at, p->sd.len);
        len += p->sd.len;
    }
    sbi_text(w->s, MEANING_SLICE, sbi_keep(w->s, text, len));
}

static bool of_origin(enum meaning meaning)
{
    return meaning == MEANING_ORIGIN_HOST || meaning == MEANING_ORIGIN_REALM ||
           meaning == MEANING_ORIGIN_ADDRESS || meaning == MEANING_NF_INSTANCE ||
           meaning == MEANING_NF_TYPE;
}

/* NULL when it says nothing here: what an answer says of an NF is not its sender's. */
static const struct spec_ie *row_of(const struct walk *w, struct span parent, struct span name)
{
    const struct spec_ie *row = spec_member(parent, name);
    if (!row || row->form == FORM_SKIP || !row->meaning)
        return NULL;
    bool foreign = w->s->h->part == PART_ANSWER && of_origin((enum meaning)row->meaning) &&
                   row->meaning != MEANING_ORIGIN_HOST;
    return foreign ? NULL : row;
}

static void opens(struct walk *w, const struct json_token *t)
{
    struct span parent = w->open[t->depth].name;
    struct span name = t->name.len ? t->name : parent;
    const struct spec_ie *row =
        row_of(w, t->name.len ? parent : w->open[t->depth ? t->depth - 1 : 0].name, name);
    w->open[t->depth + 1].name = name;
    w->open[t->depth + 1].row = t->sort == JSON_OBJECT ? row : NULL;
    if (!row)
        return;
    if (row->form == FORM_PRESENT)
        sbi_present(w->s, (enum meaning)row->meaning);
    if (row->form != FORM_OWN || t->sort != JSON_OBJECT)
        return;
    /* A PLMN inside a TAI belongs to it: what the TAI has told already stays. */
    w->pieces.mcc = w->pieces.mnc = (struct span){0};
    if (row->meaning != MEANING_VISITED)
        w->pieces = (struct pieces){.mcc = {0}};
}

static void closes(struct walk *w, unsigned depth)
{
    const struct spec_ie *row = w->open[depth].row;
    if (!row || row->form != FORM_OWN)
        return;
    switch (row->meaning) {
    case MEANING_AREA:
        together(w, MEANING_AREA, w->pieces.tac);
        break;
    case MEANING_CELL:
        together(w, MEANING_CELL, w->pieces.cell);
        break;
    case MEANING_SLICE:
        slice(w);
        break;
    default:
        together(w, (enum meaning)row->meaning, (struct span){0});
        break;
    }
}

/* "5G:mnc001.mcc001.3gppnetwork.org" (TS 24.501 9.12.1): a first zero fills an MNC of two digits
 * up. */
static void serving_network(struct walk *w, struct span text)
{
    static const char before[] = "5G:mnc";
    struct pieces *p = &w->pieces;
    if (!span_begins(text, before) || text.len < 16)
        return;
    p->mnc = span_part(text, sizeof before - 1, 3);
    p->mcc = span_part(text, sizeof before - 1 + 7, 3);
    if (p->mnc.at[0] == '0')
        p->mnc = span_part(p->mnc, 1, 2);
    together(w, MEANING_VISITED, (struct span){0});
}

/* Events that tell where somebody is (TS 29.518 6.2.6.3.3, TS 29.503 6.4.6.3.3). */
static void event(struct walk *w, struct span text)
{
    static const char *const events[] = {"LOCATION_REPORT",        "LOCATION_REPORTING",
                                         "PRESENCE_IN_AOI_REPORT", "UE_MOBILITY",
                                         "LAST_KNOWN_LOCATION",    "CURRENT_LOCATION"};
    for (unsigned i = 0; i < sizeof events / sizeof *events; i++)
        if (span_is(text, events[i]))
            sbi_present(w->s, MEANING_ASK_LOCATION);
}

static void own(struct walk *w, const struct spec_ie *row, struct span text)
{
    if (row->meaning == MEANING_VISITED)
        serving_network(w, text);
    else if (row->meaning == MEANING_ASK_LOCATION)
        event(w, text);
}

static void by_row(struct walk *w, const struct spec_ie *row, struct span text)
{
    enum meaning meaning = (enum meaning)row->meaning;
    if (meaning == MEANING_TOKEN)
        sbi_token_there(w->s, text);
    else if (row->form == FORM_PRESENT)
        sbi_present(w->s, meaning);
    else if (row->form == FORM_IP)
        sbi_address(w->s, meaning, text);
    else if (row->form == FORM_OWN)
        own(w, row, text);
    else if (spec_meaning_class(meaning) > IDENTITY_SECRET)
        sbi_identity(w->s, meaning, text);
    else
        sbi_text(w->s, meaning, text);
    if (meaning == MEANING_CALLBACK)
        sbi_handle_callback(w->s, text);
}

/* Members whose value is the URI of a resource that was made for somebody. */
static void resource(struct walk *w, struct span name, struct span text)
{
    static const char *const names[] = {"resourceUri", "resUri", "evSubsUri", "href"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        struct span authority;
        struct spec_resource found;
        if (!span_is(name, names[i]))
            continue;
        sbi_handle_resource(w->s, text);
        struct span path = sbi_uri(text, &authority);
        if (!spec_resource(path, METHOD_NONE, PART_REQUEST, &found))
            return;
        struct cursor c = cursor_of(path.at, path.len);
        cursor_skip(&c, found.begin);
        struct span api = cursor_until(&c, '/');
        uint8_t sign[VALUE_MOST] = {'@'};
        if (api.len >= sizeof sign)
            return;
        memcpy(sign + 1, api.at, api.len);
        spec_sign(&w->s->signs, (struct span){sign, api.len + 1});
        return;
    }
}

static void piece(struct walk *w, struct span name, struct span text)
{
    struct pieces *p = &w->pieces;
    const struct {
        const char *name;
        struct span *to;
    } rows[] = {{"mcc", &p->mcc},       {"mnc", &p->mnc},          {"tac", &p->tac},
                {"nrCellId", &p->cell}, {"eutraCellId", &p->cell}, {"sst", &p->sst},
                {"sd", &p->sd}};
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++)
        if (span_is(name, rows[i].name))
            *rows[i].to = text;
}

static void value(struct walk *w, const struct json_token *t)
{
    struct span text = t->text;
    if (t->escaped) {
        uint8_t plain[PLAIN_MOST];
        text = sbi_keep(w->s, plain, json_plain(text, plain, sizeof plain));
    }
    struct span parent = w->open[t->depth].name;
    struct span name = t->name;
    if (!name.len) { /* of an array: what the array is called */
        name = parent;
        parent = w->open[t->depth ? t->depth - 1 : 0].name;
    }
    if (t->sort == JSON_STRING) {
        sbi_identities(w->s, text);
        resource(w, name, text);
    }
    piece(w, name, text);
    const struct spec_ie *row = row_of(w, parent, name);
    if (row)
        by_row(w, row, text);
}

static void read_json(struct sbi *s, struct span body)
{
    struct walk w = {.s = s};
    struct json j = json_of(cursor_of(body.at, body.len));
    struct json_token t;
    bool list = false;
    while (json_next(&j, &t)) {
        list |= t.depth == 0 && t.sort == JSON_ARRAY;
        if (t.name.len && t.depth == 1U + list)
            spec_sign(&s->signs, t.name);
        if (t.sort == JSON_OBJECT || t.sort == JSON_ARRAY)
            opens(&w, &t);
        else if (t.sort == JSON_CLOSE)
            closes(&w, t.depth);
        else if (t.sort != JSON_WORD)
            value(&w, &t);
    }
    if (j.too_deep)
        sink_blind(s->sink, s->packet, BLIND_TOO_DEEP, 0, "JSON deeper than is read");
    if (t.sort == JSON_BROKEN)
        sink_blind(s->sink, s->packet, BLIND_BROKEN, cursor_left(&j.c), "a body that is no JSON");
}

/* --- Which body it is -------------------------------------------------------------------------*/

/* Where these bytes stand first; all of the text when they do not. */
static size_t find(struct span text, const void *bytes, size_t len)
{
    const uint8_t *at = text.len ? memmem(text.at, text.len, bytes, len) : NULL;
    return at ? (size_t)(at - text.at) : text.len;
}

static bool holds(struct span text, const char *word)
{
    return find(text, word, strlen(word)) < text.len;
}

/* A NAS message that rides along is about whom this one is about: one handle more ties them, since
 * what was made for somebody may only be named in the answer. */
static void ride_along(struct sbi *s, enum decoder_id decoder, struct span part)
{
    const struct frame *f = s->packet->frame;
    uint64_t here = (uint64_t)f->file << 32 | f->number;
    uint64_t outer[MESSAGE_HANDLES];
    message_handle(s->m, hash_two(EXCHANGES, s->h->transaction, here));
    memcpy(outer, s->sink->outer, sizeof outer);
    memcpy(s->sink->outer, s->m->handles, sizeof outer);
    sink_inner(s->sink, decoder, s->packet, cursor_of(part.at, part.len));
    memcpy(s->sink->outer, outer, sizeof outer);
}

/* N1, N2 and SMS containers: another protocol's message (TS 29.502 6.1.2.4, TS 29.518 6.1.2.4). An
 * N2 container is one element of NGAP, which no decoder takes by itself. */
static void binary(struct sbi *s, struct span type, struct span part)
{
    if (holds(type, "vnd.3gpp.5gnas"))
        ride_along(s, DECODER_nas_5gs, part);
    else if (holds(type, "vnd.3gpp."))
        sink_blind(s->sink, s->packet, BLIND_NOT_READ, part.len, "a binary part of an SBI message");
    if (holds(type, "vnd.3gpp.sms"))
        sbi_present(s, MEANING_SMS);
}

static void read_part(struct sbi *s, struct span type, struct span part)
{
    if (holds(type, "json"))
        read_json(s, part);
    else
        binary(s, type, part);
}

/* Case is of no account in a header's name. */
static bool is_header(struct span line, const char *name)
{
    size_t n = strlen(name);
    return line.len > n && strncasecmp((const char *)line.at, name, n) == 0 && line.at[n] == ':';
}

static struct span line_of(struct cursor *c)
{
    struct span line = cursor_until(c, '\n');
    if (line.len && line.at[line.len - 1] == '\r')
        line.len--;
    return line;
}

/* Headers, an empty line, the content. */
static void one_part(struct sbi *s, struct span part)
{
    struct cursor c = cursor_of(part.at, part.len);
    struct span type = {0};
    while (cursor_left(&c)) {
        struct span line = line_of(&c);
        if (!line.len)
            break;
        if (is_header(line, "content-type"))
            type = line;
    }
    read_part(s, type, cursor_rest(&c));
}

/* RFC 2046 5.1: each part stands behind a line of two dashes and the boundary. */
static void multipart(struct sbi *s, struct span type, struct span body)
{
    uint8_t mark[BOUNDARY_MOST + 4] = "\r\n--";
    static const char word[] = "boundary=";
    struct span rest = span_part(type, find(type, word, sizeof word - 1), type.len);
    rest = span_part(rest, sizeof word - 1, rest.len);
    struct cursor c = cursor_of(rest.at, rest.len);
    bool quoted = cursor_peek8(&c, 0) == '"';
    cursor_skip(&c, quoted);
    struct span boundary = cursor_until(&c, quoted ? '"' : ';');
    if (!boundary.len || boundary.len > BOUNDARY_MOST)
        return;
    memcpy(mark + 4, boundary.at, boundary.len);
    size_t len = boundary.len + 4;
    /* The first mark may stand at the very beginning, without a line's end before it. */
    bool first = body.len >= len - 2 && memcmp(body.at, mark + 2, len - 2) == 0;
    struct cursor left = cursor_of(body.at, body.len);
    for (unsigned count = 0; cursor_left(&left) && count < PARTS_MOST; count++) {
        struct span all = cursor_rest(&left);
        size_t n = first ? 0 : find(all, mark, len);
        struct span part = cursor_span(&left, n);
        if (count)
            one_part(s, part);
        cursor_skip(&left, first ? len - 2 : n < all.len ? len : 0);
        if (cursor_peek16(&left, 0) == 0x2d2d)
            return;
        if (cursor_left(&left))
            line_of(&left);
        first = false;
    }
}

/* Some name the type several times: that of several parts is then right for the whole. */
static struct span content_type(const struct http_message *h)
{
    struct span type = {0};
    for (unsigned i = 0; i < h->header_count; i++) {
        struct span value = h->headers[i].value;
        if (span_is(h->headers[i].name, "content-type") && (!type.at || holds(value, "multipart/")))
            type = value;
    }
    return type;
}

void sbi_body(struct sbi *s)
{
    struct span type = content_type(s->h);
    struct span body = s->h->body;
    if (!body.len)
        return;
    x1_body(s, body);
    if (s->x1)
        return;
    /* A type whose index nobody can resolve is told by the first byte. */
    bool object = s->h->unresolved && (body.at[0] == '{' || body.at[0] == '[');
    if (holds(type, "multipart/"))
        multipart(s, type, body);
    else if (holds(type, "json") || (!type.at && object))
        read_json(s, body);
    else if (holds(type, "x-www-form-urlencoded"))
        sbi_query(s, body);
    else
        binary(s, type, body);
}
