/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orderin: reads the parts of orders, lines or orders. */
#ifndef SHOP_ORDERIN_H
#define SHOP_ORDERIN_H

#include "base/tool.h"
#include "shop/extras.h"
#include "tsv/tsv.h"

/* Reads all rows, with these columns more, or NULL. A table with `amount` is lines, one with `sale_lines` is orders; a
 * table with neither, or orders where columns of lines are wanted, ends the tool. A sale below 0, a return above it,
 * and a revenue that is not gross + returned are defects of the row. */
void orderin_read(struct tsv *in, struct orders *o, const struct extras *extras);

/* What a tool that reads them says of itself: the columns that it needs of lines, the last day that counts, the memory
 * that orders_new gets. */
extern const struct column ORDERIN_COLUMNS[];
#define ORDERIN_AS_OF(pointer, ...)    \
    OPT_DATE("as-of", pointer, "DATE", \
             "last day that is observed; later orders are left out (default: the newest date)", ##__VA_ARGS__)
#define ORDERIN_MEMORY(pointer, ...)                                                                                 \
    OPT_SIZE("memory", pointer, "SIZE", "past it works on disk, in $TMPDIR: 64M, 1G (default: as much as it takes)", \
             .most = OPT_ANY, ##__VA_ARGS__)

#endif
