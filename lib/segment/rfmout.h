/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rfmout: rows of customers with the columns that rfm adds.
 *
 * What follows the recency is the same for all customers of the same scores: its text is made once for each three of
 * them that there are. */
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
    struct slice *ending;        /* of each three scores; p = NULL as long as it is not wanted */
    struct arena texts;
};

/* The three are borrowed. Free it with rfmout_free. */
struct rfmout rfmout_of(const struct scores *s, const struct segmap_grid *g, const struct segmap *m);
void rfmout_free(struct rfmout *r);

/* The row with what is added to it to a table of RFMOUT_COLUMNS without --only; without a purchase day the added cells
 * are empty. */
void rfmout_row(struct rfmout *r, struct slice row, const int64_t *value, struct table *t);

#endif
