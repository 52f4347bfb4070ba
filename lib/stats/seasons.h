/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * seasons: how much each season of a cycle lies above or below the others, by classical decomposition.
 *
 * The trend is the centred moving average over one cycle (of an even number of seasons the two outer ones count half).
 * What a value is against it, the ratio or the difference, is averaged over the cycles, season by season, and these
 * means are brought to a mean of 1, or of 0: the index. It is what R's decompose calls the figure. Season 0 is that of
 * the first value. */
#ifndef STATS_SEASONS_H
#define STATS_SEASONS_H

#include <stdbool.h>
#include <stddef.h>

/* trend[i] of y[i]; NaN at either end, half a cycle long. */
void seasons_trend(const double *y, size_t n, size_t cycle, double *trend);

struct seasons {
    double *raw, *index; /* the caller's, `cycle` of each: before and after they are brought to their mean */
    size_t *values;      /* how many values each mean is of */
};

/* False: fewer than two cycles, or a trend of 0 where a ratio is needed. */
bool seasons_find(const double *y, size_t n, size_t cycle, bool multiplicative, struct seasons *out);

#endif
