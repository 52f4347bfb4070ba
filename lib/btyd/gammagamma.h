/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gammagamma: what a purchase is worth, the Gamma-Gamma model (Fader, Hardie and Lee 2005b).
 *
 * A customer's purchases are worth Gamma(p, nu) each, with mean p / nu; nu ~ Gamma(q, gamma) over the customers, and
 * independent of how often they buy. After x purchases of mean value m a customer's nu is Gamma(p x + q, gamma + x m):
 * the estimate of their mean lies between m and the mean of all customers, and is closer to m the more they bought.
 *
 * The family's patterns are (x, m) with x >= 1 and m > 0; its record has no functions of time. The function below takes
 * x = 0 too: a customer without any data. */
#ifndef BTYD_GAMMAGAMMA_H
#define BTYD_GAMMAGAMMA_H

#include <stdbool.h>

#include "btyd/family.h"

/* E(M | x, m) = p (gamma + x m) / (p x + q - 1). False, and *mean INFINITY, if p x + q <= 1: the mean over customers
 * such as this one does not exist. */
bool gammagamma_mean(const double *parameter, double x, double m, double *mean);

/* The correlation of x and m over all customers, which the model takes to be 0. NaN if one of them is the same for
 * all. */
double gammagamma_correlation(const struct patterns *p);

#endif
