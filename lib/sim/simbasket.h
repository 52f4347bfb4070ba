/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simbasket: turns the value of an order into lines that add up to it, to the penny.
 *
 * All lines except the last are products at their list price, in quantities that shops pack. The last product takes the
 * rest, at a price near its list price: one line if some quantity divides the rest, otherwise two lines whose prices
 * differ by a penny. So the order's value is exactly the models' value. */
#ifndef SIM_SIMBASKET_H
#define SIM_SIMBASKET_H

#include "sim/simlog.h"

enum { BASKET_LINES = 200 }; /* at most */

/* Appends lines worth `total` > 0 pence to the order. Their number is geometric with mean 1/(1 - more), 0 <= more < 1,
 * but fewer if the value is too small: about two pounds for each line. */
void simbasket_fill(struct rng *r, const struct simshop *shop, int64_t total, double more, struct sim_order *o);

#endif
