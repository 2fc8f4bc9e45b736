/* Rows of HTTP: resources, callbacks, and what members of a body mean.
 *
 *   path   | METHOD | /api/v/word/{anything}/{!handle} | NAME | HOW:CATEGORY... or - |
 *            ROLES THAT ASK or - | ROLES THAT ANSWER or - | CLAUSE
 *   notify | SIGN..., SIGN... or - | NAME | HOW:CATEGORY... or - | ROLES THAT SEND or - |
 *            ROLES THAT ARE TOLD or - | CLAUSE
 *   json   | MEMBER or PARENT.MEMBER | MEANING or - | FORM | CLAUSE
 *
 * Of each path and callback two operations are made, a request and its answer, under a number that
 * is only used inside. A version is a segment `v`. {!x} names a resource that is made for one
 * subscriber and asked for by that name afterwards. A sign is a member that stands at the top of
 * the body, or /word, the last one of the path; all of them have to be there,
 * or all of those behind a comma.
 */
#include "spec_translate.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST_CODE = 100, /* below are the methods */
    FIRST_ELEMENT = 1000000,
    MOST_NODES = 8192,
    MOST_PATHS = 4096,
    MOST_WORDS = 4096,
    MOST_CALLBACKS = 512,
    EDGE_SLOTS = 16384,
    WORD_SLOTS = 8192,
};

static const char *const METHOD_WORDS[] = {"",
#define X(ID) #ID,
#include "spec/methods.def"
#undef X
                                           NULL};

struct node {
    unsigned parent;
    const char *word; /* NULL: anything */
    bool made;
};

struct operation {
    unsigned node, method;
    uint32_t code;
};

static struct node nodes[MOST_NODES] = {{0}};
static unsigned node_count = 1;
static struct operation operations[MOST_PATHS];
static unsigned operation_count;
static struct spec_word words[MOST_WORDS];
static unsigned word_count;
static struct spec_callback callbacks[MOST_CALLBACKS];
static unsigned callback_count;
static unsigned sign_count;
static uint32_t next_code = FIRST_CODE;
static uint32_t next_element = FIRST_ELEMENT;

static unsigned child_of(const struct row *r, unsigned parent, const char *word, bool made)
{
    for (unsigned i = 1; i < node_count; i++) {
        struct node *n = &nodes[i];
        bool same = word && n->word ? strcmp(word, n->word) == 0 : word == n->word;
        if (n->parent == parent && same) {
            n->made |= made;
            return i;
        }
    }
    if (node_count == MOST_NODES)
        stop(r, "too many paths", word ? word : "{}");
    nodes[node_count] = (struct node){parent, word, made};
    return node_count++;
}

static unsigned node_of(const struct row *r, char *path)
{
    unsigned node = 0;
    if (*path != '/')
        stop(r, "not a path", path);
    for (char *save, *w = strtok_r(path, "/", &save); w; w = strtok_r(NULL, "/", &save)) {
        bool any = *w == '{';
        node = child_of(r, node, any ? NULL : w, any && w[1] == '!');
    }
    return node;
}

/* The request and the answer; the fields stand where write_ops takes name and clause from. */
static uint32_t add_ops(const struct row *r, struct tables *tables, unsigned from_field)
{
    struct row request = *r;
    struct spec_op *op = &request.as.op;
    char *name = r->fields[from_field];
    request.fields[0] = (char *)"op";
    request.fields[2] = name;
    request.fields[8] = r->fields[from_field + 4];
    request.code = next_code++;
    request.part = op->part = PART_REQUEST;
    op->answer = request.code;
    accesses(&request, r->fields[from_field + 1], op->access);
    roles(&request, r->fields[from_field + 2], op->from);
    roles(&request, r->fields[from_field + 3], op->to);
    struct row answer = request;
    answer.as.op = (struct spec_op){.part = PART_ANSWER};
    answer.part = PART_ANSWER;
    memcpy(answer.as.op.from, op->to, sizeof op->to);
    memcpy(answer.as.op.to, op->from, sizeof op->from);
    add(&tables->ops, &request);
    add(&tables->ops, &answer);
    return request.code;
}

