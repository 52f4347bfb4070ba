/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trialtable: what is said of an experiment, one row per statement: segment, group, name, value.
 *
 * The columns are those of --by, with (all) for all customers, then group (empty: the whole experiment), name and
 * value. What cannot be told has no row. */
#ifndef TRIAL_TRIALTABLE_H
#define TRIAL_TRIALTABLE_H

#include "stats/interval.h"
#include "tsv/groups.h"
#include "tsv/table.h"

struct trialtable {
    struct table table;
    struct column *columns;
    struct cell *cell;
    unsigned keys;
    int digits;
};

void trialtable_begin(struct trialtable *t, struct opt_list by, int digits);
void trialtable_segment(struct trialtable *t, const struct groups *segments, uint32_t segment); /* MAP_NONE: all */
void trialtable_group(struct trialtable *t, struct slice group);
void trialtable_number(struct trialtable *t, const char *name, double value);
void trialtable_count(struct trialtable *t, const char *name, uint64_t value);
void trialtable_text(struct trialtable *t, const char *name, struct slice value);
void trialtable_interval(struct trialtable *t, const char *low, const char *high, struct interval i);
void trialtable_end(struct trialtable *t);

#endif
