/* The door of the outputs: each turns what a witness tells (postern.h) into bytes. */
#ifndef POSTERN_OUTPUT_OUTPUT_H
#define POSTERN_OUTPUT_OUTPUT_H

#include "output/writer.h"
#include "postern.h"

/* JSON lines. */
struct postern_sink output_json(struct writer *w);
void output_json_check(struct writer *w, const struct postern_check *c);

#endif
