/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * domain: what must hold of a model family wherever its parameters and customers lie, tried at random.
 *
 * Parameters are drawn from 1e-3 to 1e4, purchases to 10,000, times from 0.01 to 10,000, all evenly on a logarithmic
 * scale. Every figure must be finite and within its bounds, monotone where it must be, and agree with the family's
 * other figures: a mean lies between what the chances of few purchases allow. */
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

/* NULL: all holds. Otherwise what does not, and with which draw, in `why`. */
const char *domain_check(const struct family *f, const struct domain_draw *d, char *why, size_t size);

#endif
