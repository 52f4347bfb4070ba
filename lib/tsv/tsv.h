/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tsv: reads a table, row by row, without copying a field.
 *
 * The table is as in tillroll-tsv(5): one header line, rectangular, LF, no quoting. tsv_open reads the tool's operands
 * one after another (the header must be the same in all) or standard input. Fields and row are borrowed: they are valid
 * until the next tsv_next (or bulk_take, bulk.h). A ragged row, or one with a CR at its end or a NUL, is a bad record.
 * Fields that are not used cost nothing: tsv_field finds a field when it is called.
 *
 *     struct tsv *in = tsv_open();
 *     unsigned id = tsv_need(in, "customer_id"), amount = tsv_need(in, "amount");
 *     while (tsv_next(in)) {
 *         decimal d;
 *         if (!tsv_decimal(in, amount, &d))
 *             continue;                     // set aside; by default the tool has ended with a message
 *         ...
 *     }
 *     tsv_close(in);
 */
#ifndef TSV_TSV_H
#define TSV_TSV_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/opt.h"
#include "base/out.h"
#include "base/slice.h"

struct tsv {
    const char *name;     /* of the file that the current row is of, for messages */
    unsigned file;        /* which of the operands that is: 0, 1, ... */
    uint64_t line;        /* of the current row; the header is line 1 */
    unsigned n;           /* columns */
    struct slice *column; /* their names */
    struct slice row;     /* the whole row, without its LF */
    const char *base;     /* for tsv_field: field i is what is between base[at[i]] and base[at[i + 1]] */
    const int32_t *at;
    uint32_t ahead; /* rows after it that are known already: bulk.h */
    struct tsv_source *source;
};

struct tsv *tsv_open(void);
struct tsv *
tsv_open_file(const char *path); /* one file that is no operand: limits, maps; its rows are not counted as input */
struct tsv *tsv_open_table(const char *path); /* the same for a table of a folder that is the input: defects are those
                                               * of the data, not of the command line */
bool tsv_next(struct tsv *t);                 /* false at the end of the last file */
void tsv_close(struct tsv *t);

/* Makes a row that was kept the current one again: it can be read, dropped and set aside like any other. for tools that
 * go through a table twice. It is copied; after the last tsv_next. */
struct tsv_place {
    const char *name;
    unsigned file;
    uint64_t line;
};
void tsv_again(struct tsv *t, struct slice row, struct tsv_place where);
static inline struct tsv_place tsv_place(const struct tsv *t)
{
    return (struct tsv_place){t->name, t->file, t->line};
}

/* The file of a table whose first row is not read yet, for window.h. False if it cannot be read at any place, if it is
 * one of several, and if it is so small that this does not pay. */
struct window_file;
bool tsv_file(const struct tsv *t, struct window_file *out);

/* A field of the current row. FEED_PADDING bytes after it may be read. */
static inline struct slice tsv_field(const struct tsv *t, unsigned col)
{
    int32_t before = t->at[col];
    return slice_of(t->base + before + 1, (size_t)(t->at[col + 1] - before - 1));
}

/* A column by its whole name. tsv_need ends the tool (status 1), listing the existing names and the nearest one;
 * tsv_find returns TSV_NONE. The time does not depend on the number of columns. */
enum { TSV_NONE = UINT32_MAX };
unsigned tsv_need(const struct tsv *t, const char *name);
unsigned tsv_find(const struct tsv *t, const char *name);
unsigned tsv_need_slice(const struct tsv *t, struct slice name);
unsigned tsv_find_slice(const struct tsv *t, struct slice name);
/* The same for the words of an option (--columns a,b); the array has list.n entries, the caller frees it. */
unsigned *tsv_need_list(const struct tsv *t, struct opt_list list);

/* Ends the tool if a column with this name exists already: for the columns that a tool adds. */
void tsv_must_lack(const struct tsv *t, const char *name);

/* Typed fields. False: the record was set aside. An empty field is a problem too: if missing values are allowed, check
 * tsv_field(t, col).n first. Parse all of a row before changing any state. */
bool tsv_decimal_any(struct tsv *t, unsigned col, decimal *out);
static inline __attribute__((always_inline)) bool tsv_decimal(struct tsv *t, unsigned col, decimal *out)
{
    return decimal_parse_padded(tsv_field(t, col), out) || tsv_decimal_any(t, col, out);
}
bool tsv_uint_any(struct tsv *t, unsigned col, uint64_t *out);
static inline bool tsv_uint(struct tsv *t, unsigned col, uint64_t *out)
{
    struct slice s = tsv_field(t, col);
    unsigned digit = (unsigned char)*s.p - (unsigned)'0';
    *out = digit;
    return (s.n == 1 && digit <= 9) || tsv_uint_any(t, col, out); /* most counts of a few lines have one digit */
}
bool tsv_double(struct tsv *t, unsigned col, double *out);
bool tsv_no_date(struct tsv *t, unsigned col); /* sets the row aside */
static inline bool tsv_date(struct tsv *t, unsigned col, date *out)
{
    return date_parse(tsv_field(t, col), out) || tsv_no_date(t, col);
}
bool tsv_no_time(struct tsv *t, unsigned col);
static inline bool tsv_time(struct tsv *t, unsigned col, daytime *out) /* empty is TIME_NONE */
{
    return time_parse(tsv_field(t, col), out) || tsv_no_time(t, col);
}

/* Sets the current row aside, or ends the tool, for a reason of the caller's own: `return tsv_bad(...)`. `problem`
 * continues after the value, column "day": "x" PROBLEM (REMEDY); the remedy may be NULL. */
bool tsv_bad(struct tsv *t, unsigned col, const char *problem, const char *remedy);

/* The header line as read, without its LF, to write it again with added columns. */
struct slice tsv_header(const struct tsv *t);

/* Drops the current row by a rule: counted by reason, and written to --dropped FILE, below the same header. */
void tsv_drop(struct tsv *t, const char *reason);
void tsv_drop_row(struct tsv *t, struct slice row, const char *reason); /* another one, without its LF */

#endif
