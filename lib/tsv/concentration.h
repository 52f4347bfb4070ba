/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * concentration: how unequally a sum is spread over rows: shares of the top, Gini and Lorenz curve.
 *
 * A value below 0 counts as 0. Decimals are added exactly, and each figure is one division of integers, rounded once;
 * if any value is a double, all are taken as multiples of the 2^62nd part of the largest. If there is nothing to share,
 * figures are NaN. */
#ifndef TSV_CONCENTRATION_H
#define TSV_CONCENTRATION_H

#include "base/ratio.h"
#include "tsv/amount.h"

struct concentration {
    size_t n, negative; /* values, and how many of them count as 0 */
    int64_t *value;     /* ascending */
    wide_int *sum;      /* of the first i, n + 1 of them */
};

/* Of n numbers, none empty, which are sorted in their place. */
void concentration_begin(struct concentration *c, struct amount *value, size_t n);
void concentration_end(struct concentration *c);

/* The share of the largest n p / 100, rounded up. */
double concentration_top(const struct concentration *c, unsigned percent);

/* How few of the largest reach this share. */
size_t concentration_rows(const struct concentration *c, unsigned percent);

/* sum over i of (2 i - n - 1) v[i] / (n sum of v), v ascending (C. Gini, "Variabilita e mutabilita", 1912), without the
 * correction n / (n - 1): 0 if all have the same, 1 - 1 / n if one has all. */
double concentration_gini(const struct concentration *c);

/* The share of the smallest n p / 100, linear between rows (M. Lorenz, "Methods of measuring the concentration of
 * wealth", 1905). */
double concentration_lorenz(const struct concentration *c, unsigned percent);

#endif
