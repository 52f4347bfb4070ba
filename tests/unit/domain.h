/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * domain: properties of a model family for all parameters and customers, tried at random.
 *
 * Parameters are drawn from 1e-3 to 1e4, purchases to 10,000, times from 0.01 to 10,000, all evenly on a logarithmic
 * scale. Every figure must be finite and within its bounds, monotone where it must be, and agree with the family's
 * other figures: a mean is between the bounds that the probabilities of few purchases give. */
#ifndef TESTS_DOMAIN_H
#define TESTS_DOMAIN_H

#include <stddef.h>

#include "base/rng.h"
#include "btyd/family.h"

struct domain_draw {
    double parameter[FAMILY_PARAMETERS];
    double x, t_x, T, t, m, delta;
};

/* Within narrow bounds if `narrow`: parameters from 0.05 to 20, x to 30. */
struct domain_draw domain_draw(const struct family *f, struct rng *r, int narrow);

/* NULL if all properties hold; otherwise the one that does not, and its draw, in `why`. */
const char *domain_check(const struct family *f, const struct domain_draw *d, char *why, size_t size);

#endif
