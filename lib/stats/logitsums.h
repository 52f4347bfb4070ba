/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * logitsums: what one step of logistic regression needs of all rows: log-likelihood, gradient and information.
 *
 * Nearly all of a fit is spent here, so that it is as wide as the processor allows. A vector holds sums for
 * neighbouring coefficients, and each sum adds the rows one after another, without fused multiplication: so all levels
 * (base/cpu.h) give the same bits, which are those of the plain loops. */
#ifndef STATS_LOGITSUMS_H
#define STATS_LOGITSUMS_H

#include "base/cpu.h"
#include "stats/terms.h"

struct logitsums {
    const struct terms *t;
    const bool *y;
    enum cpu_level level;
    unsigned q, stride;  /* coefficients, p + 1; doubles from one row of the information to the next */
    double likelihood;   /* the logarithm */
    double *gradient;    /* q */
    double *information; /* the lower triangle of the sum of p (1 - p) z z' */
    double *inverse, *z; /* 1 / sd of each term, or 0; the z of some rows */
};

/* False: no memory. The terms and y must outlive it. */
bool logitsums_begin(struct logitsums *s, const struct terms *t, const bool *y, enum cpu_level level);
void logitsums_at(struct logitsums *s, const double *beta); /* q; sets the three sums */
void logitsums_free(struct logitsums *s);

#endif
