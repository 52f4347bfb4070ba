/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fitcheck: does a model describe the customers that it was fitted to, and predict what they did next?
 *
 * Customers are patterns, x and t_x up to the end of the calibration, T their age there. If a hold-out follows, m has
 * the number of purchases in it: then who agrees in all four is one pattern, and what is expected is evaluated once for
 * each x, t_x and T. With two covariates, the first is what the customer spent in the hold-out and the second what a
 * purchase of theirs is expected to be worth. Results are sums over customers, weights counted; means and shares are
 * left to the reader. The family must have the functions that take (x, t_x, T). */
#ifndef BTYD_FITCHECK_H
#define BTYD_FITCHECK_H

#include <stdbool.h>

#include "btyd/family.h"

/* Customers with 0, 1 .. bins - 2 and, in the last bin, more repeat purchases: how many there are, and the sum of their
 * probabilities under the model, each over the customer's own T. False: no memory. */
bool fitcheck_counts(const struct family *f, const double *parameter, const struct patterns *p, size_t bins,
                     double *actual, double *expected);

/* Repeat purchases expected of all customers up to the ends of periods 1 .. n of a calendar that begins with the first
 * purchase of the earliest customer, at age T - (largest T) + k period of each; customers who come later count from
 * their first purchase on. The differences are the numbers for each period. False: no memory. */
bool fitcheck_tracking(const struct family *f, const double *parameter, const struct patterns *p, double period,
                       size_t n, double *cumulative);

/* Actual and expected purchases in a hold-out of length t. */
struct fitcheck_bin {
    double customers;
    double bought, expected; /* purchases */
    double buyers, buying;   /* customers who bought at least once; their expected number */
    double alive;            /* sum of P(alive) */
    double spent, spending;  /* money, and the money that is expected; 0 without these covariates */
};

/* By x: 0, 1 .. bins - 2, and more. */
void fitcheck_by_x(const struct family *f, const double *parameter, const struct patterns *p, double t, size_t bins,
                   struct fitcheck_bin *bin);
/* By P(alive), bin i from i / bins on; the last one includes 1. */
void fitcheck_by_alive(const struct family *f, const double *parameter, const struct patterns *p, double t, size_t bins,
                       struct fitcheck_bin *bin);
/* By x in rows (0, 1 .. rows - 2, and more) and t_x in columns of this width, the last one open: bin[x * columns + c].
 */
void fitcheck_by_x_and_t_x(const struct family *f, const double *parameter, const struct patterns *p, double t,
                           size_t rows, size_t columns, double width, struct fitcheck_bin *bin);

#endif
