/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * holdouttable: the tables that say what models are worth, a block of rows a family. */
#ifndef CLV_HOLDOUTTABLE_H
#define CLV_HOLDOUTTABLE_H

#include "clv/holdout.h"

#define HOLDOUTTABLES "counts|by-x|by-alive|matrix|tracking|score"
enum holdouttable {
    HOLDOUTTABLE_COUNTS, /* the only one that needs no orders, and, without its expected cells, no model */
    HOLDOUTTABLE_BY_X,
    HOLDOUTTABLE_BY_ALIVE,
    HOLDOUTTABLE_MATRIX,
    HOLDOUTTABLE_TRACKING,
    HOLDOUTTABLE_SCORE,
};

/* bins: of x, and of P(alive); width: of t_x in the matrix, in days; digits: of the table (tsv/table.h). */
struct holdouttable_cut {
    size_t bins;
    double width;
    int digits;
};

/* The table, header too. */
void holdouttable_write(const struct holdout *c, enum holdouttable t, const struct holdouttable_cut *cut,
                        struct out *out);

#endif
