/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * moments: number, mean and squares of a sample, which is all that tests of means need.
 *
 * Squares are summed around the mean, never as a difference of sums: values of 1e9 that differ by ones keep their
 * variance. Parts of a sample merge (Chan, Golub and LeVeque 1983); merged in the same order they always give the same
 * bytes. */
#ifndef STATS_MOMENTS_H
#define STATS_MOMENTS_H

#include <stddef.h>

struct moments {
    double n, mean;
    double squares; /* sum of squared distances to the mean */
};

struct moments moments_of(const double *x, size_t n); /* in two passes: the most exact */

/* The same, but the mean is its distance to `centre`, as are the values then: means of large values are rounded by more
 * than they may differ, so means of groups are compared by their distances to the mean of all. */
struct moments moments_around(double *x, size_t n, double centre);
void moments_add(struct moments *m, double x);
void moments_merge(struct moments *m, const struct moments *other);
double moments_variance(const struct moments *m); /* over n - 1; NaN below 2 values */
double moments_error(const struct moments *m);    /* standard error of the mean */

/* Of pairs: a revenue and its orders, a result and what was known before. */
struct moments_pair {
    struct moments x, y;
    double products; /* sum of products of the distances to the means */
};

struct moments_pair moments_of_pairs(const double *x, const double *y, size_t n);
void moments_add_pair(struct moments_pair *m, double x, double y);
void moments_merge_pairs(struct moments_pair *m, const struct moments_pair *other);
double moments_covariance(const struct moments_pair *m); /* over n - 1 */

/* Pearson's correlation; NaN if x or y is the same everywhere. */
double moments_correlation(const struct moments_pair *m);

#endif
