/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * betamean: the mean of a positive, falling function of p ~ Beta(a, b), accurate for all a and b.
 *
 * With p = 1 / (1 + e^-s) the Beta density is p^a (1 - p)^b ds, the integrand is smooth along the whole real line, and
 * the trapezoidal rule converges exponentially in the number of nodes (Trefethen and Weideman 2014). If a or b is
 * small, the density falls too slowly for a sum to its end; but there the function has become constant, and the rest of
 * the sum is a geometric series. All terms are positive, so that even results of 1e-300 keep their digits. */
#ifndef BTYD_BETAMEAN_H
#define BTYD_BETAMEAN_H

struct betamean {
    double (*log_f)(const struct betamean *, double p); /* ln f(p); ctx may be the struct that contains this one */
    double a, b;
    double peak;           /* the s at which the integrand is about largest; betamean_peak(a, b) for a function that
                            * falls slowly */
    double slope0, slope1; /* bounds of -f'(p) / f(p) at p = 0 and p = 1 */
    double step;
};

double betamean(const struct betamean *m);

double betamean_peak(double a, double b); /* of the density itself */

#endif
