/* Thin: its texts and its rule come with its owner. */
#include "judge/finding.h"

const struct check check_gtp_echo_payload = {.slug = "gtp-echo-payload"};
