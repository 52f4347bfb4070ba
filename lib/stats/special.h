/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * special: the special functions that the customer models share, for positive arguments.
 *
 * Likelihoods are differences of large logarithms, so these functions return the differences themselves: the rise ln
 * G(a + x)/G(a) is accurate to the last digits, which a difference of two ln G would lose. Nothing here keeps state or
 * sets errno on purpose; all of it may run in several threads. */
#ifndef STATS_SPECIAL_H
#define STATS_SPECIAL_H

double special_digamma(double x);
double special_trigamma(double x);

/* What Stirling's formula leaves out: ln G(x) - ((x - 1/2) ln x - x + ln(2 pi) / 2); about 1 / (12 x). */
double special_stirling(double x);

/* ln G(a + x)/G(a), x >= 0, with its first and second derivative by a. Whole x up to 24 are products, without any
 * special function. For ascending x it is faster to add the rises of the steps: rise(a, x + y) = rise(a, x) + rise(a +
 * x, y), in all three. */
struct special_rise {
    double value, first, second;
};
struct special_rise special_rise(double a, double x);

/* e^z E_s(z) = integral over y > 0 of e^(-z y) (1 + y)^-s, the generalised exponential integral, scaled; s, z > 0. */
double special_expint(double s, double z);

double special_expit(double x); /* 1 / (1 + e^-x) */

#endif
