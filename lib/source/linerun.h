/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linerun: successive lines of an order, written straight from the scan to the output.
 *
 * Most records repeat the order of the record before and sell a whole number of some product at a price in cents. Their
 * rows are written without a struct line for each: the text that depends on the order is made once, and the changing
 * values are put between its pieces. Any other record ends the run and is read by line_make. line_make would read the
 * records of a run in the same way: without runs the output would have the same bytes. */
#ifndef SOURCE_LINERUN_H
#define SOURCE_LINERUN_H

#include "base/cents.h"
#include "source/lineout.h"

/* A column of the source that is looked at. */
struct linerun_value {
    unsigned column;
    int32_t less; /* bytes between its end and the next value: the delimiter, quote marks, a CR */
};

struct linerun {
    const struct line_maker *maker;
    const struct lineout *row; /* whose rows are written */
    struct linerun_piece {
        size_t size; /* end of the piece of the frame that is in front of the value */
        enum { LINERUN_TEXT, LINERUN_PRICE, LINERUN_AMOUNT, LINERUN_END } what;
        const struct linerun_value *value; /* LINERUN_TEXT: which is copied */
    } * piece;
    size_t pieces;
    struct buf frame; /* a row without these values */
    bool copies_text; /* a product or description is among them */
    bool writes_price, writes_amount;
    enum cpu_level level; /* of the code */
    uint64_t order;       /* the order whose texts are in it; 0: none */
    struct linerun_value product, description, quantity, price;
};

/* The result of a run. */
struct linerun_sum {
    uint32_t lines; /* all are sales of the order of the line before */
    decimal amount;
};

void linerun_init(struct linerun *run, const struct line_maker *maker, const struct lineout *row);

/* Takes the records after the one that line_make read last, as long as they are simple. Without `o` they are read just
 * as strictly, but nothing is written. */
struct linerun_sum linerun_take(struct linerun *run, struct csvin *in, struct out *o);

void linerun_free(struct linerun *run);

#endif
