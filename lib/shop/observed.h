/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * observed: the orders up to the last observed day. Later orders are left out: they are counted in --stats
 * (orders_after_as_of, lines_after_as_of) and written to --dropped as rows of the orders table, with the carried
 * columns. There is a warning if the last day is before all orders, or more than a year after them: probably the year
 * is wrong; and one of orders whose lines have different values of a carried column, of which one was kept. */
#ifndef SHOP_OBSERVED_H
#define SHOP_OBSERVED_H

#include <stdbool.h>

#include "shop/extras.h"
#include "shop/order.h"

/* Makes the counters and the file, even if nothing is left out. */
void observed_begin(const struct orders *o, date as_of, const struct extras *extras);

/* The next order that counts; false at the end, once. */
bool observed_next(struct orders *o, struct order *out);

#endif
