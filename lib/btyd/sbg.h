/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sbg: customers under contract, the shifted beta-geometric model (Fader and Hardie 2007).
 *
 * At each renewal a customer is lost with probability theta. Each customer has one theta for all renewals; over the
 * customers it is Beta(alpha, beta). S(t) = B(alpha, beta + t) / B(alpha, beta) survive t renewals; of those who did t
 * - 1, the share r(t) = (beta + t - 1) / (alpha + beta + t - 1) renews once more. This rate rises with t, as customers
 * with a high theta leave early. A customer who has survived n renewals has theta ~ Beta(alpha, beta + n): the formulas
 * for new customers hold with beta + n instead of beta. The lifetimes of BG/BB are of this kind too.
 *
 * As a family, "expected" and "discounted" count renewals; a customer who is lost (x = 1) has none. */
#ifndef BTYD_SBG_H
#define BTYD_SBG_H

#include <stdbool.h>

double sbg_survival(double alpha, double beta, double t);
double sbg_retention(double alpha, double beta, double t); /* t >= 1 */

/* Expected renewals of a customer who has survived n: among the next m, S(n+1)/S(n) + .. + S(n+m)/S(n); and in all,
 * (beta + n) / (alpha - 1). False: infinite, as alpha <= 1. */
double sbg_renewals(double alpha, double beta, double n, double m);
bool sbg_remaining(double alpha, double beta, double n, double *renewals);

/* S(n)/S(n) + S(n+1)/S(n) e^-delta + S(n+2)/S(n) e^-2delta ..: the discounted expected lifetime of a customer who has
 * just survived n renewals, with today's payment (DEL if n = 0). A rate of d a period is delta = ln(1 + d); delta >
 * 0. */
double sbg_lifetime(double alpha, double beta, double n, double delta);
/* The discounted expected residual lifetime (DERL, Fader and Hardie 2010) of a customer in their n-th period, n >= 1,
 * just before they renew or not, the coming payment not discounted: r(n) times sbg_lifetime(n). */
double sbg_residual(double alpha, double beta, double n, double delta);

#endif
