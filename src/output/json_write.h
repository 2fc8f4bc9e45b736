/* Inside the output room: the parts of a JSON line. A member begins with its comma, since `kind`
 * stands before all of them; one that does not apply (NULL, "", an empty list) is left out. */
#ifndef POSTERN_OUTPUT_JSON_WRITE_H
#define POSTERN_OUTPUT_JSON_WRITE_H

#include "output/writer.h"
#include "postern.h"

void json_begin(struct writer *w, const char *kind);
void json_end(struct writer *w);

/* With its quotes; bytes that are no UTF-8 as \u00XX. */
void json_text(struct writer *w, const char *text);
/* Above 2^53 as a text. */
void json_number(struct writer *w, uint64_t n);

void json_name(struct writer *w, const char *name);
void json_member(struct writer *w, const char *name, const char *s);
void json_member_number(struct writer *w, const char *name, uint64_t n);
void json_member_time(struct writer *w, const char *name, uint64_t ns);
void json_member_texts(struct writer *w, const char *name, struct postern_texts texts);

#endif
