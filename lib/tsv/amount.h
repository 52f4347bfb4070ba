/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * amount: the number in a cell: none, an exact decimal or a double.
 *
 * A number in a table may be money, a count or an estimate; a tool that adds, ranks or groups any column need not know
 * which. Decimals of up to 6 places (base/decimal.h) stay exact: they are added as integers of 128 bits, and means and
 * quantiles are one division, rounded once. A number that does not fit a decimal, 1e300 or 0.12345678, becomes the
 * nearest double. An empty cell is missing: it is counted, and is not a number.
 *
 *     struct amount a;
 *     struct amount_sum sum = {0};
 *     while (tsv_next(in))
 *         if (amount_read(in, col, &a))
 *             amount_add(&sum, a);
 *     if (!amount_total(&sum, &a))
 *         die(STATUS_DATA, "the sum of \"%.*s\" " AMOUNT_BEYOND, ...);
 *     amount_write(out, a);
 */
#ifndef TSV_AMOUNT_H
#define TSV_AMOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/out.h"
#include "base/ratio.h"
#include "stats/quantile.h"
#include "stats/sums.h"
#include "tsv/tsv.h"

struct amount {
    enum amount_kind { AMOUNT_EMPTY, AMOUNT_EXACT, AMOUNT_DOUBLE } kind;
    decimal exact; /* of AMOUNT_EXACT */
    double v;      /* of AMOUNT_DOUBLE */
};

static inline struct amount amount_exact(decimal d)
{
    return (struct amount){AMOUNT_EXACT, d, 0};
}
static inline struct amount amount_inexact(double v)
{
    return (struct amount){AMOUNT_DOUBLE, 0, v};
}
double amount_double(struct amount a); /* the nearest double; of an empty one NaN */

/* The text of a cell; false if it is no number of the wire format. */
bool amount_parse(struct slice s, struct amount *out);

/* A field of the current row. False: it is not a number, and the row was set aside, with the message of tsv_decimal. */
bool amount_read(struct tsv *t, unsigned col, struct amount *out);

/* Order: empty ones first, then by value; if the doubles are equal, exact ones first, by their exact values. */
int amount_compare(struct amount a, struct amount b);

/* An exact one as a decimal or as money, else the shortest decimal that reads back as the same double; an empty one is
 * empty. An infinite double ends the tool in the first two, and is not for the third. */
void amount_write(struct out *o, struct amount a);
void amount_write_money(struct out *o, struct amount a);
int amount_print(char *p, struct amount a); /* the same text: at most NUM_ROOM bytes at p; returns their number */

/* ---- sums ---- */

/* All zero is the empty sum. The exact values are added exactly in whatever order they come; doubles are added in the
 * order of the calls, which should therefore always be the same. */
struct amount_sum {
    uint64_t n, doubles, empty; /* numbers, how many of them are no decimals, and cells without one */
    wide_int exact;             /* millionths */
    struct sums rest;
};

static inline void amount_add(struct amount_sum *s, struct amount a)
{
    s->n += a.kind != AMOUNT_EMPTY;
    s->doubles += a.kind == AMOUNT_DOUBLE;
    s->empty += a.kind == AMOUNT_EMPTY;
    s->exact += a.kind == AMOUNT_EXACT ? a.exact : 0;
    if (a.kind == AMOUNT_DOUBLE)
        sums_add(&s->rest, a.v);
}

/* Adds another sum, as if its values came after those of *s: the same parts merged in the same order give the same
 * bytes. */
void amount_merge(struct amount_sum *s, const struct amount_sum *other);

/* Empty if there is no number. False if no decimal, or no double, holds it: the caller knows what was summed, and ends
 * with these words. */
bool amount_total(const struct amount_sum *s, struct amount *out);
#define AMOUNT_BEYOND "is too large (exact sums go up to 9223372036854.775807)"

double amount_sum_double(const struct amount_sum *s); /* 0 of the empty sum */
double amount_mean(const struct amount_sum *s);       /* NaN of the empty sum */

/* ---- quantiles ---- */

/* In the order of amount_compare. */
void amount_sort(struct amount *a, size_t n);

/* The quantile of type 7 between these two neighbours of the sorted numbers (stats/quantile.h), exact as long as both
 * are. amount_quantile finds them: i / b of n > 0 sorted numbers, none of them empty. */
double amount_between(struct amount low, struct amount high, struct quantile_place p);
double amount_quantile(const struct amount *sorted, size_t n, uint64_t i, uint64_t b);

#endif
