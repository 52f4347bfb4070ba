/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ahead: the next values of a series with their intervals, by either of two methods, and how far off each has been.
 *
 * The naive method says what was one cycle ago (without a season, what was last); it is the one to beat. The other is
 * Holt-Winters (holtwinters.h). Intervals are quantiles of courses drawn with the residuals of the method itself, so
 * they widen as far as these do, and are of no law. A method that was mostly off to one side is so in its courses, too;
 * if that moves them past the forecast, the interval ends at the forecast. Fewer than AHEAD_LEAST_ERRORS residuals are
 * too few to show how far off a forecast may be, and so are any number that are all 0: then low and high are
 * NaN.
 *
 *     struct ahead a = {.method = AHEAD_HOLTWINTERS, .model = {.cycle = 12, .phi = 1}, .draws = 1000, .level = 0.95};
 *     if (ahead_fit(&a, y, n) && ahead_make(&a, 6, seed, stream)) ... a.value[h], a.low[h], a.high[h] ...
 *
 * ahead_back goes back to an origin, forecasts from what was known there, and adds to a table of errors by step. Errors
 * are scaled by the naive error of what was known (Hyndman and Koehler 2006). Pure. */
#ifndef STATS_AHEAD_H
#define STATS_AHEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/holtwinters.h"

enum { AHEAD_LEAST_ERRORS = 10 };
enum ahead_method { AHEAD_NAIVE, AHEAD_HOLTWINTERS, AHEAD_METHODS };

struct ahead {
    enum ahead_method method; /* set by the caller, */
    struct holtwinters model; /* whose options are, its cycle for both methods */
    size_t draws;
    double level;
    const double *y; /* what is known, borrowed from here on */
    size_t n;
    double *value, *low, *high; /* of each step */
    double *course;             /* room: of each step the draws; and more */
};

bool ahead_fit(struct ahead *a, const double *y, size_t n, const struct holtwinters *near);
size_t ahead_residuals(const struct ahead *a); /* of the fit, that courses are drawn with */
bool ahead_errs(const struct ahead *a);        /* is any of them more than a rounding error? */
bool ahead_make(struct ahead *a, size_t steps, uint64_t seed, uint64_t stream); /* false: no memory */
void ahead_free(struct ahead *a);

/* Of one method and step; sums, made means by ahead_means. NaN if there is nothing to divide by. */
struct ahead_errors {
    size_t n, scaled_n, covered_n;
    double absolute, square, scaled, symmetric, bias, covered;
};

/* Adds the errors of the forecasts from y[0 .. origin) for y[origin .. n), at most `steps`; errors[h] is of step h + 1.
 * `a` has its options set, and its model is refitted; false: no fit. */
bool ahead_back(struct ahead *a, const double *y, size_t n, size_t origin, size_t steps, uint64_t seed,
                const struct holtwinters *near, struct ahead_errors *errors);

struct ahead_means {
    size_t n;
    double mae, rmse, mase, smape, bias, coverage;
};
struct ahead_means ahead_means(const struct ahead_errors *e);
void ahead_merge(struct ahead_errors *into, const struct ahead_errors *e);

#endif
