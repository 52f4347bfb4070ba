/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rank: what depends on the order of values alone.
 *
 * Values that are equal share the mean of their ranks. Doubles must not be NaN; -0 equals 0. Up to 2^32 - 1 values.
 * False: no memory. What has no value (a constant column, one class alone) is NaN. */
#ifndef STATS_RANK_H
#define STATS_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where the values stand, in ascending order; equal ones in the order in which they came. */
bool rank_order(const double *x, size_t n, uint32_t *order);

bool rank_mid(const double *x, size_t n, double *rank); /* 1 .. n */

/* Spearman's correlation: Pearson's (moments.h) of the ranks. */
bool rank_spearman(const double *x, const double *y, size_t n, double *rho);

/* The chance that a positive row has a higher score than a negative one, ties counted half. */
bool rank_auc(const double *score, const bool *positive, size_t n, double *auc);

#endif
