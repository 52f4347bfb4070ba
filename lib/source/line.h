/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * line: turns one record of a source into a line of an order.
 *
 * line_make takes the record's values by the schema, reads dates and numbers, computes the amount and finds the kind of
 * the line; a record that cannot be read is set aside (csvin_bad). It leaves no line out: a return is a line like any
 * other.
 *
 * It reads records whose values are plain fields. Anything more (templates, states, values that only an order's first
 * row has) is put together by source/longway, and then read here by line_make_of.
 *
 * Most records have the customer, order, date, time and country of the record before, byte for byte: then none of them
 * is read again, and `order` stays the same. */
#ifndef SOURCE_LINE_H
#define SOURCE_LINE_H

#include "source/linecolumns.h"
#include "tsv/repeat.h"

struct line {
    uint64_t order;                   /* changes with any of customer_id, order_id, date, time and country */
    struct slice text[LINES_KIND];    /* by enum lines_column, trimmed; dates and numbers as the source writes them */
    struct slice *extra;              /* the schema's extra columns, trimmed */
    struct slice day_text, time_text; /* in the form of the lines table */
    size_t text_bytes;                /* the length of all texts together is at most this */
    date day;
    daytime time;
    decimal quantity, unit_price, amount;
    bool has_price;        /* if not set, unit_price is unknown, not 0 */
    bool quantity_written; /* text[LINES_QUANTITY] is the text to write */
    enum kind kind;
};

/* After every text this many bytes may be read (never trusted), so that short ones are copied without a loop. */
enum { LINE_PADDING = 32 };

/* Copies a text, most of which are short; LINE_PADDING bytes after the copy may be written too. */
static inline char *line_put(char *to, struct slice text)
{
    if (__builtin_expect(text.n > LINE_PADDING, 0))
        memcpy(to, text.p, text.n);
    else
        memcpy(to, text.p, LINE_PADDING);
    return to + text.n;
}

/* Settings from the command line. */
struct line_options {
    int places;                  /* round money to this many places, or -1: more than 6 are refused */
    const char *tz_from, *tz_to; /* NULL: as the schema says */
    bool no_description;         /* it is not used */
};

/* What linerun must read in a record that may repeat the order of the last one and be a sale. */
struct line_simple {
    const struct repeat *repeat;
    unsigned uses;            /* of one column of the source, at most */
    bool odd_product[256];    /* bytes that do not begin a simple product: blank, quote mark, those of charges */
    int product, description; /* columns of the source; -1: not used */
    unsigned quantity, price;
};

struct line_maker *line_maker_new(struct schema *s, struct line_options options);

/* For line_make: finds the schema's columns in the file that `in` reads, once for each file, before its first record,
 * as csvin's on_header too. A missing one ends the tool, status 1, and the message lists the names that exist. */
void line_find_columns(const struct csvin *in, void *maker);

/* The line that every call of line_make fills: its members keep their addresses. */
const struct line *line_maker_line(const struct line_maker *m);

/* NULL if line_make must read each record after the last one. */
const struct line_simple *line_maker_simple(const struct line_maker *m);

/* NULL if the record was set aside. The line belongs to the maker and borrows from the record until the next call.
 */
const struct line *line_make(struct line_maker *m, const struct csvin *in);

/* ---- for source/longway ---- */

/* The line of these values, by slot (schema.h), which were put together of the record. LINE_PADDING bytes after each
 * must be readable. `returns`: its state says that the order takes something back. */
const struct line *line_make_of(struct line_maker *m, const struct csvin *in, const struct slice *value, bool returns);

/* Does the order of the last line take something back, by its state or its id? */
bool line_maker_takes_back(const struct line_maker *m);

/* A record of nothing but delimiters, or one that repeats the header, is no line: it is dropped, and counted. */
bool line_is_no_record(struct line_maker *m, const struct csvin *in);

/* The line of a void row: its values need not be good; bad ones are empty or 0. */
const struct line *line_make_void(struct line_maker *m, const struct csvin *in, const struct slice *value);

/* The line of the last call, to turn it into another one: LINE_PADDING bytes after each new text must be readable. */
struct line *line_maker_edit(struct line_maker *m);

/* Money in a column beside those of the lines table; DECIMAL_OK where it was read. LINE_PADDING bytes after the text
 * must be readable. */
enum decimal_status line_maker_money(struct line_maker *m, struct slice text, decimal *out);

/* The message for a number that cannot be read. */
const char *line_maker_number_remedy(const struct line_maker *m, struct slice text, enum decimal_status status);

void line_maker_free(struct line_maker *m);

#endif
