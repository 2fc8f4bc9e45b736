/* The door of the outputs: each turns what a witness tells (postern.h) into bytes. */
#ifndef POSTERN_OUTPUT_OUTPUT_H
#define POSTERN_OUTPUT_OUTPUT_H

#include "output/writer.h"
#include "postern.h"

/* JSON lines. */
struct postern_sink output_json(struct writer *w);
/* A text as a JSON string with its quotes; bytes that are no UTF-8 as \u00XX. */
void json_text(struct writer *w, const char *s);

#endif