static unsigned method_of(const struct row *r, const char *s)
{
    for (unsigned i = 1; METHOD_WORDS[i]; i++)
        if (strcmp(METHOD_WORDS[i], s) == 0)
            return i;
    stop(r, "unknown method", s);
}

static void read_path(struct row *r, struct tables *tables)
{
    want(r, 8);
    struct operation *o = &operations[operation_count++];
    if (operation_count == MOST_PATHS)
        stop(r, "too many paths", r->fields[2]);
    char *shown = strdup(r->fields[2]);
    o->method = method_of(r, r->fields[1]);
    o->node = node_of(r, r->fields[2]);
    for (unsigned i = 0; i + 1 < operation_count; i++)
        if (operations[i].node == o->node && operations[i].method == o->method)
            stop(r, "the same resource and method a second time", shown);
    free(shown);
    o->code = add_ops(r, tables, 3);
}

static struct spec_word *add_word(const struct row *r, enum spec_word_sort sort, const char *word,
                                  uint32_t value)
{
    if (word_count == MOST_WORDS)
        stop(r, "too many words", word);
    words[word_count] = (struct spec_word){.word = word, .value = value, .sort = (uint8_t)sort};
    return &words[word_count++];
}

static uint32_t sign_of(const struct row *r, const char *word)
{
    for (unsigned i = 0; i < word_count; i++)
        if (words[i].sort == WORD_SIGN && strcmp(words[i].word, word) == 0)
            return words[i].value;
    if (sign_count == SPEC_SIGNS)
        stop(r, "too many signs", word);
    return add_word(r, WORD_SIGN, word, sign_count++)->value;
}

