/* A vendor, its jump host, its target and an HSS that is none. */
#ifndef POSTERN_TESTS_VENDOR_SCENE_H
#define POSTERN_TESTS_VENDOR_SCENE_H

#include "unit/judge/flow_scene.h"

#define VENDOR "198.51.100.9"
#define JUMP "192.0.2.10"
#define TARGET "192.0.2.20"
#define HSS "192.0.2.30"

/* 1970-01-01 was a Thursday: seconds 0 to 3600 are the window. */
static const char VENDOR_YAML[] =
    "version: 1\n"
    "elements:\n"
    "  - {name: jump1, role: jump-host, addresses: [" JUMP "]}\n"
    "  - {name: sgw1, role: SGW, addresses: [" TARGET "]}\n"
    "  - {name: hss1, role: HSS, addresses: [" HSS "]}\n"
    "maintenance:\n"
    "  - vendor: Example Systems\n"
    "    from: [198.51.100.0/28]\n"
    "    to: [jump1]\n"
    "    targets: [sgw1]\n"
    "    protocols: [ssh]\n"
    "    windows: [\"Thu 00:00-01:00 UTC\"]\n"
    "interception:\n"
    "  functions: [{name: admf1, role: ADMF, addresses: [192.0.2.99]}]\n";

/* A session of ssh, seconds since 1970. */
static inline struct flow vendor_ssh(const char *from, const char *to, double first, double last)
{
    return flow_at_time(flow_said(from, 40000, to, 22, 900, 2000), first, last);
}

#endif
