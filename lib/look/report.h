/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * report: what a careful analyst checks after a log has been read.
 *
 * Kinds and states with their counts, the days, the guests, the largest lines, ids that look damaged, products that
 * were never sold: a table of a few rows, each with the file and line of an example. A probable error also gets a
 * warning.
 *
 *     struct report *r = report_new(schema, longway);
 *     ... report_line(r, line, in->name, in->line, other) for each line ...
 *     report_end(r, out_create(path));                         // writes the table and frees everything */
#ifndef LOOK_REPORT_H
#define LOOK_REPORT_H

#include "base/out.h"
#include "source/line.h"
#include "source/longway.h"

struct report;

/* `w`, which knows the states and currencies of the lines, or NULL. */
struct report *report_new(const struct schema *s, const struct longway *w);

/* `other_customer`: the first line of its order names another one (source/owners). */
void report_line(struct report *r, const struct line *l, const char *file, uint64_t line, bool other_customer);

/* Closes `o`. Before longway_end. */
void report_end(struct report *r, struct out *o);

#endif
