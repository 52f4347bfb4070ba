/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linerun: the lines that follow one another in an order, from the scan straight to the output.
 *
 * Most records repeat the order of the one before and sell a whole number of some product at a price in cents. Their
 * rows are written without making a line of each: what the order gives is one text made once, and between its pieces
 * stand the values that change. Any other record ends the run and goes through line_make, which reads these too, and
 * the same way: runs could be left out, and the output would be the same bytes. */
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
        size_t size; /* of the frame, after that of the piece before: what stands in front of the value */
        enum { LINERUN_TEXT, LINERUN_PRICE, LINERUN_AMOUNT, LINERUN_END } what;
        const struct linerun_value *value; /* LINERUN_TEXT: which is copied */
    } * piece;
    size_t pieces;
    struct buf frame; /* a row without these values */
    bool copies_text; /* a product or description is among them */
    bool writes_price, writes_amount;
    enum cpu_level level; /* of the code */
    uint64_t order;       /* whose texts are in it; 0: no one's */
    struct linerun_value product, description, quantity, price;
};

/* What a run took. */
struct linerun_sum {
    uint32_t lines; /* all of them sales of the order of the line before */
    decimal amount;
};

void linerun_init(struct linerun *run, const struct line_maker *maker, const struct lineout *row);

/* Takes the records after the one that line_make read last, as far as they are simple. Without `o` they are read as
 * strictly, and nothing is written. */
struct linerun_sum linerun_take(struct linerun *run, struct csvin *in, struct out *o);

void linerun_free(struct linerun *run);

#endif
