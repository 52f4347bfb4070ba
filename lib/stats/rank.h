/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rank: statistics that depend only on the order of values.
 *
 * Values that are equal share the mean of their ranks. Doubles must not be NaN; -0 equals 0. Up to 2^32 - 1 values.
 * False: no memory. An undefined result (a constant column, only one class) is NaN. */
#ifndef STATS_RANK_H
#define STATS_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The indexes of the values, in ascending order of the values; equal ones in the order of input. */
bool rank_order(const double *x, size_t n, uint32_t *order);

bool rank_mid(const double *x, size_t n, double *rank); /* 1 .. n */

/* Spearman's correlation: Pearson's (moments.h) of the ranks. */
bool rank_spearman(const double *x, const double *y, size_t n, double *rho);

/* The probability that a positive row has a higher score than a negative one; ties count half. */
bool rank_auc(const double *score, const bool *positive, size_t n, double *auc);

#endif
