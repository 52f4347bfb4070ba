/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * repeat: does a record repeat some columns of an earlier one, byte for byte?
 *
 * The lines of an order follow one another in most logs, with the same customer, date and country. To compare these
 * bytes costs a twentieth of what it costs to read them. They are compared as the source has them, quote marks and all:
 * the same bytes are the same values, and where the same values stand there in other bytes, little is lost.
 * Neighbouring columns are one run. */
#ifndef TABLE_REPEAT_H
#define TABLE_REPEAT_H

#include "table/record.h"

typedef unsigned char repeat_bytes __attribute__((vector_size(16)));
enum { REPEAT_RUNS = 8, REPEAT_SHORT = 2, REPEAT_PARTS = 4, REPEAT_MOST = 16 * REPEAT_PARTS };

struct repeat_run {
    unsigned first, end; /* columns first .. end - 1 */
    int parts;           /* that have bytes which count, but at least REPEAT_SHORT */
    repeat_bytes bytes[REPEAT_PARTS];
    repeat_bytes
        mask[REPEAT_PARTS]; /* 0xff where these bytes count: up to what ends the last value, which is one too */
};

struct repeat {
    struct repeat_run run[REPEAT_RUNS];
    unsigned runs; /* 0: no record is compared */
    bool known;    /* a record is remembered */
    bool any_long; /* a run has more than REPEAT_SHORT parts */
};

/* Sets the columns up, which are numbered from 0: column i is compared where chosen[i]. More runs than REPEAT_RUNS, or
 * none, and no record repeats another. */
void repeat_init(struct repeat *r, const bool *chosen, unsigned columns);

void repeat_forget(struct repeat *r);

/* FEED_PADDING bytes behind the record may be read. */
void repeat_remember(struct repeat *r, struct record now);

static inline repeat_bytes repeat_load(const void *p)
{
    repeat_bytes b;
    memcpy(&b, p, sizeof b);
    return b;
}

/* What differs in some parts of a run that begins at p: 0 where nothing does. */
static inline __attribute__((always_inline)) repeat_bytes repeat_other(const struct repeat_run *run, const char *p,
                                                                       int from, int to)
{
    repeat_bytes other = {0};
    for (int i = from; i < to; i++)
        other |= (repeat_load(p + 16 * i) ^ run->bytes[i]) & run->mask[i];
    return other;
}

/* Values that begin in the same way and have the same bytes, with what ends them, are the same: lengths need no look.
 */
static inline __attribute__((always_inline)) bool repeat_same(const struct repeat *r, struct record now)
{
    repeat_bytes other = {0};
    uint64_t half[2];
    for (const struct repeat_run *run = r->run, *end = run + r->runs; run < end; run++)
        other |= repeat_other(run, now.begin + now.at[run->first], 0, REPEAT_SHORT);
    if (__builtin_expect(r->any_long, 0))
        for (const struct repeat_run *run = r->run, *end = run + r->runs; run < end; run++)
            other |= repeat_other(run, now.begin + now.at[run->first], REPEAT_SHORT, run->parts);
    memcpy(half, &other, sizeof half);
    return (half[0] | half[1]) == 0 && r->known;
}

#endif
