/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * holdouttable: the tables that show how good models are, a block of rows for each family. */
#ifndef CLV_HOLDOUTTABLE_H
#define CLV_HOLDOUTTABLE_H

#include "clv/holdout.h"

#define HOLDOUTTABLES "counts|by-x|by-alive|matrix|tracking|score"
enum holdouttable {
    HOLDOUTTABLE_COUNTS, /* the only one that needs no orders; without the expected cells it needs no model either */
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

/* Writes the table with its header. */
void holdouttable_write(const struct holdout *c, enum holdouttable t, const struct holdouttable_cut *cut,
                        struct out *out);

#endif