/* One set of signs. */
static void read_signs(const struct row *r, char *set, uint32_t code)
{
    if (callback_count == MOST_CALLBACKS)
        stop(r, "too many callbacks", set);
    struct spec_callback *c = &callbacks[callback_count++];
    c->code = code;
    for (char *save, *w = strtok_r(set, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
        uint32_t sign = sign_of(r, w);
        c->signs.bits[sign / 64] |= 1ULL << (sign % 64);
    }
}

static void read_notify(struct row *r, struct tables *tables)
{
    want(r, 7);
    uint32_t code = add_ops(r, tables, 2);
    for (unsigned i = 0; i < word_count; i++)
        if (words[i].sort == WORD_CALLBACK && strcmp(words[i].word, r->fields[2]) == 0)
            stop(r, "the same callback a second time", r->fields[2]);
    add_word(r, WORD_CALLBACK, r->fields[2], code);
    if (strcmp(r->fields[1], "-") == 0)
        return;
    for (char *save, *set = strtok_r(r->fields[1], ",", &save); set;
         set = strtok_r(NULL, ",", &save))
        read_signs(r, set, code);
}

static void read_json(struct row *r, struct tables *tables)
{
    want(r, 5);
    char *dot = strchr(r->fields[1], '.');
    struct spec_word *w = add_word(r, WORD_MEMBER, dot ? dot + 1 : r->fields[1], next_element);
    struct row ie = *r;
    ie.fields[0] = (char *)"ie";
    ie.fields[2] = strdup(r->fields[1]);
    ie.fields[5] = r->fields[4];
    ie.code = next_element++;
    ie.as.ie.meaning = meaning_of(r, r->fields[2]);
    ie.as.ie.form = form_of(r, r->fields[3]);
    if (dot) {
        *dot = 0;
        w->parent = r->fields[1];
    }
    for (unsigned i = 0; i + 1 < word_count; i++) {
        const char *a = words[i].parent ? words[i].parent : "";
        if (words[i].sort == WORD_MEMBER && strcmp(words[i].word, w->word) == 0 &&
            strcmp(a, w->parent ? w->parent : "") == 0)
            stop(r, "the same member a second time", w->word);
    }
    add(&tables->ies, &ie);
}

bool read_http(struct row *r, struct tables *tables)
{
    if (strcmp(r->fields[0], "path") == 0)
        read_path(r, tables);
    else if (strcmp(r->fields[0], "notify") == 0)
        read_notify(r, tables);
    else if (strcmp(r->fields[0], "json") == 0)
        read_json(r, tables);
    else
        return false;
    return true;
}

static void write_nodes(FILE *out)
{
    unsigned count = 0;
    fputs("const struct spec_path_op spec_path_ops[] = {\n", out);
    static unsigned first[MOST_NODES + 1];
    for (unsigned n = 0; n < node_count; n++) {
        first[n] = count;
        for (unsigned i = 0; i < operation_count; i++)
            if (operations[i].node == n) {
                fprintf(out, "{.code = %u, .method = %u},\n", operations[i].code,
                        operations[i].method);
                count++;
            }
    }
    first[node_count] = count;
    fputs("    {0}};\nconst struct spec_path_node spec_path_nodes[] = {\n", out);
    for (unsigned n = 0; n < node_count; n++) {
        unsigned any = 0;
        for (unsigned i = 1; i < node_count; i++)
            if (nodes[i].parent == n && !nodes[i].word)
                any = i;
        fprintf(out, "{.any = %u, .first = %u, .count = %u, .made = %d},\n", any, first[n],
                first[n + 1] - first[n], nodes[n].made);
    }
    fprintf(out, "    {0}};\nconst uint32_t spec_path_node_count = %u;\n", node_count);
}

static void write_edges(FILE *out)
{
    static unsigned slots[EDGE_SLOTS];
    for (unsigned n = 1; n < node_count; n++) {
        if (!nodes[n].word)
            continue;
        uint32_t at = spec_word_hash(nodes[n].parent, nodes[n].word, strlen(nodes[n].word));
        for (at &= EDGE_SLOTS - 1; slots[at];)
            at = (at + 1) & (EDGE_SLOTS - 1);
        slots[at] = n;
    }
    fputs("const struct spec_path_edge spec_path_edges[] = {\n", out);
    for (unsigned i = 0; i < EDGE_SLOTS; i++) {
        const struct node *n = &nodes[slots[i]];
        if (slots[i])
            fprintf(out, "{.parent = %u, .child = %u, .word = \"%s\"},", n->parent, slots[i],
                    n->word);
        else
            fputs("{0},", out);
    }
    fprintf(out, "};\nconst uint32_t spec_path_edge_mask = %u;\n", EDGE_SLOTS - 1);
}

static void write_words(FILE *out)
{
    static unsigned slots[WORD_SLOTS];
    for (unsigned i = 0; i < word_count; i++) {
        uint32_t at = spec_word_hash(words[i].sort, words[i].word, strlen(words[i].word));
        for (at &= WORD_SLOTS - 1; slots[at];)
            at = (at + 1) & (WORD_SLOTS - 1);
        slots[at] = i + 1;
    }
    fputs("const struct spec_word spec_words[] = {\n", out);
    for (unsigned i = 0; i < WORD_SLOTS; i++) {
        if (!slots[i]) {
            fputs("{0},", out);
            continue;
        }
        const struct spec_word *w = &words[slots[i] - 1];
        fprintf(out, "{.word = \"%s\", .value = %u, .sort = %u", w->word, w->value, w->sort);
        if (w->parent)
            fprintf(out, ", .parent = \"%s\"", w->parent);
        fputs("},", out);
    }
    fprintf(out, "};\nconst uint32_t spec_word_mask = %u;\n", WORD_SLOTS - 1);
}

void write_http(FILE *out)
{
    if (node_count > EDGE_SLOTS / 2 || word_count > WORD_SLOTS / 2) {
        fputs("more paths or words than slots: raise EDGE_SLOTS, WORD_SLOTS\n", stderr);
        exit(1);
    }
    write_nodes(out);
    write_edges(out);
    write_words(out);
    fputs("const struct spec_callback spec_callbacks[] = {\n", out);
    for (unsigned i = 0; i < callback_count; i++) {
        fprintf(out, "{.code = %u, .signs = {{", callbacks[i].code);
        for (unsigned k = 0; k < SPEC_SIGNS / 64; k++)
            fprintf(out, "%lluU,", (unsigned long long)callbacks[i].signs.bits[k]);
        fputs("}}},\n", out);
    }
    fprintf(out, "    {0}};\nconst uint32_t spec_callback_count = %u;\n", callback_count);
}
