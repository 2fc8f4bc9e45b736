/* Thin. The outputs' owner replaces this. */
#include "output/output.h"

#include <inttypes.h>
#include <stdio.h>

static void message(void *arg, const struct postern_message *m)
{
    fprintf(arg, "{\"kind\":\"message\",\"frame\":%" PRIu64 ",\"name\":\"%s\"}\n", m->frame,
            m->name);
}

static void summary(void *arg, const struct postern_summary *s)
{
    fprintf(arg, "{\"kind\":\"summary\",\"frames\":%" PRIu64 "}\n", s->frames);
}

struct postern_sink output_json(FILE *out)
{
    return (struct postern_sink){.arg = out, .message = message, .summary = summary};
}
