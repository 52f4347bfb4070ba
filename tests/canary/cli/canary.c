/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

/* Neither standard error nor the status of the pipe shows the defect: only the report does. */
CLI_ROWS(canary) = {
    {"nothing wrong", "canary", NULL, "", "", 0},
    {"a leak", "canary leak 2>/dev/null | true", NULL, "", "", 0},
    {"a byte beyond", "canary beyond 2>/dev/null | true", NULL, "", "", 0},
    {"an overflow", "canary overflow 2>/dev/null | true", NULL, "", "", 0},
};
