/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * betageo: the future of a customer who is alive and may be lost after each purchase, as in BG/NBD and MBG/NBD.
 *
 * Purchases come at a rate lambda ~ Gamma(R, A), each is the last with probability p ~ Beta(a, b); these are beliefs
 * about one customer now, updated by what was seen of them. With u = t / A the mean over lambda leaves
 *     P(still alive after t)   = E (1 + p u)^-R
 *     purchases expected in t  = E (1 - (1 + p u)^-R) / p
 * The hypergeometric functions that these are have poles at a = 1 and a + b = 1 and cancel. Here every form is a sum of
 * positive terms: over the number n of purchases there were if nobody were lost, as long as that takes few terms, and
 * over ln(p / (1 - p)) otherwise. */
#ifndef BTYD_BETAGEO_H
#define BTYD_BETAGEO_H

#include <stddef.h>

struct betageo {
    double R, A, a, b;
};

void betageo_alive(struct betageo g, const double *t, size_t n, double *out);
void betageo_expected(struct betageo g, const double *t, size_t n, double *out);

/* Chances of 0 .. n - 1 purchases in t. */
void betageo_mass(struct betageo g, double t, size_t n, double *out);

/* Purchases expected in all time to come, each discounted by e^(-delta t). */
double betageo_discounted(struct betageo g, double delta);

#endif
