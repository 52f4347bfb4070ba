/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fitscore: how well a model predicted a hold-out, in a few numbers.
 *
 * Patterns are as in fitcheck.h, m the number of purchases in a hold-out of length t. The log score is the sum of the
 * logarithms of the probabilities that the model gave to what each customer then did. In expectation only the true
 * probabilities have the best log score (it is a proper score). The mean absolute error is not proper: it favours
 * models that expect too little, as most customers do nothing. */
#ifndef BTYD_FITSCORE_H
#define BTYD_FITSCORE_H

#include <stdbool.h>

#include "btyd/family.h"

struct fitscore {
    double customers, bought, expected;
    double absolute, squared; /* sums of |bought - expected| and its square */
    double log;               /* a probability below 1e-300 counts as 1e-300 */
};

/* Adds the patterns' customers to *s. False: no memory. */
bool fitscore_add(const struct family *f, const double *parameter, const struct patterns *p, double t,
                  struct fitscore *s);

#endif
