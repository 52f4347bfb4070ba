/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rfmout: rows of customers with the columns that rfm adds.
 *
 * All that follows the recency is the same for all customers with the same three scores: its text is made once for each
 * such combination. */
#ifndef SEGMENT_RFMOUT_H
#define SEGMENT_RFMOUT_H

#include "base/arena.h"
#include "segment/rfmin.h"
#include "segment/scores.h"
#include "segment/segmap.h"
#include "tsv/table.h"

extern const struct column RFMOUT_COLUMNS[]; /* recency_days, the scores and the segment */

struct rfmout {
    const struct scores *scores; /* with their tops */
    const struct segmap_grid *grid;
    const struct segmap *segmap; /* NULL: the segment stays empty */
    struct slice *ending;        /* of each three scores; p = NULL until it is needed */
    struct arena texts;
};

/* The three are borrowed. Free it with rfmout_free. */
struct rfmout rfmout_of(const struct scores *s, const struct segmap_grid *g, const struct segmap *m);
void rfmout_free(struct rfmout *r);

/* Writes the row with the added cells to a table of RFMOUT_COLUMNS without --only; without a purchase day the added
 * cells are empty. */
void rfmout_row(struct rfmout *r, struct slice row, const int64_t *value, struct table *t);

#endif
