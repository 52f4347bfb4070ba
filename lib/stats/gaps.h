/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gaps: how long a silence must be to break a customer's own rhythm.
 *
 * A gap is the time between two purchase days that follow one another. A customer with enough gaps has a limit of their
 * own, a quantile of these gaps; the others share the same quantile of all gaps. Quantiles are of type 7 (quantile.h).
 * The present silence is not a gap, because its length is not yet known. */
#ifndef STATS_GAPS_H
#define STATS_GAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gaps {
    int64_t *gap; /* of all customers, one customer's after the other's */
    size_t n;
    size_t *count; /* the number of gaps of each customer */
    size_t customers;
};

/* limit[c] is the quantile part / of of customer c's gaps if there are at least `least` of them (and one), else of all
 * gaps; NaN if there is no gap. Sorts each customer's gaps. False: no memory. */
bool gaps_limits(struct gaps *g, uint64_t least, uint64_t part, uint64_t of, double *limit);

#endif
