/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orderrun: folds successive rows of one order into one part of it.
 *
 * Most tables have the rows of an order together. If rows have the same ids, moment and country, byte for byte, only
 * their sums are read. Sales with plain numbers are read many at once (orderrun_sales), at a third of the cost. All
 * other rows are read by the caller, which also reports what is wrong with a row. */
#ifndef SHOP_ORDERRUN_H
#define SHOP_ORDERRUN_H

#include "base/cpu.h"
#include "base/mem.h"
#include "shop/order.h"
#include "shop/ordersums.h"
#include "tsv/bulk.h"
#include "tsv/repeat.h"

struct orderrun {
    struct order part; /* of the run, or of the next one */
    bool begun;
    struct repeat repeat; /* the columns that must agree */
    struct buf texts;     /* the texts of the part, kept here when the row that had them is gone */
    bool kept;
    unsigned quantity, amount, kind; /* columns of lines */
    enum cpu_level level;            /* of the code that reads their numbers */
    uint64_t sale;                   /* the kind of a sale with the byte that ends it, as word_load has it */
};

/* Rows agree where columns[0 .. n) do. */
void orderrun_init(struct orderrun *r, const struct tsv *in, const unsigned *columns, unsigned n);

/* The table is one of lines: orderrun_sales may be used. */
void orderrun_of_lines(struct orderrun *r, const struct tsv *in, unsigned quantity, unsigned amount, unsigned kind);

static inline bool orderrun_has_begun(const struct orderrun *r)
{
    return r->begun;
}

/* Does the current row belong to the run? */
static inline bool orderrun_goes_on(const struct orderrun *r, const struct tsv *in)
{
    return r->begun && repeat_same(&r->repeat, bulk_record(in, 0));
}

/* Begins with the current row, whose ids, moment and country are in r->part. If no row of the run can follow, the run
 * also ends. */
void orderrun_begin(struct orderrun *r, const struct tsv *in, const struct ordersums *s, struct orders *o);

void orderrun_add(struct orderrun *r, const struct ordersums *s, struct orders *o); /* adds a row that belongs to
                                                                                     * it */
void orderrun_end(struct orderrun *r, struct orders *o); /* adds the part to the orders, if a run has begun */

/* After orderrun_begin. Adds the sales after the current row, as long as they belong to the run, have simple numbers,
 * and are already in the window. */
void orderrun_sales(struct orderrun *r, struct tsv *in);

void orderrun_keep(struct orderrun *r); /* after orderrun_begin: before the input reads further */
void orderrun_free(struct orderrun *r);

#endif
