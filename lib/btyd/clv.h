/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clv: what a customer is worth, after a model has predicted how often they will buy.
 *
 * A purchase earns `mean` times `margin`. Purchases expected between two dates are paid at the later one and discounted
 * back to today (net present value); the cost of winning the customer is subtracted at the end.
 *
 * Times are in the model's unit, and so is the discount rate, delta: 1 at time t is worth e^(-delta t) today. Only
 * clv_delta makes it, from a rate and the time that the rate is for, because a wrong unit is the most
 * expensive error: for a model in weeks, 12 months come to 36.29 if months are 30 / 7 weeks long, and to 140.13 if
 * someone takes them to be 30. */
#ifndef BTYD_CLV_H
#define BTYD_CLV_H

#include <stddef.h>

/* The continuous rate that equals a discount of `rate` for each `period` units of the model: a year of 365 days is a
 * period of 365 / 7 in a model in weeks. rate > -1. */
double clv_delta(double rate, double period);

/* The ends of the periods up to the horizon: period, 2 period .. horizon, the last period shorter if it does not
 * divide. Writes them unless end is NULL, returns how many. */
size_t clv_ends(double horizon, double period, double *end);

struct clv_value {
    double mean;        /* of a purchase, expected */
    double margin;      /* the share of it that is profit */
    double acquisition; /* cost of winning the customer; 0 for one who is already there */
};

/* mean margin sum over k of (expected[k] - expected[k - 1]) e^(-delta end[k]) - acquisition; expected[k] purchases are
 * expected up to end[k]. */
double clv_finite(const struct clv_value *v, const double *end, const double *expected, size_t n, double delta);

/* Without a horizon, from discounted expected residual transactions (family.h): mean margin dert - acquisition. */
double clv_infinite(const struct clv_value *v, double dert);

/* ---- textbook formulas ----
 *
 * They assume that the past goes on. The historic value is the mean purchase times the number of purchases, which is
 * the revenue so far. The simple value is the mean purchase, times the purchases in a unit of time, times the time that
 * a customer stays. */
double clv_historic(const struct clv_value *v, double purchases);

/* A customer who bought once, a day ago, does not buy daily: an observed time below `least` counts as `least`. */
double clv_simple(const struct clv_value *v, double purchases, double observed, double least, double lifespan);

#endif
