/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cohorttable: the tables of cohorts, long and wide, and the long one read again to add up. */
#ifndef SHOP_COHORTTABLE_H
#define SHOP_COHORTTABLE_H

#include "base/opt.h"
#include "shop/cohorts.h"
#include "tsv/groups.h"

#define COHORTTABLE_MEASURES                                                                  \
    "active|retention|active_or_later|rolling_retention|orders|revenue|revenue_per_customer|" \
    "cumulative_revenue_per_customer"

struct cohorttable {
    const struct timeline *time;
    const struct groups *groups; /* their numbers are those of the cohorts' groups */
    const struct cohorts *cohorts;
    bool complete_only; /* without ages whose period the end of the data cuts */
    const struct opt_list *only;
    int digits;
};

/* To standard output: one row per cohort and age; or one row per cohort, the i-th of the measures in columns
 * age_0, age_1 ... Groups are in the order of their keys' bytes. */
void cohorttable_write(const struct cohorttable *t);
void cohorttable_write_wide(const struct cohorttable *t, int measure);

/* Reads tables of disjoint customers and adds them up; the groups are those of its key columns. Sets the timeline, from
 * the first cohort to the last day, DATE_NONE: to the last age of the tables, which is complete if one of them says so.
 */
void cohorttable_merge(struct cohorts *c, struct timeline *time, struct groups *g, struct tsv *in,
                       enum period_unit unit, date last);

#endif
