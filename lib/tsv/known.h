/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * known: which of tillroll's own tables is this, and which filter makes the one that is needed?
 *
 * A tool that is fed with the wrong table lacks a column. The header tells what the table is, the column where it is
 * found, so the message can say what to do: "this is the orders table; x is in customers (aggregate --by customer)". */
#ifndef TSV_KNOWN_H
#define TSV_KNOWN_H

#include <stdbool.h>

#include "base/slice.h"

/* A header of one column that holds commas or semicolons and no tab: a file that is no table yet. */
bool known_csv(struct slice header);

/* Why these `n` columns lack `name`, with the remedy, to be put into a message: "; this is ..."; empty if nothing is
 * known. It lives until the next call. */
const char *known_why(const struct slice *column, unsigned n, struct slice name);

#endif
