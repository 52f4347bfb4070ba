/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * betaratio: ln B(a + x, b + y) / B(a, b), the likelihood of x successes and y failures, in their order, where the
 * chance of success is Beta(a, b); and its derivatives.
 *
 * Put together from ln Gamma it would lose most digits where a, b, x or y run into the thousands. So the leading terms
 * of Stirling's formula are combined by hand, where they cancel, and only its small remainders are subtracted as
 * numbers. The error is below 1e-14 of the value, or of 1. */
#ifndef BTYD_BETARATIO_H
#define BTYD_BETARATIO_H

#include "btyd/family.h"

double betaratio(double a, double b, double x, double y); /* a, b > 0; x, y >= 0 */

/* Adds weight times it, a and b being parameters i and i + 1, with gradient and Hessian by their logarithms. */
void betaratio_add(struct family_value *sum, double weight, const double *parameter, unsigned i, double x, double y);

#endif
