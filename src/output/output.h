/* The door of the outputs: each turns what a witness tells (postern.h) into bytes. */
#ifndef POSTERN_OUTPUT_OUTPUT_H
#define POSTERN_OUTPUT_OUTPUT_H

#include "postern.h"

#include <stdio.h>

struct postern_sink output_json(FILE *out);

#endif
