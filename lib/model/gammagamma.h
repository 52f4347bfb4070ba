/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gammagamma: what a purchase is worth, the Gamma-Gamma model (Fader, Hardie and Lee 2005b).
 *
 * A customer's purchases are worth Gamma(p, nu) each, with mean p / nu; nu ~ Gamma(q, gamma) over the customers, and
 * independent of how often they buy. After x purchases of mean value m a customer's nu is Gamma(p x + q, gamma + x m):
 * the estimate of their mean lies between m and that of all, the closer to m the more they bought.
 *
 * The family's patterns are (x, m) with x >= 1 and m > 0; its record has nothing about time. The functions below take
 * x = 0 too: a customer of whom nothing is known. */
#ifndef MODEL_GAMMAGAMMA_H
#define MODEL_GAMMAGAMMA_H

#include <stdbool.h>

#include "model/family.h"

/* E(M | x, m) = p (gamma + x m) / (p x + q - 1). False, and *mean INFINITY, where p x + q <= 1: the mean over customers
 * such as this one does not exist. */
bool gammagamma_mean(const double *parameter, double x, double m, double *mean);

/* The variance of the customer's mean p / nu, which needs p x + q > 2. */
bool gammagamma_variance(const double *parameter, double x, double m, double *variance);

/* The value below which the customer's mean lies with this probability, 0 < share < 1; it exists always. Above 1e308 it
 * is INFINITY, and 0 below 1e-308. */
double gammagamma_quantile(const double *parameter, double x, double m, double share);

#endif
