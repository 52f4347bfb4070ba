/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * checktable: the tables that say what models are worth, a block of rows a family. */
#ifndef TABLE_CHECKTABLE_H
#define TABLE_CHECKTABLE_H

#include "table/check.h"

#define CHECKTABLES "counts|by-x|by-alive|matrix|tracking|score"
enum checktable {
    CHECKTABLE_COUNTS, /* the only one that needs no orders, and, without its expected cells, no model */
    CHECKTABLE_BY_X,
    CHECKTABLE_BY_ALIVE,
    CHECKTABLE_MATRIX,
    CHECKTABLE_TRACKING,
    CHECKTABLE_SCORE,
};

/* bins: of x, and of P(alive); width: of t_x in the matrix, in days. */
struct checktable_cut {
    size_t bins;
    double width;
};

/* The table, header too. */
void checktable_write(const struct check *c, enum checktable t, const struct checktable_cut *cut, struct out *out);

#endif
