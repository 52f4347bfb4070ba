/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

/* Standard error and the status of a pipe say nothing: the report alone shows it. */
CLI_ROWS(canary) = {
    {"nothing wrong", "canary", NULL, "", "", 0},
    {"a leak", "canary leak 2>/dev/null | true", NULL, "", "", 0},
    {"a byte beyond", "canary beyond 2>/dev/null | true", NULL, "", "", 0},
    {"an overflow", "canary overflow 2>/dev/null | true", NULL, "", "", 0},
};
