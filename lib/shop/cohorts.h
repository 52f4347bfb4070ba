/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cohorts: customers by the period of their first order, and what they did period by period from then on.
 *
 * The age of a period is how many periods it comes after the cohort's own. Each cohort of each group has all ages up to
 * the last period that is seen.
 *
 *     struct cohorts c;
 *     cohorts_begin(&c, &timeline);
 *     cohorts_customer(&c, group, visit, n) ...   // each customer's orders, in the order of time
 *     cohorts_end(&c);
 *     ... cohorts_cells(&c, group, cohort)[age].active ...
 *     cohorts_free(&c);
 *
 * Memory: 32 bytes for each age of each cohort with customers. */
#ifndef SHOP_COHORTS_H
#define SHOP_COHORTS_H

#include "base/decimal.h"
#include "shop/timeline.h"

struct cohort_cell {
    int64_t active;          /* customers with an order that sells */
    int64_t active_or_later; /* in this period or a later one; of age 0: all customers */
    int64_t orders;
    decimal revenue;
};

/* A period in which a customer has orders. */
struct cohort_visit {
    uint32_t period; /* of the timeline */
    uint32_t orders; /* those that sell something */
    decimal revenue;
};

struct cohorts {
    const struct timeline *time;
    struct cohort_cell ***group; /* by cohort; NULL: nobody is in it */
    size_t groups, cap;
};

void cohorts_begin(struct cohorts *c, const struct timeline *t);

/* The first visit is the one that makes the cohort: it has an order. A period may come in several visits that follow
 * one another. */
void cohorts_customer(struct cohorts *c, uint32_t group, const struct cohort_visit *v, size_t n);

/* The cells of a cohort, n - cohort of them, made if they are not there: for sums that were made elsewhere. */
struct cohort_cell *cohorts_make(struct cohorts *c, uint32_t group, uint32_t cohort);

void cohorts_end(struct cohorts *c); /* not of sums that were made elsewhere */

/* NULL: nobody is in it. */
const struct cohort_cell *cohorts_cells(const struct cohorts *c, uint32_t group, uint32_t cohort);

/* *sum += v; what goes beyond 64 bits ends the tool. */
void cohorts_add(int64_t *sum, int64_t v);

void cohorts_free(struct cohorts *c);

#endif
