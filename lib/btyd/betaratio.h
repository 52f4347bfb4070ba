/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * betaratio: ln B(a + x, b + y) / B(a, b), the likelihood of x successes and y failures, in their order, where the
 * chance of success is Beta(a, b); and its derivatives.
 *
 * Computed from ln Gamma it would lose most digits if a, b, x or y are in the thousands. So the leading terms of
 * Stirling's formula, which cancel, are combined by hand, and only the small remainders are subtracted as numbers. The
 * error is below 1e-14 of the value, or of 1. */
#ifndef BTYD_BETARATIO_H
#define BTYD_BETARATIO_H

#include "btyd/family.h"

double betaratio(double a, double b, double x, double y); /* a, b > 0; x, y >= 0 */

/* Adds weight times it, with gradient and Hessian by the logarithms of a and b, which are parameters i and i + 1. */
void betaratio_add(struct family_value *sum, double weight, const double *parameter, unsigned i, double x, double y);

#endif
