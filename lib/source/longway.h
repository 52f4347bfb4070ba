/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * longway: the lines of a source that is not a plain table of lines.
 *
 * If a schema needs more than plain fields of the record (a template, the first of several columns, a state, a value of
 * the order's first row, money in columns of its own, a currency), each record is read here. Its values are put
 * together, and line_make_of reads them. Then come the lines for the order's shipping, discounts and refunds, and for
 * what was given back. Other schemas do not use this code.
 *
 *     for (const struct line *l = longway_take(w, in); l; l = longway_more(w)) ... */
#ifndef SOURCE_LONGWAY_H
#define SOURCE_LONGWAY_H

#include "source/line.h"
#include "source/overlap.h"
#include "source/state.h"

struct longway;

/* Its lines are those of line_maker_line(longway_maker(w)). Orders are numbered in the caller's map `orders`, if the
 * schema needs that. `overlap`: to tell the orders of earlier files; NULL: none are sought. */
struct longway *longway_new(struct schema *s, struct line_options options, struct map *orders, struct overlap *overlap);
struct line_maker *longway_maker(struct longway *w);
const struct states *longway_states(const struct longway *w);

/* That of the last line, as the source has it; empty if the schema names none. */
struct slice longway_currency(const struct longway *w);

/* Has an earlier file the order of the last line? */
bool longway_repeats(const struct longway *w);

/* Once for each file, as csvin's on_header too. */
void longway_find_columns(const struct csvin *in, void *longway);

/* The record's first line, and those that follow it. NULL if there is no further line, the record was set aside, or it
 * is not a line. */
const struct line *longway_take(struct longway *w, const struct csvin *in);
const struct line *longway_more(struct longway *w);

/* Gives the warnings that need the whole run, and frees everything. */
void longway_end(struct longway *w);

#endif
