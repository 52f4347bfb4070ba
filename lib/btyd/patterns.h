/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * patterns: customers who are the same to a model, counted once.
 *
 * A likelihood depends only on a customer's x repeat purchases, the age t_x at the last one and the age T at the end of
 * observation (and a mean value m, or covariates). Customers who agree in all of these are one pattern with a weight:
 * CDNOW's 2,357 customers are 1,016 patterns.
 */
#ifndef BTYD_PATTERNS_H
#define BTYD_PATTERNS_H

#include <stdbool.h>
#include <stddef.h>

enum { PATTERN_COVARIATES = 16 };

/* n patterns, sorted by x, T, t_x, m, covariates, no two alike. Arrays that a family does not use are NULL: Gamma-Gamma
 * has x and m; BG/BB's T is its number of opportunities n; sBG has T, the periods lived through, and x = 1 where the
 * customer was lost in the last of them, 0 where they are still there. Times are in the model's unit. */
struct patterns {
    size_t n;
    double *x, *t_x, *T, *m, *weight;
    double *z; /* n rows of `covariates` values */
    unsigned covariates;
    double total; /* sum of the weights */
};

/* Sorts and merges in place. False: no memory. */
bool patterns_collapse(struct patterns *p);
void patterns_free(struct patterns *p);

#endif
