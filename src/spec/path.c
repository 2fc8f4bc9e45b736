/* Resources and callbacks of HTTP: what a path, a member or a body's members are of. */
#include "base/span.h"
#include "spec/rows.h"

enum { PATHS = 8, WORD_MOST = 64 };

static const char *const METHOD_WORDS[] = {
    "",
#define X(ID) #ID,
#include "spec/methods.def"
#undef X
};

enum method spec_method_of(struct span word)
{
    for (unsigned i = 1; word.len && i < HTTP_METHODS; i++)
        if (span_is(word, METHOD_WORDS[i]))
            return (enum method)i;
    return METHOD_NONE;
}

static uint16_t child(uint16_t parent, struct span word)
{
    if (word.len == 0 || word.len > WORD_MOST)
        return 0;
    uint32_t at = spec_word_hash(parent, word.at, word.len) & spec_path_edge_mask;
    for (; spec_path_edges[at].child; at = (at + 1) & spec_path_edge_mask)
        if (spec_path_edges[at].parent == parent && span_is(word, spec_path_edges[at].word))
            return spec_path_edges[at].child;
    return 0;
}

/* "v1", "v2-alpha.3" (TS 29.501 4.4.2.1.2). */
static bool is_version(struct span s)
{
    struct cursor c = cursor_of(s.at, s.len);
    uint8_t first = cursor_u8(&c);
    uint8_t digit = cursor_u8(&c);
    return first == 'v' && digit >= '0' && digit <= '9';
}

/* The segment that begins here; the cursor is behind its slash. */
static struct span segment(struct cursor *c)
{
    struct cursor from = *c;
    size_t len = 0;
    while (len < cursor_left(&from) && cursor_peek8(&from, len) != '/')
        len++;
    cursor_skip(c, len + 1 < cursor_left(c) ? len + 1 : cursor_left(c));
    return cursor_span(&from, len);
}

/* A node that may be the one, the most literal first. */
struct walk {
    uint16_t node;
    size_t made; /* where the last resource ends that was made for somebody */
};

static void add(struct walk *to, unsigned *count, const struct walk *from, uint16_t node,
                size_t end)
{
    if (!node || *count == PATHS)
        return;
    to[*count] = (struct walk){node, spec_path_nodes[node].made ? end : from->made};
    ++*count;
}

/* One segment further, on all ways that are open. */
static unsigned step(struct walk *walks, unsigned count, struct span s, size_t end)
{
    static const uint8_t version[] = {'v'};
    struct walk next[PATHS];
    unsigned n = 0;
    for (unsigned i = 0; i < count; i++) {
        uint16_t node = walks[i].node;
        add(next, &n, &walks[i], child(node, s), end);
        if (is_version(s))
            add(next, &n, &walks[i], child(node, (struct span){version, 1}), end);
        add(next, &n, &walks[i], s.len ? spec_path_nodes[node].any : 0, end);
    }
    memcpy(walks, next, n * sizeof *next);
    return n;
}

static const struct spec_op *op_at(uint16_t node, enum method method, enum part part)
{
    const struct spec_path_node *n = &spec_path_nodes[node];
    for (unsigned i = n->first; i < (unsigned)n->first + n->count; i++)
        if (spec_path_ops[i].method == method)
            return spec_op(PROTO_HTTP2, 0, spec_path_ops[i].code, part);
    return NULL;
}

/* From the API's name on, which begins at ret->begin. */
static void match(struct cursor c, enum method method, enum part part, struct spec_resource *ret)
{
    size_t total = cursor_left(&c);
    struct walk walks[PATHS] = {{0}};
    unsigned count = 1;
    for (unsigned depth = 1; cursor_left(&c) && count; depth++) {
        size_t at = total - cursor_left(&c);
        struct span s = segment(&c);
        /* A slash at the end names nothing more. */
        if (s.len || cursor_left(&c))
            count = step(walks, count, s, at + s.len);
        ret->known |= depth == 2 && count && is_version(s);
    }
    for (unsigned i = 0; i < count && !ret->op; i++)
        ret->op = op_at(walks[i].node, method, part);
    for (unsigned i = 0; i < count && !ret->end; i++)
        ret->end = walks[i].made ? ret->begin + walks[i].made : 0;
}

