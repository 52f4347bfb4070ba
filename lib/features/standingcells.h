/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * standingcells: what was known of a customer (standing.h) as the cells of a row of features.
 *
 * Each is defined in tillroll-features(1). A number whose base is 0 or missing is an empty cell. */
#ifndef FEATURES_STANDINGCELLS_H
#define FEATURES_STANDINGCELLS_H

#include "base/tool.h"
#include "features/standing.h"
#include "tsv/cell.h"

enum standing_cell {
    STANDING_COUNTRY,
    STANDING_RECENCY,
    STANDING_TENURE,
    STANDING_ORDERS,
    STANDING_DAYS,
    STANDING_REVENUE,
    STANDING_GROSS,
    STANDING_X,
    STANDING_T_X,
    STANDING_T,
    STANDING_M_X,
    STANDING_GAP_MEAN,
    STANDING_GAP_SD,
    STANDING_GAP_1,
    STANDING_OVERDUE = STANDING_GAP_1 + STANDING_GAPS,
    STANDING_SHARE_30D,
    STANDING_SHARE_90D,
    STANDING_TREND,
    STANDING_CUT_MONTH,
    STANDING_SEASON,
    STANDING_LINES_PER_ORDER,
    STANDING_ITEMS_PER_ORDER,
    STANDING_PRICE_PER_ITEM,
    STANDING_RETURN_SHARE,
    STANDING_AOV,
    STANDING_REVENUE_PER_DAY,
    STANDING_CELLS
};

extern const struct column STANDING_COLUMN[STANDING_CELLS];

void standing_cells(const struct standing *k, struct cell cell[STANDING_CELLS]); /* texts as in *k */

#endif
