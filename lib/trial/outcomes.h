/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * outcomes: what came of the customers of an experiment, group by group.
 *
 * Either one table holds groups and outcomes, or the groups are in a side table, made by abassign. Then all customers
 * of the side table count: whoever has no outcome has 0, and whoever has an outcome and no group is left out, counted,
 * and the first of them named. What was known before (segments, the value before) is in the table with the groups.
 *
 * The customers of a group are kept in the order of their values, so that nothing depends on the order of the rows. */
#ifndef TRIAL_OUTCOMES_H
#define TRIAL_OUTCOMES_H

#include "base/date.h"
#include "trial/arms.h"
#include "tsv/groups.h"
#include "tsv/keyed.h"

struct outcomes_plan {
    const char *key, *arm, *outcome; /* names of columns */
    const char *per, *before, *day;  /* or NULL */
    date start;                      /* an outcome on an earlier day is an error; with `day` */
    const char *since;               /* the same by customer: a column of the table with the groups; or NULL */
    const char *assigned;            /* the side table, or NULL */
    struct opt_list by;
    const struct arms *planned; /* or NULL: the groups that are found */
    const char *baseline;       /* or NULL: the first one */
};

struct outcomes {
    uint32_t arms;
    struct slice *arm; /* their names, that of the baseline first */
    size_t *end;       /* where the customers of each end */
    size_t n;
    double *value, *per, *before; /* of each customer */
    uint32_t *segment;            /* a group of `segments` */
    struct groups segments;
    bool is_rate; /* all values are 0 or 1 */
    uint64_t negative, unknown, without;

    const struct outcomes_plan *plan;
    struct tsv *in;
    struct keyed once, assigned;
    struct outcomes_row {
        double value, per, before;
        date day; /* or DATE_NONE */
        uint32_t arm, segment;
    } * row;
    size_t cap;
    struct map names;
    unsigned key, arm_at, outcome, per_at, before_at, day, since, *by; /* columns, of either table */
    struct slice *keys;
    struct buf example; /* the first customer without a group, and where it is */
};

/* Reads all of `in`. One group alone, one without customers, or an unknown baseline end the tool, status 1. */
void outcomes_read(struct outcomes *o, const struct outcomes_plan *plan, struct tsv *in);

static inline size_t outcomes_begin(const struct outcomes *o, uint32_t arm)
{
    return arm ? o->end[arm - 1] : 0;
}
static inline size_t outcomes_count(const struct outcomes *o, uint32_t arm)
{
    return o->end[arm] - outcomes_begin(o, arm);
}

void outcomes_free(struct outcomes *o);

#endif
