/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * line: a line of a shop, as far as returns have to do with it. */
#ifndef RETURNS_LINE_H
#define RETURNS_LINE_H

#include "base/date.h"
#include "base/decimal.h"
#include "shop/tables.h"
#include "tsv/record.h"
#include "tsv/tsv.h"

struct line {
    struct slice customer, order, product; /* parts of its row */
    enum kind kind;
    bool priced;
    decimal quantity, price, amount;
    date day;
    daytime time;
};

/* Does it sell something that can come back? */
static inline bool line_sells(const struct line *l)
{
    return (l->kind == KIND_SALE || l->kind == KIND_CHARGE) && (l->quantity || l->amount);
}

extern const struct column LINE_COLUMNS[]; /* those that are needed */

/* Their places, by enum lines_column. */
struct line_columns {
    unsigned at[LINES_COLUMNS];
};
struct line_columns line_columns(const struct tsv *in); /* ends the tool if one is not there */

/* LINES_COLUMNS, or the first column with a value that cannot be. A sale below 0 and a return above it are defects of
 * the amount, as for aggregate. After each value 9 bytes may be read. line_parse is both: customer, order and moment,
 * which the lines of an order have in common, and all else. */
enum lines_column line_parse_order(struct record r, const struct line_columns *c, struct line *l);
enum lines_column line_parse_goods(struct record r, const struct line_columns *c, struct line *l);
enum lines_column line_parse(struct record r, const struct line_columns *c, struct line *l);

/* The current row, whose column `which` is wrong, is set aside, or ends the tool: the result is false. */
bool line_bad(struct tsv *in, const struct line_columns *c, enum lines_column which);

#endif
