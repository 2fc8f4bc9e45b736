#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>

bool fault_set(struct fault *f, const char *form, ...)
{
    va_list args;
    va_start(args, form);
    vsnprintf(f->sentence, sizeof f->sentence, form, args);
    va_end(args);
    return false;
}
