/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kpitable: the table of kpi, a row for each period of each group, made of sums, and read again to add up.
 *
 * Counts and sums are exact; a ratio is one division of them, rounded once, and empty where its base is 0. What needs
 * the period before is empty where the table does not have it. */
#ifndef SHOP_KPITABLE_H
#define SHOP_KPITABLE_H

#include "base/opt.h"
#include "shop/kpisums.h"
#include "tsv/groups.h"

struct kpitable {
    const struct timeline *time;
    const struct groups *groups; /* their numbers are those of the sums */
    const struct kpisums *sums;
    bool *complete, *burn_in; /* of each period */
    bool complete_only;       /* leaves incomplete periods out, and comparisons with one */
    bool people;              /* with the columns of sign-ups */
    struct opt_list measure;  /* the columns that come first, after the period; or */
    struct opt_list only;     /* those that are written */
    int digits;
};

/* Header and rows, groups in the order of their keys' bytes. Incomplete periods that are left out are counted
 * (periods_incomplete). */
void kpitable_write(const struct kpitable *t, struct out *o);

/* A row of such a table; `group` is one of a struct groups by the table's key columns, which the caller begins. */
struct kpitable_row {
    uint32_t group;
    period period;
    bool complete, burn_in;
    struct kpi_period sums;
};

struct kpitable_rows {
    struct kpitable_row *row;
    size_t n, cap;
    bool people; /* the tables have sign-ups */
};

/* Reads all rows. A key that the groups do not have ends the tool, and so do windows of tables that end on different
 * days; a row whose period is none of the unit's, or begins on another day, is a defect. */
void kpitable_read(struct kpitable_rows *r, struct tsv *in, struct groups *g, enum period_unit unit);

#endif
