/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * draw: draws from distributions, the same to the last bit on any machine.
 *
 * The C library's log and exp differ in the last bit between libraries and processors, and one such bit can turn a
 * rejection into an acceptance and change all that follows. So the draws use only operations that IEEE 754 defines to
 * the last bit: + - * / and square root of doubles, conversions, and integers; draw_log and draw_exp are series with a
 * fixed number of terms, added in the order written. Two things could break this, and neither happens here: fused
 * multiply-add (the build says -ffp-contract=off) and registers wider than a double (64-bit platforms use none).
 *
 * The distributions are exact: nothing is cut off or tabulated. The errors are those of rounding, some 1e-15 of a
 * value, and 1e-13 of one near the least double.
 */
#ifndef STATS_DRAW_H
#define STATS_DRAW_H

#include "base/rng.h"

double draw_log(double x); /* natural logarithm of a finite x > 0; relative error below 1e-15 */
double draw_exp(double x); /* relative error below 1e-15; 0 below -708, where doubles lose digits; x <= 709 */

double draw_normal(struct rng *r);                           /* mean 0, variance 1 */
double draw_exponential(struct rng *r, double rate);         /* mean 1/rate; rate > 0 */
double draw_gamma(struct rng *r, double shape, double rate); /* mean shape/rate; 0 if it is below 1e-307 */
double draw_beta(struct rng *r, double a, double b);         /* mean a/(a+b); in [0, 1] */

#endif
