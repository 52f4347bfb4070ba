/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kept: rows of a table kept in memory, for tools that must have read all before they write the first.
 *
 * The rows are in one piece, one after another, and each has a record of the caller: a struct whose first member is a
 * struct kept_row, which kept fills. A walk goes over both in the order of the input; it may begin at any part of
 * KEPT_PART rows, so that threads can share the work.
 *
 *     struct customer { struct kept_row row; int32_t recency; };
 *     struct kept k = kept_of(sizeof(struct customer));
 *     while (tsv_next(in))
 *         ((struct customer *)kept_add(&k, in->row))->recency = ...;      // cleared when it is added
 *     for (struct kept_walk w = {0}; kept_next(&k, &w);)
 *         ... w.row, (const struct customer *)w.record ...
 *     kept_free(&k);
 */
#ifndef TSV_KEPT_H
#define TSV_KEPT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

enum { KEPT_PART = 4096 };

struct kept_row {
    uint32_t bytes; /* a row from a reader has no more bytes */
};

struct kept {
    size_t rows;
    size_t size; /* of a record */
    struct buf text, records;
    size_t *part; /* where the text of each part begins */
    size_t part_cap;
};

static inline struct kept kept_of(size_t record) /* sizeof(struct kept_row) at least */
{
    return (struct kept){.size = record};
}

/* The record of the row, which is copied; it may move when the next is added. */
void *kept_add(struct kept *k, struct slice row);

static inline void *kept_record(const struct kept *k, size_t i)
{
    return k->records.p + i * k->size;
}

struct kept_walk {
    struct slice row;
    void *record;
    size_t i; /* of the row, counted from 0 */
    size_t next, at;
};
struct kept_walk kept_from(const struct kept *k, size_t part); /* before the first row of a part that has one */

/* The next row; false after the last. */
static inline bool kept_next(const struct kept *k, struct kept_walk *w)
{
    if (w->next == k->rows)
        return false;
    w->record = kept_record(k, w->next);
    w->row = slice_of(k->text.p + w->at, ((const struct kept_row *)w->record)->bytes);
    w->at += w->row.n;
    w->i = w->next++;
    return true;
}

void kept_clear(struct kept *k); /* no rows; the memory is used again */
void kept_free(struct kept *k);

#endif
