/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bulk: many rows of a table at once, for hot loops.
 *
 * The reader finds the ends of all fields in a window of ENDS_WINDOW bytes before it gives the first row of it. If
 * every row of the window is well formed, t->ahead rows after the current one can be used directly: read the records 1
 * to t->ahead, then call bulk_take for those that were used. The byte before a value, and FEED_PADDING bytes after the
 * last row ahead, may be read. Such a loop has the cost of one tsv_next for many rows.
 *
 *     while (tsv_next(in)) {
 *         ... the current row ...
 *         uint32_t n = 0;
 *         while (n < in->ahead && fits(bulk_record(in, n + 1)))
 *             n++;
 *         if (n)
 *             bulk_take(in, n);             // the current row is now the last that fits
 *     }
 */
#ifndef TSV_BULK_H
#define TSV_BULK_H

#include "tsv/record.h"
#include "tsv/tsv.h"

/* The k-th row after the current one, k <= t->ahead; 0 is the current row. */
static inline struct record bulk_record(const struct tsv *t, uint32_t k)
{
    return (struct record){t->base + 1, t->at + (size_t)k * t->n, 1};
}

/* Its text, without its LF. */
static inline struct slice bulk_row(const struct tsv *t, uint32_t k)
{
    struct record r = bulk_record(t, k);
    return slice_of(r.begin + r.at[0], (size_t)(r.at[t->n] - r.at[0] - r.gap));
}

/* Moves the current row on by `rows`, at least 1 and at most t->ahead. */
void bulk_take(struct tsv *t, uint32_t rows);

#endif