/* 3GPP's own names begin with the n of a service-based interface, or say whose they are (TS 29.501
 * 4.4.2.1.1, TS 29.122 5.2.4). */
static bool is_named_so(struct span s)
{
    static const char prefix[] = "3gpp-";
    if (s.len >= sizeof prefix && span_begins(s, prefix))
        return true;
    return s.len > 3 && s.at[0] == 'n' && memchr(s.at, '-', s.len) != NULL;
}

bool spec_resource(struct span path, enum method method, enum part part, struct spec_resource *ret)
{
    struct cursor c = cursor_of(path.at, path.len);
    bool looks = false;
    *ret = (struct spec_resource){0};
    if (cursor_peek8(&c, 0) == '/')
        cursor_u8(&c);
    for (bool first = true; cursor_left(&c) && !ret->known; first = false) {
        struct cursor from = c;
        struct span name = segment(&c);
        struct cursor ahead = c;
        bool versioned = is_version(segment(&ahead));
        if (!first && !versioned)
            continue;
        size_t begin = path.len - cursor_left(&from);
        if (child(0, name)) {
            ret->begin = begin;
            match(from, method, part, ret);
        } else if (!looks && versioned && is_named_so(name)) {
            looks = true;
            ret->begin = begin;
        }
    }
    return looks || ret->known || ret->op;
}

static const struct spec_word *word_of(enum spec_word_sort sort, struct span parent,
                                       struct span word)
{
    const struct spec_word *found = NULL;
    if (word.len == 0 || word.len > WORD_MOST)
        return NULL;
    uint32_t at = spec_word_hash(sort, word.at, word.len) & spec_word_mask;
    for (; spec_words[at].word; at = (at + 1) & spec_word_mask) {
        const struct spec_word *w = &spec_words[at];
        if (w->sort != sort || !span_is(word, w->word))
            continue;
        if (w->parent && span_is(parent, w->parent))
            return w;
        if (!w->parent)
            found = w;
    }
    return found;
}

const struct spec_ie *spec_member(struct span parent, struct span name)
{
    const struct spec_word *w = word_of(WORD_MEMBER, parent, name);
    return w ? spec_ie(PROTO_HTTP2, 0, w->value) : NULL;
}

void spec_sign(struct spec_signs *s, struct span word)
{
    const struct spec_word *w = word_of(WORD_SIGN, (struct span){0}, word);
    if (w && w->value < SPEC_SIGNS)
        s->bits[w->value / 64] |= 1ULL << (w->value % 64);
}

/* How many of its signs; -1: not all. */
static int fit(const struct spec_signs *all, const struct spec_signs *own)
{
    int count = 0;
    for (unsigned i = 0; i < SPEC_SIGNS / 64; i++) {
        if (own->bits[i] & ~all->bits[i])
            return -1;
        count += __builtin_popcountll(own->bits[i]);
    }
    return count;
}

const struct spec_op *spec_callback(const struct spec_signs *s, enum part part)
{
    int best = 0;
    uint32_t code = 0;
    for (uint32_t i = 0; i < spec_callback_count; i++) {
        int count = fit(s, &spec_callbacks[i].signs);
        if (count > best) {
            best = count;
            code = spec_callbacks[i].code;
        }
    }
    return best ? spec_op(PROTO_HTTP2, 0, code, part) : NULL;
}

const struct spec_op *spec_callback_named(struct span name, enum part part)
{
    const struct spec_word *w = word_of(WORD_CALLBACK, (struct span){0}, name);
    return w ? spec_op(PROTO_HTTP2, 0, w->value, part) : NULL;
}
