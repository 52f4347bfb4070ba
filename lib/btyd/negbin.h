/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * negbin: how many purchases there are in a time t if nobody is lost: Poisson at a rate lambda ~ Gamma(r, alpha), which
 * makes a negative binomial of shape r and mean r u, with u = t / alpha. */
#ifndef BTYD_NEGBIN_H
#define BTYD_NEGBIN_H

#include <stddef.h>

#include "btyd/patterns.h"

/* Chances of 0 .. n - 1. */
void negbin_mass(double r, double u, size_t n, double *mass);

/* The probability of n or more; `mass` has those of 0 .. n - 1. */
double negbin_tail(double r, double u, size_t n, const double *mass);

/* The mean rate, and the r that gives the observed variance of the counts, from 0.05 to 100; if nobody bought, the rate
 * of half a purchase by all customers together. A fit starts there. */
struct negbin_moments {
    double rate, r;
};
struct negbin_moments negbin_moments(const struct patterns *p);

#endif
