/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * observed: the orders up to the last day that is seen. Those after it are left out by that rule: counted in --stats
 * (orders_after_as_of, lines_after_as_of) and written to --dropped as rows of the orders table. */
#ifndef SHOP_OBSERVED_H
#define SHOP_OBSERVED_H

#include <stdbool.h>

#include "shop/order.h"

void observed_begin(void); /* the counters and the file are there, also where nothing is left out */

/* The next order of `o` that counts; false at the end. */
bool observed_next(struct orders *o, date as_of, struct order *out);

#endif
