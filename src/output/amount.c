#include "output/terminal.h"

#include <stdio.h>

typedef unsigned long long number;

void amount_bytes(char ret[24], uint64_t bytes)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB", "PB", "EB"};
    if (bytes < 1000) {
        snprintf(ret, 24, "%llu B", (number)bytes);
        return;
    }
    uint64_t tenths = bytes / 100;
    size_t unit = 0;
    for (; tenths >= 10000 && unit + 1 < sizeof units / sizeof *units; unit++)
        tenths /= 1000;
    snprintf(ret, 24, "%llu.%llu %s", (number)(tenths / 10), (number)(tenths % 10), units[unit]);
}

void amount_time(char ret[32], uint64_t ns)
{
    uint64_t seconds = ns / 1000000000U;
    if (seconds < 60)
        snprintf(ret, 32, "%llu.%llu s", (number)seconds, (number)(ns / 100000000U % 10));
    else if (seconds < 3600)
        snprintf(ret, 32, "%llu min %llu s", (number)(seconds / 60), (number)(seconds % 60));
    else if (seconds < 2 * 86400)
        snprintf(ret, 32, "%llu h %llu min", (number)(seconds / 3600), (number)(seconds / 60 % 60));
    else
        snprintf(ret, 32, "%llu days %llu h", (number)(seconds / 86400),
                 (number)(seconds / 3600 % 24));
}

void amount_count(char ret[48], uint64_t count, const char *thing)
{
    snprintf(ret, 48, "%llu %s%s", (number)count, thing, count == 1 ? "" : "s");
}
