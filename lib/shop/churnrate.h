/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * churnrate: what share of the customers has left, and what share of the revenue they had brought. */
#ifndef SHOP_CHURNRATE_H
#define SHOP_CHURNRATE_H

#include <stdbool.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/out.h"
#include "tsv/amount.h"

struct churnrate {
    const char *method;
    date as_of, until; /* DATE_NONE where there is none */
    struct churnrate_share {
        uint64_t customers;
        struct amount_sum revenue;
    } all, left;
};

void churnrate_add(struct churnrate *r, decimal revenue, bool left);

/* Of nobody, and of no revenue at all, there is no rate: NaN. A revenue that no decimal holds ends the tool. */
double churnrate_customers(const struct churnrate *r);
double churnrate_revenue(const struct churnrate *r);

void churnrate_stats(const struct churnrate *r);                /* into --stats */
void churnrate_write(const struct churnrate *r, struct out *o); /* a table of one row */

#endif
