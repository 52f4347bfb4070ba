/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * targets: what is to be predicted of a customer at a cut, the columns made of struct future (standing.h). */
#ifndef FEATURES_TARGETS_H
#define FEATURES_TARGETS_H

#include "base/opt.h"
#include "base/tool.h"
#include "features/standing.h"
#include "tsv/cell.h"

#define TARGETS_WORDS "churn|orders|revenue|next_days|top_share"
enum target {
    TARGET_CHURNED,
    TARGET_ORDERS,
    TARGET_REVENUE,
    TARGET_NEXT_DAYS,
    TARGET_TOP_SPENDER, /* depends on all rows of the cut (topshare.h) */
    TARGETS
};

extern const struct column TARGETS_COLUMN[TARGETS];

/* Those that the words of --target name; an unknown one ends the tool, status 2. */
void targets_choose(struct opt_list words, bool wanted[TARGETS]);

void targets_cells(const struct future *f, bool top, struct cell cell[TARGETS]);

#endif
