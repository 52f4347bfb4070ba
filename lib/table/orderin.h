/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orderin: reads the parts of orders, lines or orders. */
#ifndef TABLE_ORDERIN_H
#define TABLE_ORDERIN_H

#include "table/order.h"
#include "table/tsv.h"

/* Reads all rows. A table with `amount` is lines, one with `sale_lines` is orders; a table with neither, or orders
 * where `by_product` needs lines, ends the tool. A sale below 0, a return above it, and a revenue that is not gross +
 * returned are defects of the row. */
void orderin_read(struct tsv *in, struct orders *o, bool by_product);

#endif
