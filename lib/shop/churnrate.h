/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * churnrate: the share of the customers who have left, and their share of the revenue. */
#ifndef SHOP_CHURNRATE_H
#define SHOP_CHURNRATE_H

#include <stdbool.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/out.h"
#include "tsv/amount.h"

struct churnrate {
    const char *method;
    date as_of, until; /* DATE_NONE if there is none */
    struct churnrate_share {
        uint64_t customers;
        struct amount_sum revenue;
    } all, left;
};

void churnrate_add(struct churnrate *r, decimal revenue, bool left);

/* Without customers, or without revenue, the rate is NaN. A revenue that does not fit a decimal ends the tool. */
double churnrate_customers(const struct churnrate *r);
double churnrate_revenue(const struct churnrate *r);

void churnrate_stats(const struct churnrate *r);                /* into --stats */
void churnrate_write(const struct churnrate *r, struct out *o); /* a table of one row */

#endif
