/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orderahead: the orders of a sorted file, read by all cores ahead of the one that uses them, in the order of the file.
 *
 * Windows of the file are read and their orders parsed by whichever thread has time; the thread that asks for orders
 * helps if the next window is not ready. Memory: about 400 KiB for each of 8 windows. */
#ifndef SHOP_ORDERAHEAD_H
#define SHOP_ORDERAHEAD_H

#include "shop/order.h"
#include "shop/ordercolumns.h"
#include "tsv/window.h"

struct orderahead;
struct orderahead *orderahead_new(const struct window_file *f, const struct ordercolumns *c, unsigned threads);

/* The next order; its texts are borrowed until the next call. False at the end of the file, at a row that is not an
 * order as aggregate writes it, and at a window with a ragged row: `rows` orders are before it. The columns' arrays
 * must live as long as this. */
bool orderahead_next(struct orderahead *a, struct order *out);
uint64_t orderahead_rows(const struct orderahead *a);
void orderahead_free(struct orderahead *a);

#endif
