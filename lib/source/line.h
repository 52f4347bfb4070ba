/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * line: one record of a source, made a line of an order.
 *
 * line_make takes the record's values by the schema, reads dates and numbers, works out the amount and says what kind
 * of line it is; a record that cannot be read is set aside (csvin_bad). It decides nothing: a return is a line like any
 * other.
 *
 * It reads records whose values are fields as they stand. What is more than that - templates, states, values that stand
 * on an order's first row alone - source/longway turns into such records.
 *
 * Most records have the customer, order, date, time and country of the record before, byte for byte: then none of them
 * is looked at again, and `order` stays the same. */
#ifndef SOURCE_LINE_H
#define SOURCE_LINE_H

#include "source/linecolumns.h"
#include "tsv/repeat.h"

struct line {
    uint64_t order;                /* changes with any of customer_id, order_id, date, time and country */
    struct slice text[LINES_KIND]; /* by enum lines_column, trimmed; of dates and numbers as the source writes them */
    struct slice *extra;           /* the schema's extra columns, trimmed */
    struct slice day_text, time_text; /* as the lines table has them */
    size_t text_bytes;                /* all texts together are not longer */
    date day;
    daytime time;
    decimal quantity, unit_price, amount;
    bool has_price;        /* else unit_price is unknown, not 0 */
    bool quantity_written; /* text[LINES_QUANTITY] is what would be written for it */
    enum kind kind;
};

/* After every text this many bytes may be read (never trusted), so that short ones are copied without a loop. */
enum { LINE_PADDING = 32 };

/* What the command line says beside the schema. */
struct line_options {
    int places;                  /* round money to so many, or -1: more than 6 are refused */
    const char *tz_from, *tz_to; /* NULL: what the schema says */
    bool no_description;         /* nobody will look at it */
};

/* What must be looked at in a record that may repeat the order of the last one and be a sale: linerun reads it. */
struct line_simple {
    const struct repeat *repeat;
    unsigned uses;            /* of one column of the source, at most */
    bool odd_product[256];    /* bytes that no simple product begins with: blank, quote mark, those of charges */
    int product, description; /* columns of the source; -1: nobody looks at it */
    unsigned quantity, price;
};

struct line_maker *line_maker_new(struct schema *s, struct line_options options);

/* Finds the schema's columns in the file that `in` reads: once for each file, before its first record, as csvin's
 * on_header too. One that is not there ends the tool, status 1, with the names that are. */
void line_find_columns(const struct csvin *in, void *maker);

/* The line that every call of line_make fills: its texts stand at the same addresses in all. */
const struct line *line_maker_line(const struct line_maker *m);

/* NULL where line_make must read each record after the last one. */
const struct line_simple *line_maker_simple(const struct line_maker *m);

/* NULL where the record was set aside. The line belongs to the maker and borrows from the record, until the next call.
 */
const struct line *line_make(struct line_maker *m, const struct csvin *in);

/* ---- for source/longway, whose records are made of others ---- */

/* Where the values were read: messages name and show those of `in` by schema `s`. */
void line_maker_origin(struct line_maker *m, const struct schema *s, const struct csvin *in);

/* The next lines are returns, or not, whatever their orders are called. */
void line_maker_returns(struct line_maker *m, bool returns);

/* Does the order of the last line take something back, by its state or its id? */
bool line_maker_takes_back(const struct line_maker *m);

/* A record of nothing but delimiters, or one that repeats the header, is no line: it is dropped, and counted. */
bool line_is_no_record(struct line_maker *m, const struct csvin *in);

/* What never happened: nothing in it must be readable, and what is not is empty or 0. */
const struct line *line_make_void(struct line_maker *m, const struct csvin *in);

/* The line of the last call, to make another of it: the texts that are put there must be readable for LINE_PADDING
 * bytes more. */
struct line *line_maker_edit(struct line_maker *m);

/* Money in a column beside those of the lines table; DECIMAL_OK where it was read. */
enum decimal_status line_maker_money(struct line_maker *m, struct slice text, decimal *out);

/* What to say of a number that cannot be read. */
const char *line_maker_number_remedy(const struct line_maker *m, struct slice text, enum decimal_status status);

void line_maker_free(struct line_maker *m);

#endif
