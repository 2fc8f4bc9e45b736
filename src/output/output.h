/* The door of the outputs: each turns what a witness tells (postern.h) into bytes. */
#ifndef POSTERN_OUTPUT_OUTPUT_H
#define POSTERN_OUTPUT_OUTPUT_H

#include "output/writer.h"
#include "postern.h"

/* JSON lines. */
struct postern_sink output_json(struct writer *w);
void output_json_check(struct writer *w, const struct postern_check *c);

void output_json_protocol(struct writer *w, const struct postern_protocol *p);
void output_json_remark(struct writer *w, const struct postern_remark *r);
void output_json_network(struct writer *w, const struct postern_network *n);
void output_json_change(struct writer *w, const struct postern_change *c);

/* For a person. */
struct output_look {
    size_t width; /* columns */
    bool color;
    bool many_files;
};
struct terminal;
struct terminal *output_terminal_new(struct writer *w, const struct output_look *look);
struct postern_sink output_terminal(struct terminal *t);
void output_terminal_free(struct terminal *t);
void output_terminal_check(struct writer *w, const struct output_look *look,
                           const struct postern_check *c);
void output_terminal_protocol(struct writer *w, const struct output_look *look,
                              const struct postern_protocol *p);

/* A declaration drafted from what witnesses tell: of a first run without one, then of runs that are
 * judged by the draft as it is. */
struct declaration;
struct declaration *output_declaration_new(void); /* NULL: no memory */
void output_declaration_free(struct declaration *d);
struct postern_sink output_declaration(struct declaration *d);
/* A run is over: its tellings become the draft, or amend it. Whether the draft is another now.
 * False with *ret_failed: there is no memory, or the draft would be too large. */
bool output_declaration_learn(struct declaration *d, bool *ret_failed);
/* YAML, as learnt last. */
const char *output_declaration_text(const struct declaration *d, size_t *ret_size);
/* What the draft does not settle, a sentence each; NULL past the end. *ret_unclean: it is no small
 * thing. */
const char *output_declaration_remark(const struct declaration *d, size_t i, bool *ret_unclean);

#endif
