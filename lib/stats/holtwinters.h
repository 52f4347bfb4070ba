/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * holtwinters: exponential smoothing of level, trend and season (Holt 1957, Winters 1960), as R's HoltWinters.
 *
 * The start stands on the first two cycles: the line through their trend (seasons.h) gives level and slope, their index
 * the seasons, and smoothing begins with the second cycle. Without a season (cycle 1) it begins with the third value,
 * at the second one and the step before it. Each value then moves the three by alpha, beta and gamma of what it was
 * off. With phi < 1 the trend fades: each period keeps phi of it. What is not fixed is found by least squares of the
 * errors of one step, from several starts, since the sum of squares has more than one valley.
 *
 *     struct holtwinters m = {.cycle = 12, .multiplicative = true, .phi = 1};
 *     if (holtwinters_fit(&m, y, n, NULL))
 *         for (h = 1; h <= 6; h++)
 *             ... holtwinters_ahead(&m, h) ...
 *     holtwinters_free(&m);
 *
 * Pure; memory that is lacking is a fit that fails. */
#ifndef STATS_HOLTWINTERS_H
#define STATS_HOLTWINTERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/rng.h"

struct holtwinters {
    size_t cycle; /* 1: no season. Set by the caller, as are the next five */
    bool multiplicative;
    bool fixed;  /* alpha, beta, gamma and phi are given, and are not looked for */
    bool damped; /* phi is looked for; else it is as given, 1 as a rule */
    double alpha, beta, gamma, phi;
    double start_level, start_slope, *start_season; /* what is found */
    double sse;
    size_t errors, first;         /* how many steps it is of, and the first value that was predicted */
    double *residual;             /* of each; of a multiplicative season relative to what was predicted */
    double level, slope, *season; /* at the end; season[0] is that of the next period */
};

/* How many values it takes at least. */
size_t holtwinters_needs(size_t cycle);

/* `near` is a fit of nearly the same values, whose parameters are a good start, or NULL. False: too few values, a start
 * without sense (a season of 0), or no memory. The same struct may be fitted again. */
bool holtwinters_fit(struct holtwinters *m, const double *y, size_t n, const struct holtwinters *near);

/* The forecast for the h-th period after the last one, 1 at least. */
double holtwinters_ahead(const struct holtwinters *m, size_t h);

/* A course of the next `steps` periods in which each step is off by one of the residuals, drawn with the same chance.
 */
void holtwinters_course(const struct holtwinters *m, struct rng *r, size_t steps, double *season, double *course);

void holtwinters_free(struct holtwinters *m);

#endif
