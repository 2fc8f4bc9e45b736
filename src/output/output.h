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

#endif
