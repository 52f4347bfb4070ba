/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orderrun: rows of one order that follow one another, folded to one part of it.
 *
 * Most tables have the rows of an order together. Of those that have the same ids, moment and country, byte for byte,
 * only the sums are read; of sales with plain numbers many at once (orderrun_sales), which costs a third of what it
 * does one by one. All others go by their caller's reader, which alone tells what is wrong with a row. */
#ifndef SHOP_ORDERRUN_H
#define SHOP_ORDERRUN_H

#include "base/cpu.h"
#include "base/mem.h"
#include "shop/order.h"
#include "tsv/bulk.h"
#include "tsv/repeat.h"

/* What a row adds to its order. */
struct orderrun_sums {
    decimal units, returned_units, gross, returned;
    uint32_t sale_lines, return_lines, lines;
};

struct orderrun {
    struct order part; /* of the run, or what is to begin one */
    bool begun;
    struct repeat repeat; /* the columns that must agree */
    struct buf texts;     /* the part's, where they are kept, because the row is gone that they were in */
    bool kept;
    unsigned quantity, amount, kind; /* columns of lines */
    enum cpu_level level;            /* of the code that reads their numbers */
    uint64_t sale;                   /* the kind of a sale with what ends it, as word_load has it */
};

/* Rows agree where columns[0 .. n) do. */
void orderrun_init(struct orderrun *r, const struct tsv *in, const unsigned *columns, unsigned n);

/* The table is one of lines: orderrun_sales may be used. */
void orderrun_of_lines(struct orderrun *r, const struct tsv *in, unsigned quantity, unsigned amount, unsigned kind);

static inline bool orderrun_has_begun(const struct orderrun *r)
{
    return r->begun;
}

/* Is the row at hand one more of the run? */
static inline bool orderrun_goes_on(const struct orderrun *r, const struct tsv *in)
{
    return r->begun && repeat_same(&r->repeat, bulk_record(in, 0));
}

/* Begins with the row at hand, whose ids, moment and country are in r->part. Where it is seen that no row of the run
 * follows, it has ended, too. */
void orderrun_begin(struct orderrun *r, const struct tsv *in, const struct orderrun_sums *s, struct orders *o);

void orderrun_add(struct orderrun *r, const struct orderrun_sums *s, struct orders *o); /* a row that goes on with it */
void orderrun_end(struct orderrun *r, struct orders *o); /* adds the part to the orders, where a run has begun */

/* Of a run that has begun. Adds the sales after the row at hand, as far as they go on with the run, have simple
 * numbers, and are at hand already. */
void orderrun_sales(struct orderrun *r, struct tsv *in);

void orderrun_keep(struct orderrun *r); /* of a run that has begun: before the input reads on */
void orderrun_free(struct orderrun *r);

#endif
