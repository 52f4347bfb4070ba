/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cell: a value of a row that is written, of any type, and its text.
 *
 * Texts are borrowed and must be the bytes of a field: no tab, no line end. Numbers are written as in tillroll-tsv(5):
 * money with at least two places, decimals and counts exactly, an estimate as the shortest decimal that reads back as
 * the same double or, if `digits` is not 0, rounded to this many digits after the point (num_print_rounded). NaN,
 * DATE_NONE and TIME_NONE are the empty cell; an infinite number is none, and the printing code refuses it.
 *
 *     const struct cell row[] = {cell_text(id), cell_count(n), cell_money(sum), cell_number(mean)};
 */
#ifndef TSV_CELL_H
#define TSV_CELL_H

#include <math.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/slice.h"
#include "tsv/amount.h"

struct cell {
    enum cell_kind {
        CELL_EMPTY,
        CELL_TEXT,
        CELL_COUNT,
        CELL_INT,
        CELL_MONEY,
        CELL_DECIMAL,
        CELL_NUMBER,
        CELL_DATE,
        CELL_TIME,
        CELL_KINDS
    } kind;
    union {
        struct slice text;
        uint64_t count;
        int64_t whole;
        decimal exact; /* of CELL_MONEY and CELL_DECIMAL */
        double number;
        date day;
        daytime time;
    };
};

static inline struct cell cell_empty(void)
{
    return (struct cell){.kind = CELL_EMPTY};
}
static inline struct cell cell_text(struct slice s)
{
    return (struct cell){.kind = CELL_TEXT, .text = s};
}
static inline struct cell cell_str(const char *s)
{
    return cell_text(slice_str(s));
}
static inline struct cell cell_count(uint64_t n)
{
    return (struct cell){.kind = CELL_COUNT, .count = n};
}
static inline struct cell cell_int(int64_t n)
{
    return (struct cell){.kind = CELL_INT, .whole = n};
}
static inline struct cell cell_money(decimal d)
{
    return (struct cell){.kind = CELL_MONEY, .exact = d};
}
static inline struct cell cell_decimal(decimal d)
{
    return (struct cell){.kind = CELL_DECIMAL, .exact = d};
}
static inline struct cell cell_number(double v)
{
    return isnan(v) ? cell_empty() : (struct cell){.kind = CELL_NUMBER, .number = v};
}
static inline struct cell cell_date(date d)
{
    return d == DATE_NONE ? cell_empty() : (struct cell){.kind = CELL_DATE, .day = d};
}
static inline struct cell cell_time(daytime t)
{
    return t == TIME_NONE ? cell_empty() : (struct cell){.kind = CELL_TIME, .time = t};
}
struct cell cell_amount(struct amount a); /* as amount_write has it: a decimal, a double or empty */

/* Bytes that its text fits in. */
static inline size_t cell_room(const struct cell *c)
{
    return c->kind == CELL_TEXT ? c->text.n : (size_t)NUM_ROOM;
}

/* Puts the text at p, without a NUL, and returns its end. */
char *cell_put(char *p, const struct cell *c, int digits);

/* Adds the texts of n cells to a row, each after a tab unless the row is empty; the first of a row must have a text. */
void cell_add(struct buf *row, const struct cell *c, size_t n, int digits);

#endif
