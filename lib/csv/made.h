/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * made: where the values of a record are.
 *
 * Most are in the input, one after another. Those that had to be changed (quote marks removed, bytes of another
 * encoding) are copied into a record_buf, each with an LF after it, since no value holds an LF. */
#ifndef CSV_MADE_H
#define CSV_MADE_H

#include <iconv.h>
#include <stdbool.h>

#include "base/mem.h"
#include "tsv/record.h"

struct record_buf {
    struct buf bytes, converted;
    int32_t *at; /* value i is between at[i] and at[i + 1] */
    size_t at_cap;
    uint32_t n; /* values */
};

/* Makes room for `values` values of `bytes` bytes together; record_push makes more room as needed. */
void record_begin(struct record_buf *b, size_t values, size_t bytes);
void record_push(struct record_buf *b, const void *p, size_t n);

/* The next value ends at `end`, in the room that record_begin made; returns where the one after it begins. */
static inline char *record_ends(struct record_buf *b, char *end)
{
    *end = '\n';
    b->bytes.n = (size_t)(end + 1 - b->bytes.p);
    b->at[++b->n] = (int32_t)(end - b->bytes.p);
    return end + 1;
}

struct record record_made(struct record_buf *b); /* what was pushed, until the next record_begin */
void record_free(struct record_buf *b);

uint64_t record_respace(struct record_buf *b); /* tabs, LFs and CRs in values become spaces: how many */
bool record_reencode(struct record_buf *b, iconv_t from);

#endif
