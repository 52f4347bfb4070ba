/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * distinct: a sorted column as distinct values with their numbers of rows, and the mean and squares of a range of them.
 *
 * Real columns repeat values, above all days and counts: 4,338 customers have 304 different recencies. Work on points
 * instead of rows is faster, and cannot separate rows of equal value. */
#ifndef STATS_DISTINCT_H
#define STATS_DISTINCT_H

#include <stddef.h>
#include <stdint.h>

/* Makes points of n sorted values, in place: x[0..result) are the distinct values, w their numbers of rows. */
size_t distinct_of_ints(int64_t *x, uint64_t *w, size_t n);
size_t distinct_of_doubles(double *x, uint64_t *w, size_t n);

/* The same of n integers in any order, in O(n). */
size_t distinct_of_unsorted(int64_t *x, uint64_t *w, size_t n);

/* The same of n values in any order and their weights: a weight counts as that many rows, of 0 as none. */
size_t distinct_of_weights(double *x, uint64_t *w, const double *weight, size_t n);
#define DISTINCT_PARTS  SIZE_MAX       /* a weight that is no whole number up to 2^53 */
#define DISTINCT_MEMORY (SIZE_MAX - 1) /* none left */

/* Points from .. to - 1, at least one. Integers count units of 1 / scale, mean and squares are in whole ones; rows
 * times scale must stay below 2^64. */
struct distinct_run {
    uint64_t rows;
    double mean;    /* of integers: one division, rounded once */
    double squares; /* sum of squared distances to the mean; may be infinite for doubles beyond 1e150 */
};
struct distinct_run distinct_run_int(const int64_t *x, const uint64_t *w, size_t from, size_t to, uint64_t scale);
struct distinct_run distinct_run_double(const double *x, const uint64_t *w, size_t from, size_t to);

#endif
