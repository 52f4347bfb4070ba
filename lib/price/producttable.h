/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * producttable: a row for each product: what was paid, how demand depends on it, the best price, and what the rules
 * change.
 *
 * The best price is that of the controlled elasticity and of the two ends of its interval, within the limits of
 * guards.h around the mean price; without a floor, or without a cap, the lowest, or highest, price that was paid takes
 * its place, since nothing is known beyond. If the interval reaches 0 there is none. */
#ifndef PRICE_PRODUCTTABLE_H
#define PRICE_PRODUCTTABLE_H

#include "price/effect.h"
#include "price/guards.h"
#include "price/pricefit.h"
#include "price/unitcost.h"

struct producttable {
    const struct sales *sales;
    const struct guards *guards;
    struct unitcost *costs;
    double level;
    int digits;
    const struct opt_list *only;
    struct pricefit_table *fits; /* where all coefficients go, or NULL */
};

void producttable_write(const struct producttable *p); /* to standard output, in the order of the products' bytes */

/* The controlled elasticity and its interval as effect_add takes them; NaN if the interval reaches 0. */
void producttable_ends(const struct pricefit *f, double elasticity[EFFECT_ENDS]);

#endif
