/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * repeat: does a record repeat some columns of an earlier one, byte for byte?
 *
 * The lines of an order follow one another in most logs, with the same customer, date and country. To compare these
 * bytes costs a twentieth of reading them. They are compared as they are in the source, with quote marks: the same
 * bytes are the same values; equal values in other bytes are read again, which costs little. Neighbouring columns are
 * one run. */
#ifndef TSV_REPEAT_H
#define TSV_REPEAT_H

#include "tsv/record.h"

typedef unsigned char repeat_bytes __attribute__((vector_size(16)));
enum { REPEAT_RUNS = 8, REPEAT_CELLS = 16, REPEAT_CELL = sizeof(repeat_bytes) };

struct repeat {
    struct repeat_run {
        unsigned first, end; /* columns first .. end - 1 */
    } run[REPEAT_RUNS];
    unsigned runs; /* 0: no record is compared */
    struct repeat_cell {
        unsigned column; /* the cell begins `from` bytes after the beginning of this one's value */
        unsigned from;
        repeat_bytes bytes;
        repeat_bytes mask; /* 0xff for bytes that count: up to and with the byte that ends the run's last value */
    } cell[REPEAT_CELLS];
    unsigned cells; /* 0: none is remembered */
};

/* Sets the columns up, which are numbered from 0: column i is compared if chosen[i]. If there are no runs, or more than
 * REPEAT_RUNS, no record repeats another. */
void repeat_init(struct repeat *r, const bool *chosen, unsigned columns);

void repeat_forget(struct repeat *r);

/* FEED_PADDING bytes after the record may be read. */
void repeat_remember(struct repeat *r, struct record now);

static inline repeat_bytes repeat_load(const void *p)
{
    repeat_bytes b;
    memcpy(&b, p, sizeof b);
    return b;
}

static inline bool repeat_none(repeat_bytes b)
{
    uint64_t half[2];
    memcpy(half, &b, sizeof half);
    return (half[0] | half[1]) == 0;
}

/* Of n bytes that count the mask begins REPEAT_CELL - n bytes into these. */
extern const unsigned char REPEAT_MASK[2 * REPEAT_CELL];

static inline repeat_bytes repeat_mask(size_t n)
{
    return repeat_load(REPEAT_MASK + (n < REPEAT_CELL ? REPEAT_CELL - n : 0));
}

/* Can the record whose first run begins at `next` repeat `now`? A cheap "no" for most records of an unsorted file.
 * There must be runs. */
static inline bool repeat_may(const struct repeat *r, struct record now, const char *next)
{
    int32_t first = now.at[r->run[0].first];
    repeat_bytes mask = repeat_mask((size_t)(now.at[r->run[0].end] - first));
    return repeat_none((repeat_load(now.begin + first) ^ repeat_load(next)) & mask);
}

/* Values that begin in the same way and have the same bytes, with what ends them, are the same: lengths need no check,
 * as long as a delimiter, or the NUL of feed.h, follows the last value. */
static inline __attribute__((always_inline)) bool repeat_same(const struct repeat *r, struct record now)
{
    repeat_bytes other = {0};
    for (const struct repeat_cell *c = r->cell, *end = c + r->cells; c < end; c++)
        other |= (repeat_load(now.begin + now.at[c->column] + c->from) ^ c->bytes) & c->mask;
    return repeat_none(other) && r->cells;
}

#endif
