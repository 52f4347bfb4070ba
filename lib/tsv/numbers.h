/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * numbers: the numbers of a table, column by column: value[j][i] is column j of row i.
 *
 * The columns are named (--columns a,b), or they are all that hold numbers (numbers_of_types): those with at least one
 * value whose values are all numbers. A column of ids, customer_id or any *_id, is refused if it is named and left out
 * otherwise: such a number is only a name, and a result computed from it means nothing, even if it looks good.
 * Malformed values are set aside, as everywhere; what happens to missing ones is the caller's choice:
 *
 *     struct numbers m;
 *     numbers_of(&m, in, columns, NUMBERS_SKIP, "no correlation can be made of it");
 *     while (tsv_next(in))
 *         if (numbers_add(&m))
 *             ...                            // row m.rows - 1 was added
 *     numbers_end(&m);
 *     ... m.d columns of m.rows numbers: m.value[j][i], m.column[j] ...
 *     numbers_free(&m);
 *
 * A caller with checks of its own reads a row value by value: numbers_value for each j, then numbers_keep, or not. */
#ifndef TSV_NUMBERS_H
#define TSV_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

#include "tsv/tsv.h"

/* A row that lacks a value is set aside as a bad record; left out and counted (missing_value in --stats); or kept, with
 * NaN if the value is missing. */
enum numbers_missing { NUMBERS_REFUSE, NUMBERS_SKIP, NUMBERS_NAN };

struct numbers {
    struct tsv *in;
    unsigned d;       /* columns, */
    unsigned *column; /* their places in the table */
    double **value;   /* value[j][i] */
    size_t rows, cap;
    enum numbers_missing missing;
    uint64_t *skipped;          /* the counter missing_value; NULL unless NUMBERS_SKIP */
    struct numbers_type *types; /* of columns that are taken by type; NULL if they are named */
};

/* Named columns. One that is missing or is an id ends the tool, status 1; `use` tells for the message what an id cannot
 * be used for. */
void numbers_of(struct numbers *m, struct tsv *in, struct opt_list columns, enum numbers_missing missing,
                const char *use);

/* All columns that turn out to hold numbers; the columns `but` are not read. */
void numbers_of_types(struct numbers *m, struct tsv *in, struct opt_list but, enum numbers_missing missing);

/* Adds the current row; false: it was set aside, or left out. */
bool numbers_add(struct numbers *m);

/* After the last row. By type the columns are known only now: m->d and m->column change, and with NUMBERS_SKIP rows
 * without a value are left out only now. `from` may be NULL; else it is an array of m->rows, and from[i] becomes the
 * number that row i had when it was added. A column with numbers and other values is left out with a warning, which has
 * the first value that is not a number. If no column has numbers, the tool ends, status 1. */
void numbers_end(struct numbers *m, size_t *from);

void numbers_free(struct numbers *m);

/* ---- a row value by value ---- */

enum numbers_found { NUMBERS_BAD, NUMBERS_EMPTY, NUMBERS_THERE }; /* set aside; missing; a number */

/* A field of the current row. */
enum numbers_found numbers_field(struct tsv *t, unsigned col, double *v);

/* Column j of the current row, put in its place in row m->rows, which is not there before numbers_keep. */
enum numbers_found numbers_value(struct numbers *m, unsigned j);
static inline void numbers_keep(struct numbers *m)
{
    m->rows++;
}

/* Gives the columns, m->d of them, to the caller, which frees each. m has no rows then, and can have others. */
void numbers_take(struct numbers *m, double **value);

#endif
