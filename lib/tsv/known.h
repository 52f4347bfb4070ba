/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * known: which of tillroll's own tables is this, and which filter makes the one that is needed?
 *
 * A tool that gets the wrong table misses a column. The header shows which table it is, and the name of the column
 * shows in which table it is, so the message can tell what to do: "this is the orders table; x is in customers
 * (aggregate --by customer)". */
#ifndef TSV_KNOWN_H
#define TSV_KNOWN_H

#include <stdbool.h>

#include "base/slice.h"

/* A header of one column that holds commas or semicolons and no tab: a file that is no table yet. */
bool known_csv(struct slice header);

/* Why `name` is not among these `n` columns, with the remedy, for a message: "; this is ..."; empty if nothing is
 * known. It lives until the next call. */
const char *known_why(const struct slice *column, unsigned n, struct slice name);

#endif
