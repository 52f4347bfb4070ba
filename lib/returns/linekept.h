/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linekept: all lines, one after another and again, and those few of them found that share a key with some others.
 *
 * Of each line, small hashes of its keys are kept: customer, customer and product, customer and order. Marks say which
 * hashes matter; a line whose hash is marked is a candidate, which is then read and looked at, and some candidates turn
 * out to be none. So what concerns few of the lines costs the others nothing but a bit. The text is kept only if it
 * comes from a pipe or from several files, or if lines may be set aside; else each walk reads the file again, which is
 * less work than to fill so much memory.
 *
 *     struct linekept k;
 *     linekept_begin(&k, in);
 *     while (tsv_next(in))
 *         if (linekept_add(&k, &line) && line.kind == KIND_RETURN)
 *             linekept_mark(&k, LINEKEPT_PRODUCT, k.last);
 *     for (struct linekept_walk w = {0}; linekept_next(&k, &w);)
 *         if (linekept_marked(&k, LINEKEPT_PRODUCT, w.record))
 *             linekept_read(&k, w.row, &line), ...
 *     linekept_end(&k);
 *
 * The rows that a walk gives have their LF, and last until the next is asked for. */
#ifndef RETURNS_LINEKEPT_H
#define RETURNS_LINEKEPT_H

#include "base/date.h"
#include "base/decimal.h"
#include "shop/tables.h"
#include "tsv/kept.h"
#include "tsv/tsv.h"
#include "tsv/window.h"

enum linekept_key { LINEKEPT_CUSTOMER, LINEKEPT_PRODUCT, LINEKEPT_ORDER, LINEKEPT_KEYS };

struct linekept_record {
    struct kept_row row;
    uint32_t hash[LINEKEPT_KEYS];
};

struct linekept_line {
    enum kind kind;
    decimal quantity, price, amount;
    bool priced;
    date day;
    daytime time;
    struct slice text[LINES_COLUMNS]; /* of the columns of lines that the table has; the others are empty */
};

struct linekept_seen { /* what the line before had, and its hash */
    char text[48];
    size_t n;
    uint64_t hash;
};

struct linekept {
    struct tsv *in;
    struct window_file file;
    bool again; /* the text is not kept, but read again */
    struct buf block;
    struct kept rows;
    struct linekept_record *last; /* of the line that was added; it moves with the next */
    unsigned col[LINES_COLUMNS];  /* TSV_NONE: the table has no such column, which description and country may be */
    struct slice *field;          /* room for those of a row */
    struct buf row;               /* the last one, if its LF is missing */
    char seen[DATE_LEN];          /* the day of the line before */
    date day;
    struct linekept_seen customer, order;
    uint64_t *mark[LINEKEPT_KEYS];
};

extern const struct column LINEKEPT_COLUMNS[]; /* those that are needed */

void linekept_begin(struct linekept *k, struct tsv *in);

/* Keeps the current row. False: it was set aside. A sale below 0 and a return above it are defects, as for aggregate.
 */
bool linekept_add(struct linekept *k, struct linekept_line *out);

/* This many more walks follow: what they read again is part of the progress. */
void linekept_expect(const struct linekept *k, unsigned walks);

struct linekept_walk {
    struct slice row;
    const struct linekept_record *record;
    size_t i;       /* of the row, counted from 0 */
    bool last;      /* of those that are in memory one after another */
    size_t next;    /* the number of the next */
    size_t at, end; /* where it begins in the text or in the block, and where those end */
    off_t place;    /* of the block's end in the file */
};
bool linekept_next(struct linekept *k, struct linekept_walk *w); /* false after the last; one walk at a time */

void linekept_mark(struct linekept *k, enum linekept_key key, const struct linekept_record *of);
bool linekept_marked(const struct linekept *k, enum linekept_key key, const struct linekept_record *of);

/* A row that was kept, with or without its LF, read again; its texts are parts of the row. */
void linekept_read(const struct linekept *k, struct slice row, struct linekept_line *out);

/* All fields of such a row, in->n of them, until the next call. */
struct slice *linekept_fields(const struct linekept *k, struct slice row);

void linekept_end(struct linekept *k);

#endif
