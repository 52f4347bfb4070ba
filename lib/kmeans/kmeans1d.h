/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kmeans1d: the optimal clusters of one column.
 *
 * In one dimension clusters are runs of neighbouring values, so the least sum of squared distances to the means can be
 * found exactly, without starts or seeds: least(k, i) = min over j of least(k - 1, j - 1) + cost(j, i). The row minima
 * of each step come from SMAWK (Aggarwal, Klawe, Moran, Shor and Wilber 1987), since the cost fulfils the quadrangle
 * inequality (Wang and Song 2011; Gronlund et al. 2017): O(k n) time, 100 + 4 k bytes for each of the n points.
 *
 * The input is points (model/points.h): distinct values, ascending, each with its number of rows, at least 1. Costs are
 * computed in integers: values are counted from the lowest in units of their greatest common divisor, and the sums of
 * squares take 128 bits, so that no digits are lost and every machine finds the same clusters. Values that span more
 * than 2^52 such units (2^50 for 10 million rows), and doubles that are no multiples of one, are first rounded to a
 * unit that fits.
 *
 * Ties: of equal sums of squares the one is taken whose highest cluster begins lowest, then the next highest, and so
 * on. Sums count as equal if they agree to 2^-31 of a squared unit for some thousand rows, to 2^-20 for 10 million, and
 * to a whole one if the range is as wide as it may be. Rows of the same value are one point and are never separated. */
#ifndef KMEANS_KMEANS1D_H
#define KMEANS_KMEANS1D_H

#include <stddef.h>
#include <stdint.h>

enum kmeans1d_status {
    KMEANS1D_OK,
    KMEANS1D_FEW,    /* fewer points than clusters, or no cluster asked for */
    KMEANS1D_RANGE,  /* 2^32 points or 2^60 rows, or more; a value that is not finite */
    KMEANS1D_MEMORY, /* none left */
};
const char *kmeans1d_problem(enum kmeans1d_status);

/* The best 1, 2 ... k clusters of n points, all in one run: `first` takes k (k + 1) / 2 numbers, of which
 * kmeans1d_first(first, c) are the c of c clusters: where each begins, ascending, the lowest at 0. */
enum kmeans1d_status kmeans1d_int(const int64_t *x, const uint64_t *w, size_t n, unsigned k, size_t *first);
enum kmeans1d_status kmeans1d_double(const double *x, const uint64_t *w, size_t n, unsigned k, size_t *first);
static inline size_t *kmeans1d_first(size_t *first, unsigned c)
{
    return first + (size_t)c * (c - 1) / 2;
}

#endif
