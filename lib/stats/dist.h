/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dist: the probabilities that tests and intervals are made of.
 *
 * A tail is P(X > x), with a relative error of about 1e-12 however small it is: 1 - cdf would have lost it. The other
 * side of a symmetric distribution is the tail at -x; `tails` is both sides together, the two-sided P of a test. A
 * point is the x with the given probability above it.
 *
 * Normal and chi-square are the C library's and GSL's. Student's t, F, beta and the binomial are the incomplete beta
 * function by a continued fraction (Didonato and Morris 1992), written here: GSL 2.7 takes an approximation for t of
 * more than 30 degrees of freedom (12 of 31: 3e-8 off), gives NaN for a beta of 1e7 and more, and
 * gsl_cdf_tdist_Qinv(0.025, 1e5) never returns. Arguments without a meaning (a NaN, degrees of freedom of 0) give NaN.
 * Nothing here keeps state. */
#ifndef STATS_DIST_H
#define STATS_DIST_H

#include <stdint.h>

double dist_normal_tail(double z);
double dist_normal_tails(double z);
double dist_normal_point(double tail); /* 1.96 of 0.025 */

double dist_t_tail(double t, double df); /* df may be a fraction, or infinite: then it is the normal */
double dist_t_tails(double t, double df);
double dist_t_point(double tail, double df);

double dist_chi_square_tail(double v, double df);
double dist_f_tail(double f, double df1, double df2);

/* Natural logarithms of the same tails, where the tail itself may be too small for a double. */
double dist_chi_square_log_tail(double v, double df);
double dist_f_log_tail(double f, double df1, double df2);

double dist_beta(double x, double a, double b);           /* P(X <= x) */
double dist_beta_point(double below, double a, double b); /* the x with that P(X <= x) */

/* k successes of n trials of chance p. */
double dist_binomial_at(uint64_t k, uint64_t n, double p);
double dist_binomial(uint64_t k, uint64_t n, double p);           /* P(X <= k) */
double dist_binomial_tail(uint64_t k, uint64_t n, double p);      /* P(X > k) */
uint64_t dist_binomial_point(double below, uint64_t n, double p); /* the least k with P(X <= k) >= below */

/* k good ones among `draws` that are drawn without replacement from good + bad, at least as many. */
double dist_hyper_at(uint64_t k, uint64_t good, uint64_t bad, uint64_t draws);
double dist_hyper(uint64_t k, uint64_t good, uint64_t bad, uint64_t draws);      /* P(X <= k) */
double dist_hyper_tail(uint64_t k, uint64_t good, uint64_t bad, uint64_t draws); /* P(X > k) */

#endif
