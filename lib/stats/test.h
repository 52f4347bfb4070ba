/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test: may a difference be chance?
 *
 * Each returns a statistic, its degrees of freedom and the two-sided P. If there is nothing to compare (one value, no
 * variance, an empty margin), statistic and P are NaN, never 1: nothing was tested. The intervals that go with them are
 * in interval.h. */
#ifndef STATS_TEST_H
#define STATS_TEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/interval.h"
#include "stats/moments.h"

struct test {
    double statistic; /* t, z, chi-square, F or H */
    double df, df2;   /* for t, chi-square and H only the first */
    double p;
};

/* Two means, b - a. Welch 1947 needs no equal variances and is the default choice; pooled is Student's. */
struct test test_welch(const struct moments *a, const struct moments *b);
struct test test_pooled(const struct moments *a, const struct moments *b);

/* A value divided by its standard error, as a normal. */
struct test test_z(double value, double error);

/* The same at every look at data that grow, however often: the likelihood ratio of a mixture of normal effects, whose
 * standard deviation is `expected`, against no effect (Robbins 1970). With r = expected^2 / error^2 and z = value /
 * error its logarithm, the statistic, is z^2/2 r/(1+r) - ln(1+r)/2, and P is 1 / ratio, at most 1 (Johari et al. 2017).
 * The probability that P is p or less at any look is at most p. expected > 0. */
struct test test_sequential(double value, double error, double expected);

/* Two shares, b - a: z with the pooled variance, whose square is the chi-square of the table of 2 by 2. */
struct test test_shares(struct interval_share a, struct interval_share b);

/* Fisher's exact test: all tables with the same margins that are not more likely than this one. Mid-P (Lancaster 1961)
 * counts tables of the same likelihood half; it is less cautious for few successes. */
struct test_exact {
    double p, mid_p;
};
struct test_exact test_fisher(struct interval_share a, struct interval_share b);

/* Counts against planned shares, which need not sum to 1; for an experiment's split this is the test of sample ratio
 * mismatch. And counts[row * columns + column] against independence; empty rows and columns are left out. */
struct test test_goodness(const uint64_t *count, const double *share, size_t n);
bool test_independence(const uint64_t *count, size_t rows, size_t columns, struct test *t); /* false: no memory */

/* k groups. F for equal variances and eta squared, the share of all squares that is between the groups; Welch's F
 * (1951), whose variances may differ. Groups without a value are left out. */
struct test_anova {
    struct test test;
    double eta_squared;
};
struct test_anova test_anova(const struct moments *group, size_t k);
struct test test_welch_anova(const struct moments *group, size_t k);

/* Kruskal and Wallis 1952, with ties; group[i] < k is that of x[i]. False: no memory. */
bool test_kruskal(const double *x, const uint32_t *group, size_t n, size_t k, struct test *t);

/* The greatest distance of a sample from a distribution: x is sorted, cdf is the distribution's. P is Kolmogorov's
 * limit, its argument corrected for n (Vrbik 2018). Against the exact one it is off by 7e-3 at most for n = 5, 6e-4 for
 * 20, 2e-4 for 100, 2e-5 for 1000. */
struct test test_kolmogorov(const double *sorted, size_t n, double (*cdf)(const void *ctx, double x), const void *ctx);

/* P of several tests, in the order in which they were given. Holm 1979 bounds the probability of any false positive; so
 * does Bonferroni, which is never better. Benjamini and Hochberg 1995 (BH) bounds the share of false ones among the
 * positives. False: no memory. P must not be NaN. */
enum test_correction { TEST_HOLM, TEST_BONFERRONI, TEST_BH, TEST_UNCORRECTED };
bool test_correct(enum test_correction how, const double *p, size_t n, double *corrected);

#endif
