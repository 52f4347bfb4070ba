/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * models < CUSTOMERS: reads a table of customers as clvfit does, and prints the number of patterns: the part of a fit's
 * time that is not the fit itself. */
#include <stdio.h>

#include "base/tool.h"
#include "clv/modelin.h"

static const struct tool SPEC = {
    .name = "models",
    .purpose = "counts the patterns of customers",
    .shape = SHAPE_FIT,
    .reads = "customers",
    .writes = "a number",
    .memory = "O(customers)",
    .drops = true,
};

int main(int argc, char **argv)
{
    struct modelin in = {.wanted[MODELIN_TIMES] = true, .unit = 1};
    tool_begin(argc, argv, &SPEC);
    modelin_read(&in);
    fprintf(stderr, "%zu customers, %zu patterns\n", (size_t)in.group[0][MODELIN_TIMES].p.total,
            in.group[0][MODELIN_TIMES].p.n);
    modelin_free(&in);
    return tool_end();
}
