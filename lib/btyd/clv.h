/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clv: what a customer is worth, once a model has said how often they will buy.
 *
 * A purchase earns `mean` times `margin`. Purchases expected between two dates are paid at the later one and discounted
 * back to today (net present value); what it cost to win the customer is subtracted at the end.
 *
 * Times are in the model's unit, and so is the rate of discount: delta, by which e^(-delta t) today is worth 1 at t. It
 * comes from a rate and the time that the rate is for, by clv_delta alone, as taking one unit for another is the error
 * that costs most: 12 months of a model in weeks come to 36.29 where months are 30 / 7 weeks long, and to 140.13 where
 * someone has them be 30. */
#ifndef BTYD_CLV_H
#define BTYD_CLV_H

#include <stddef.h>

/* The continuous rate that a discount of `rate` each `period` units of the model amounts to: a year of 365 days is a
 * period of 365 / 7 in a model in weeks. rate > -1. */
double clv_delta(double rate, double period);

/* The ends of the periods up to the horizon: period, 2 period .. horizon, the last period shorter where it does not
 * divide. Writes them unless end is NULL, returns how many. */
size_t clv_ends(double horizon, double period, double *end);

struct clv_value {
    double mean;        /* of a purchase, expected */
    double margin;      /* the share of it that is profit */
    double acquisition; /* cost of winning the customer; 0 for one who is already there */
};

/* mean margin sum over k of (expected[k] - expected[k - 1]) e^(-delta end[k]) - acquisition, where expected[k]
 * purchases are expected up to end[k]. */
double clv_finite(const struct clv_value *v, const double *end, const double *expected, size_t n, double delta);

/* Without horizon, from discounted expected residual transactions (family.h): mean margin dert - acquisition. */
double clv_infinite(const struct clv_value *v, double dert);

/* ---- textbook formulas ----
 *
 * They know no future but the past carried on. The historic value is the mean purchase times the number of purchases,
 * which cancels to the revenue so far. The simple one takes the mean purchase, times purchases a unit of time, times
 * the time that a customer stays. */
double clv_historic(const struct clv_value *v, double purchases);

/* Someone who bought once a day ago does not buy daily: the time observed counts as `least`, if it was less. */
double clv_simple(const struct clv_value *v, double purchases, double observed, double least, double lifespan);

#endif
