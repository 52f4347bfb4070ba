/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * betageo: the future of a customer who is alive and may be lost after each purchase, as in BG/NBD and MBG/NBD.
 *
 * Purchases come at a rate lambda ~ Gamma(R, A), and each is the last with probability p ~ Beta(a, b). These
 * distributions describe one customer now, given what was observed. With u = t / A the mean over lambda leaves
 *     P(still alive after t)   = E (1 + p u)^-R
 *     purchases expected in t  = E (1 - (1 + p u)^-R) / p
 * These are hypergeometric functions, which have poles at a = 1 and a + b = 1 and lose digits by cancellation. Here
 * each is computed as a sum of positive terms: over the number n of purchases that there would be if nobody were lost,
 * as long as that takes few terms, and over ln(p / (1 - p)) otherwise. */
#ifndef BTYD_BETAGEO_H
#define BTYD_BETAGEO_H

#include <stddef.h>

struct betageo {
    double R, A, a, b;
};

void betageo_alive(struct betageo g, const double *t, size_t n, double *out);
void betageo_expected(struct betageo g, const double *t, size_t n, double *out);

/* Probabilities of 0 .. n - 1 purchases in t. */
void betageo_mass(struct betageo g, double t, size_t n, double *out);

/* Expected purchases in all future time, each discounted by e^(-delta t). */
double betageo_discounted(struct betageo g, double delta);

#endif
