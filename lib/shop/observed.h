/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * observed: the orders up to the last day that is seen. Those after it are left out by that rule: counted in --stats
 * (orders_after_as_of, lines_after_as_of) and written to --dropped as rows of the orders table, with what is carried. A
 * last day before all orders, and one more than a year after them, get a warning: most likely the year is wrong. */
#ifndef SHOP_OBSERVED_H
#define SHOP_OBSERVED_H

#include <stdbool.h>

#include "shop/extras.h"
#include "shop/order.h"

/* The counters and the file are there, also where nothing is left out. */
void observed_begin(const struct orders *o, date as_of, const struct extras *extras);

/* The next order that counts; false at the end, once. */
bool observed_next(struct orders *o, struct order *out);

#endif
