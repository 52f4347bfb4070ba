/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rfmout: rows of customers with the columns that rfm adds.
 *
 * What follows the recency is the same for all customers of the same scores: it is made once for each three of them
 * that there are. */
#ifndef SEGMENT_RFMOUT_H
#define SEGMENT_RFMOUT_H

#include "base/arena.h"
#include "base/out.h"
#include "segment/rfmin.h"
#include "segment/scores.h"
#include "segment/segmap.h"

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

/* The row and what is added to it, of which who never bought anything has empty fields. */
void rfmout_row(struct rfmout *r, struct slice row, const int64_t *value, struct out *o);

#endif
