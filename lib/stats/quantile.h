/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quantile: limits between values, of type 7, and the sorting that they need.
 *
 * Type 7 of Hyndman and Fan (1996), the default of R, NumPy and pandas: of n sorted values v[0..n), the quantile i/b is
 * at position (n - 1) i / b, by a straight line between two values. The share is given as two integers, so that the
 * position is exact; for integer values the quantile is then one division, rounded once: the first fifth of days 1..65
 * is 13.8, not 13.799999999999999. */
#ifndef STATS_QUANTILE_H
#define STATS_QUANTILE_H

#include <stddef.h>
#include <stdint.h>

/* part / of of the way from value `low` to value low + 1 (0-based); if part = 0 there need be no value low + 1. */
struct quantile_place {
    size_t low;
    uint64_t part, of;
};
struct quantile_place quantile_place(size_t n, uint64_t i, uint64_t b); /* n > 0, i <= b, 0 < b */

/* The quantile at this place, between these two neighbours (equal ones if part = 0). Integers count units of 1 / scale:
 * 1000000 for millionths; p.of times scale must stay below 2^64. */
double quantile_int(int64_t low, int64_t high, struct quantile_place p, uint64_t scale);
double quantile_double(double low, double high, struct quantile_place p); /* finite, and never outside low..high */

/* Ascending order, in O(n) for integers and doubles alike; `spare` holds n more. Doubles must not be NaN; -0 comes
 * before 0. */
void quantile_sort_int(int64_t *v, int64_t *spare, size_t n);
void quantile_sort_double(double *v, double *spare, size_t n);

#endif
