/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orderin: reads lines or orders, as parts of orders. */
#ifndef SHOP_ORDERIN_H
#define SHOP_ORDERIN_H

#include "base/tool.h"
#include "shop/extras.h"
#include "tsv/tsv.h"

/* Reads all rows, with these further columns, or NULL. A table with `amount` is lines, one with `sale_lines` is orders;
 * a table with neither ends the tool, and so do orders if columns of lines are needed. A sale below 0, a return above
 * 0, and a revenue that is not gross + returned make a bad record. Orders of a file that is sorted (orderlook.h) are
 * not read yet but follow one by one in orders_next, where a defect ends the tool: `in` stays open until orders_free.
 */
void orderin_read(struct tsv *in, struct orders *o, const struct extras *extras);

/* For the record of a tool that reads them: the columns that it needs of lines, the option for the last day, and the
 * option for the memory of orders_new. */
extern const struct column ORDERIN_COLUMNS[];
#define ORDERIN_AS_OF(pointer, ...)                                                                                  \
    OPT_DATE("as-of", pointer, "DATE", "last day of the data; later orders are left out (default: the newest date)", \
             ##__VA_ARGS__)
#define ORDERIN_MEMORY(pointer, ...)                                                                   \
    OPT_SIZE("memory", pointer, "SIZE",                                                                \
             "memory limit, such as 64M or 1G; the rest goes to disk, in $TMPDIR (default: no limit)", \
             .most = OPT_ANY, ##__VA_ARGS__)

#endif
