/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * interval: how far off an estimate may be.
 *
 * `tails` is the probability on either side: 0.025 for an interval of 95 %. An estimate without an interval (one value,
 * equal values, no trial) has NaN ends. Which one to use:
 *
 *     a mean                      interval_mean            Student's t
 *     two means                   interval_difference      Welch 1947: variances may differ
 *     a share                     interval_wilson          Wilson 1927: right on average at any n, never outside 0..1
 *     a share that must be sure   interval_exact           Clopper and Pearson 1934: covers at least what it says, wide
 *     two shares                  interval_newcombe        Newcombe 1998, method 10: Wilson's ends combined
 *     two shares, as textbooks    interval_wald            too narrow for few or rare successes
 *     a ratio of two shares       interval_share_ratio     logarithms, delta method (Katz et al. 1978)
 *     an odds ratio               interval_odds_ratio      Woolf 1955
 *     a ratio of two means        interval_mean_ratio      logarithms, delta method; means above 0
 *     the same, any means         interval_fieller         Fieller 1954; without end where the divisor may be 0
 *     sum over sum of one sample  interval_sum_ratio       delta method: revenue per order, if customers are sampled
 *     a quantile                  interval_quantile        ranks by the binomial, for any law
 *     any of these, at each look  interval_sequential      normal mixture; wider, but looking often does no harm */
#ifndef STATS_INTERVAL_H
#define STATS_INTERVAL_H

#include <stdint.h>

#include "stats/moments.h"

struct interval {
    double low, high;
    double error; /* the standard error that it is made of; NaN if it is not known, or there is none */
};

/* Around a value that is about normal, with this standard error; and for a positive value whose logarithm is. */
struct interval interval_normal(double value, double error, double tails);
struct interval interval_logarithm(double value, double error, double tails); /* error: of the logarithm */

/* The same for data that grow: the probability that any of the intervals of all looks misses the truth is at most 2
 * tails (Robbins 1970; Howard et al. 2021). It holds the values of which test_sequential with the same `expected` has a
 * P above that; expected > 0. */
struct interval interval_sequential(double value, double error, double expected, double tails);

struct interval interval_mean(const struct moments *m, double tails);
struct interval interval_difference(const struct moments *a, const struct moments *b, double tails); /* b - a */

/* k of n; for two samples always b minus a, or b divided by a. */
struct interval_share {
    uint64_t k, n;
};
struct interval interval_wilson(struct interval_share s, double tails);
struct interval interval_exact(struct interval_share s, double tails);
struct interval interval_newcombe(struct interval_share a, struct interval_share b, double tails);
struct interval interval_wald(struct interval_share a, struct interval_share b, double tails);
struct interval interval_share_ratio(struct interval_share a, struct interval_share b, double tails);
struct interval interval_odds_ratio(struct interval_share a, struct interval_share b, double tails);

struct interval interval_mean_ratio(const struct moments *a, const struct moments *b, double tails);
struct interval interval_fieller(const struct moments *a, const struct moments *b, double tails);
struct interval interval_sum_ratio(const struct moments_pair *m, double tails); /* sum of x over sum of y */

/* The quantile part / of is between the values of these ranks, counted from 1; ranks 0 and n + 1 mean no limit. */
struct interval_ranks {
    uint64_t low, high;
};
struct interval_ranks interval_quantile(uint64_t n, uint64_t part, uint64_t of, double tails);

#endif
