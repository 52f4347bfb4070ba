/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simbasket: turns the value of an order into lines that add up to it, to the penny.
 *
 * Lines but the last are products at their list price, in quantities that shops pack; the last product takes what is
 * left, at a price of its own near the list's: one line where some quantity divides it, else two lines whose prices
 * differ by a penny. So the models' value is the order's value, and nothing is rounded away. */
#ifndef SIM_SIMBASKET_H
#define SIM_SIMBASKET_H

#include "sim/simlog.h"

enum { BASKET_LINES = 200 }; /* at most */

/* Appends lines worth `total` > 0 pence to the order. Their number is geometric with mean 1/(1 - more), 0 <= more < 1,
 * but fewer where the value does not last: some two pounds a line. */
void simbasket_fill(struct rng *r, const struct simshop *shop, int64_t total, double more, struct sim_order *o);

#endif
