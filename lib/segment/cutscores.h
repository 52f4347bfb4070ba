/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cutscores: scores of recency, frequency and monetary value at cuts, by limits that no later cut has a part in.
 *
 * Limits are learned from the customers of the first cut alone and kept for all others, or they come from a file: a
 * model that has learned from scores must be given scores of the same limits.
 *
 *     struct cutscores c;
 *     cutscores_begin(&c, limits_in);                // a path, or NULL: they are learned
 *     cutscores_values(&c, &standing, value);        // for each row, and if limits are learned:
 *     cutscores_add(&c, cut, value);
 *     cutscores_end(&c, first_cut);
 *     cutscores_cells(&c, value, cell);
 *     cutscores_free(&c);
 *
 * Learned are quintiles of days, orders and revenue. */
#ifndef SEGMENT_CUTSCORES_H
#define SEGMENT_CUTSCORES_H

#include "base/out.h"
#include "base/tool.h"
#include "features/standing.h"
#include "segment/scores.h"
#include "tsv/cell.h"

struct cutscores {
    struct scores scores;
    bool learns;
    date first;                      /* the earliest cut so far, DATE_NONE: there is none */
    int64_t *value[SCORES_MEASURES]; /* of its rows */
    size_t n, cap[SCORES_MEASURES];
};

extern const struct column CUTSCORES_COLUMN[SCORES_MEASURES];

void cutscores_begin(struct cutscores *c, const char *limits_in);
void cutscores_values(const struct cutscores *c, const struct standing *k, int64_t value[SCORES_MEASURES]);
void cutscores_add(struct cutscores *c, date cut, const int64_t value[SCORES_MEASURES]);

/* `first` is the first cut that was asked for, or DATE_NONE: if nobody was known before it, and somebody before a
 * later one, the tool ends. */
void cutscores_end(struct cutscores *c, date first);

void cutscores_cells(const struct cutscores *c, const int64_t value[SCORES_MEASURES],
                     struct cell cell[SCORES_MEASURES]);
void cutscores_write(struct cutscores *c, struct out *o); /* the file of limits; without a row the tool ends */
void cutscores_free(struct cutscores *c);

#endif
